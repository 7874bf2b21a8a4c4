"""What was made for an audience, searched before it leaves: every file's bytes, for everything that was withheld."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from chronology.disclosure.projection import Projection
from chronology.disclosure.search import hits, refuse_if_found, texts_of
from chronology.disclosure.texts import with_texts
from chronology.disclosure.tokens import Token, phrases
from chronology.practice.categories import categories
from chronology.record.casefile import CaseFile
from exporters.documents.pages import Document, Picture

File = tuple[str, bytes]
"""A file's name and its bytes."""
Made = Sequence[File]

DATES = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug "
    "Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Winter"
)
"""Words of dates, which are nobody's name where they stand in one."""
_BLANK = "…"


def searched_for(
    projection: Projection,
    make: Callable[[CaseFile], Made],
    *,
    given: Collection[str] = (),
    signed: Collection[str] = (),
    others_too: bool = False,
) -> Made:
    """Return the files that `make` makes of the projection, once nothing withheld stands in any of them or in its name.

    `given` are the words that a person gave (title, purpose): they are searched as they are; `signed` is a name that may
    stand there. Where somebody decided that words stand although they name somebody, the same files are made without
    those names and searched for everything; those that leave are searched for everything but the names decided on. With
    `others_too` other children's names are searched for as well. Raises OutputRefused on a hit, before anything is written.
    """
    tokens = projection.tokens | (projection.others if others_too else frozenset())
    for words in given:
        refuse_if_found(words.encode("utf-8", "replace"), "given", tokens, signed)
    made = make(projection.case)
    if projection.searched is not None:
        _search(make(projection.searched), tokens, signed, projection, make)
        tokens -= projection.let_stand
    _search(made, tokens, signed, projection, make)
    return made


def pictures_of(document: Document) -> Iterator[File]:
    """Yield each picture of a document as the lines that it is made from: its dots cannot be read."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Picture) and block.svg:
            yield f"{at}.svg", block.svg.encode("utf-8", "replace")


def _search(
    made: Made,
    tokens: Collection[Token],
    signed: Collection[str],
    projection: Projection,
    make: Callable[[CaseFile], Made],
) -> None:
    """Raise OutputRefused where a file holds something withheld; a word that it says of its own accord is no hit."""
    found = [(name, data) for name, data in made if hits(data, _form(name), tokens, signed)]
    if found:
        own = _own_words(make(_blank(projection.case)))
        for name, data in found:
            refuse_if_found(data, _form(name), tokens, {*signed, *own})
    for name, _ in made:
        refuse_if_found(name.encode("utf-8", "replace"), "name", tokens, signed)


def _form(name: str) -> str:
    return name.rpartition(".")[2].casefold()


def _own_words(made: Made) -> frozenset[str]:
    """Return the words of files that were made of a family without words: headings, labels, styles, fonts."""
    texts = (text for name, data in made for _, text in texts_of(data, _form(name)))
    words = {word for text in (*texts, DATES) for phrase in phrases(text) for word in phrase}
    # A count may be one here and several there.
    return frozenset({*words, *(word.removesuffix("s") for word in words)})


def _blank(case: CaseFile) -> CaseFile:
    """Return the same family without a word of its own: names, events and reasons are gone, dates and kinds stay."""
    practice = categories()
    kept = {*practice.categories, *practice.neglect, *practice.tiers}
    return CaseFile.of(
        with_texts(r, lambda text: text if text in kept or text in case.records else _BLANK)
        for r in case.records.values()
    )
