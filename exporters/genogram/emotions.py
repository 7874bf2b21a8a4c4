"""Emotional lines: one row per meaning, with the words that mean it and the strands it is drawn with.

The names are those that three published lists and a help text have in common; the forms are read from open
implementations, since no standard gives them all. A line is made of strands side by side, a mark in its middle and an
arrow from who acts to whom it concerns. Its words and its date always stand beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

CLOSE, WIDE = 2.4, 4.5
"""How far strands stand off a line's middle, in points."""


@dataclass(frozen=True)
class Strand:
    """One of the lines that a tie is made of."""

    form: str = "solid"
    """solid, dotted, wide-dotted, dashed, zigzag, dotted-zigzag or wave."""
    off: float = 0.0
    """How far it stands off the middle, in points."""
    width: float = 1.2
    high: float = 4.0
    """How far a zigzag or a wave swings to either side, in points."""


@dataclass(frozen=True)
class Emotion:
    """One kind of emotional line."""

    key: str
    legend: str
    said_as: tuple[str, ...]
    """Words of a tie that mean it; where several rows fit, the longest words decide."""
    strands: tuple[Strand, ...]
    mark: str = ""
    """In the middle: caps, caps-circle, ticks, circle, circles, cross, box or stroke."""
    arrow: str = ""
    """At whom it concerns: filled or open; both for one at either end."""
    is_safeguarding: bool = False
    """Whether it is one of the ten offered first in safeguarding work."""

    @property
    def is_directed(self) -> bool:
        """Return whether it goes from one to the other."""
        return self.arrow in {"filled", "open"}


def _solid(*offs: float, width: float = 1.2) -> tuple[Strand, ...]:
    return tuple(Strand("solid", off, width) for off in offs)


_ONE = _solid(0.0)
_TWO = _solid(-CLOSE, CLOSE)
_THREE = _solid(-WIDE, 0.0, WIDE)
_ZIGZAG = (Strand("zigzag"),)
_HEAVY = (Strand("zigzag", width=2.2),)
_ACROSS = (Strand("zigzag", high=6.5),)
_ACROSS_HEAVY = (Strand("zigzag", width=2.2, high=6.5),)

