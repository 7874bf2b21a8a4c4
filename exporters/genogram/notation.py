"""The notation: one row per meaning, for each profile; legend and spoken words come from here.

Sources: `uk` the key of the *Write Enough* training material for the Integrated Children's System; `mcgoldrick`
McGoldrick, Gerson & Petry 2020; `nsgc` Bennett and others 1995, 2008, revised 2022. Meaning is never carried by a
dash alone: a short label and a date go with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chronology.record.ties import ParentageKind, PartnershipStatus
from exporters.genogram.emotions import EMOTIONS, PLAIN
from exporters.genogram.shape import DescentKind

PROFILES = ("uk", "mcgoldrick", "nsgc")

DASHED = (6.0, 4.0)
DOTTED = (1.5, 3.5)
DASH_DOT = (7.0, 3.0, 1.5, 3.0)

_S = PartnershipStatus


@dataclass(frozen=True)
class CoupleLook:
    """How a partnership is drawn on a day."""

    key: str
    """Under which the legend knows it."""
    legend: str
    dash: tuple[float, ...] = ()
    slashes: int = 0
    is_upright: bool = False
    """Whether its slash stands upright."""
    is_crossed: bool = False
    is_reconciled: bool = False


_SHORT = {
    _S.MET: "met",
    _S.DATING: "rel.",
    _S.CASUAL: "casual",
    _S.AFFAIR: "affair",
    _S.ENGAGED: "eng.",
    _S.COHABITING: "LT",
    _S.LIVING_APART_TOGETHER: "LAT",
    _S.MARRIED: "m.",
    _S.CIVIL_PARTNERSHIP: "CP",
    _S.RECONCILED: "rec.",
    _S.SEPARATED: "s.",
    _S.LEGALLY_SEPARATED: "legal s.",
    _S.DIVORCED: "d.",
    _S.COHABITATION_ENDED: "ended",
    _S.ENDED: "ended",
    _S.ANNULLED: "nullity",
    _S.WIDOWED: "wid.",
}
"""The short label beside a couple's line."""

SHORT_WORDS = {
    "m.": "married",
    "CP": "civil partnership",
    "LT": "living together",
    "LAT": "living apart together",
    "eng.": "engaged",
    "rel.": "in a relationship",
    "casual": "casual relationship",
    "affair": "affair",
    "met": "met",
    "rec.": "reconciled",
    "s.": "separated",
    "legal s.": "legally separated",
    "d.": "divorced",
    "ended": "relationship ended",
    "nullity": "marriage annulled",
    "wid.": "widowed",
    "DNA": "proved by DNA test",
    "not parent": "shown not to be a parent",
    "SB": "stillborn",
    "SAB": "miscarriage",
    "ECT": "ectopic pregnancy",
    "TOP": "termination of pregnancy",
    "AMAB": "assigned male at birth",
    "AFAB": "assigned female at birth",
    "UAAB": "unassigned at birth",
    "PR": "parental responsibility",
}
"""What the short labels mean, for the legend."""

_TRANSITORY = {_S.DATING, _S.CASUAL, _S.AFFAIR, _S.ENGAGED, _S.MET}


def short_label(status: PartnershipStatus) -> str:
    """Return the short label of a status; empty where none was recorded."""
    return _SHORT.get(status, "")


def lasting_status(statuses: Iterable[PartnershipStatus]) -> PartnershipStatus:
    """Return what a partnership was while it lasted: a marriage, whatever came before it, else the last step."""
    lasting = [s for s in statuses if not s.has_ended and s is not _S.RECONCILED]
    married = [s for s in lasting if s in {_S.MARRIED, _S.CIVIL_PARTNERSHIP}]
    return (married or lasting or [_S.NOT_RECORDED])[-1]


def couple_look(status: PartnershipStatus, before: PartnershipStatus, profile: str) -> CoupleLook:
    """Return how a partnership is drawn that stands at `status` and was `before` while it lasted."""
    lasting = before if status.has_ended or status is _S.RECONCILED else status
    dash: tuple[float, ...] = ()
    if profile == "uk":
        dash = DASHED if lasting in _TRANSITORY else ()
    elif lasting in {_S.COHABITING, _S.LIVING_APART_TOGETHER}:
        dash = DASHED
    elif lasting in _TRANSITORY:
        dash = DOTTED
    if status is _S.DIVORCED:
        return CoupleLook("divorced", "divorced", dash, slashes=2)
    if status is _S.LEGALLY_SEPARATED and profile == "mcgoldrick":
        return CoupleLook("legally-separated", "legally separated", dash, slashes=1, is_upright=True)
    if status in {_S.SEPARATED, _S.LEGALLY_SEPARATED, _S.COHABITATION_ENDED, _S.ENDED}:
        if dash:
            return CoupleLook("ended", "relationship ended", dash, slashes=1)
        return CoupleLook("separated", "separated, or relationship ended", dash, slashes=1)
    if status is _S.ANNULLED:
        return CoupleLook("annulled", "annulled", dash, is_crossed=True)
    if status is _S.RECONCILED:
        return CoupleLook("reconciled", "separated, then reconciled", dash, slashes=1, is_reconciled=True)
    if lasting in _TRANSITORY:
        if profile == "uk":
            return CoupleLook("transitory", "relationship not lasting", dash)
        return CoupleLook("relationship", "relationship", dash)
    if status in {_S.COHABITING, _S.LIVING_APART_TOGETHER} and dash:
        return CoupleLook("cohabiting", "living together", dash)
    if status is _S.NOT_RECORDED and profile != "uk":
        return CoupleLook("partners", "partners, status not recorded", DOTTED)
    return CoupleLook("couple", "couple (label and date beside it)", dash)


