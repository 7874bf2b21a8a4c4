"""A family's genogram: laid out, drawn, and written in six forms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from chronology.disclosure.projection import Projection, Request, project
from chronology.disclosure.restricted import records_about
from chronology.disclosure.restricted import without_restricted as open_to_everyone
from chronology.lives.kinship import FamilyGraph
from chronology.lives.placements import episodes_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.ties import Partnership
from chronology.record.values import Id, Record
from exporters.documents.atomic import replace_file
from exporters.documents.printable import printable
from exporters.documents.selection import WHY_WITHHELD
from exporters.drawing.scene import Scene
from exporters.genogram.chosen import Sensitive, without_unasked
from exporters.genogram.draw import MARGIN, moved_by, scene_of
from exporters.genogram.family import SMALL_SIZE, SYMBOL, Drawn, drawn_family
from exporters.genogram.faults import with_names
from exporters.genogram.layout import lay_out
from exporters.genogram.picture import Picture
from exporters.genogram.placements import children_told, left_out, strips, telling
from exporters.genogram.shape import Layout, Shape
from exporters.genogram.withheld import named_professional, own_words, refuse_withheld

FORMS = ("svg", "png", "pdf", "dot", "txt", "json")
MOST_NAMED = 6
"""Subject children named in the heading; more are told by their double outline."""
MOST_SOURCES = 2
"""Files named in the heading as where the family was read; of more, only how many."""
CLOSE_MOST = 60
"""Members of a family that is drawn close together if that brings it onto one page."""
FURNITURE = 220.0
"""Height of margins, heading and a usual legend, in points."""
GENERATIONS = 3
"""How many generations a drawing for one child reaches where nobody says."""


@dataclass
class Genogram:
    """One drawing of one family as at a day."""

    case: CaseFile
    """The people and ties that it draws."""
    day: date
    drawn: Drawn
    layout: Layout
    picture: Picture
    scene: Scene
    description: str
    """The drawing in words."""
    sentences: tuple[str, ...] = ()
    """The drawing in words, a sentence each."""
    author: str = ""
    notices: list[str] = field(default_factory=list)
    """What the person should be told: what is not drawn, and why."""
    projection: Projection | None = None
    """What it was made from, where it was made for an audience: nothing withheld may stand in its bytes."""
    own_words: frozenset[str] = frozenset()
    """Words of the drawing's own that may be somebody's name too (May, Close)."""

    @property
    def shape(self) -> Shape:
        """The family as it was laid out."""
        return self.drawn.shape

    @property
    def present(self) -> list[Id]:
        """Everyone drawn on the day, row by row, left to right."""
        return self.picture.ordered


def genogram(
    case: CaseFile,
    *,
    day: date,
    child: Id | None = None,
    known_on: date | None = None,
    profile: str = "uk",
    generations: int | None = None,
    title: str = "",
    author: str = "",
    state_hash: str = "",
    show: Collection[Sensitive] = (),
    redact: Request | None = None,
) -> Genogram:
    """Return a family's genogram as at a day.

    With `child` it is laid out afresh round that child, with the kin of so many `generations`; with `known_on`
    only what was known on that day is drawn; sensitive marks only as far as `show` asks for them. With `redact` it is
    made from what that audience may see, as if nothing else had been recorded. Coordinates are those of the whole family, so that another day moves
    nobody. The same case file, options and day give the same drawing.
    """
    notices: list[str] = []
    whole = case
    if known_on is not None:
        known = case.as_known_on(known_on)
        case = known.case
        if known.not_recorded:
            notices.append(
                f"as known on {When.on(known_on).words()}: for {len(known.not_recorded)} records the date we learned of them "
                "is not recorded; people and family ties among them are drawn, the rest is left out"
            )
        if child is not None and child not in case.people:
            raise UsageError(f"this child was not known on {When.on(known_on).words()}.")
    projection = project(case, redact, day=day, whole=whole) if redact else None
    if projection:
        case = projection.case
        notices += projection.notices()
    case = facts_to_draw(case, notices, day=day, child=child, generations=generations, show=show)
    family = case.family.name if case.family else ""
    picture = _picture(case, child, day, profile)
    drawn, layout = picture.drawn, picture.layout
    focus = case.people[child].shown_name if child else ""
    heading = title or (f"Genogram of {focus}" if focus else f"The {family} family" if family else "Genogram")
    parts = [f"As at {When.on(day).words()}"]
    parts += [f"as known on {When.on(known_on).words()}"] if known_on else []
    parts += [projection.heading] if projection else []
    subjects = [p.shown_name for p in case.people.values() if p.is_subject and p.id in picture.present]
    if focus:
        parts.append(f"subject child: {focus}")
    elif 0 < len(subjects) <= MOST_NAMED:
        parts.append(f"subject child{'ren' * (len(subjects) > 1)}: {', '.join(sorted(subjects))}")
    parts += [f"drawn by {author}"] if author else []
    parts += source_words(case, picture.ordered)
    parts += [f"document check code {state_hash[:16]}"] if state_hash else []
    line = " · ".join(parts)
    sentences = sentences_of(picture)
    description = " ".join(f"{sentence}." for sentence in (heading, *parts, *sentences))
    scene = scene_of(picture, title=heading, line=line, description=description)
    absent = len(drawn.shape.members) - len(drawn.stand_ins) - len(picture.present)
    if absent:
        had = "person had" if absent == 1 else "people had"
        notices.append(f"{absent} {had} not been born by {When.on(day).words()}")
    notices += [words] if (words := left_out(picture)) else []
    notices += [*drawn.notices, *dict.fromkeys(picture.notices)]
    notices += [f"marked !{fault.number} on the drawing: {fault.message}" for fault in picture.faults]
    marked = {fault.person for fault in picture.faults}
    notices += [with_names(words, case) for words in layout.faults if not marked & set(words.split())]
    drawing = Genogram(case, day, drawn, layout, picture, scene, description, tuple(sentences), author, notices)
    if projection:
        drawing.projection = projection
        drawing.own_words = own_words(day, *([known_on] if known_on else [])) | named_professional(whole, author)
    return drawing


def facts_to_draw(
    case: CaseFile,
    notices: list[str],
    *,
    day: date,
    child: Id | None = None,
    generations: int | None = None,
    show: Collection[Sensitive] = (),
) -> CaseFile:
    """Return what may be drawn of a case file, for one child or for all, and add to the notices what may not."""
    case, unasked = without_unasked(without_restricted(case, notices), show)
    notices += unasked
    case = _with_one_history_a_couple(case, notices)
    if child is not None and child not in case.people:
        raise UsageError("this child's own record is withheld.", remedy="Draw the family without --child.")
    if generations is not None and child is None:
        notices.append("generations are counted from a child: without one, everyone is drawn")
    if child is not None:
        near = FamilyGraph(case, day).within(child, generations or GENERATIONS)
        left = len(case.people) - len(near & set(case.people))
        case = CaseFile.of(records_about(case, near))
        if left:
            reach = generations or GENERATIONS
            far = "1 person is" if left == 1 else f"{left} people are"
            notices.append(f"{far} further away than {reach} generation{'s' * (reach > 1)} and not drawn")
    return case


@dataclass(frozen=True)
class LaidOut:
    """A family laid out, whatever the day: what is drawn of it, and where everybody stands."""

    drawn: Drawn
    layout: Layout
    focus: Id | None
    notices: tuple[str, ...]
    """What is not drawn, and why."""

    def on_day(self, day: date, profile: str = "uk") -> Picture:
        """Return the family as at a day; nobody moves from one day to another."""
        return Picture(self.drawn, self.layout, day=day, profile=profile, focus=self.focus)


def laid_out(case: CaseFile, *, day: date, child: Id | None = None) -> LaidOut:
    """Return a family laid out for a screen, which shows one day after another; raises UsageError as genogram does."""
    notices: list[str] = []
    case = facts_to_draw(case, notices, day=day, child=child)
    drawn = drawn_family(case, child)
    layout = lay_out(drawn.shape)
    return LaidOut(drawn, layout, child, (*notices, *drawn.notices, *(with_names(w, case) for w in layout.faults)))


def sentences_of(picture: Picture) -> list[str]:
    """Return everything that a drawing shows in words, a sentence each."""
    case, day = picture.drawn.case, picture.day
    sentences = picture.telling.sentences(picture.ordered)
    sentences += [
        f"{case.people[i].shown_name}, home {e.number}: {telling(e, day)}"
        for i in children_told(picture)
        if i in picture.present
        for e in episodes_of(case, i)
        if e.had_begun(day)
    ]
    return sentences + [f"Marked !{fault.number}: {fault.message}" for fault in picture.faults]


def _picture(case: CaseFile, child: Id | None, day: date, profile: str) -> Picture:
    """Return the family laid out: close together where it would not come onto one page of A3 otherwise, and so does."""

    def laid_out(*, is_close: bool) -> Picture:
        drawn = drawn_family(case, child, is_close=is_close)
        return Picture(drawn, lay_out(drawn.shape), day=day, profile=profile, focus=child)

    usual = laid_out(is_close=False)
    if fits_a_page(usual) or len(usual.layout.places) > CLOSE_MOST:
        return usual
    close = laid_out(is_close=True)
    return close if fits_a_page(close) else usual


def fits_a_page(picture: Picture) -> bool:
    """Return whether a family comes onto one page of A3, whatever the day, with its words at least at 7 points."""
    from exporters.drawing.pdf import page_of

    left, top, right, bottom = picture.extent
    _, strip = strips(picture, left, bottom, right - left)
    return page_of(right - left + 2 * MARGIN, bottom - top + strip + FURNITURE, SMALL_SIZE) is not None


def source_words(case: CaseFile, people: Iterable[Id]) -> list[str]:
    """Return from which files these people were read, in words; nothing where they were entered by hand."""
    cited = {cite.document for i in people for cite in case.people[i].cites} & set(case.documents)
    names = sorted({printable(case.documents[i].name) for i in cited})
    if len(names) > MOST_SOURCES:
        return [f"from {len(names)} files"]
    return [f"from {' and '.join(names)}"] if names else []


def without_restricted(case: CaseFile, notices: list[str]) -> CaseFile:
    """Return the case file without what is withheld from every export, and say so."""
    open_to_all = open_to_everyone(case)
    told = open_to_all.of_people
    if told:
        why = " and ".join(WHY_WITHHELD[r] for r in sorted(open_to_all.reasons))
        are = "1 record of people and ties is" if told == 1 else f"{told} records of people and ties are"
        notices.append(f"{are} withheld: {why}")
    return open_to_all.case


def _with_one_history_a_couple(case: CaseFile, notices: list[str]) -> CaseFile:
    """Return the case file with each couple's partnerships as one history: two who marry again are one line, not two."""
    held: dict[frozenset[Id], list[Partnership]] = {}
    for partnership in case.partnerships:
        if len(partnership.partners) == 2:
            held.setdefault(frozenset(partnership.partners), []).append(partnership)
    joined: list[Record] = []
    gone: dict[Id, Id] = {}
    for several in held.values():
        if len(several) < 2:
            continue
        several.sort(key=lambda p: (min((s.when.sort_key for s in p.steps), default=(1, 0, 0, "")), p.id))
        first, *rest = several
        if any(p.standing is not first.standing for p in rest):
            names = " and ".join(case.people[i].shown_name for i in first.partners if i in case.people)
            notices.append(f"{names}: partnerships of different standing are recorded; the first is drawn")
            continue
        steps = tuple(dict.fromkeys(step for p in several for step in p.steps))
        joined.append(first.model_copy(update={"steps": steps}))
        gone |= {p.id: first.id for p in rest}
    joined += [
        p.model_copy(update={"partnership": gone[p.partnership]}) for p in case.parentages if p.partnership in gone
    ]
    return case.with_records(joined, gone) if joined else case


