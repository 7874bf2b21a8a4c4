"""The safety scale over time: where each person put one child, 0 to 10, drawn so that no colour is needed to tell voices apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.record.safety import SafetyScale, Voice
from exporters.drawing.metrics import text_width
from exporters.drawing.scene import INK, QUIET, Box, Ellipse, Group, Mark, Path, Scene, Stroke, Words

WIDTH, HEIGHT = 520.0, 212.0
LEFT, RIGHT, TOP, BOTTOM = 96.0, 400.0, 34.0, 184.0
"""The field of the scale, in points."""
SIZE = 8.0
_DASHES = {
    Voice.CHILD: (),
    Voice.PARENT: (6.0, 3.0),
    Voice.NETWORK: (2.0, 2.0),
    Voice.PROFESSIONAL: (8.0, 2.0, 2.0, 2.0),
}
ENDS = ("0: cannot live at home", "10: safe to close")


def scale_scene(readings: Sequence[SafetyScale], *, title: str) -> Scene | None:
    """Return the places on the scale over time, a line a person; None where none has a date."""
    dated = [(r.when.earliest or r.when.latest, r) for r in readings]
    known = [(day, r) for day, r in dated if day is not None]
    if not known:
        return None
    first, last = min(day for day, _ in known), max(day for day, _ in known)
    lines: dict[tuple[str, Voice], list[tuple[date, SafetyScale]]] = {}
    for day, reading in known:
        lines.setdefault((reading.by or reading.voice.value or "not said", reading.voice), []).append((day, reading))
    groups = [Group("heading", title, (Words(12, 18, title, 11.0, True, "start"),)), _field(first, last)]
    labels: list[float] = []
    for (by, voice), some in lines.items():
        some.sort(key=lambda pair: pair[0])
        points = tuple((_x(day, first, last), _y(reading.value)) for day, reading in some)
        marks: list[Mark] = []
        if len(points) > 1:
            marks.append(Path(points, Stroke(1.1, _DASHES.get(voice, ()))))
        marks += [mark for point in points for mark in _sign(voice, *point)]
        at = _free(points[-1][1] + 3, labels)
        words = f"{by}: {', '.join(str(reading.value) for _, reading in some)}"
        marks += [
            Path(((points[-1][0] + 5, points[-1][1]), (RIGHT + 8, at - 3)), Stroke(0.4, colour=QUIET)),
            *_sign(voice, RIGHT + 14, at - 3),
            Words(RIGHT + 22, at, words, SIZE, anchor="start"),
        ]
        told = "; ".join(f"{reading.when.words()}: {reading.value}" for _, reading in some)
        groups.append(
            Group(
                "tie", f"{by}{f' ({voice.value})' if voice.value and voice.value != by else ''}: {told}", tuple(marks)
            )
        )
    groups.append(_key({voice for _, voice in lines}))
    width = max(WIDTH, RIGHT + 30 + max(text_width(g.title, SIZE) * 0.5 for g in groups[2:-1]))
    description = " ".join(f"{group.title}." for group in groups[2:-1])
    return Scene(width, HEIGHT + 18, title, description, tuple(groups))


def _x(day: date, first: date, last: date) -> float:
    span = (last - first).days
    return LEFT + 10 + ((day - first).days / span if span else 0.5) * (RIGHT - LEFT - 20)


def _y(value: int) -> float:
    return BOTTOM - value / 10 * (BOTTOM - TOP)


def _field(first: date, last: date) -> Group:
    marks: list[Mark] = []
    for value in range(11):
        quiet = Stroke(0.7 if value in {0, 10} else 0.25, colour=QUIET)
        marks.append(Path(((LEFT, _y(value)), (RIGHT, _y(value))), quiet))
        marks.append(Words(LEFT - 5, _y(value) + 3, str(value), SIZE, anchor="end", colour=QUIET))
    for words, value in zip(ENDS, (0, 10), strict=True):
        told = words.partition(": ")[2]
        marks.append(Words(LEFT - 18, _y(value) + 3, told, SIZE - 1, anchor="end", colour=QUIET))
    marks += [
        Words(_x(day, first, last), BOTTOM + 14, f"{day.day} {day:%b %Y}", SIZE, colour=QUIET)
        for day in dict.fromkeys((first, last))
    ]
    return Group("axis", f"Safety scale, {ENDS[0]}; {ENDS[1]}", tuple(marks))


def _sign(voice: Voice, x: float, y: float) -> list[Mark]:
    """Return the sign of a voice: child a filled circle, parents a square, network a diamond, professionals a ring."""
    if voice is Voice.CHILD:
        return [Ellipse(x, y, 3.4, 3.4, Stroke(1.0), INK)]
    if voice is Voice.PARENT:
        return [Box(x, y, 6.4, 6.4, 0, Stroke(1.1))]
    if voice is Voice.NETWORK:
        return [Path(((x, y - 4.4), (x + 4.4, y), (x, y + 4.4), (x - 4.4, y)), Stroke(1.1), "white", is_closed=True)]
    return [Ellipse(x, y, 3.4, 3.4, Stroke(1.1), "white")]


def _free(y: float, taken: list[float]) -> float:
    """Return a height for a label near a wanted one that lies on no other label."""
    steps = sorted(range(-12, 13), key=lambda n: (abs(n), n))
    at = next((y + n * 11 for n in steps if all(abs(y + n * 11 - other) >= 10.5 for other in taken)), y)
    taken.append(at)
    return at


def _key(voices: set[Voice]) -> Group:
    marks: list[Mark] = []
    x = LEFT
    for voice in (v for v in Voice if v in voices):
        words = voice.value or "not said whose voice"
        marks += [
            *_sign(voice, x, HEIGHT + 2),
            Words(x + 8, HEIGHT + 5, words, SIZE - 0.5, anchor="start", colour=QUIET),
        ]
        x += text_width(words, SIZE - 0.5) + 26
    return Group("legend", "Whose voice each sign is", tuple(marks))
