"""What stays off a drawing unless it is asked for, taken out of the case file before anything is laid out.

Marks that others could read as findings, and what is a person's own to tell, are drawn only where the worker says so.
What is not asked for is not in the picture, its words or its data; how much of it there is, is said.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from chronology.record.casefile import CaseFile
from chronology.record.people import About, Condition, Life, Person
from chronology.record.values import Record
from exporters.genogram.emotions import is_own_words
from exporters.genogram.notation import (
    feature_tells_of_harm,
    is_secret,
    tells_of_addiction,
    tells_of_harm,
    tells_of_the_mind,
    words_at_birth,
)


class Sensitive(StrEnum):
    """A kind of mark that is drawn only where it is asked for."""

    TERMINATIONS = "terminations"
    ORIENTATION = "orientation"
    GENDER_HISTORY = "gender-history"
    MENTAL_HEALTH = "mental-health"
    ADDICTION = "addiction"
    ABUSE = "abuse"
    HERITAGE = "heritage"
    SECRETS = "secrets"
    OWN_WORDS = "own-words"


MEANINGS = {
    Sensitive.TERMINATIONS: "terminated pregnancies",
    Sensitive.ORIENTATION: "orientation",
    Sensitive.GENDER_HISTORY: "gender history",
    Sensitive.MENTAL_HEALTH: "mental health",
    Sensitive.ADDICTION: "addiction",
    Sensitive.ABUSE: "ties, couples and plans of violence, abuse, control, neglect or exploitation",
    Sensitive.HERITAGE: "heritage, culture, language and faith",
    Sensitive.SECRETS: "family secrets, and relationships recorded as secret",
    Sensitive.OWN_WORDS: "ties in words that are not the notation's",
}
"""What each is in words."""


ALL = "all"


def shown_marks(names: Collection[str]) -> frozenset[Sensitive]:
    """Return the marks asked for by name, `all` among them."""
    return frozenset(Sensitive) if ALL in names else frozenset(Sensitive(name) for name in names)


def without_unasked(case: CaseFile, shown: Collection[Sensitive]) -> tuple[CaseFile, list[str]]:
    """Return the case file without the marks that nobody asked for, and a line on each kind that there was."""
    left: dict[Sensitive, int] = dict.fromkeys(Sensitive, 0)
    changed: list[Record] = []
    gone: set[str] = set()
    for person in case.people.values():
        if person.life is Life.TERMINATION and Sensitive.TERMINATIONS not in shown:
            gone.add(person.id)
            left[Sensitive.TERMINATIONS] += 1
            continue
        kept = _plain(person, shown, left)
        if kept is not person:
            changed.append(kept)
    for bond in case.bonds:
        why = bond_kind(bond.nature)
        if bond.source in gone or bond.target in gone:
            gone.add(bond.id)
        elif why is not None and why not in shown:
            gone.add(bond.id)
            left[why] += 1
    for partnership in case.partnerships:
        features = partnership.features
        for kind, is_of_kind in ((Sensitive.SECRETS, is_secret), (Sensitive.ABUSE, feature_tells_of_harm)):
            told = tuple(feature for feature in features if not is_of_kind(feature))
            if len(told) < len(features) and kind not in shown:
                left[kind] += 1
                features = told
        if features != partnership.features:
            changed.append(partnership.model_copy(update={"features": features}))
    for plan in case.plans:
        if plan.tier == "child_protection" and plan.category and Sensitive.ABUSE not in shown:
            left[Sensitive.ABUSE] += 1
            changed.append(plan.model_copy(update={"category": ""}))
    for parentage in case.parentages:
        if parentage.child in gone:
            gone.add(parentage.id)
    notices = [
        f"{MEANINGS[kind]}: {count} recorded and not drawn; --show {kind.value} draws {'it' if count == 1 else 'them'}"
        for kind, count in left.items()
        if count
    ]
    return (case.with_records(changed, gone) if changed or gone else case), notices


def bond_kind(nature: str) -> Sensitive | None:
    """Return what has to be asked for before a tie of this nature is drawn; None for one that always is."""
    if tells_of_addiction(nature):
        return Sensitive.ADDICTION
    if tells_of_harm(nature):
        return Sensitive.ABUSE
    return Sensitive.OWN_WORDS if is_own_words(nature) else None


def condition_kind(condition: Condition) -> Sensitive | None:
    """Return what has to be asked for before a condition is drawn; None for one of the body or of learning.

    Where nobody recorded what area it is of, it is hidden as one of the mind would be.
    """
    words = f"{condition.area} {condition.what}"
    if tells_of_addiction(words):
        return Sensitive.ADDICTION
    if tells_of_the_mind(words) or not condition.area:
        return Sensitive.MENTAL_HEALTH
    return None


def _plain(person: Person, shown: Collection[Sensitive], left: dict[Sensitive, int]) -> Person:
    """Return a person without what nobody asked for, counting it."""
    health = []
    for condition in person.health:
        why = condition_kind(condition)
        if why is None or why in shown:
            health.append(condition)
        else:
            left[why] += 1
    facts = tuple(fact for fact in person.facts if not is_secret(fact.what))
    about = person.about
    taken: dict[str, str] = {}
    for kind, names in (
        (Sensitive.ORIENTATION, ("orientation",)),
        (Sensitive.GENDER_HISTORY, ("gender_history",)),
        (Sensitive.HERITAGE, ("ethnicity", "culture", "language", "faith")),
    ):
        there = [name for name in names if getattr(about, name)]
        if kind is Sensitive.GENDER_HISTORY and words_at_birth(person.sex_at_birth) and kind not in shown:
            left[kind] += not there
        if there and kind not in shown:
            left[kind] += 1
            taken |= dict.fromkeys(there, "")
    changes: dict[str, object] = {}
    if taken:
        changes["about"] = About.model_validate(about.model_dump() | taken)
    if Sensitive.GENDER_HISTORY not in shown and person.sex_at_birth:
        changes["sex_at_birth"] = ""
    if len(facts) < len(person.facts) and Sensitive.SECRETS not in shown:
        left[Sensitive.SECRETS] += len(person.facts) - len(facts)
        changes["facts"] = facts
    if len(health) < len(person.health):
        changes["health"] = tuple(health)
    return person.model_copy(update=changes) if changes else person
