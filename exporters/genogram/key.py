"""The key under a drawing in characters: what the signs that it uses mean, and no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from exporters.genogram.faults import Fault
from exporters.genogram.figures import fault_mark
from exporters.genogram.fits import FULL, Fit
from exporters.genogram.forms import FORMS
from exporters.genogram.legend import MOST_FAULTS
from exporters.genogram.letters import cells, even
from exporters.genogram.notation import (
    BADGE_WORDS,
    COUPLE_MARKS,
    DESCENTS,
    PERSONS,
    SHORT_WORDS,
    TWINS,
    CoupleLook,
)

_NOTE = {
    "without dates": "Dates are left out here; they stand in words.",
    "compact": "Names are shortened and dates left out here; both stand whole in words.",
}


def key_lines(
    used: Collection[str],
    looks: Mapping[str, CoupleLook],
    words: Collection[str],
    faults: Sequence[Fault],
    fit: Fit,
    width: int,
    *,
    is_ascii: bool,
) -> tuple[str, ...]:
    """Return the meanings of the signs used, in the legend's order, on lines of at most so many columns."""
    rows = [(key, PERSONS[key]) for key in PERSONS if key in used]
    rows += [(f"couple:{key}", looks[key].legend) for key in sorted(looks)]
    rows += [(key, COUPLE_MARKS[key]) for key in COUPLE_MARKS if key in used]
    rows += [(f"descent:{look.key}", look.legend) for kind, look in DESCENTS.items() if f"descent:{kind}" in used]
    rows += [(key, TWINS[key]) for key in TWINS if key in used]
    items = [f"{sign} {meaning}" for key, meaning in rows if (sign := FORMS[key].sign(is_ascii=is_ascii))]
    meanings = SHORT_WORDS | BADGE_WORDS
    items += [f"{word} {meaning}" for word, meaning in meanings.items() if word in words and word != meaning]
    items += [f"{fault_mark([f.number])} {even(f.message)}" for f in faults[:MOST_FAULTS]]
    items += [f"and {len(faults) - MOST_FAULTS} more marked with !"] if len(faults) > MOST_FAULTS else []
    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]}   {item}" if lines else item
        if lines and cells(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(item)
    return (*lines, *([_NOTE[fit.name]] if fit is not FULL else []))
