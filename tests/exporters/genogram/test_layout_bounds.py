"""On the made families that defeat other programs, every rule is kept as far as an independent program proves possible."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Member, Shape, Union
from tests.exporters.genogram.layout_check import problems

FAMILIES = ("A", "B", "C", "D", "E", "syn20", "syn100")


def ruler(bench: Path) -> Any:
    spec = importlib.util.spec_from_file_location("ruler", bench / "ruler.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shape_of(read: dict[str, Any]) -> Shape:
    """The ruler's family as a shape; its birth is year + month/13 + day/500, kept here in its own order."""
    ranks = {by: i for i, by in enumerate(sorted({p["by"] for p in read["people"] if p["by"] is not None}))}
    members = tuple(
        Member(p["id"], p["sex"], None if p["by"] is None else (ranks[p["by"]], 1, 1), 80.0, 70.0)
        for p in read["people"]
    )
    unions = []
    for u in read["unions"]:
        twins = {c: i + 1 for i, group in enumerate(u["twins"]) for c in group}
        children = tuple(Descent(c, "birth", twins.get(c, 0)) for c in u["children"])
        unions.append(Union(u["id"], tuple(u["partners"]), children))
    return Shape(members, tuple(unions))


@pytest.mark.parametrize("name", FAMILIES)
def test_each_rule_is_kept_as_far_as_can_be_proved(corpus: Path, name: str) -> None:
    bench = corpus / "bench"
    file = bench / "families" / f"{name}.ged"
    ran = subprocess.run(
        [sys.executable, str(bench / "bounds.py"), str(bench / "ruler.py"), str(file)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"\{.*\}", ran.stdout)
    assert found is not None
    bounds = ast.literal_eval(found[0])
    assert bounds["proved"], f"bounds.py gave no proof to measure against: {ran.stdout}"
    measure = ruler(bench)
    read = measure.read_gedcom(str(file), name)
    shape = shape_of(read)
    layout = lay_out(shape)
    assert problems(shape, layout) == []
    figures = {rule: figure.violations for rule, figure in layout.rules.items()}
    assert all(figure.proved and figure.violations == figure.fewest for figure in layout.rules.values())
    if not bounds["split_rows"]:
        assert figures == {rule: bounds[rule] for rule in figures}
    else:
        # which couple to split is a choice; ours also counts the crossings of the split couple's own lines
        assert all(figures[rule] <= bounds[rule] for rule in figures)
    nodes = [{"id": p.id, "x": p.x, "y": p.y, "w": 44.0, "h": 44.0} for p in layout.places.values()]
    score = measure.evaluate(read, nodes)
    assert (score["dropped"], score["dup_symbols"], score["overlaps"], score["children_not_below"]) == (0, 0, 0, 0)
    assert score["couples_apart_on_one_row"] == bounds["apart"]
    assert score["couples_split_row"] == bounds["split_rows"]
    assert score["sibships_out_of_order"] == bounds["order"]
    assert score["sibships_with_strangers"] == bounds["stranger"]


@pytest.mark.parametrize("name", ["syn500", "syn2000"])
def test_large_families_are_drawn_whole(corpus: Path, name: str) -> None:
    measure = ruler(corpus / "bench")
    read = measure.read_gedcom(str(corpus / "bench" / "families" / f"{name}.ged"), name)
    layout = lay_out(shape_of(read))
    nodes = [{"id": p.id, "x": p.x, "y": p.y, "w": 44.0, "h": 44.0} for p in layout.places.values()]
    score = measure.evaluate(read, nodes)
    assert (score["dropped"], score["dup_symbols"], score["overlaps"], score["children_not_below"]) == (0, 0, 0, 0)
    assert score["sibships_out_of_order"] == layout.rules["order"].violations
    assert score["couples_apart_on_one_row"] == layout.rules["apart"].violations
