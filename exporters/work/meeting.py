"""A page for supervision: what was asked and not answered, what nothing has tested, what to ask about each child now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chronology.checks.points import Looking, Point, cut
from chronology.checks.supervision import open_questions, untested
from chronology.patterns.pattern import Pattern
from chronology.patterns.reviews import latest_reviews
from chronology.patterns.words import day_words, span_words
from chronology.record.people import Person
from chronology.record.supervision import Made
from chronology.record.values import Id
from exporters.documents.pages import Block, Column, Document, Heading, Paragraph, Points, Row, Shape, Table, Tone
from exporters.work.telling import day_or_blank, pattern_title, point_data

Raised = Mapping[Id, Sequence[Pattern]]
"""The patterns to consider of each child."""


def meeting_data(looking: Looking, raised: Raised, points: Sequence[Point]) -> dict[str, Any]:
    """Return what supervision has before it as plain data, in the documented shape."""
    reviews = latest_reviews(looking.case)
    return {
        "as_at": looking.day.isoformat(),
        "open_questions": [
            {
                "asked": meeting.when.edtf,
                "manager": meeting.manager,
                "words": question.words,
                "child": question.child,
                "pattern": question.rule,
                "days": (looking.day - meeting.when.latest).days if meeting.when.latest else None,
            }
            for meeting, question in open_questions(looking)
        ],
        "untested": [{"date": meeting.when.edtf, "narrative": meeting.narrative} for meeting in untested(looking)],
        "open_actions": [
            {"words": a.words, "owner": a.owner, "due": a.due.edtf, "late": _is_late(looking, a.due.latest)}
            for m in looking.case.supervisions
            for a in m.actions
            if a.done.is_undated
        ],
        "children": [
            {
                "id": child.id,
                "ref": child.ref or child.id,
                "name": child.shown_name,
                "to_ask": [
                    {"rule": p.rule, "title": p.data.title, "sentence": p.sentence, "question": p.data.question}
                    for p in _not_looked_at(looking, raised.get(child.id, ()))
                ],
                "looked_at": [
                    {"rule": rule, "made": review.made.value, "worker": review.worker, "date": review.when.edtf}
                    for (who, rule), review in reviews.items()
                    if who == child.id
                ],
                "points": [point_data(p) for p in points if p.child == child.id],
            }
            for child in looking.children
        ],
        "points": [point_data(p) for p in points if p.child is None],
    }


def _is_late(looking: Looking, due: object) -> bool:
    return due is not None and due < looking.day  # type: ignore[operator]


def _not_looked_at(looking: Looking, patterns: Sequence[Pattern]) -> list[Pattern]:
    """Return the patterns, one a rule, that no worker has adopted or set aside, or that have grown since.

    Those that another pattern gathers are left to it.
    """
    reviews = latest_reviews(looking.case)
    gathered = {rule for pattern in patterns for rule in pattern.because}
    found: dict[str, Pattern] = {}
    for pattern in patterns:
        review = reviews.get((pattern.child, pattern.rule))
        known = {*review.evidence, *review.against} if review else set()
        has_grown = review is not None and bool(review.evidence) and not set(pattern.evidence) <= known
        if pattern.rule not in gathered and (review is None or has_grown):
            found.setdefault(pattern.rule, pattern)
    return list(found.values())


def meeting_document(
    looking: Looking,
    raised: Raised,
    points: Sequence[Point],
    *,
    family: str = "",
    author: str = "",
    state_hash: str = "",
) -> Document:
    """Return the page for a supervision meeting."""
    blocks: list[Block] = [*_asked(looking), *_tested(looking), *_actions(looking)]
    for child in looking.children:
        blocks += _of_child(looking, child, raised.get(child.id, ()), [p for p in points if p.child == child.id])
    common = [p for p in points if p.child is None]
    if common:
        blocks += [Heading("Points to consider about the family's record"), *_points(common)]
    blocks.append(Heading("Sign-off"))
    blocks.append(Paragraph("Manager:                                        Date:                    "))
    code = f"document check code {state_hash[:12]}" if state_hash else ""
    return Document(
        title=f"For supervision{f': {family}' if family else ''}",
        blocks=tuple(blocks),
        day=looking.day,
        subject="Questions, actions, patterns and points to consider",
        author=author,
        running=(family or "For supervision", f"as at {day_words(looking.day)}"),
        foot="; ".join(part for part in (author, code) if part),
        shape=Shape.PORTRAIT,
        data=meeting_data(looking, raised, points),
        notices=("it is about every child of the family: not for any of them",),
    )


def _asked(looking: Looking) -> list[Block]:
    rows = []
    for meeting, question in open_questions(looking):
        days = (looking.day - meeting.when.latest).days if meeting.when.latest else None
        about = looking.name(question.child) if question.child else "all"
        by = pattern_title(question.rule) if question.rule else meeting.manager
        asked = f"{day_or_blank(meeting.when)}{f', {by}' if by else ''}"
        rows.append(Row((question.words, about, asked, "" if days is None else span_words(days))))
    if not rows:
        return [Heading("Asked and not answered"), Paragraph("Every question has an answer.", Tone.QUIET)]
    columns = (
        Column("question", "Question", 86, heads_row=True),
        Column("about", "About", 30),
        Column("asked", "Asked", 46),
        Column("open", "Open for", 24),
    )
    return [Heading("Asked and not answered"), Table(columns, tuple(rows), "Questions without an answer")]


def _tested(looking: Looking) -> list[Block]:
    some = tuple(f"{day_or_blank(m.when)}: {m.narrative}" for m in untested(looking))
    if not some:
        return []
    return [
        Heading("Thought to be going on, and not tested"),
        Points(some),
        Paragraph("What would be seen if it were wrong? Has anybody looked?", Tone.STRONG),
    ]


def _actions(looking: Looking) -> list[Block]:
    rows = [
        Row(
            (
                a.words,
                a.owner or "nobody",
                f"{day_or_blank(a.due) or 'no day'}{' (late)' if _is_late(looking, a.due.latest) else ''}",
            )
        )
        for m in looking.case.supervisions
        for a in m.actions
        if a.done.is_undated
    ]
    columns = (
        Column("action", "Action", 106, heads_row=True),
        Column("owner", "Who", 40),
        Column("due", "By when", 40),
    )
    return [Heading("To be done"), Table(columns, tuple(rows), "Actions not done")] if rows else []


def _of_child(looking: Looking, child: Person, patterns: Sequence[Pattern], points: Sequence[Point]) -> list[Block]:
    blocks: list[Block] = [Heading(child.shown_name)]
    to_ask = _not_looked_at(looking, patterns)
    if to_ask:
        rows = tuple(
            Row(
                (
                    p.data.title,
                    f"{p.sentence}{'' if p.certainty == 'certain' else ' (depends on the dates)'}",
                    p.data.question,
                )
            )
            for p in to_ask
        )
        columns = (
            Column("pattern", "Pattern to consider", 42, heads_row=True),
            Column("sentence", "What the record shows", 76),
            Column("question", "To ask", 68),
        )
        blocks.append(Table(columns, rows, f"Patterns to consider for {child.shown_name}"))
    reviews = [r for (who, _), r in latest_reviews(looking.case).items() if who == child.id]
    if reviews:
        made = tuple(
            f"{pattern_title(r.rule)}: {'adopted' if r.made is Made.ADOPTED else 'set aside'} by {r.worker}, {cut(r.words, 160)}"
            for r in reviews
        )
        blocks += [Paragraph("Looked at:"), Points(made)]
    return [*blocks, *_points(points)] if points else blocks


def _points(points: Sequence[Point]) -> list[Block]:
    """Return points by their check: how many, the first of them, and what settles them."""
    by_kind: dict[str, list[Point]] = {}
    for point in points:
        by_kind.setdefault(point.kind, []).append(point)
    rows = tuple(
        Row(
            (
                f"{some[0].data.title[0].upper()}{some[0].data.title[1:]} ({len(some)})",
                _first(some),
                some[0].data.settles,
            )
        )
        for some in by_kind.values()
    )
    columns = (
        Column("title", "Point to consider", 44, heads_row=True),
        Column("where", "Where", 76),
        Column("settles", "What would settle it", 66),
    )
    return [Table(columns, rows, "Points to consider")]


def _first(points: Sequence[Point]) -> str:
    more = f"; and {len(points) - 1} more" if len(points) > 1 else ""
    return f"{points[0].words}{more}"
