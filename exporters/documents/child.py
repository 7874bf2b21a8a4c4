"""A child's page: what life was like for this one child, as text and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from chronology.lives.experience import Claim, LivedExperience, Stay
from chronology.lives.mentions import is_child_on, other_children
from chronology.lives.timeline import TimelineEntry
from chronology.lives.timescales import State, Timed
from chronology.patterns.words import counted, day_words
from chronology.practice.categories import category_label, domain_label
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Extra
from chronology.record.people import Life, Person
from chronology.record.sources import Standing
from exporters.documents.file_columns import not_on_page, not_shown_words, page_columns
from exporters.documents.involvement import plan_named
from exporters.documents.pages import Block, Document, Facts, Heading, Paragraph, Picture, Points, Shape, Tone
from exporters.documents.profiles import profile_named
from exporters.documents.wording import Wording

_PROFILE = "casefile"
"""The chronology that says which columns of an imported table stand on a child's page."""
LATE = frozenset({State.LATE, State.OVERDUE, State.DEPENDS})
"""States of a timescale that are shown one by one; the others are counted."""


def child_data(
    case: CaseFile, life: LivedExperience, not_known: Iterable[str] = (), made_for: str = ""
) -> dict[str, Any]:
    """Return the page as plain data, in the documented shape."""
    timeline = life.timeline
    child = timeline.child
    columns = _Columns(case, life)
    return {
        "as_at": life.day.isoformat(),
        **({"made": made_for} if made_for else {}),
        "child": {"id": child.id, "ref": child.ref or child.id, "name": child.shown_name, "born": child.birth.edtf},
        "entries": [
            _row(life, row) | {"file_columns": [{"column": e.column, "words": e.words} for e in columns.of(row)]}
            for row in columns.rows
        ],
        "columns_not_shown": columns.not_shown,
        "homes": [
            {
                "where": stay.episode.where,
                "footing": stay.episode.residence.footing.value,
                "when": stay.episode.when.edtf,
                "with": [
                    case.people[p].shown_name for p in stay.others if not _is_other_child(case, stay, p, life.day)
                ],
            }
            for stay in life.stays
        ],
        "orders": [{"status": o.status, "when": o.when.edtf} for o in timeline.orders],
        "plans": [
            {"tier": p.tier, "words": p.words, "from": p.start.edtf, "to": p.end.edtf if p.end else None}
            for p in timeline.plans
        ],
        "services": [
            {
                "name": s.name,
                "periods": [{"state": p.state.value, "when": p.when.edtf, "reason": p.reason} for p in s.periods],
            }
            for s in life.services
        ],
        "seen": [
            {"entry": s.row.entry.id, "date": s.row.entry.when.edtf, "by": s.by, "alone": s.is_alone} for s in life.seen
        ],
        "words": [
            {"entry": row.entry.id, "date": row.entry.when.edtf, "words": view.words, "question": view.question}
            for row, view in life.words
        ],
        "day": {part: row.entry.id if row else None for part, row in life.parts.items()},
        "impact": {"written": len(life.impacts), "without": [row.entry.id for row in life.without_impact]},
        "neglect": {
            domain: [{"entry": row.entry.id, "severity": n.severity, "tool": n.tool} for row, n in some]
            for domain, some in life.neglect.items()
        },
        "grades": [{"entry": row.entry.id, "tool": g.tool, "area": g.area, "grade": g.grade} for row, g in life.grades],
        "strengths": [row.entry.id for row in life.strengths],
        "claims": [
            {
                "entry": c.row.entry.id,
                "confirmed_by": [r.entry.id for r in c.confirmed_by],
                "contradicted_by": [r.entry.id for r in c.contradicted_by],
            }
            for c in life.claims
        ],
        "gaps": [{"from": g.first.isoformat(), "to": g.last.isoformat(), "days": g.days} for g in life.gaps],
        "timescales": [_timed(t) for t in life.timed],
        "missing": list(life.missing),
        "known_of_a_sibling_only": list(not_known),
    }


