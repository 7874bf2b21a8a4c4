"""Ages as short as a symbol has room for."""

from __future__ import annotations

from chronology.record.dates import Age

OLDEST = 115
"""Years beyond which nobody is taken to be alive only because no death is recorded."""


def age_words(age: Age) -> str:
    """Return an age as short as a symbol has room for: 11, 3m, <1m, 61/62, 51-54, 13+; empty where not known."""
    low, high = age.youngest, age.oldest
    if (high is not None and high < 0) or (low is None and high is None):
        return ""
    if low is None:
        return f"≤{_short(high or 0)}"
    if low < 0:
        return "" if high is None else f"0-{_short(high)}"
    if high is None:
        return f"{_short(low)}+"
    one, other = _short(low), _short(high)
    if one == other:
        return one
    return f"{one}/{other}" if high // 12 - low // 12 == 1 and low >= 24 else f"{one}-{other}"


def _short(months: int) -> str:
    return str(months // 12) if months >= 24 else "<1m" if months == 0 else f"{months}m"


def is_beyond_living(age: Age, *, is_dead: bool) -> bool:
    """Return whether an age would make somebody alive older than anybody gets: no age is said then."""
    return not is_dead and age.youngest is not None and age.youngest > OLDEST * 12
