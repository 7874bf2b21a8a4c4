"""A genogram as data: positions, lines and rules, in the shape that docs/json.md gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from chronology.record.dates import When
from chronology.record.values import Id
from exporters.genogram.draw import moved_by
from exporters.genogram.family import SYMBOL
from exporters.genogram.genogram import Genogram
from exporters.genogram.placements import shown_episodes


def as_json(drawing: Genogram) -> dict[str, Any]:
    """Return positions, lines and rules as data, in the shape that docs/json.md gives."""
    picture, layout = drawing.picture, drawing.layout
    refs = refs_of(drawing)
    dx, dy = moved_by(picture)

    def points(line: Iterable[tuple[float, float]]) -> list[list[float]]:
        return [[round(x + dx, 2), round(y + dy, 2)] for x, y in line]

    people = picture.at.people
    return {
        "nodes": [
            {
                "id": i,
                "ref": refs[i],
                "name": people[i].shown_name,
                "x": round(layout.places[i].x + dx, 2),
                "y": round(layout.places[i].y + dy, 2),
                "w": SYMBOL,
                "h": SYMBOL,
                "row": layout.places[i].row,
            }
            for i in drawing.present
        ],
        "partnerships": [
            {"id": c.union, "partners": list(drawing.drawn.unions[c.union][1]), "points": points(c.points)}
            for c in picture.shown_couples
            if drawing.drawn.unions[c.union][1]
        ],
        "descents": [
            {
                "child": d.child,
                "parents": list(drawing.drawn.unions[d.union][1]),
                "kind": d.kind,
                "points": points(d.points),
            }
            for d in picture.shown_descents
        ],
        "labels": [
            {
                "for": refs[i],
                "text": text,
                "x": round(x + dx, 2),
                "y": round(y + dy, 2),
                "w": round(w, 2),
                "h": round(h, 2),
            }
            for i, text, x, y, w, h in picture.labels
        ],
        "households": [{"id": i, "members": list(m), "points": points(p)} for i, m, p in picture.households],
        "ties": [{"from": a, "to": b, "kind": kind, "points": points(p)} for a, b, kind, p in picture.ties],
        "faults": [{"for": refs[fault.person], "message": fault.message} for fault in picture.faults],
        "placements": [
            {
                "child": refs[i],
                "number": e.number,
                "footing": e.residence.footing.value,
                "where": e.where,
                "when": e.when.edtf
                if not e.when.is_period or _has_ended(e.when, drawing.day)
                else f"{e.when.edtf.partition('/')[0]}/..",
            }
            for i, e in shown_episodes(picture)
        ],
        "rules": {
            key: {"violations": r.violations, "fewest": r.fewest, "proved": r.proved} for key, r in layout.rules.items()
        },
    }


def refs_of(drawing: Genogram) -> dict[Id, str]:
    """Return each person's name in the output: the source's own id where it is unique, else the id."""
    people = drawing.case.people
    placed = [i for i in drawing.layout.places if i in people]
    counts = Counter(people[i].ref for i in placed)
    return {i: people[i].ref if people[i].ref and counts[people[i].ref] == 1 else i for i in placed}


def _has_ended(when: When, day: date) -> bool:
    return when.ends[0] is not None and when.ends[0] <= day