def _row(life: LivedExperience, row: TimelineEntry) -> dict[str, Any]:
    entry = row.entry
    return {
        "id": entry.id,
        "date": entry.when.edtf,
        "certainty": row.falls.value,
        "age": row.age_words,
        "stages": list(life.stages[row.number]),
        "category": entry.category,
        "event": "" if row.mentions_others else entry.event,
        "names_another_child": row.mentions_others,
        "impact": row.impact,
        "standing": entry.standing.value,
        "source": entry.origin.words(),
        "basis": entry.basis.value,
    }


def _timed(timed: Timed) -> dict[str, Any]:
    return {
        "rule": timed.timescale.key,
        "anchor": timed.anchor,
        "due": [d.isoformat() if d else None for d in timed.due],
        "due_counting_first_day": [d.isoformat() if d else None for d in timed.due_counting_first],
        "met_by": timed.met_by,
        "days": timed.days,
        "state": timed.state.value,
    }


class _Columns:
    """The columns of imported tables without a field of their own, as the page of a child shows them: as the case-file chronology."""

    def __init__(self, case: CaseFile, life: LivedExperience) -> None:
        self.rows = (*life.timeline.entries, *life.timeline.undated)
        self._wording, self._profile = Wording(case, life.timeline.child), profile_named(_PROFILE)

    def of(self, row: TimelineEntry) -> tuple[Extra, ...]:
        """Return those of an entry that the page shows."""
        return page_columns(row, self._wording, self._profile)

    def beside(self, said: str, row: TimelineEntry) -> str:
        """Return an entry's line with its columns behind it."""
        return "; ".join((said, *(" ".join(f"{e.column}: {e.words}".split()) for e in self.of(row))))

    @property
    def not_shown(self) -> list[dict[str, Any]]:
        """Which are kept with the entries and not shown, of how many entries, and why."""
        return not_on_page(self.rows, self._wording, self._profile)


Section = tuple[str, tuple[str, ...]]
"""A heading and what stands below it, a line each."""


def life_sections(case: CaseFile, life: LivedExperience) -> tuple[Section, ...]:
    """Return what this child's life was like, part by part; a part without lines is there too. Nothing is of a sibling."""
    impacts = tuple(f"{_when(row)}: {row.impact}" for row in life.impacts)
    return (*_parts_of_life(case, life), ("What it was for this child", (*impacts, *_without_impact(life))))


def _without_impact(life: LivedExperience) -> tuple[str, ...]:
    without = counted(len(life.without_impact), "entry", "entries")
    return (f"Impact not written: {without} about concerns or marked significant",) if life.without_impact else ()


def _parts_of_life(case: CaseFile, life: LivedExperience) -> tuple[Section, ...]:
    alone = sum(s.is_alone for s in life.seen)
    return (
        ("Homes", tuple(_stay_words(case, stay, life.day) for stay in life.stays)),
        ("Legal status", tuple(f"{o.status_words}: {o.when.words()}" for o in life.timeline.orders)),
        (
            "Plans",
            tuple(
                f"{plan_named(p)}: {p.start.words()} to {p.end.words() if p.end else 'no end recorded'}"
                for p in life.timeline.plans
            ),
        ),
        ("Services", tuple(_service_words(s.name, s.periods) for s in life.services)),
        ("In the child's own words", tuple(f"{row.entry.when.words()}: “{view.words}”" for row, view in life.words)),
        (
            "A day in this child's life",
            tuple(
                f"{part}: {_said(row) if row else 'no account that is this child’s own'}"
                for part, row in life.parts.items()
            ),
        ),
        (
            f"Seen: {counted(len(life.seen), 'time')}, {alone} alone",
            tuple(
                f"{s.row.entry.when.words()}{f' by {s.by}' if s.by else ''}{' (alone)' if s.is_alone else ''}"
                for s in life.seen[-12:]
            ),
        ),
        ("Strengths and turning points", tuple(_dated(row) for row in life.strengths)),
        ("Change that a parent told of, and what was observed", tuple(_claim_words(claim) for claim in life.claims)),
        (
            "Neglect concerns by domain",
            tuple(
                f"{domain_label(domain)}: {counted(len(some), 'entry', 'entries')}, {_span(some)}{_severities(some)}"
                for domain, some in life.neglect.items()
            ),
        ),
    )