EMOTIONS: tuple[Emotion, ...] = (
    Emotion("indifferent", "indifferent", ("indifferent", "indifferen", "apathetic"), (Strand("dotted"),)),
    Emotion("distant", "distant", ("distant", "tenuous"), (Strand("wide-dotted"),), is_safeguarding=True),
    Emotion("cutoff", "cut off", ("cut off", "cutoff", "no contact"), _ONE, "caps", is_safeguarding=True),
    Emotion("repaired", "cut off, then repaired", ("repaired", "cutoff repaired", "cut off repaired", "reconciled"), _ONE, "caps-circle"),
    Emotion("conflict", "conflict", ("conflict", "in conflict", "discord"), _ZIGZAG, "ticks", is_safeguarding=True),
    Emotion("hate", "hate", ("hate", "hates", "hatred"), tuple(Strand("dashed", o) for o in (-WIDE, 0.0, WIDE))),
    Emotion("harmony", "harmony", ("harmony", "harmonious"), _solid(0.0, width=1.8)),
    Emotion("close", "close, or friends", ("close", "friend", "strong", "warm"), _TWO, is_safeguarding=True),
    Emotion("best-friends", "best friends, or very close", ("best friend", "very close"), _solid(-WIDE, WIDE, width=1.6)),
    Emotion("love", "love", ("love", "loves"), _ONE, "circle"),
    Emotion("in-love", "in love", ("in love",), _ONE, "circles"),
    Emotion("fused", "fused", ("fused", "enmeshed"), _THREE),
    Emotion("distrust", "distrust", ("distrust", "mistrust"), (Strand("dotted"),), "cross"),
    Emotion("hostile", "hostile", ("hostile", "hostility"), _ZIGZAG),
    Emotion("distant-hostile", "distant and hostile", ("distant hostile",), (Strand("dotted-zigzag"),)),
    Emotion("close-hostile", "close and hostile", ("close hostile",), (*_TWO, *_ACROSS)),
    Emotion("fused-hostile", "fused and hostile", ("fused hostile",), (*_THREE, *_ACROSS)),
    Emotion("violence", "violence", ("violence", "violent", "domestic abuse", "domestic violence"), _HEAVY),
    Emotion(
        "distant-violence", "distant and violent", ("distant violence", "distant violent"), (Strand("dotted", width=2.0), *_ACROSS_HEAVY)
    ),
    Emotion("close-violence", "close and violent", ("close violence", "close violent"), (*_TWO, *_ACROSS_HEAVY)),
    Emotion("fused-violence", "fused and violent", ("fused violence", "fused violent"), (*_THREE, *_ACROSS_HEAVY)),
    Emotion("abuse", "abuse", ("abuse", "abusive", "abuses", "abused"), _ZIGZAG, arrow="filled"),
    Emotion(
        "physical-abuse",
        "physical abuse",
        ("physical abuse", "physically abus", "assault"),
        (Strand("zigzag", width=2.6),),
        arrow="filled",
        is_safeguarding=True,
    ),
    Emotion(
        "emotional-abuse",
        "emotional abuse",
        ("emotional abuse", "emotionally abus", "psychological abuse"),
        (Strand("wave", width=1.0),),
        arrow="open",
        is_safeguarding=True,
    ),
    Emotion(
        "sexual-abuse",
        "sexual abuse",
        ("sexual abuse", "sexually abus", "sexual exploitation"),
        (Strand("zigzag", -2.2), Strand("zigzag", 2.2)),
        arrow="filled",
        is_safeguarding=True,
    ),
    Emotion("neglect", "neglect", ("neglect", "neglects"), (Strand("dashed"),), arrow="filled", is_safeguarding=True),
    Emotion("manipulative", "manipulative", ("manipulative", "manipulat"), _ONE, "cross", "filled"),
    Emotion(
        "controlling", "controlling", ("controlling", "control", "coerci"), _ONE, "box", "filled", is_safeguarding=True
    ),
    Emotion("jealous", "jealous", ("jealous", "jealousy"), (Strand("zigzag", width=0.8, high=2.5),), arrow="open"),
    Emotion("focused", "focused on", ("focused on", "focus"), _ONE, arrow="filled"),
    Emotion("focused-negatively", "focused on, negatively", ("focused negatively", "scapegoat"), _ZIGZAG, arrow="open"),
    Emotion("admirer", "admires", ("fan", "admirer", "admires"), (Strand("dashed"),), arrow="open"),
    Emotion("limerence", "limerence", ("limerence", "infatuat"), (Strand("dashed"),), "circle", "open"),
    Emotion("never-met", "never met", ("never met", "has not met"), (Strand("dotted"),), "stroke"),
    Emotion("spiritual", "spiritual", ("spiritual",), (Strand("wave"),)),
    Emotion(
        "carer",
        "cares for",
        ("carer", "main carer", "caretaker", "caring", "cares for"),
        _ONE,
        arrow="open",
        is_safeguarding=True,
    ),
)  # fmt: skip
"""Every kind of emotional line that has a form of its own."""

PLAIN = Emotion("plain", "tie, named beside it", (), _solid(0.0, width=0.8))
"""Any other tie: a thin line, and its words."""

PLAIN_WORDS = (
    "neighbour", "neighbor", "nghbr", "witness", "witn", "guardian", "teacher", "colleague", "sponsor", "relative",
    "associat", "acquaintance", "grandparent", "aunt", "uncle", "cousin", "in-law", "officiator", "plain", "support",
    "mentor", "estranged", "godparent", "godmother", "godfather", "godchild", "godp", "clergy",
    "grandmother", "grandfather", "sister", "brother", "sibling", "niece", "nephew", "mgm", "mgf", "pgm", "pgf",
    "social worker", "health visitor",
)  # fmt: skip
"""Beginnings of words for a tie that say who somebody is: drawn as a plain line."""

_BY_WORDS = sorted(
    ((words, emotion) for emotion in EMOTIONS for words in emotion.said_as), key=lambda row: (-len(row[0]), row[0])
)


def emotion_of(nature: str) -> Emotion:
    """Return the kind of line that a tie's words mean; the plain one where they mean none of them."""
    spoken = f" {folded(nature)}"
    return next((emotion for words, emotion in _BY_WORDS if f" {words}" in spoken), PLAIN)


def folded(nature: str) -> str:
    """Return a tie's words in lower case, with blanks between them: close-hostile and close_hostile are one."""
    return " ".join(nature.casefold().replace("_", " ").replace("-", " ").replace("/", " ").split())


def is_own_words(nature: str) -> bool:
    """Return whether a tie is in words that are not the notation's: free words can tell of anything."""
    spoken = f" {folded(nature)}"
    return emotion_of(nature) is PLAIN and not any(f" {folded(stem)}" in spoken for stem in PLAIN_WORDS)