@dataclass(frozen=True)
class DescentLook:
    """How a line of descent is drawn."""

    key: str
    legend: str
    dash: tuple[float, ...] = ()
    label: str = ""
    width: float = 1.2


DESCENTS: dict[DescentKind, DescentLook] = {
    "birth": DescentLook("birth", "child by birth"),
    "adopted": DescentLook("adopted", "A: adopted", DASHED, "A"),
    "foster": DescentLook("foster", "F: foster child; PF: private or informal", DOTTED, "F"),
    "kinship": DescentLook("kinship", "KF, SGO, CAO: cared for by kin", DASH_DOT, "KF"),
    "step": DescentLook("step", "step-child", DOTTED, "step", 0.8),
    "donor": DescentLook("donor", "D or S: donor or surrogate", DOTTED, "D"),
    "disputed": DescentLook("disputed", "?: parentage disputed or presumed", DASHED, "?"),
    "unknown": DescentLook("unknown", "?: descent not known", DASHED, "?"),
}

DESCENT_KINDS: dict[ParentageKind, tuple[DescentKind, str]] = {
    ParentageKind.BIRTH: ("birth", ""),
    ParentageKind.ADOPTED: ("adopted", "A"),
    ParentageKind.FOSTER: ("foster", "F"),
    ParentageKind.KINSHIP: ("kinship", "KF"),
    ParentageKind.GUARDIANSHIP: ("kinship", "SGO"),
    ParentageKind.CHILD_ARRANGEMENTS: ("kinship", "CAO"),
    ParentageKind.PRIVATE_FOSTERING: ("foster", "PF"),
    ParentageKind.INFORMAL: ("foster", "PF"),
    ParentageKind.STEP: ("step", "step"),
    ParentageKind.DONOR: ("donor", "D"),
    ParentageKind.SURROGATE: ("donor", "S"),
    ParentageKind.UNKNOWN: ("unknown", "?"),
}
"""The line and its short label for each way of descent."""

ORDER_BADGES = {
    "s20": "s20", "epo": "EPO", "police_protection": "PP", "ico": "ICO", "co": "CO", "po": "PO", "sgo": "SGO",
    "cao": "CAO", "so": "SO", "iso": "ISO", "ao": "AO",
}  # fmt: skip
TIER_BADGES = {
    "child_in_need": "CIN",
    "child_protection": "CPP",
    "looked_after": "cared for",
    "pre_proceedings": "PLO",
}
"""Badges under a child."""
BADGE_WORDS = {
    "s20": "accommodated, section 20",
    "EPO": "emergency protection order",
    "PP": "police protection",
    "ICO": "interim care order",
    "CO": "care order",
    "PO": "placement order",
    "SGO": "special guardianship order",
    "CAO": "child arrangements order",
    "SO": "supervision order",
    "ISO": "interim supervision order",
    "AO": "adoption order",
    "CIN": "child in need plan",
    "CPP": "child protection plan",
    "PLO": "pre-proceedings",
}
"""What the badges mean, for the legend."""

PERSONS = {
    "male": "male",
    "female": "female",
    "unknown": "?: gender not known",
    "nobody": "small ?: partner or parents not known",
    "non-binary": "non-binary or another gender",
    "deceased": "died",
    "subject": "subject child",
    "expected": "P: pregnancy",
    "miscarriage": "miscarriage",
    "ectopic": "ectopic pregnancy",
    "stillbirth": "stillborn",
    "termination": "terminated pregnancy",
    "unconfirmed": "reported, not confirmed",
    "network": "not family",
    "professional": "prof.: professional, not family",
    "adopted-in": "[ ]: adopted",
    "pet": "pet",
    "gender-history": "outer shape: gender lived in; inner: recorded at birth",
    "orientation": "orientation recorded",
    "cultures": "has lived in more than one culture",
    "family-secret": "family secret",
    "illness": "illness or impairment, named below",
    "illness-suspected": "illness or impairment, suspected",
    "illness-recovered": "illness, recovered",
    "illness-carried": "carrier, does not have it",
    "addiction": "addiction, named below",
    "addiction-suspected": "addiction, suspected",
    "addiction-recovered": "addiction, recovered",
    "language": "L: difficulty with language",
    "obesity": "O: obesity",
    "smoker": "S: smoker",
    "household": "lives in one household",
    "institution": "lives in a residential home, hospital, secure unit or custody",
}
"""Legend of the symbols."""