def unknown_section(life: LivedExperience, not_known: Iterable[str] = ()) -> Section:
    """Return what is not known of this child: no account, gaps in the record, what is recorded of a sibling alone."""
    gaps = (f"{day_words(g.first)} to {day_words(g.last)}: nothing is recorded for {g.days} days" for g in life.gaps)
    return "Not known", (*life.missing, *gaps, *(f"{words} (recorded of a sibling)" for words in not_known))


def page_sections(case: CaseFile, life: LivedExperience, not_known: Iterable[str] = ()) -> tuple[Section, ...]:
    """Return every part of a child's page, in the order in which it is read; what an entry was for the child stands beside it."""
    name = life.timeline.child.given or life.timeline.child.shown_name
    columns = _Columns(case, life)
    kept = not_shown_words(columns.not_shown)

    def told(said: str, row: TimelineEntry) -> str:
        return columns.beside(_for_child(said, row, name), row)

    return (
        *_parts_of_life(case, life),
        ("Timescales", tuple(_timed_lines(case, life.timed))),
        (
            f"The record, and what it was for {name}",
            (*(told(_dated(row), row) for row in life.timeline.entries), *_without_impact(life)),
        ),
        ("Without a date", tuple(told(_said(row), row) for row in life.timeline.undated)),
        *([("Columns of the files", kept)] if kept else []),
        unknown_section(life, not_known),
    )


def _life_words(child: Person, day: date) -> str:
    """Return ", born 3 April 2015, died 5 May 2018", as far as it is recorded; of a pregnancy when the birth is due."""
    is_due = child.life is Life.EXPECTED
    born = "" if child.birth.is_undated else f", {'due' if is_due else 'born'} {child.birth.words()}"
    if child.is_loss:
        return f"{born}, {child.life.value}"
    if not child.has_died_by(day):
        return born
    return f"{born}, has died" if child.death.is_undated else f"{born}, died {child.death.words()}"


