"""Genograms by the real command, scored by the ruler kept beside the made families: `python -m benchmarks.genogram`.

Invented families always: how fast they are laid out, how far each rule is kept, whether one more person leaves the
others in place. With KINLINE_CORPUS set, the made families and trees there: people dropped or drawn twice, couples
apart, birth order, crossings, overlaps of symbols, labels and lines, beside Graphviz dot where it is installed and the
libraries for Node below the folder that KINLINE_PEERS names; the fewest faults that an independent program proves; and the
whole run beside runs that lay nothing out.

`--quick` takes families up to a hundred; `--full` adds one of a hundred thousand people.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.measuring import figure
from benchmarks.peers import node_peers
from benchmarks.peers.graphviz_dot import placed
from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Layout, Member, Shape, Union
from tui.cli import main as kinline

PROVED = ("A", "B", "C", "D", "E", "syn20", "syn100")
LARGE = ("syn500", "syn2000", "syn10000")
SCORES = {
    "dropped": "dropped",
    "dup_symbols": "twice",
    "overlaps": "symbols overlap",
    "couples_not_adjacent": "couples apart",
    "sibships_out_of_order": "out of order",
    "sibships_with_strangers": "strangers",
    "crossings": "crossings",
}
HALF = 22.0


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


def rules_of(layout: Layout) -> str:
    """Return every rule as violations/fewest, with ? where that is not proved."""
    return "  ".join(f"{rule} {r.violations}/{r.fewest}{'' if r.proved else '?'}" for rule, r in layout.rules.items())


def pairs_kept(before: Layout, after: Layout) -> float:
    """Return the share of left-right pairs on a row that stand as before."""
    rows: dict[int, list[str]] = {}
    for place in before.places.values():
        rows.setdefault(place.row, []).append(place.id)
    kept = total = 0
    for row in rows.values():
        for a, b in itertools.combinations(row, 2):
            one, other = after.places[a], after.places[b]
            if one.row == other.row:
                total += 1
                kept += (before.places[a].x < before.places[b].x) == (one.x < other.x)
    return kept / total if total else 1.0


def stability(count: int) -> None:
    """Print how many left-right pairs stay where one more person is added at the end, and nothing is known of before."""
    shares = []
    for seed in range(count):
        draw = random.Random(seed)
        shape = invented(draw.choice((15, 25, 40)), draw.choice((0.0, 0.15)), seed)
        union = draw.choice(shape.unions)
        child = Member("new", "F", (2020, 1, 1), 80.0, 70.0)
        wider = tuple(
            replace(u, children=(*u.children, Descent("new"))) if u.id == union.id else u for u in shape.unions
        )
        shares.append(pairs_kept(lay_out(shape), lay_out(Shape((*shape.members, child), wider))))
    figure(f"one child more: left-right pairs kept, of {count} families", f"{sum(shares) / count:.3f}")
    figure("families in which at least 95 in 100 are kept", f"{sum(s >= 0.95 for s in shares)} of {count}")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds of one piece of work, and what it gave."""
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found


def run(file: Path, out: Path) -> int:
    """Run the command in this process, silently."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return kinline(["genogram", str(file), "-o", str(out), "--as-at", "1/1/2027"])


Rect = tuple[float, float, float, float]


def overlaps(drawn: dict[str, Any]) -> dict[str, int]:
    """Return how often labels overlap labels, symbols of others, and lines of others."""
    nodes = {n["ref"]: n for n in drawn["nodes"]}
    by_id = {n["id"]: n["ref"] for n in drawn["nodes"]}
    labels = [
        (la["for"], (la["x"] - la["w"] / 2, la["y"] - la["h"] / 2, la["x"] + la["w"] / 2, la["y"] + la["h"] / 2))
        for la in drawn["labels"]
    ]
    symbols = [(r, (n["x"] - HALF, n["y"] - HALF, n["x"] + HALF, n["y"] + HALF)) for r, n in nodes.items()]
    lines: list[tuple[set[str], list[list[float]]]] = [
        ({by_id.get(p, p) for p in c["partners"]}, c["points"]) for c in drawn["partnerships"]
    ]
    lines += [({by_id.get(p, p) for p in [*d["parents"], d["child"]]}, d["points"]) for d in drawn["descents"]]
    found = {"label on label": 0, "label on symbol": 0, "line on label": 0, "line on symbol": 0}
    for (a, one), (b, other) in itertools.combinations(labels, 2):
        found["label on label"] += a != b and _meet(one, other)
    found["label on symbol"] = sum(a != b and _meet(one, other) for a, one in labels for b, other in symbols)
    for own, points in lines:
        boxes = [
            (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)) for (x1, y1), (x2, y2) in itertools.pairwise(points)
        ]
        found["line on label"] += sum(who not in own and any(_meet(box, r) for box in boxes) for who, r in labels)
        found["line on symbol"] += sum(who not in own and any(_meet(box, r) for box in boxes) for who, r in symbols)
    return found


def _meet(one: Rect, other: Rect, slack: float = 0.5) -> bool:
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def ruler_of(bench: Path) -> ModuleType:
    """Return the ruler kept beside the made families."""
    spec = importlib.util.spec_from_file_location("ruler", bench / "ruler.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(ruler: ModuleType, file: Path, folder: Path) -> None:
    """Print one file's figures: by the real command, and by the peers that are installed."""
    family = ruler.read_gedcom(str(file), file.stem)
    out = folder / f"{file.stem}.json"
    seconds, code = timed(lambda: run(file, out))
    if code:
        print(f"{file.stem}: exit code {code}", flush=True)
        return
    drawn = json.loads(out.read_text("utf-8"))
    nodes = [{"id": n["ref"], "x": n["x"], "y": n["y"], "w": n["w"], "h": n["h"]} for n in drawn["nodes"]]
    rules = "  ".join(
        f"{rule} {r['violations']}/{r['fewest']}{'' if r['proved'] else '?'}" for rule, r in drawn["rules"].items()
    )
    print(f"{file.stem}: {len(nodes)} people, {seconds:.2f} s from file to JSON;  {rules}")
    rows = [("kinline", ruler.evaluate(family, nodes))]
    if len(nodes) <= 2500:
        peers: list[tuple[str, list[dict[str, Any]] | str]] = [
            (f"dot{', ranked' if ranked else ''}", placed(family, is_ranked=ranked)) for ranked in (False, True)
        ]
        peers += [(library, node_peers.placed(family, library)) for library in node_peers.LIBRARIES]
        rows += [(name, ruler.evaluate(family, found) if isinstance(found, list) else found) for name, found in peers]
    for name, score in rows:
        words = score if isinstance(score, str) else "  ".join(f"{w} {score.get(k, 0)}" for k, w in SCORES.items())
        print(f"  {name:14} {words}")
    if len(nodes) <= 600:
        print("  overlaps       " + "  ".join(f"{what} {count}" for what, count in overlaps(drawn).items()), flush=True)


