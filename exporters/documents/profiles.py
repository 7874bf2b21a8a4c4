"""Profiles of a chronology: where guidance conflicts, what goes in is a choice of the export, never of the data."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.record.errors import UsageError

NUMBER, DATE, AGE, EVENT, SOURCE, IMPACT, HEARD, ACTION, ANALYSIS = (
    "number",
    "date",
    "age",
    "event",
    "source",
    "impact",
    "heard",
    "action",
    "analysis",
)
"""Columns of the page; `heard` holds seen and the child's words, `action` the action and the outcome."""


@dataclass(frozen=True)
class Profile:
    """What one kind of chronology holds and how large it is set."""

    key: str
    title: str
    columns: tuple[str, ...]
    """Columns of the page, in order."""
    fields: frozenset[str]
    """Fields of an entry that leave in the table forms and JSON, beside number, date, event, source and standing."""
    says: str
    """One sentence for the reader on what it holds."""
    points: float = 10.0
    table_points: float = 9.0
    only_significant: bool = False

    @property
    def side_table_scale(self) -> float:
        """How much wider the columns of sources and files are than at 9 points."""
        return 1.3 if self.table_points > 9 else 1.0


_ALL = frozenset(
    [
        "age",
        "basis",
        "impact",
        "seen",
        "view",
        "action",
        "outcome",
        "analysis",
        "recorded",
        "known",
        "category",
        "neglect",
        "severity",
        "service",
        "response",
        "plan",
        "part_of_day",
        "grade",
        "count",
        "told_to_social_care",
        "explained_by",
        "significant",
        "case_id",
        "accounts",
        "concerns",
    ]
)

PROFILES = {
    profile.key: profile
    for profile in (
        Profile(
            key="casefile",
            title="Case-file chronology",
            columns=(NUMBER, DATE, AGE, EVENT, SOURCE, IMPACT, HEARD, ACTION, ANALYSIS),
            fields=_ALL,
            says="It holds every entry that names this child and those about the whole family.",
        ),
        Profile(
            key="conference",
            title="Conference chronology",
            columns=(NUMBER, DATE, AGE, EVENT, SOURCE, IMPACT, HEARD, ANALYSIS),
            fields=_ALL - {"action", "outcome"},
            says="It holds the entries that a worker marked significant, with what they meant for this child.",
            only_significant=True,
        ),
        # Practice Direction 12A: serial number, date, event-detail, witness or document reference.
        Profile(
            key="court",
            title="Court chronology",
            columns=(NUMBER, DATE, EVENT, SOURCE),
            fields=frozenset({"basis", "explained_by", "accounts", "count"}),
            says="It holds every entry that names this child and those about the whole family; none is cut by age.",
            points=12.0,
            table_points=12.0,
        ),
        Profile(
            key="facts",
            title="Chronology of facts",
            columns=(NUMBER, DATE, AGE, EVENT, SOURCE, HEARD, ACTION),
            fields=_ALL - {"impact", "analysis", "significant"},
            says="It holds what is recorded to have happened, without impact and analysis.",
        ),
    )
}
"""Every profile by its key."""


def profile_named(key: str) -> Profile:
    """Return the profile of this key; UsageError, listing them, where there is none."""
    if key not in PROFILES:
        raise UsageError(f"there is no profile “{key}”.", remedy=f"Use one of {', '.join(PROFILES)}.")
    return PROFILES[key]
