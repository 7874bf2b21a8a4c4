"""The legend: one tidy row of what the drawing uses, and no more."""

from __future__ import annotations

from exporters.drawing.metrics import text_width
from exporters.drawing.scene import QUIET, Box, Ellipse, Group, Mark, Path, Stroke, Words
from exporters.genogram.notation import DESCENTS, DOTTED, PERSONS

_SIZE = 8.5
_STEP = 20.0
_ORDER = list(PERSONS)


def legend_groups(used: dict[str, str], left: float, top: float, room: float) -> tuple[list[Group], float]:
    """Return the legend below a drawing, in lines as wide as there is room, and its height."""
    items = [(key, PERSONS[key]) for key in _ORDER if key in used]
    items += sorted((key, words) for key, words in used.items() if key.startswith("couple:"))
    items += sorted((key, words) for key, words in used.items() if key.startswith("descent:"))
    items += [(key, used[key]) for key in ("tie",) if key in used]
    groups: list[Group] = []
    x, y = left, top
    for key, words in items:
        width = 30 + text_width(words, _SIZE) + 18
        if x > left and x + width > left + room:
            x, y = left, y + _STEP
        groups.append(
            Group(
                "legend",
                words,
                (*_sample(key, x + 11, y), Words(x + 28, y + 3, words, _SIZE, anchor="start", colour=QUIET)),
            )
        )
        x += width
    return groups, (y - top + _STEP if items else 0.0)


def _sample(key: str, x: float, y: float) -> list[Mark]:
    thin, half = Stroke(1.0), 7.0
    if key == "female":
        return [Ellipse(x, y, half, half, thin)]
    if key == "unknown":
        return [Box(x, y, half * 2, half * 2, 3, thin), Words(x, y + 3, "?", _SIZE)]
    if key == "non-binary":
        return [Box(x, y, half * 2, half * 2, 6, thin)]
    if key == "deceased":
        return [
            Box(x, y, half * 2, half * 2, 0, thin),
            Path(((x - half, y - half), (x + half, y + half)), thin),
            Path(((x + half, y - half), (x - half, y + half)), thin),
        ]
    if key == "subject":
        return [Box(x, y, half * 2 + 4, half * 2 + 4, 0, thin), Box(x, y, half * 2, half * 2, 0, Stroke(1.6))]
    if key in {"expected", "loss"}:
        letter = [Words(x, y + 5, "P", 7.0)] if key == "expected" else [Path(((x - 5, y - 5), (x + 5, y + 5)), thin)]
        return [
            Path(((x, y - half), (x + half, y + half), (x - half, y + half)), thin, "white", is_closed=True),
            *letter,
        ]
    if key == "unconfirmed":
        return [Box(x, y, half * 2, half * 2, 0, Stroke(1.0, DOTTED))]
    if key == "household":
        return [Box(x, y, 20, 13, 4, Stroke(1.0, (4.0, 3.0), QUIET), "#56B4E9", 0.1)]
    if key == "tie":
        return [Path(((x - 10, y + 3), (x, y - 6), (x + 10, y + 3)), Stroke(1.1, (2.0, 2.0), QUIET), is_curved=True)]
    if key.startswith("couple:"):
        return _couple_sample(key.partition(":")[2], x, y)
    if key.startswith("descent:"):
        look = next(look for look in DESCENTS.values() if look.key == key.partition(":")[2])
        return [Path(((x, y - 8), (x, y + 8)), Stroke(look.width, look.dash))]
    return [Box(x, y, half * 2, half * 2, 0, thin)]


def _couple_sample(key: str, x: float, y: float) -> list[Mark]:
    dash = (6.0, 4.0) if key in {"relationship", "cohabiting"} else ()
    marks: list[Mark] = [Path(((x - 11, y), (x + 11, y)), Stroke(1.2, dash))]
    slashes = {"separated": 1, "divorced": 2, "reconciled": 1}.get(key, 0)
    marks += [Path(((x - 3 + n * 5, y + 6), (x + 3 + n * 5, y - 6))) for n in range(slashes)]
    if key in {"reconciled", "annulled"}:
        marks.append(Path(((x - 3, y - 6), (x + 3, y + 6))))
    if key == "annulled":
        marks.append(Path(((x - 3, y + 6), (x + 3, y - 6))))
    return marks