@dataclass(frozen=True)
class Printing:
    """How a drawing is put on paper, made into dots or set in characters."""

    paper: str = "auto"
    """Of a PDF: one of exporters.drawing.pdf.PAPERS."""
    dpi: int = 200
    """Of a PNG: dots an inch."""
    width: int | None = None
    """Of a text: columns of the screen it is for; None for as many as it takes."""
    is_ascii: bool = False
    """Of a text: whether its signs are ASCII."""


AS_USUAL = Printing()


def render(drawing: Genogram, form: str, printing: Printing = AS_USUAL) -> bytes:
    """Return the drawing in one of the forms, the same bytes every time; raises UsageError for another."""
    return rendered(drawing, form, printing)[0]


def rendered(drawing: Genogram, form: str, printing: Printing = AS_USUAL) -> tuple[bytes, tuple[str, ...]]:
    """Return the drawing in one of the forms, and what is to be said of the file.

    Where it was made for an audience its bytes are searched before they are given: raises OutputRefused, and gives
    nothing, where anything withheld stands in them.
    """
    data, said = _written(drawing, form, printing)
    if drawing.projection:
        refuse_withheld(drawing, data, form)
    return data, said


def _written(drawing: Genogram, form: str, printing: Printing) -> tuple[bytes, tuple[str, ...]]:
    if form == "svg":
        from exporters.drawing.svg import svg_text

        return svg_text(drawing.scene).encode("utf-8"), ()
    if form == "png":
        from exporters.drawing.raster import png_bytes

        data, said = png_bytes(drawing.scene, dpi=printing.dpi)
        return data, (*said, *_not_shown(drawing.scene))
    if form == "pdf":
        from exporters.drawing.pdf import pdf_bytes

        return pdf_bytes(drawing.scene, day=drawing.day, author=drawing.author, paper=printing.paper)
    if form == "dot":
        from exporters.genogram.dots import dot_source

        return dot_source(drawing).encode("utf-8"), ()
    if form == "txt":
        from exporters.genogram.characters import character_drawing

        return character_drawing(drawing, width=printing.width, is_ascii=printing.is_ascii).encode("utf-8"), ()
    if form == "json":
        return (json.dumps(as_json(drawing), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), ()
    raise UsageError(f"a genogram is not written as .{form}.", remedy=f"Use one of .{', .'.join(FORMS)}.")


def _not_shown(scene: Scene) -> tuple[str, ...]:
    """Return what is to be said of letters that a picture shows as boxes."""
    from exporters.documents.fonts import missing_characters

    count = len(missing_characters("".join(scene.texts())))
    letters = "1 character has" if count == 1 else f"{count} characters have"
    return (f"{letters} no shape in the bundled fonts: the PNG shows a box.",) if count else ()


def write_genogram(drawing: Genogram, path: Path, printing: Printing = AS_USUAL) -> None:
    """Write the drawing by the name's ending, whole or not at all; what is to be said joins its notices."""
    write_genograms([(drawing, path)], printing)


def write_genograms(drawings: Iterable[tuple[Genogram, Path]], printing: Printing = AS_USUAL) -> None:
    """Write several drawings, each to its path: none before all are made, and searched where one is for an audience."""
    made = []
    for drawing, path in drawings:
        data, said = rendered(drawing, path.suffix[1:].lower(), printing)
        if drawing.projection:
            refuse_withheld(drawing, path.name.encode("utf-8", "replace"), "name")
        drawing.notices += [words for words in said if words not in drawing.notices]
        made.append((path, data))
    for path, data in made:
        replace_file(path, data)


def refs_of(drawing: Genogram) -> dict[Id, str]:
    """Return each person's name in the output: the source's own id where it is unique, else the id."""
    people = drawing.case.people
    placed = [i for i in drawing.layout.places if i in people]
    counts = Counter(people[i].ref for i in placed)
    return {i: people[i].ref if people[i].ref and counts[people[i].ref] == 1 else i for i in placed}


def _has_ended(when: When, day: date) -> bool:
    return when.ends[0] is not None and when.ends[0] <= day


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
            for i in children_told(picture)
            if i in picture.present
            for e in episodes_of(drawing.case, i)
            if e.had_begun(drawing.day)
        ],
        "rules": {
            key: {"violations": r.violations, "fewest": r.fewest, "proved": r.proved} for key, r in layout.rules.items()
        },
    }
