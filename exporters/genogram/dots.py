"""The drawing as DOT with pinned positions, for those who go on with Graphviz: labels are plain text, no links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronology.record.people import Gender
from exporters.documents.printable import printable

if TYPE_CHECKING:
    from exporters.genogram.genogram import Genogram

_SHAPES = {Gender.MALE: "square", Gender.FEMALE: "circle"}


def dot_source(drawing: Genogram) -> str:
    """Return the DOT source (for neato -n2): every person and line where the layout has it."""
    from graphviz import Graph, escape, nohtml

    def words(text: str) -> str:
        return str(nohtml(escape(printable(text))))

    height = drawing.layout.height
    graph = Graph("genogram", engine="neato", graph_attr={"splines": "line", "outputorder": "edgesfirst"})
    graph.attr("node", fixedsize="true", width="0.61", height="0.61", fontname="Noto Sans", fontsize="9")
    people, places = drawing.picture.at.people, drawing.layout.places
    for i in drawing.present:
        person, place = people[i], places[i]
        graph.node(
            i,
            label="",
            xlabel=words(person.shown_name),
            tooltip=words(person.shown_name),
            shape=_SHAPES.get(person.gender, "Msquare"),
            pos=f"{place.x:.1f},{height - place.y:.1f}!",
            peripheries="2" if person.id == drawing.picture.focus or person.is_subject else "1",
        )
    for couple in drawing.picture.shown_couples:
        pair = drawing.drawn.unions[couple.union][1]
        x, y = couple.middle
        graph.node(couple.union, label="", shape="point", width="0.03", pos=f"{x:.1f},{height - y:.1f}!")
        for partner in pair:
            graph.edge(partner, couple.union)
    for descent in drawing.picture.shown_descents:
        style = {"birth": "solid", "foster": "dotted"}.get(descent.kind, "dashed")
        graph.edge(descent.union, descent.child, style=style)
    return str(graph.source)