def bounds(bench: Path, name: str) -> None:
    """Print the fewest faults that the independent program proves for a family."""
    ran = subprocess.run(
        [sys.executable, str(bench / "bounds.py"), str(bench / "ruler.py"), str(bench / "families" / f"{name}.ged")],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"\{.*\}", ran.stdout)
    print(f"  bounds.py    {found[0] if found else 'gave no answer'}", flush=True)


def bare_svg(file: Path, out: Path) -> None:
    """Read who is in a file and write a symbol and a name for each, in no order: the least that any program has to do."""
    names, people = [], 0
    for line in file.read_text("utf-8", "replace").splitlines():
        _, _, rest = line.partition(" ")
        people += rest.endswith(" INDI")
        if rest.startswith("NAME "):
            names.append(rest[5:].replace("/", "").replace("&", "&amp;").replace("<", "&lt;"))
    marks = [
        f'<rect x="{n % 100 * 60}" y="{n // 100 * 90}" width="44" height="44"/><text x="{n % 100 * 60}" y="{n // 100 * 90 + 56}">{name}</text>'
        for n, name in enumerate(names)
    ]
    out.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(marks)}</svg>', "utf-8")


def floors(file: Path, folder: Path) -> None:
    """Print the whole run from file to SVG beside the least run, and beside our own run with no layout."""
    import exporters.genogram.layout as laying
    from exporters.genogram import genogram as drawing

    whole, _ = timed(lambda: run(file, folder / "whole.svg"))
    least, _ = timed(lambda: bare_svg(file, folder / "bare.svg"))
    spent: list[float] = []

    def measured(shape: Shape) -> Layout:
        seconds, layout = timed(lambda: laying.lay_out(shape))
        spent.append(seconds)
        return layout

    before = drawing.lay_out
    drawing.lay_out = measured  # type: ignore[assignment]
    try:
        again, _ = timed(lambda: run(file, folder / "again.svg"))
    finally:
        drawing.lay_out = before
    figure(f"{file.stem}: whole run to SVG, seconds", f"{whole:.2f}")
    figure("  of that, laying out", f"{sum(spent):.2f}")
    figure("  the whole, to reading, modelling and drawing alone", f"{again / max(again - sum(spent), 1e-9):.1f}")
    figure("  the whole, to a bare parse and SVG", f"{whole / max(least, 1e-9):.0f}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="families up to a hundred only")
    parser.add_argument("--full", action="store_true", help="also a family of a hundred thousand")
    given = parser.parse_args()
    lay_out(invented(10, 0.2, 0))
    sizes = [(30, 0.0), (30, 0.3), (60, 0.2), (95, 0.15)]
    sizes += [] if given.quick else [(1000, 0.05), (5000, 0.05), (10_000, 0.0)]
    sizes += [(100_000, 0.0)] if given.full else []
    for people, tangle in sizes:
        shape = invented(people, tangle, 7)
        seconds, layout = timed(lambda shape=shape: lay_out(shape))
        print(
            f"{people}~{tangle}: {len(shape.members)} people laid out in {seconds:.3f} s;  {rules_of(layout)}",
            flush=True,
        )
    stability(10 if given.quick else 60)
    where = os.environ.get("KINLINE_CORPUS")
    if not where:
        print("KINLINE_CORPUS is not set: the made families were not measured")
        return
    bench = Path(where) / "bench"
    ruler = ruler_of(bench)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in PROVED:
            show(ruler, bench / "families" / f"{name}.ged", folder)
            if not given.quick:
                bounds(bench, name)
        if given.quick:
            return
        for name in LARGE:
            show(ruler, bench / "families" / f"{name}.ged", folder)
        for file in sorted((Path(where) / "corpus" / "trees").glob("*.ged")):
            show(ruler, file, folder)
        show(ruler, Path(where) / "corpus" / "gedcom_go" / "royal92.ged", folder)
        floors(bench / "families" / "syn10000.ged", folder)


if __name__ == "__main__":
    main()
