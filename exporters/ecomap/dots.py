"""The ecomap as DOT with pinned positions (neato -n2), for those who go on with Graphviz: labels are plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronology.record.people import Gender
from exporters.documents.printable import printable
from exporters.ecomap.draw import origin
from exporters.ecomap.lines import Help, Line, Strength

if TYPE_CHECKING:
    from exporters.ecomap.ecomap import Ecomap
    from exporters.ecomap.system import System

_HEADS = {Help.NONE: "none", Help.TO_CENTRE: "forward", Help.FROM_CENTRE: "back", Help.BOTH: "both"}


def dot_source(drawing: Ecomap) -> str:
    """Return the DOT source: everyone and everything where the layout has it, each line with its kind in words."""
    from graphviz import Graph, escape

    def words(text: str) -> str:
        # Kept as graphviz's own kind of text: as a plain one, <b> would be read as HTML.
        label: str = escape(" ".join(printable(text).split()))
        return label

    layout, around = drawing.layout, drawing.around
    dx, dy = origin(layout)

    def at(x: float, y: float) -> str:
        return f"{x + dx:.1f},{drawing.scene.height - y - dy:.1f}!"

    graph = Graph("ecomap", engine="neato", graph_attr={"splines": "line", "outputorder": "edgesfirst"})
    graph.attr("node", fontname="Noto Sans", fontsize="9", fixedsize="true")
    wide, high = (f"{half * 2 / 72:.3f}" for half in layout.centre.half)
    name = around.home or around.child.shown_name
    members = "" if not around.home else ", ".join(person.shown_name for person in around.members)
    graph.node(
        "centre", label=words(name), tooltip=words(members or name), shape="ellipse", width=wide, height=high,
        pos=at(0.0, 0.0), penwidth="2",
    )  # fmt: skip
    for n, spot in enumerate(layout.spots):
        system = spot.card.system
        x, y = spot.box.middle
        half = spot.card.half
        graph.node(
            f"s{n}", label="" if spot.card.has_symbol else words(system.name), xlabel=words(system.name) if spot.card.has_symbol else "",
            tooltip=words(", ".join([system.name, *system.said])), shape=_shape(system), pos=at(x, y),
            width=f"{half[0] * 2 / 72:.3f}", height=f"{half[1] * 2 / 72:.3f}",
        )  # fmt: skip
        for line in system.lines if spot.ways else ():
            said = {"xlabel": words(line.words)} if line.words else {}
            graph.edge(f"s{n}", "centre", tooltip=words(line.kind), dir=_HEADS[line.help], **_look(line), **said)
    return str(graph.source)


def _shape(system: System) -> str:
    if system.kind != "person":
        return "ellipse"
    gender = system.person.gender if system.person else Gender.UNKNOWN
    return {Gender.MALE: "square", Gender.FEMALE: "circle"}.get(gender, "Msquare")


def _look(line: Line) -> dict[str, str]:
    look = {"style": "dashed" if line.strength in {Strength.TENUOUS, Strength.CUT_OFF} else "solid"}
    if line.strength is Strength.STRONG:
        look["penwidth"] = "3.6"
    if line.is_stressful or line.strength is Strength.CUT_OFF:
        look["label"] = line.kind
    return look
