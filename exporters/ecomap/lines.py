"""The lines of an ecomap: how strong a tie is and who helps whom, as somebody recorded it and never by counting.

Hartman, *Diagrammatic assessment of family relationships* (1978, first taught in 1975): a thick line is a strong tie, a
broken one a tenuous tie, a hatched one a stressful tie; arrows show which way help and energy flow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chronology.record.sources import Standing
from chronology.record.ties import Bond
from chronology.record.values import Id
from exporters.genogram.chosen import Sensitive, bond_kind
from exporters.genogram.emotions import folded


class Strength(StrEnum):
    """How strong a tie was described to be."""

    STRONG = "strong"
    PLAIN = "plain"
    """Recorded; how strong it is, nobody described."""
    TENUOUS = "tenuous"
    CUT_OFF = "cut off"


class Help(StrEnum):
    """Which way help goes along a line."""

    NONE = "none"
    TO_CENTRE = "forward"
    FROM_CENTRE = "back"
    BOTH = "both"


@dataclass(frozen=True)
class Line:
    """One line between a person or service and the centre."""

    strength: Strength = Strength.PLAIN
    is_stressful: bool = False
    help: Help = Help.NONE
    words: str = ""
    """The short words beside it: what somebody called the tie."""

    @property
    def kind(self) -> str:
        """Its look in words: strong, plain, tenuous or cut off, and stressful."""
        if not self.is_stressful:
            return self.strength.value
        return "stressful" if self.strength is Strength.PLAIN else f"{self.strength.value} and stressful"


PLAIN = Line()
"""A line of which only that it is recorded."""

_STRONG = ("strong", "close", "support", "love", "in love", "fused", "harmon", "warm", "best friend")
_TENUOUS = ("tenuous", "distant", "weak", "indifferent", "uncertain")
_CUT_OFF = ("cutoff", "cut off", "estranged", "no contact", "never met", "has not met")
_STRESSFUL = (
    "stress", "strain", "conflict", "discord", "hostil", "tense", "tension", "hate", "hatred", "argu", "distrust", "mistrust", "jealous",
)  # fmt: skip
_HELPS = ("support", "caring", "cares for", "helps", "looks after")
"""Said of the one from whom a tie goes."""
_HELPERS = (
    "carer",
    "caretaker",
    "mentor",
    "guardian",
    "teacher",
    "sponsor",
    "godparent",
    "godmother",
    "godfather",
    "godp",
)
"""What the helper is called."""
_NOT_STRONG = ("not close", "no longer close", "not very close", "not strong", "not support", "unsupport")
_MENDED = ("repair", "reconcil", "mended")
_OWN = (*_STRESSFUL, *_TENUOUS, "helps", "cares for", "looks after")
"""Words of an ecomap that a genogram has not."""


def is_kept_off(nature: str) -> bool:
    """Return whether a tie of this nature stays off an ecomap: of harm or addiction, or in words of nobody's notation."""
    why = bond_kind(nature)
    return why is not None and not (why is Sensitive.OWN_WORDS and _has(nature, _OWN))


def counts(bond: Bond) -> bool:
    """Return whether a tie still stands: one that was withdrawn or not proved is no tie."""
    return bond.standing not in {Standing.NOT_PROVED, Standing.WITHDRAWN}


def lines_of(bonds: Iterable[Bond], near: Iterable[Id]) -> tuple[Line, ...]:
    """Return the lines that ties between somebody and the centre's people (`near`) make: one, or two that differ.

    Ties that agree are one line. Where one account calls a tie strong and another tenuous or cut off, each has its
    line, and what is stressful goes with the second.
    """
    inside = frozenset(near)
    strong: list[Bond] = []
    weak: list[Bond] = []
    others: list[Bond] = []
    stressful: list[Bond] = []
    for bond in sorted(bonds, key=lambda b: (b.nature.casefold(), b.id)):
        strength = _strength(bond.nature)
        if strength is Strength.STRONG:
            strong.append(bond)
        elif strength is not Strength.PLAIN:
            weak.append(bond)
        else:
            (stressful if _has(bond.nature, _STRESSFUL) else others).append(bond)
    if strong and weak:
        groups = [[*strong, *others], [*weak, *stressful]]
    else:
        groups = [group for group in [[*strong, *weak, *others, *stressful]] if group]
    return tuple(_line(group, inside) for group in groups)


def _line(bonds: list[Bond], near: frozenset[Id]) -> Line:
    described = {_strength(bond.nature) for bond in bonds}
    strength = next(s for s in (Strength.CUT_OFF, Strength.TENUOUS, Strength.STRONG, Strength.PLAIN) if s in described)
    ways = {_help(bond, near) for bond in bonds} - {Help.NONE}
    way = ways.pop() if len(ways) == 1 else Help.BOTH if ways else Help.NONE
    is_stressful = any(_has(bond.nature, _STRESSFUL) for bond in bonds)
    return Line(strength, is_stressful, way, "; ".join(dict.fromkeys(tie_words(b) for b in bonds)))


def tie_words(bond: Bond) -> str:
    """Return what somebody called a tie, and how far it stands where it is not simply recorded."""
    nature = " ".join(bond.nature.split())
    return nature if bond.standing is Standing.RECORDED else f"{nature} ({bond.standing.value})"


def _strength(nature: str) -> Strength:
    if _has(nature, _CUT_OFF) and not _has(nature, _MENDED):
        return Strength.CUT_OFF
    if _has(nature, _TENUOUS):
        return Strength.TENUOUS
    if _has(nature, _STRONG) and not _has(nature, _NOT_STRONG):
        return Strength.STRONG
    return Strength.PLAIN


def _help(bond: Bond, near: frozenset[Id]) -> Help:
    """Return which way a tie says that help goes: from its source to its target, unless it is recorded as going both ways."""
    is_help = _has(bond.nature, _HELPERS) or _has(bond.nature, _HELPS)
    if not is_help or _has(bond.nature, _NOT_STRONG):
        return Help.NONE
    if bond.is_mutual:
        return Help.BOTH
    return Help.FROM_CENTRE if bond.source in near else Help.TO_CENTRE


def _has(nature: str, stems: tuple[str, ...]) -> bool:
    spoken = f" {folded(nature)}"
    return any(f" {stem}" in spoken for stem in stems)
