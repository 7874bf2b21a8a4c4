"""Graphviz dot: people as boxes, each union as a point between parents and children."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

SECONDS = 60
SIDE = 44.0


def placed(family: dict[str, Any], *, is_ranked: bool) -> list[dict[str, Any]] | str:
    """Return where dot puts everyone, or why it does not; ranked: partners and their point are held on one rank."""
    if shutil.which("dot") is None:
        return "not installed"
    lines = ["digraph g {", 'node [shape=box fixedsize=true width=0.61 height=0.61 label=""]; edge [dir=none];']
    lines += [f'"{p["id"]}";' for p in family["people"]]
    for u in family["unions"]:
        point = f'"u {u["id"]}"'
        lines.append(f"{point} [shape=point width=0.05];")
        lines += [f'"{p}" -> {point};' for p in u["partners"]]
        lines += [f'{point} -> "{c}";' for c in u["children"]]
        if is_ranked and len(u["partners"]) == 2:
            lines.append("{rank=same; " + " ".join(f'"{p}";' for p in u["partners"]) + f" {point};}}")
    lines.append("}")
    try:
        ran = subprocess.run(
            ["dot", "-Tplain"], input="\n".join(lines), capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {SECONDS} s"
    if ran.returncode:
        return "error"
    people = {p["id"] for p in family["people"]}
    found = []
    for line in ran.stdout.splitlines():
        words = line.split(" ")
        name = words[1].strip('"') if words[0] == "node" else ""
        if name in people:
            x, y = (float(n) * 72 for n in words[2:4])
            found.append({"id": name, "x": x, "y": -y, "w": SIDE, "h": SIDE})
    return found
