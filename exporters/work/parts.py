"""The parts of a document of the work: statements, plans, decisions, services, closures, points, each as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chronology.checks.decisions import beside
from chronology.checks.points import Point
from chronology.record.plans import Meeting, VisitRecord
from chronology.record.safety import SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.supervision import Made, PatternReview
from exporters.documents.pages import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    Row,
    Table,
    Tone,
)
from exporters.work import telling
from exporters.work.gathered import Work
from exporters.work.scale import scale_scene
from exporters.work.telling import cited_words, day_or_blank, decision_title, pattern_title


def _said(pairs: Iterable[tuple[str, str]]) -> Facts:
    return Facts(tuple((label, words) for label, words in pairs if words.strip()))


def dangers_blocks(work: Work) -> list[Block]:
    """Return the worries for a child with their goals and scale."""
    blocks: list[Block] = [Heading("What we are worried about, and what will be different")]
    if not work.dangers and not work.goals:
        return [*blocks, Paragraph("No danger statement or safety goal is recorded.", Tone.QUIET)]
    for danger in work.dangers:
        ended = f" (ended {danger.when.words()})" if danger.when.is_period and danger.when.ends[1] else ""
        blocks.append(
            Heading(f"{f'{danger.ref}: ' if danger.ref else ''}{danger.issue or 'Danger statement'}{ended}", 2)
        )
        if danger.words:
            blocks.append(Paragraph(danger.words))
        blocks.append(
            _said(
                (
                    ("Who is worried", danger.worried),
                    ("About what", danger.behaviour),
                    ("What may happen", danger.may_happen),
                    ("For the child now", danger.impact_now),
                    ("In the long run", danger.impact_later),
                    ("Who does not agree", danger.disputed),
                    ("Entries behind it", "; ".join(cited_words(work.looking.case, danger.entries)) or "none cited"),
                    ("Cited, not found", danger.cited_as),
                )
            )
        )
        goals = [g for g in work.goals if g.danger == danger.id]
        for goal in goals:
            blocks += _goal(goal)
        about = {danger.id, *(g.id for g in goals)}
        blocks += _scale(work, [s for s in work.scales if s.measures in about], danger.ref or danger.issue)
    for goal in work.goals:
        if goal.danger not in {d.id for d in work.dangers}:
            blocks += _goal(goal)
    known = {d.id for d in work.dangers} | {g.id for g in work.goals if g.danger in {d.id for d in work.dangers}}
    return [*blocks, *_scale(work, [s for s in work.scales if s.measures not in known], "life at home")]


def _goal(goal: SafetyGoal) -> list[Block]:
    return [
        Heading(f"Safety goal{f' {goal.ref}' if goal.ref else ''}", 3),
        _said(
            (
                ("Goal", goal.words),
                ("What parents do", goal.parents_do),
                ("What the child experiences", goal.child_experiences),
                ("What others see", goal.professionals_see),
                ("For how long", goal.holds_for.words() if goal.holds_for else goal.holds_as_written),
                ("Seen since", day_or_blank(goal.seen_from)),
                ("Met", day_or_blank(goal.met)),
            )
        ),
    ]


def _scale(work: Work, readings: Sequence[SafetyScale], about: str) -> list[Block]:
    if not readings:
        return []
    blocks: list[Block] = []
    scene = scale_scene(readings, title=f"Safety scale: {work.child.shown_name}, {about}")
    if scene is not None:
        from exporters.drawing.raster import png_bytes
        from exporters.drawing.svg import svg_text

        png, _ = png_bytes(scene)
        alt = f"{scene.title}. {scene.description}"
        blocks.append(Picture(png, alt, width=150.0, svg=svg_text(scene), own_page=False))
    rows = tuple(
        Row((day_or_blank(s.when) or "no date", s.by or s.voice.value, str(s.value), s.why or "no reason written"))
        for s in readings
    )
    columns = (
        Column("date", "Date", 38, heads_row=True),
        Column("by", "Who says so", 40),
        Column("value", "0 to 10", 18),
        Column("why", "Why this number", 90),
    )
    return [*blocks, Table(columns, rows, "Places on the safety scale")]


def safety_plans_blocks(work: Work) -> list[Block]:
    """Return the safety plans, the latest first."""
    plans: list[SafetyPlan] = list(work.of(work.looking.case.safety_plans))
    blocks: list[Block] = [Heading("Safety plan")]
    if not plans:
        return [*blocks, Paragraph("No safety plan is recorded.", Tone.QUIET)]
    for plan in reversed(plans):
        blocks.append(Heading(f"{plan.ref or 'Plan'}, {day_or_blank(plan.when) or 'no date'}", 2))
        if plan.words:
            whose = f" ({plan.whose_words})" if plan.whose_words else ""
            blocks.append(Paragraph(f"“{plan.words.strip('“”')}”{whose}"))
        if plan.triggers:
            blocks += [Paragraph("What sets it going:"), Points(plan.triggers)]
        if plan.steps:
            rows = tuple(
                Row((f"{s.who.name}{f' ({s.who.role})' if s.who.role else ''}", s.does, s.when)) for s in plan.steps
            )
            columns = (
                Column("who", "Who", 55, heads_row=True),
                Column("does", "Does what", 81),
                Column("when", "When", 50),
            )
            blocks.append(Table(columns, rows, "Who does what"))
        tried = [
            f"{day_or_blank(t.when) or 'no date'}: {t.what}"
            + ("" if t.worked is None else " (it worked)" if t.worked else " (it did not work)")
            for t in plan.tried
        ]
        blocks.append(
            _said(
                (
                    ("How we know it works", plan.known_to_work),
                    ("Tried", "; ".join(tried) or "not yet: a plan is unproven until it is seen to work"),
                    ("Agreed by", plan.agreed_by),
                    ("Look again by", day_or_blank(plan.review_by)),
                )
            )
        )
    return blocks


def offers_blocks(work: Work) -> list[Block]:
    """Return the offers of a family meeting."""
    offers = [
        f"{day_or_blank(o.when) or 'no date'}: {o.what} offered{f' to {o.offered_to}' if o.offered_to else ''}; "
        f"{o.answer.value or 'answer not recorded'}{f' ({o.reason})' if o.reason else ''}"
        for o in work.of(work.looking.case.family_offers)
    ]
    return [Heading("Offers of a family meeting"), Points(tuple(offers))] if offers else []


def meetings_blocks(work: Work) -> list[Block]:
    """Return the meetings, who came to each and what it decided, and the periods whose record of visits is declared complete."""
    case, child = work.looking.case, work.child.id
    meetings = [_meeting_words(m) for m in sorted(work.of(case.meetings), key=by_day)]
    visits = [
        f"{r.when.words()}: declared complete by {r.declared_by or 'nobody named'}"
        f"{'' if r.declared_on.is_undated else f' on {r.declared_on.words()}'}"
        for r in sorted(case.visit_records, key=by_day)
        if r.child == child
    ]
    found: list[Block] = [Heading("Meetings"), Points(tuple(meetings))] if meetings else []
    return [*found, Heading("Record of visits"), Points(tuple(visits))] if visits else found


def by_day(record: Meeting | VisitRecord) -> tuple[int, int, int, str]:
    """Return by what meetings and records of visits are put in order."""
    return record.when.sort_key


def _meeting_words(meeting: Meeting) -> str:
    came = [
        f"{a.name or a.role or a.agency}{f' ({a.role})' if a.name and a.role else ''}: "
        f"{'attendance not recorded' if a.attended is None else 'came' if a.attended else 'did not come'}"
        f"{f', {a.reason}' if a.reason else ''}"
        for a in meeting.attendance
    ]
    told = f"{day_or_blank(meeting.when) or 'no date'}: {meeting.what}"
    return ". ".join(filter(None, (told, "; ".join(came), meeting.decisions)))


def views_blocks(work: Work) -> list[Block]:
    """Return the views and direct work that are about a worry or goal."""
    case, child = work.looking.case, work.child.id
    refs = {d.id: d.ref or "a worry" for d in work.dangers} | {g.id: g.ref or "a goal" for g in work.goals}
    views = [
        f"{day_or_blank(e.when)}: “{v.words}” – {', '.join(refs[i] for i in v.answers if i in refs)}"
        for e in case.entries_about(child)
        for v in e.views_of(child)
        if any(i in refs for i in v.answers)
    ]
    work_done = [
        f"{day_or_blank(e.when)}: direct work – {', '.join(refs[i] for i in e.goals if i in refs)}"
        for e in case.entries_about(child)
        if any(i in refs for i in e.goals)
    ]
    if not views and not work_done:
        return []
    return [Heading("The child's views and direct work, by what they are about"), Points((*views, *work_done))]


def decisions_blocks(work: Work) -> list[Block]:
    """Return the decisions, the latest first, each with earlier ones beside it."""
    case, child = work.looking.case, work.child.id
    found = list(work.of(case.decisions))
    if not found:
        return []
    blocks: list[Block] = [Heading("Decisions")]
    for decision in reversed(found):
        blocks.append(Heading(decision_title(decision), 2))
        facts = [
            ("Threshold", decision.threshold),
            ("Outcome", decision.outcome),
            ("Decided by", decision.decided_by),
            ("Why", decision.rationale),
        ]
        analysis = decision.analysis_of(child)
        blocks.append(_said(facts))
        rows = []
        for question, answer in analysis.answers() if analysis else ():
            cited = cited_words(case, answer.entries)
            cell: Cell = (
                Line(answer.words or "not answered", Tone.PLAIN if answer.words else Tone.STRONG),
                *(Line(words, Tone.QUIET) for words in cited),
            )
            rows.append(Row((telling.asked(question), cell)))
        if rows:
            columns = (
                Column("asked", "Asked", 46, heads_row=True),
                Column("answer", "Answered, and the entries behind it", 140),
            )
            blocks.append(Table(columns, tuple(rows), "The harm to this child"))
        else:
            blocks.append(Paragraph("The harm to this child is not written.", Tone.STRONG))
        like = [
            f"{day_or_blank(row.earlier.when)}{'' if row.other == child else ', a sibling'}: “{row.earlier.outcome}”"
            + (
                " – the same"
                if row.is_like
                else f" – explained: {row.explained}"
                if row.explained
                else " – not explained"
            )
            for row in beside(case, decision)
            if row.child == child
        ]
        if like:
            blocks += [Paragraph("Earlier decisions of this kind:"), Points(tuple(like))]
    return blocks


def services_blocks(work: Work) -> list[Block]:
    """Return the services and their course."""
    rows = [
        Row(
            (
                f"{s.name}{f' ({s.provider})' if s.provider else ''}",
                s.need,
                tuple(
                    Line(
                        f"{p.state.value}{f': {day_or_blank(p.when)}' if not p.when.is_undated else ''}"
                        f"{f' ({p.reason})' if p.reason else ''}"
                    )
                    for p in s.periods
                )
                or "nothing recorded",
            )
        )
        for s in work.of(work.looking.case.services)
    ]
    columns = (
        Column("name", "Service", 56, heads_row=True),
        Column("need", "For what", 40),
        Column("course", "Course", 90),
    )
    return [Heading("Services"), Table(columns, tuple(rows), "Services and their course")] if rows else []


def claims_blocks(work: Work) -> list[Block]:
    """Return the claims of change."""
    case = work.looking.case
    rows = [
        Row(
            (
                day_or_blank(c.when) or "no date",
                (Line(c.words), Line(f"{c.said_by}{f' ({c.basis.value})' if c.basis.value else ''}", Tone.QUIET)),
                "; ".join(cited_words(case, c.corroborated_by)) or "nothing",
                "; ".join(cited_words(case, c.contradicted_by)) or "nothing",
                c.answer,
            )
        )
        for c in work.of(case.claims)
    ]
    columns = (
        Column("date", "Date", 28, heads_row=True),
        Column("words", "What is said to have changed", 58),
        Column("for", "Bears it out", 34),
        Column("against", "Speaks against it", 34),
        Column("answer", "What was made of it", 32),
    )
    return [Heading("Claims of change"), Table(columns, tuple(rows), "Claims of change")] if rows else []


def closures_blocks(work: Work) -> list[Block]:
    """Return the closures."""
    blocks: list[Block] = []
    for closure in work.of(work.looking.case.closures):
        noticed = [
            f"{m.name}{f' ({m.role})' if m.role else ''}{f': {m.does}' if m.does else ''}" for m in closure.noticed_by
        ]
        blocks += [
            Heading(f"Closure{f' {closure.ref}' if closure.ref else ''}, {day_or_blank(closure.when) or 'no date'}"),
            _said(
                (
                    ("Which plan", closure.plan),
                    ("What changed", closure.changed.words or "not written"),
                    (
                        "Entries behind it",
                        "; ".join(cited_words(work.looking.case, closure.changed.entries)) or "none cited",
                    ),
                    ("Seen since", day_or_blank(closure.changed_from) or "not written"),
                    ("How it is kept up", closure.maintained_by or "not written"),
                    ("Early warning signs", "; ".join(closure.warning_signs) or "not written"),
                    ("Who will notice", "; ".join(noticed) or "nobody is named"),
                    ("Needs not met", closure.unmet),
                    ("Manager's reason", closure.rationale or "not written"),
                    ("Manager", closure.manager),
                )
            ),
        ]
    return blocks


def reviews_blocks(work: Work) -> list[Block]:
    """Return the patterns that were looked at."""
    mine = [r for r in work.looking.case.pattern_reviews if r.child == work.child.id]
    facts = tuple(
        (
            pattern_title(r.rule),
            _made_of(r),
        )
        for r in mine
    )
    return [Heading("Patterns that were looked at"), Facts(facts)] if facts else []


def points_blocks(points: Sequence[Point]) -> list[Block]:
    """Return points to consider as a table: what, and what would settle it."""
    if not points:
        return []
    columns = (Column("point", "Point to consider", 104, heads_row=True), Column("settles", "What would settle it", 82))
    rows = tuple(Row((_sentence(p.words), p.data.settles)) for p in points)
    return [
        Heading("Points to consider"),
        Paragraph("They advise, and stop nothing.", Tone.QUIET),
        Table(columns, rows, "Points to consider"),
    ]


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}" if words else words


def _made_of(review: PatternReview) -> str:
    made = "adopted" if review.made is Made.ADOPTED else "set aside"
    day = "" if review.when.is_undated else f", {review.when.words()}"
    return f"{made} by {review.worker}{day}: {review.words or 'without words'}"