def child_text(case: CaseFile, life: LivedExperience, not_known: Iterable[str] = (), made_for: str = "") -> str:
    """Return the page as text; nothing in it is of a sibling."""
    child = life.timeline.child
    lines = [
        f"{child.shown_name}{_life_words(child, life.day)}: as at {day_words(life.day)}",
        *([made_for] if made_for else []),
        "",
    ]
    for title, some in page_sections(case, life, not_known):
        lines += [title, *(f"  {line}" for line in (some or ("nothing recorded",))), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def section_blocks(sections: Iterable[Section], level: int = 1) -> list[Block]:
    """Return parts of a page as blocks of a document; a part without lines says that nothing is recorded."""
    blocks: list[Block] = []
    for title, lines in sections:
        said: Block = Points(lines) if lines else Paragraph("Nothing recorded.", Tone.QUIET)
        blocks += [Heading(title, level), said]
    return blocks


def child_document(
    case: CaseFile,
    life: LivedExperience,
    not_known: Iterable[str] = (),
    *,
    author: str = "",
    state_hash: str = "",
    made_for: str = "",
) -> Document:
    """Return the page as a document, with the lanes of this child's life; nothing in it is of a sibling.

    `made_for` says for whom it was made and what is withheld from them.
    """
    child = life.timeline.child
    not_known = tuple(not_known)
    facts = (
        [("Due" if child.life is Life.EXPECTED else "Born", child.birth.words())] if not child.birth.is_undated else []
    )
    if child.is_loss:
        facts.append(("Life", child.life.value))
    elif child.has_died_by(life.day):
        facts.append(("Died", "date not recorded" if child.death.is_undated else child.death.words()))
    code = f"Document check code {state_hash[:16]}" if state_hash else ""
    at = f"As at {day_words(life.day)}"
    return Document(
        title=f"The life of {child.shown_name}",
        blocks=(
            Facts((*facts, ("As at", day_words(life.day)), *([("Made", made_for)] if made_for else []))),
            lanes_picture(case, life, author=author, state_hash=state_hash, made_for=made_for),
            *section_blocks(page_sections(case, life, not_known)),
        ),
        day=life.day,
        subject=f"What life was like for {child.shown_name}",
        author=author,
        running=(child.shown_name, at),
        foot=" · ".join(part for part in (at, author, code) if part),
        shape=Shape.PORTRAIT,
        data=child_data(case, life, not_known, made_for),
    )


def lanes_picture(
    case: CaseFile, life: LivedExperience, *, author: str = "", state_hash: str = "", made_for: str = ""
) -> Picture:
    """Return the lanes of one child's life as a picture."""
    from exporters.drawing.raster import png_bytes
    from exporters.drawing.svg import svg_text
    from exporters.lanes.lanes import lanes_of

    scene = lanes_of(case, [life], author=author, state_hash=state_hash, made_for=made_for).scene
    png, _ = png_bytes(scene)
    return Picture(png, scene.description, caption=scene.title, svg=svg_text(scene), own_page=False)


def _stay_words(case: CaseFile, stay: Stay, day: date) -> str:
    others = ", ".join(case.people[p].shown_name for p in stay.others if not _is_other_child(case, stay, p, day))
    carers = [p for p in stay.episode.residence.carers if p in case.people and p not in stay.others]
    cared = ", ".join(case.people[p].shown_name for p in carers)
    return (
        f"{stay.episode.when.words()}: {stay.episode.where}{f', with {others}' if others else ''}"
        f"{f', cared for by {cared}' if cared else ''}"
    )


def _is_other_child(case: CaseFile, stay: Stay, person: str, day: date) -> bool:
    """Whether somebody in the home is another child: who is left to that child's own page."""
    is_of_case = person in {p.id for p in other_children(case, stay.episode.residence.person)}
    return is_of_case or is_child_on(case.people[person], day)


def _service_words(name: str, periods: Iterable[Any]) -> str:
    told = "; ".join(
        f"{p.state.value}{f' {p.when.words()}' if not p.when.is_undated else ''}{f' ({p.reason})' if p.reason else ''}"
        for p in periods
    )
    return f"{name}: {told}" if told else name


def _claim_words(claim: Claim) -> str:
    """Return a claim with what confirms and contradicts it."""
    parts = [
        f"{words} {'; '.join(_dated(row) for row in rows)}"
        for words, rows in (("confirmed by", claim.confirmed_by), ("contradicted by", claim.contradicted_by))
        if rows
    ]
    return f"{_dated(claim.row)} – {', '.join(parts) or 'no entry confirms or contradicts it'}"


def _span(some: Sequence[tuple[TimelineEntry, Any]]) -> str:
    first, last = some[0][0].entry.when.words(), some[-1][0].entry.when.words()
    return first if first == last else f"{first} to {last}"


def _severities(some: Iterable[tuple[TimelineEntry, Any]]) -> str:
    rated = [f"{n.severity}{f' ({n.tool})' if n.tool else ''}" for _, n in some if n.severity is not None]
    return f"; severity entered: {', '.join(rated)}" if rated else ""


def _timed_lines(case: CaseFile, timed: Iterable[Timed]) -> list[str]:
    some = list(timed)
    lines = [f"{counted(sum(t.state is State.MET for t in some), 'timescale')} met"] if some else []
    for t in some:
        if t.state in LATE or t.state in {State.NOT_YET_DUE, State.NOT_TOLD}:
            anchor = case.records[t.anchor]
            since = anchor.when.words() if isinstance(anchor, Entry) else ""
            due = When.on(t.due[1]).words() if t.due[1] else "a day that cannot be told"
            lines.append(
                f"{t.timescale.label}, from {since}: {t.state.value}; due {due} ({t.timescale.limit_words(t.turn)})"
            )
    return lines


def _dated(row: TimelineEntry) -> str:
    standing = "" if row.entry.standing is Standing.RECORDED else f" [{row.entry.standing.value}]"
    return f"{_when(row)}{standing}: {_said(row)}"


def _for_child(said: str, row: TimelineEntry, name: str) -> str:
    """Return an entry's line with what it was for this child alone beside it, where that is written."""
    is_said = row.mentions_others or not row.impact
    return said if is_said else f"{said} – for {name}: {' '.join(row.impact.split())}"


def _said(row: TimelineEntry) -> str:
    """Return an entry's words; where they name another child, what it was for this one."""
    if not row.mentions_others:
        return _short(row.entry)
    return row.impact or "(names another child: see the chronology)"


def _when(row: TimelineEntry) -> str:
    return f"{row.entry.when.words()}, {row.age_words}"


def _short(entry: Entry) -> str:
    words = " ".join(entry.event.split()) or category_label(entry.category)
    return f"{words[:117]}…" if len(words) > 118 else words
