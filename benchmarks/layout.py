"""How fast families are laid out and how far each rule is kept: `python -m benchmarks.layout [--quick]`.

Invented families always; with KINLINE_CORPUS set, the made families there too, scored by the ruler kept beside them.
Seconds depend on the machine: the ratio column sets them against reading the same shape without laying it out.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import time
from pathlib import Path
from typing import Any

from exporters.genogram.kin import sound
from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Layout, Member, Shape, Union

QUICK = ("A", "B", "C", "D", "E", "syn20", "syn100")
LARGE = ("syn500", "syn2000", "syn10000")
SCORES = (
    "dropped",
    "overlaps",
    "couples_not_adjacent",
    "sibships_out_of_order",
    "sibships_with_strangers",
    "crossings",
)


def invented(people: int, tangle: float, seed: int) -> Shape:
    """Return a family of about so many people, of whose partners a share are already somebody's children."""
    draw = random.Random(seed)
    members: list[Member] = []
    unions: list[Union] = []

    def born(generation: int) -> str:
        name = f"p{len(members)}"
        year = 1900 + 25 * generation + draw.randrange(20)
        members.append(Member(name, draw.choice("MF"), (year, 1, 1), 80.0, 70.0))  # type: ignore[arg-type]
        return name

    level = [born(0) for _ in range(max(2, people // 20))]
    generation = 0
    while len(members) < people:
        below: list[str] = []
        for one in level:
            if len(members) >= people:
                break
            for _ in range(draw.choice((0, 1, 1, 1, 2))):
                known = [x for x in level if x != one]
                other = draw.choice(known) if known and draw.random() < tangle else born(generation)
                children = [born(generation + 1) for _ in range(draw.choice((0, 1, 2, 3)))]
                below += children
                unions.append(Union(f"u{len(unions)}", (one, other), tuple(Descent(c) for c in children)))
        level = below or level
        generation += 1
    return Shape(tuple(members), tuple(unions))


def read(measure: Any, file: Path) -> tuple[dict[str, Any], Shape]:
    """Return a family as the ruler reads it, and as a shape."""
    family = measure.read_gedcom(str(file), file.stem)
    ranks = {by: i for i, by in enumerate(sorted({p["by"] for p in family["people"] if p["by"] is not None}))}
    members = tuple(
        Member(p["id"], p["sex"], None if p["by"] is None else (ranks[p["by"]], 1, 1), 80.0, 70.0)
        for p in family["people"]
    )
    unions = []
    for u in family["unions"]:
        twins = {c: i + 1 for i, group in enumerate(u["twins"]) for c in group}
        unions.append(
            Union(u["id"], tuple(u["partners"]), tuple(Descent(c, "birth", twins.get(c, 0)) for c in u["children"]))
        )
    return family, Shape(members, tuple(unions))


def show(name: str, shape: Shape) -> Layout:
    """Lay a family out and print its time and its rules as violations/fewest, ? where not proved."""
    start = time.perf_counter()
    sound(shape)
    floor = time.perf_counter() - start
    start = time.perf_counter()
    layout = lay_out(shape)
    took = time.perf_counter() - start
    rules = "  ".join(f"{rule} {r.violations}/{r.fewest}{'' if r.proved else '?'}" for rule, r in layout.rules.items())
    print(f"{name:10} {len(shape.members):6} people {took:8.3f} s {took / max(floor, 1e-9):7.0f}x  {rules}", flush=True)
    return layout


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="families up to a hundred only")
    quick = parser.parse_args().quick
    lay_out(invented(10, 0.2, 0))
    for people, tangle in (
        ((30, 0.0), (30, 0.3), (60, 0.2), (95, 0.15))
        if quick
        else (
            (30, 0.0),
            (30, 0.3),
            (60, 0.2),
            (95, 0.15),
            (1000, 0.05),
            (5000, 0.05),
        )
    ):
        show(f"{people}~{tangle}", invented(people, tangle, 7))
    where = os.environ.get("KINLINE_CORPUS")
    if not where:
        print("KINLINE_CORPUS is not set: the made families were not measured")
        return
    bench = Path(where) / "bench"
    spec = importlib.util.spec_from_file_location("ruler", bench / "ruler.py")
    assert spec is not None
    assert spec.loader is not None
    measure = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measure)
    for name in QUICK if quick else QUICK + LARGE:
        family, shape = read(measure, bench / "families" / f"{name}.ged")
        layout = show(name, shape)
        nodes = [{"id": p.id, "x": p.x, "y": p.y, "w": 44.0, "h": 44.0} for p in layout.places.values()]
        score = measure.evaluate(family, nodes)
        print(" " * 11 + "ruler: " + "  ".join(f"{key} {score[key]}" for key in SCORES), flush=True)


if __name__ == "__main__":
    main()
