"""The ecomap as data: positions, lines and labels, in the shape that docs/json.md gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from exporters.drawing.scene import Point
from exporters.ecomap.draw import origin
from exporters.ecomap.sectors import SECTORS
from exporters.ecomap.system import RING_TITLES
from exporters.genogram.room import Rect

if TYPE_CHECKING:
    from exporters.ecomap.ecomap import Ecomap


def as_json(drawing: Ecomap) -> dict[str, Any]:
    """Return the drawing as data; coordinates are centres in points, y downwards, as in the picture."""
    layout, around = drawing.layout, drawing.around
    dx, dy = origin(layout)
    refs = _refs(drawing)

    def point(at: Point) -> list[float]:
        return [round(at[0] + dx, 2), round(at[1] + dy, 2)]

    return {
        "as_at": drawing.day.isoformat(),
        "centre": {
            "id": around.centre,
            "ref": refs[around.centre],
            "name": around.home or around.child.shown_name,
            "kind": "household" if around.home else "child",
            "x": round(dx, 2),
            "y": round(dy, 2),
            "w": round(layout.centre.half[0] * 2, 2),
            "h": round(layout.centre.half[1] * 2, 2),
            "members": [
                {"id": p.id, "ref": refs[p.id], "name": p.shown_name, **_xy(point(layout.centre.middles[p.id]))}
                for p in around.members
            ],
        },
        "nodes": [
            {
                "id": spot.card.system.id,
                "ref": refs[spot.card.system.id],
                "name": spot.card.system.name,
                "kind": spot.card.system.kind,
                "sector": spot.card.system.sector,
                "ring": int(spot.card.system.ring),
                "notes": list(spot.card.system.notes),
                **_xy(point(spot.box.middle)),
                "w": round(spot.card.half[0] * 2, 2),
                "h": round(spot.card.half[1] * 2, 2),
            }
            for spot in layout.spots
        ],
        "lines": [
            {
                "from": spot.card.system.id,
                "to": around.centre,
                "kind": line.kind,
                "direction": line.help.value,
                "words": line.words,
                "points": [point(way.start), point(way.end)],
            }
            for spot in layout.spots
            for line, way in zip(spot.card.system.lines, spot.ways, strict=False)
        ],
        "labels": [{"for": refs[whose], "text": text, **_box(rect, dx, dy)} for whose, text, rect in _labels(drawing)],
        "sectors": [
            {"key": s.key, "title": s.title} for s in SECTORS if any(n.sector == s.key for n in around.systems)
        ],
        "rings": [
            {
                "ring": int(b.ring),
                "title": RING_TITLES[b.ring],
                "w": round(b.half[0] * 2, 2),
                "h": round(b.half[1] * 2, 2),
            }
            for b in layout.bands
        ],
        "not_recorded": list(around.lacking),
    }


def _refs(drawing: Ecomap) -> dict[str, str]:
    """Return everyone's name in the output: the source's own id where it is unique, else the id."""
    around = drawing.around
    own = {p.id: p.ref for p in around.members} | {s.id: s.ref for s in around.systems}
    counts = Counter(own.values())
    return {i: ref if ref and counts[ref] == 1 else i for i, ref in own.items()}


def _labels(drawing: Ecomap) -> Iterator[tuple[str, str, Rect]]:
    """Yield whose, text and rectangle of every text in the drawing that belongs to somebody or to a line."""
    yield from drawing.layout.centre.labels
    for spot in drawing.layout.spots:
        left, y, right, _ = spot.box.text
        for line in spot.card.lines:
            x = {"start": left, "end": right - line.width}.get(spot.box.anchor, (left + right - line.width) / 2)
            yield spot.card.system.id, line.text, (x, y, x + line.width, y + line.height)
            y += line.height
        for way in spot.ways:
            for text, rect in way.rows:
                yield spot.card.system.id, text, rect


def _xy(at: list[float]) -> dict[str, float]:
    return {"x": at[0], "y": at[1]}


def _box(rect: Rect, dx: float, dy: float) -> dict[str, float]:
    return {
        "x": round((rect[0] + rect[2]) / 2 + dx, 2),
        "y": round((rect[1] + rect[3]) / 2 + dy, 2),
        "w": round(rect[2] - rect[0], 2),
        "h": round(rect[3] - rect[1], 2),
    }
