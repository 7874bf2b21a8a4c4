"""The drawing as DOT with pinned positions, for those who go on with Graphviz: labels are plain text, no links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronology.record.people import Gender
from chronology.record.people import Place as Standing
from exporters.documents.printable import printable
from exporters.genogram.spots import descent_words
from exporters.genogram.steps import step_words

if TYPE_CHECKING:
    from exporters.genogram.genogram import Genogram

_SHAPES = {Gender.MALE: "square", Gender.FEMALE: "circle"}


def dot_source(drawing: Genogram) -> str:
    """Return the DOT source (for neato -n2): every person and line where the layout has it."""
    from graphviz import Graph, escape

    def words(text: str) -> str:
        # Kept as graphviz's own kind of text: as a plain one, <b> would be read as HTML.
        label: str = escape(printable(text))
        return label

    height = drawing.layout.height
    graph = Graph("genogram", engine="neato", graph_attr={"splines": "line", "outputorder": "edgesfirst"})
    graph.attr("node", fixedsize="true", width="0.61", height="0.61", fontname="Noto Sans", fontsize="9")
    picture, places = drawing.picture, drawing.layout.places
    people = picture.at.people
    # Names of our own: an id may hold a colon, which DOT reads as a port.
    persons = {i: f"p{n}" for n, i in enumerate(drawing.present)}
    for i, node in persons.items():
        person, place = people[i], places[i]
        is_beside = person.place is Standing.PROFESSIONAL
        graph.node(
            node,
            label="",
            xlabel=words(person.shown_name),
            tooltip=words(person.shown_name),
            shape="box" if is_beside else _SHAPES.get(person.gender, "Msquare"),
            style="dashed" if is_beside or person.place is Standing.NETWORK else "solid",
            pos=f"{place.x:.1f},{height - place.y:.1f}!",
            peripheries="2" if drawing.drawn.is_marked(i) else "1",
        )
    unions = {c.union: f"u{n}" for n, c in enumerate(picture.shown_couples)}
    for couple in picture.shown_couples:
        x, y = couple.middle
        graph.node(unions[couple.union], label="", shape="point", width="0.03", pos=f"{x:.1f},{height - y:.1f}!")
        held = drawing.drawn.unions[couple.union][0]
        then = picture.held.get(held.id) if held else None
        said = {"tooltip": words(step_words(then, then.steps))} if then and then.steps else {}
        for partner in drawing.drawn.unions[couple.union][1]:
            graph.edge(persons[partner], unions[couple.union], **said)
    for descent in picture.shown_descents:
        style = {"birth": "solid", "foster": "dotted"}.get(descent.kind, "dashed")
        label = descent_words(drawing.drawn, descent, drawing.day)
        said = {"xlabel": words(label)} if label else {}
        start = unions.get(descent.union) or persons[drawing.drawn.unions[descent.union][1][0]]
        graph.edge(start, persons[descent.child], style=style, **said)
    return str(graph.source)
