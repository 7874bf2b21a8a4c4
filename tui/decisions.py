"""What a person decides about words that name somebody withheld: what there is to decide, and a decision kept.

The command `release` and the screen keep decisions by the same function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chronology.disclosure.deciding import (
    decided,
    found_record,
    includable,
    possible_of_words,
    reasons_of,
    restricted_of,
)
from chronology.disclosure.masks import marked
from chronology.disclosure.own import of_these
from chronology.disclosure.projection import project
from chronology.disclosure.texts import named_texts_in
from chronology.record.casefile import date_of
from chronology.record.entries import Entry
from chronology.record.errors import ConflictError
from chronology.record.releases import OF_WORDS, Chosen, Release, digest_of

if TYPE_CHECKING:
    from datetime import date

    from chronology.disclosure.projection import Projection, Request
    from chronology.disclosure.tokens import Kind, Token
    from chronology.journal.change import Recorded
    from chronology.journal.opencase import OpenCase
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id, Record

NOT_DECIDED = "not decided"
MOST_LETTERS = 60
_ALWAYS = frozenset({"event", "impacts", "views", "action", "outcome", "analysis"})
"""Fields of an entry that are shown whether or not they name anybody."""


class Sort(StrEnum):
    """Why a record is listed."""

    WORDS = "words"
    RESTRICTED = "restricted"
    OTHERS = "others"


SORTS = {
    Sort.WORDS: "Words that name somebody",
    Sort.RESTRICTED: "Restricted",
    Sort.OTHERS: "About others",
}


@dataclass(frozen=True)
class Item:
    """One record to decide about."""

    record: Record
    sort: Sort
    what: str
    """Reason codes and what is named, or which restriction, or about whom."""
    decision: Release | None
    """What was decided; None where nobody has, or the record was changed since."""
    tokens: frozenset[Token] = frozenset()
    """What its words name."""
    possible: tuple[Chosen, ...] = ()

    @property
    def state(self) -> str:
        """What was decided, in words."""
        return self.decision.chosen.value if self.decision else NOT_DECIDED

    def words(self) -> str:
        """Return the line that stands in the list: its sign, its day and kind, why it is listed, the state, its first words."""
        from exporters.documents.wording import date_words

        sign = "✓" if self.decision else "?" if self.sort is Sort.WORDS else "·"
        when = date_of(self.record)
        day = "undated" if when.is_undated else date_words(when, short=True).replace("\u00a0", " ")
        kind = "" if isinstance(self.record, Entry) else f" {self.record.kind.replace('_', ' ')}"
        return f"{sign} {day}{kind} | {self.what} | {self.state} | {self.first_words}"

    @property
    def first_words(self) -> str:
        """How what it says begins."""
        texts = (text for _, text in named_texts_in(self.record) if " " in text.strip())
        words = self.record.event if isinstance(self.record, Entry) else next(texts, "")
        words = " ".join(words.split())
        return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"


@dataclass(frozen=True)
class ToDecide:
    """Everything there is to decide about one child's documents for one audience."""

    request: Request
    projection: Projection
    items: tuple[Item, ...]

    def of(self, sort: Sort) -> Sequence[Item]:
        """Return the records listed for one reason, those that nobody has decided about first, each by date."""
        return sorted(
            (item for item in self.items if item.sort is sort),
            key=lambda item: (item.decision is not None, date_of(item.record).sort_key, item.record.id),
        )

    @property
    def waiting(self) -> int:
        """How many wait for somebody."""
        return len(self.projection.to_decide)


def waiting_words(count: int) -> str:
    """Return how many records wait for somebody, as a sentence goes on: "1 record waits", "3 records wait"."""
    return "1 record waits" if count == 1 else f"{count} records wait"


def to_decide(case: CaseFile, request: Request, *, day: date) -> ToDecide:
    """Return what there is to decide; raises UsageError where the audience, child or parent does not fit."""
    child = request.child
    assert child is not None
    found = project(case, request, day=day)
    reasons = reasons_of(case, found, request, day=day)
    items = []
    for mention in found.mentions:
        record = case.records[mention.record]
        kinds = " and ".join(sorted({token.kind.value for token in mention.tokens}))
        codes = " ".join(reason.value for reason in reasons[mention.record])
        made = _in_force(case, record, request, OF_WORDS) if mention.chosen else None
        what = f"{codes} {kinds}".strip() or "named nobody since"
        items.append(Item(record, Sort.WORDS, what, made, mention.tokens, possible_of_words(record)))
    for entry in restricted_of(case, child):
        why = f"RESTRICTED {', '.join(r.value for r in entry.restriction)}"
        made = _in_force(case, entry, request, {Chosen.LIFTED})
        items.append(Item(entry, Sort.RESTRICTED, why, made, possible=(Chosen.LIFTED,)))
    for entry in includable(case, child, request.audience):
        names = ", ".join(case.people[c].shown_name for c in entry.children if c in case.people)
        made = _in_force(case, entry, request, {Chosen.INCLUDED})
        about = f"SIBLING about {names}" if names else "about the family"
        items.append(Item(entry, Sort.OTHERS, about, made, possible=(Chosen.INCLUDED,)))
    return ToDecide(request, found, tuple(items))


def _in_force(
    case: CaseFile, record: Record, request: Request, sorts: set[Chosen] | frozenset[Chosen]
) -> Release | None:
    """Return the nearest decision about a record that still counts: for this audience and child before one for all."""
    found = [
        given
        for given in case.releases
        if given.record == record.id
        and given.chosen in sorts
        and given.audience in {"", request.audience}
        and given.child in {None, request.child}
        and given.of == digest_of(record)
    ]
    return max(found, key=lambda given: (bool(given.audience), given.child is not None), default=None)


@dataclass(frozen=True)
class Passage:
    """One text of a record, in parts."""

    label: str
    parts: tuple[tuple[str, Kind | None], ...]
    """Words, each with what it tells where it is withheld."""

    def words(self) -> str:
        """Return it with what is withheld between >> and <<."""
        return f"{self.label}: " + "".join(words if kind is None else f">>{words}<<" for words, kind in self.parts)


def passages_of(item: Item, child: Id) -> tuple[Passage, ...]:
    """Return what a record says in this child's document, part by part, with what is withheld told apart."""
    record = item.record
    if isinstance(record, Entry) and record.concerns(child):
        record = of_these(record, (child,))
    found = []
    for name, text in named_texts_in(record):
        if text == child:
            continue  # whose impact or view it is: an id, no words
        parts = tuple(marked(text, item.tokens))
        is_marked = any(kind for _, kind in parts)
        if is_marked or name in _ALWAYS or (not isinstance(record, Entry) and " " in text.strip()):
            found.append(Passage(name.replace("_", " ").capitalize(), parts))
    return tuple(found)


def keep_decision(
    opened: OpenCase,
    record: str,
    chosen: Chosen,
    request: Callable[[CaseFile], Request],
    *,
    because: str,
    worker: str,
    words: str = "",
    day: date,
    seen: Record | None = None,
) -> Recorded:
    """Keep a person's decision about the record of an id, and return the change; raises UsageError where it cannot be.

    `seen` is the record as the person saw it: what was changed since is not decided about unseen.
    """
    held = found_record(opened.case, record)
    if seen is not None and digest_of(held) != digest_of(seen):
        raise ConflictError(
            "this record was changed in another window meanwhile.", remedy="Go back (Esc) and look at it as it is now."
        )
    made = decided(
        opened.case,
        held,
        chosen,
        request(opened.case),
        because=because,
        worker=worker,
        words=words,
        day=day,
    )
    return opened.record(made.label, (made.release,), why=because)