COUPLE_MARKS = {
    "blood": "partners related by blood",
    "no-children": "no children, by choice",
    "infertility": "no children, infertility",
    "secret-couple": "relationship recorded as secret",
    "children-with": "slash leans to the parent with whom the children live",
}
"""Legend of what else is marked on a couple's line."""
TWINS = {"twins": "twins", "identical": "identical twins", "twins-unknown": "?: twins, not known of which kind"}

_HARM = (
    "abus", "violen", "neglect", "assault", "rape", "exploit", "coerci", "controll", "groom", "hit", "beat",
    "threat", "intimidat", "sexual", "dv", "domestic", "mental", "illness", "hurt", "manipulat",
)  # fmt: skip
_MIND = (
    "mental", "psych", "depress", "anxi", "bipolar", "schizo", "self-harm", "self harm", "suicid", "ptsd", "trauma",
    "eating dis", "anorexi", "bulimi", "personality dis", "ocd", "post-natal", "postnatal",
)  # fmt: skip
_ADDICTION = ("addict", "alcohol", "drink", "drug", "heroin", "cocaine", "cannabis", "substance", "opiate", "gambl")
"""Stems of what others could read as a finding: such marks are drawn only where they are asked for."""


_LETTERS = {"smoker": ("smok", "tobacco", "nicotine"), "obesity": ("obes",), "language": ("language",)}
"""Stems of conditions that have a letter; the keys are those of the legend."""
FEATURES = {"non-sentimental": "non-sentimental", "forced": "forced", "abusive": "abusive"}
"""What else a couple's line says in words: stems of what may be recorded of it, and the label."""
_AT_BIRTH = {"male": "AMAB", "female": "AFAB", "m": "AMAB", "f": "AFAB", "unassigned": "UAAB", "not assigned": "UAAB"}
_NOT_KNOWN = {"", "unknown", "not known", "not recorded", "u", "n", "?"}


def _has_stem(text: str, stems: tuple[str, ...]) -> bool:
    spoken = f" {text.casefold().replace('_', ' ')}"
    return any(f" {stem}" in spoken for stem in stems)


def tells_of_harm(nature: str) -> bool:
    """Return whether words tell of violence, abuse, control, neglect or exploitation."""
    return _has_stem(nature, _HARM)


def tells_of_addiction(nature: str) -> bool:
    """Return whether words tell of an addiction."""
    return _has_stem(nature, _ADDICTION)


def tells_of_the_mind(words: str) -> bool:
    """Return whether words tell of somebody's mental health."""
    return _has_stem(words, _MIND)


def letter_of(condition: str) -> str:
    """Return under which key the legend knows the letter of a condition; empty where it has none."""
    return next((key for key, stems in _LETTERS.items() if _has_stem(condition, stems)), "")


def feature_labels(features: Iterable[str]) -> list[str]:
    """Return the words beside a couple's line for what it is besides its status."""
    told = [label for feature in features for stem, label in FEATURES.items() if _has_stem(feature, (stem,))]
    return list(dict.fromkeys(told))


def feature_tells_of_harm(feature: str) -> bool:
    """Return whether what is recorded of a couple tells of violence, abuse, control or force."""
    return tells_of_harm(feature) or _has_stem(feature, ("forced",))


def letters_at_birth(sex: str) -> str:
    """Return the letters of the sex recorded at birth: AMAB, AFAB or UAAB; empty for anything else."""
    return _AT_BIRTH.get(" ".join(sex.casefold().split()), "")


def words_at_birth(sex: str) -> str:
    """Return the sex recorded at birth where it is neither male nor female, in words; empty where it is, or is not known."""
    words = " ".join(sex.split())
    return "" if words.casefold() in _NOT_KNOWN or letters_at_birth(words) in {"AMAB", "AFAB"} else words


def is_secret(what: str) -> bool:
    """Return whether a fact or a feature is recorded as a secret."""
    return "secret" in what.casefold().split()


def legend_words() -> dict[str, str]:
    """Return every line that a legend can have, by key: those of symbols, lines, ties and short words."""
    looks = [
        couple_look(status, before, profile)
        for profile in PROFILES
        for status in PartnershipStatus
        for before in PartnershipStatus
        if not before.has_ended
    ]
    return {
        **PERSONS,
        **{f"couple:{look.key}": look.legend for look in looks},
        **{f"descent:{look.key}": look.legend for look in DESCENTS.values()},
        **COUPLE_MARKS,
        **TWINS,
        **{f"tie:{emotion.key}": emotion.legend for emotion in (*EMOTIONS, PLAIN)},
        **{f"words:{word}": meaning for word, meaning in (SHORT_WORDS | BADGE_WORDS).items()},
    }
