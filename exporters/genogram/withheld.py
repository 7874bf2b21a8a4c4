"""The search of a drawing's bytes for what was withheld, and the words of the drawing's own that may be names too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from chronology.disclosure.audiences import AUDIENCES
from chronology.disclosure.search import refuse_if_found
from chronology.disclosure.spellings import folded
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing
from chronology.record.people import Gender, Life, Place
from chronology.record.sources import Standing
from chronology.record.ties import ParentageKind, ParentCertainty, PartnershipStatus, Zygosity
from exporters.drawing.svg import svg_text
from exporters.genogram import notation
from exporters.genogram.emotions import EMOTIONS

if TYPE_CHECKING:
    from exporters.genogram.genogram import Genogram

_SAID = """
January February March April May June July August September October November December
Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec
about address adobe aged ancestor apart application as before begin being birth bold born box cannot cared carer certain
check child children circle code couples crossing crossings dashed date dates day dead death default depends descent
descents died digraph document dotted drawn due edge edgesfirst en end engine eof event events false father fault
faults fewest files fixedsize fontname fontsize footing for format from gap gb genogram goes graph had has height
holds home homes house household households html id identity impossible in is joining kept kind kinline known label
labels lasting line lines live lives marked members message metadata mother msquare name neato no node nodes not noto
number of on one ongoing open order outputorder overview own page pages parent parents parted partner partners
partnerships pdf people peripheries person persons placements point points pos proof proved recorded ref row rows
rules sans shape sheet sheets since solid son splines split square stands status stranger strangers style subject text
that the their there they this ties to tooltip true typst unborn until violations was when where width withheld
without words writer xlabel xmp xpacket years zygosity
"""
"""Words of headings, labels, sentences and file formats that stand in no table."""


def refuse_withheld(drawing: Genogram, data: bytes, form: str) -> None:
    """Raise OutputRefused where a drawing's bytes, or the drawing behind its dots, hold what was withheld."""
    assert drawing.projection is not None
    tokens, ordinary = drawing.projection.tokens, set(drawing.own_words)
    if form == "dot":
        ordinary |= {f"{letter}{n}" for letter in "pu" for n in range(len(drawing.layout.places))}
    refuse_if_found(data, form, tokens, ordinary)
    if form == "png":
        refuse_if_found(svg_text(drawing.scene).encode("utf-8"), "svg", tokens, ordinary)


def named_professional(case: CaseFile, author: str) -> frozenset[str]:
    """Return the author's name where it is that of a professional recorded: to sign is not to leak."""
    name = " ".join(folded(author).split())
    known = {" ".join(folded(p.name).split()) for p in case.people.values() if p.place is Place.PROFESSIONAL}
    return frozenset({author, *author.split()}) if name and name in known else frozenset()


def own_words(*days: date) -> frozenset[str]:
    """Return the words that a drawing says of its own accord, and the days it is made for."""
    said = {form for day in days for form in (When.on(day).words(), day.isoformat())}
    return _fixed_words() | said


@cache
def _fixed_words() -> frozenset[str]:
    return frozenset(word for text in _texts() for word in re.findall(r"[^\W\d_]+", folded(text)))


def _texts() -> Iterator[str]:
    """Yield every text of the notation's tables, and of the headings."""
    yield _SAID
    for kinds in (Footing, Gender, Life, Standing, ParentageKind, ParentCertainty, PartnershipStatus, Zygosity):
        yield from (kind.value for kind in kinds)
    yield from _strings([value for name, value in vars(notation).items() if not name.startswith("__")])
    for emotion in EMOTIONS:
        yield from (emotion.key, emotion.legend, *emotion.said_as)
    for audience in AUDIENCES.values():
        yield from (audience.words, audience.heading)
    yield "Foster home Adoptive Residential Short break Home Person Carer Foster carer Adopter Professional"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for inner in value for text in _strings(inner))
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from _strings(list(vars(value).values()))
