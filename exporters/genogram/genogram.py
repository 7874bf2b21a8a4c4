"""A family's genogram as at a day: its facts laid out and drawn, and told in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from chronology.disclosure.projection import Projection, Request, project
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.values import Id
from exporters.drawing.scene import Scene
from exporters.genogram.chosen import Sensitive
from exporters.genogram.draw import MARGIN, scene_of
from exporters.genogram.facts import facts_to_draw, source_words
from exporters.genogram.family import Drawn, drawn_family
from exporters.genogram.faults import with_names
from exporters.genogram.labels import SMALL_SIZE
from exporters.genogram.layout import lay_out
from exporters.genogram.picture import Picture
from exporters.genogram.placements import left_out, shown_episodes, strips, telling
from exporters.genogram.shape import Layout, Shape
from exporters.genogram.withheld import named_professional, own_words

MOST_NAMED = 6
"""Subject children named in the heading; more are told by their double outline."""
CLOSE_MOST = 60
"""Members of a family that is drawn close together if that brings it onto one page."""
FURNITURE = 220.0
"""Height of margins, heading and a usual legend, in points."""


@dataclass
class Genogram:
    """One drawing of one family as at a day."""

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
    def case(self) -> CaseFile:
        """The people and ties that it draws."""
        return self.picture.drawn.case

    @property
    def day(self) -> date:
        """The day that it shows."""
        return self.picture.day

    @property
    def drawn(self) -> Drawn:
        """What is drawn of the family, whatever the day."""
        return self.picture.drawn

    @property
    def layout(self) -> Layout:
        """Where everybody stands, whatever the day."""
        return self.picture.layout

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
    fill: str = "health",
    generations: int | None = None,
    title: str = "",
    author: str = "",
    state_hash: str = "",
    show: Collection[Sensitive] = (),
    redact: Request | None = None,
    made_for: str = "",
) -> Genogram:
    """Return a family's genogram as at a day.

    With `child` it is laid out afresh round that child, with the kin of so many `generations`; with `known_on`
    only what was known on that day is drawn; sensitive marks only as far as `show` asks for them, as a `fill` by heritage
    does too. With `redact` it is
    made from what that audience may see, as if nothing else had been recorded; where `case` is that already, `made_for`
    says for whom. Coordinates are those of the whole family, so that another day moves
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
    asked = {*show, *([Sensitive.HERITAGE] if fill == "heritage" else [])}
    case = facts_to_draw(case, notices, day=day, child=child, generations=generations, show=asked)
    family = case.family.name if case.family else ""
    picture = _picture(case, child, day, profile, fill)
    drawn, layout = picture.drawn, picture.layout
    focus = case.people[child].shown_name if child else ""
    heading = title or (f"Genogram of {focus}" if focus else f"The {family} family" if family else "Genogram")
    parts = [f"As at {When.on(day).words()}"]
    parts += [f"as known on {When.on(known_on).words()}"] if known_on else []
    made_for = projection.heading if projection else made_for
    parts += [made_for] if made_for else []
    subjects = [p.shown_name for p in case.people.values() if p.is_subject and p.id in picture.present]
    if focus:
        parts.append(f"subject child: {focus}")
    elif 0 < len(subjects) <= MOST_NAMED:
        parts.append(f"subject child{'ren' * (len(subjects) > 1)}: {', '.join(sorted(subjects))}")
    parts += [f"drawn by {author}"] if author else []
    parts += source_words(case, picture.ordered, made_for)
    parts += [f"document check code {state_hash[:16]}"] if state_hash else []
    line = " · ".join(parts)
    sentences = sentences_of(picture)
    description = " ".join(f"{sentence}." for sentence in (heading, *parts, *sentences))
    scene = scene_of(picture, title=heading, line=line, description=description)
    if not picture.present:
        notices.append("nobody is drawn: nobody is recorded of whom this drawing may tell")
    absent = len(drawn.shape.members) - len(drawn.stand_ins) - len(picture.present)
    if absent:
        had = "person had" if absent == 1 else "people had"
        notices.append(f"{absent} {had} not been born by {When.on(day).words()}")
    if fill == "heritage" and not picture.heritages:
        notices.append("heritage is recorded of nobody drawn: no symbol is filled")
    notices += [words] if (words := left_out(picture)) else []
    notices += [*drawn.notices, *dict.fromkeys(picture.notices)]
    notices += [f"marked !{fault.number} on the drawing: {fault.message}" for fault in picture.faults]
    marked = {fault.person for fault in picture.faults}
    notices += [with_names(words, case) for words in layout.faults if not marked & set(words.split())]
    drawing = Genogram(picture, scene, description, tuple(sentences), author, notices)
    if projection:
        drawing.projection = projection
        drawing.own_words = own_words(day, *([known_on] if known_on else [])) | named_professional(whole, author)
    return drawing


@dataclass(frozen=True)
class LaidOut:
    """A family laid out, whatever the day: what is drawn of it, and where everybody stands."""

    drawn: Drawn
    layout: Layout
    focus: Id | None
    left_out: tuple[str, ...] = ()
    """Which facts it was laid out without, and why."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What is not drawn, and why."""
        faults = (with_names(words, self.drawn.case) for words in self.layout.faults)
        return (*self.left_out, *self.drawn.notices, *faults)

    def on_day(self, day: date, profile: str = "uk", fill: str = "health") -> Picture:
        """Return the family as at a day; nobody moves from one day to another."""
        return Picture(self.drawn, self.layout, day=day, profile=profile, focus=self.focus, fill=fill)


def laid_out(case: CaseFile, *, day: date, child: Id | None = None) -> LaidOut:
    """Return a family laid out for a screen, which shows one day after another; raises UsageError as genogram does."""
    notices: list[str] = []
    case = facts_to_draw(case, notices, day=day, child=child)
    return replace(_standing(case, child), left_out=tuple(notices))


def _standing(case: CaseFile, child: Id | None, *, is_close: bool = False) -> LaidOut:
    """Return everybody of a case file in their places."""
    drawn = drawn_family(case, child, is_close=is_close)
    return LaidOut(drawn, lay_out(drawn.shape), child)


def sentences_of(picture: Picture) -> list[str]:
    """Return everything that a drawing shows in words, a sentence each."""
    case, day = picture.drawn.case, picture.day
    sentences = picture.telling.sentences(picture.ordered)
    sentences += [
        f"{case.people[i].shown_name}, home {e.number}: {telling(e, day)}" for i, e in shown_episodes(picture)
    ]
    return sentences + [f"Marked !{fault.number}: {fault.message}" for fault in picture.faults]


def _picture(case: CaseFile, child: Id | None, day: date, profile: str, fill: str) -> Picture:
    """Return the family laid out: close together where it would not come onto one page of A3 otherwise, and so does."""
    usual = _standing(case, child).on_day(day, profile, fill)
    if fits_a_page(usual) or len(usual.layout.places) > CLOSE_MOST:
        return usual
    close = _standing(case, child, is_close=True).on_day(day, profile, fill)
    return close if fits_a_page(close) else usual


def fits_a_page(picture: Picture) -> bool:
    """Return whether a family comes onto one page of A3, whatever the day, with its words at least at 7 points."""
    from exporters.drawing.pdf import page_of

    left, top, right, bottom = picture.extent
    _, strip = strips(picture, left, bottom, right - left)
    return page_of(right - left + 2 * MARGIN, bottom - top + strip + FURNITURE, SMALL_SIZE) is not None
