"""GenoPro's own words for couples and ties, and what they are here.

The names are the 26 family relations and 37 emotional links that GenoPro 3 knows; a few older spellings beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

from chronology.record.ties import PartnershipStatus

_S = PartnershipStatus


@dataclass(frozen=True)
class Relation:
    """What one of GenoPro's family relations says of a couple."""

    steps: tuple[tuple[PartnershipStatus, str], ...]
    """What they became, in order, each with the words that the status alone would lose."""
    feature: str = ""
    """A mark of the notation beside the status."""


def _then(*steps: PartnershipStatus | tuple[PartnershipStatus, str], feature: str = "") -> Relation:
    return Relation(tuple(step if isinstance(step, tuple) else (step, "") for step in steps), feature)


_LEGAL = (_S.COHABITING, "legal cohabitation")
_LONG = (_S.DATING, "committed relationship")
RELATIONS: dict[str, Relation] = {
    "Marriage": _then(_S.MARRIED),
    "Separation": _then(_S.SEPARATED),
    "SeparationLegal": _then(_S.LEGALLY_SEPARATED),
    "LegalSeparation": _then(_S.LEGALLY_SEPARATED),
    "Divorce": _then(_S.DIVORCED),
    "Nullity": _then(_S.ANNULLED),
    "Widowed": _then(_S.WIDOWED),
    "Engagement": _then(_S.ENGAGED),
    "EngagementAndCohabitation": _then(_S.ENGAGED, _S.COHABITING),
    "EngagementAndSeparation": _then(_S.ENGAGED, _S.SEPARATED),
    "LegalCohabitation": _then(_LEGAL),
    "LegalCohabitationAndSeparation": _then(_LEGAL, (_S.COHABITATION_ENDED, "separation in fact")),
    "LegalCohabitationAndLegalSeparation": _then(_LEGAL, (_S.COHABITATION_ENDED, "legal separation")),
    "Cohabitation": _then(_S.COHABITING),
    "CohabitationAndSeparation": _then(_S.COHABITING, _S.COHABITATION_ENDED),
    "NonSentimentalCohabitation": _then(_S.COHABITING, feature="non-sentimental"),
    "NonSentimentalCohabitationAndSeparation": _then(_S.COHABITING, _S.COHABITATION_ENDED, feature="non-sentimental"),
    "CommittedRelationship": _then(_LONG),
    "CommittedRelationshipAndSeparation": _then(_LONG, _S.ENDED),
    "CasualRelationship": _then(_S.CASUAL),
    "CasualRelationshipAndSeparation": _then(_S.CASUAL, _S.ENDED),
    "TemporaryRelation": _then((_S.CASUAL, "temporary relation")),
    "LoveAffair": _then(_S.AFFAIR),
    "LoveAffairAndSeparation": _then(_S.AFFAIR, _S.ENDED),
    "Liaison": _then((_S.NOT_RECORDED, "liaison")),
    "Rape": _then((_S.NOT_RECORDED, "rape"), feature="forced"),
    "Other": _then((_S.NOT_RECORDED, "other")),
}

TIES: dict[str, str] = {
    "Plain": "plain", "Normal": "plain", "Indifferent": "indifferent", "Distant": "distant",
    "Cutoff": "cut off", "CutOff": "cut off", "Estranged": "estranged",
    "CutoffRepaired": "cutoff repaired", "CutOffRepaired": "cut off, repaired",
    "Discord": "conflict", "Conflict": "conflict", "Hate": "hate", "Harmony": "harmony", "Close": "close",
    "Friendship": "friendship", "Intimacy": "very close", "VeryClose": "very close", "BestFriends": "best friends",
    "Love": "love", "InLove": "in love", "Psyritual": "spiritual", "Spiritual": "spiritual", "Fused": "fused",
    "Distrust": "distrust", "Hostile": "hostile", "HostileDistant": "distant-hostile",
    "HostileClose": "close-hostile", "HostileFused": "fused-hostile", "Violence": "violence",
    "ViolenceDistant": "distant-violence", "ViolenceClose": "close-violence", "ViolenceFused": "fused-violence",
    "Abuse": "abuse", "AbusePhysical": "physical abuse", "AbuseEmotional": "emotional abuse",
    "AbuseSexual": "sexual abuse", "AbuseNeglect": "neglect", "Neglect": "neglect", "Manipulative": "manipulative",
    "Controlling": "controlling", "Jealous": "jealous", "FocusedOn": "focused on",
    "FocusedOnNegatively": "focused negatively", "Fan": "admirer", "Limerence": "limerence", "NeverMet": "never met",
    "Caretaker": "caretaker", "Other": "other",
}  # fmt: skip
"""GenoPro's emotional links as the words by which the notation knows a tie."""

LIVES = {
    "miscarriage": "miscarriage",
    "spontaneous abortion": "miscarriage",
    "abortion": "termination",
    "induced abortion": "termination",
    "termination": "termination",
    "stillbirth": "stillbirth",
    "stillborn": "stillbirth",
    "still birth": "stillbirth",
}
"""A cause of death by which GenoPro says that a pregnancy ended."""
