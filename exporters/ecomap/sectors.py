"""The kinds of what is around a child, and by which words an agency, a service or a role belongs to one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Sector:
    """One kind of people or services around a child, as a stretch of the drawing."""

    key: str
    title: str
    tint: str
    """Pale ground behind its members: always second to the title."""
    words: tuple[str, ...] = ()
    """Beginnings of the words that place an agency, a service or a role here."""


HOME, FAMILY, NETWORK, OTHER = "home", "family", "network", "other"

SECTORS = (
    Sector(HOME, "Home and carers", "#eef3f8"),
    Sector(FAMILY, "Family", "#f6f1e7"),
    Sector(NETWORK, "Friends and network", "#eaf4ee"),
    Sector(
        "community",
        "Community and faith",
        "#f7eef3",
        (
            "church", "chapel", "mosque", "temple", "synagogue", "gurdwara", "faith", "imam", "vicar", "priest", "minister",
            "pastor", "rabbi", "clergy", "parish", "sunday school", "youth club", "youth group", "youth centre", "football",
            "sport", "swim", "scout", "guides", "brownies", "cubs", "cadet", "dance", "boxing", "choir", "club", "coach",
            "community", "charity", "volunt", "food bank", "foodbank", "library", "salvation army",
            "barnardo", "home-start", "homestart", "young carer",
        ),
    ),
    Sector(
        "school",
        "School and early years",
        "#eef3f8",
        (
            "school", "nursery", "pre-school", "preschool", "playgroup", "early years", "children's centre",
            "childrens centre", "family hub", "childmind", "college", "academy", "teach", "senco", "education",
            "educational psycholog", "attendance officer", "pupil", "virtual school", "breakfast club", "sixth form",
        ),
    ),
    Sector(
        "health",
        "Health",
        "#f6f1e7",
        (
            "health", "gp", "doctor", "dr", "surgery", "hospital", "nhs", "nurse", "school nurse", "midwi", "dentist", "dental", "audiolog",
            "paediatric", "pediatric", "speech", "therap", "physio", "occupational", "camhs", "psychiatr", "psycholog",
            "counsell", "clinic", "pharmac", "chemist", "optic", "optom", "ambulance", "a&e", "ward", "ophthalm", "dietit",
            "substance", "drug and alcohol", "bereavement", "medical",
        ),
    ),
    Sector(
        "care",
        "Social care",
        "#eaf4ee",
        (
            "social", "children's services", "childrens services", "children services", "children's social", "mash", "early help",
            "family help", "family support", "foster", "fostering", "adoption", "independent reviewing", "iro",
            "leaving care", "personal adviser", "emergency duty", "edt", "conference chair", "local authority", "council",
            "residential", "respite", "short break", "contact centre", "family time", "lado", "nspcc",
        ),
    ),
    Sector(
        "justice",
        "Police, courts and law",
        "#f7eef3",
        (
            "police", "pc", "dc", "court", "magistrate", "judge", "legal", "solicitor", "barrister", "probation", "prison",
            "youth justice", "youth offending", "yot", "yjs", "cafcass", "children's guardian", "guardian ad litem",
            "marac", "domestic abuse", "victim support", "idva",
        ),
    ),
    Sector(
        "housing",
        "Housing and money",
        "#eef3f8",
        (
            "housing", "landlord", "tenan", "homeless", "refuge", "hostel", "dwp", "job", "jobcentre", "benefit", "universal credit",
            "debt", "citizens advice", "welfare rights", "employ", "work coach",
        ),
    ),
    Sector(OTHER, "Others", "#f2f2f2"),
)  # fmt: skip
"""Clockwise, from where the people begin."""

BY_KEY = {sector.key: sector for sector in SECTORS}
PLACE = {sector.key: n for n, sector in enumerate(SECTORS)}


def sector_of(*texts: str) -> str:
    """Return the key of the kind that words belong to: that of the longest beginning of a word found in them.

    Beginnings of up to four letters are whole words. A school nurse is health, a school is not; the first text that tells anything decides; "other" where none does.
    """
    for text in texts:
        spoken = " " + re.sub(r"[\s/,;:()’]+", " ", text.casefold().replace("’", "'"))
        found = [
            (-len(stem), n, sector.key)
            for n, sector in enumerate(SECTORS)
            for stem in sector.words
            if f" {stem}" in spoken and (len(stem) > 4 or f" {stem} " in f"{spoken} ")
        ]
        if found:
            return min(found)[2]
    return OTHER
