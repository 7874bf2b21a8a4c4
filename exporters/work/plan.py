"""The work with one child as a document and as data: worries, goals and scale, safety plan, decisions, services, closure."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.lives.mentions import mention_finder, names_of, other_children
from chronology.lives.plans import plan_periods
from chronology.patterns.words import counted, day_words
from chronology.practice.categories import tier_label
from chronology.record.dates import Falls
from chronology.record.steps import stepwise
from exporters.documents.pages import Block, Document, Facts, Shape, texts_of
from exporters.work import parts, telling
from exporters.work.gathered import Work


def work_data(work: Work) -> dict[str, object]:
    """Return the work with one child as plain data, in the documented shape."""
    case, child = work.looking.case, work.child
    return {
        "as_at": work.looking.day.isoformat(),
        "child": {"id": child.id, "ref": child.ref or child.id, "name": child.shown_name, "born": child.birth.edtf},
        "danger_statements": [telling.danger_data(d) for d in work.dangers],
        "safety_goals": [telling.goal_data(g) for g in work.goals],
        "safety_scale": [telling.scale_data(s) for s in work.scales],
        "safety_plans": [telling.plan_data(p) for p in work.of(case.safety_plans)],
        "family_offers": [
            {"date": o.when.edtf, "what": o.what, "to": o.offered_to, "answer": o.answer.value, "meeting": o.meeting}
            for o in work.of(case.family_offers)
        ],
        "meetings": [
            {
                "date": m.when.edtf,
                "what": m.what,
                "attendance": [
                    {"name": a.name, "role": a.role, "agency": a.agency, "attended": a.attended, "reason": a.reason}
                    for a in m.attendance
                ],
                "decisions": m.decisions,
            }
            for m in sorted(work.of(case.meetings), key=parts.by_day)
        ],
        "visit_records": [
            {"when": r.when.edtf, "declared_by": r.declared_by, "declared_on": r.declared_on.edtf}
            for r in sorted(case.visit_records, key=parts.by_day)
            if r.child == child.id
        ],
        "decisions": [telling.decision_data(case, d) for d in work.of(case.decisions)],
        "services": [telling.service_data(s) for s in work.of(case.services)],
        "claims": [telling.claim_data(c) for c in work.of(case.claims)],
        "closures": [telling.closure_data(c) for c in work.of(case.closures)],
        "supervision": [telling.supervision_data(s) for s in work.of(case.supervisions)],
        "patterns_looked_at": [telling.review_data(r) for r in case.pattern_reviews if r.child == child.id],
        "points": [telling.point_data(p) for p in work.points],
    }


def work_document(work: Work, *, state_hash: str = "", author: str = "") -> Document:
    """Return the work with one child as a document; what names another child in it is said in its notices."""
    case, child = work.looking.case, work.child
    blocks: list[Block] = [Facts(tuple(_facts(work)))]
    for part in (
        parts.dangers_blocks(work),
        parts.safety_plans_blocks(work),
        parts.offers_blocks(work),
        parts.meetings_blocks(work),
        parts.views_blocks(work),
        parts.decisions_blocks(work),
        parts.services_blocks(work),
        parts.claims_blocks(work),
        parts.closures_blocks(work),
        parts.reviews_blocks(work),
        parts.points_blocks(work.points),
    ):
        blocks += part
    others = other_children(case, child.id)
    names = mention_finder(others, names_of(child))
    told = sum(names(text) for block in stepwise(blocks) for text in texts_of(block))
    notices = (
        (f"{counted(told, 'passage')} name another child: look at them before it leaves the office",) if told else ()
    )
    code = f"document check code {state_hash[:12]}" if state_hash else ""
    return Document(
        title=f"The work with {child.shown_name}",
        blocks=tuple(blocks),
        day=work.looking.day,
        subject=f"Worries, goals, plans and decisions for {child.shown_name}",
        author=author,
        running=(child.shown_name, f"as at {day_words(work.looking.day)}"),
        foot="; ".join(part for part in (author, code) if part),
        shape=Shape.PORTRAIT,
        data=work_data(work),
        notices=notices,
    )


def _facts(work: Work) -> Iterator[tuple[str, str]]:
    child, day = work.child, work.looking.day
    if not child.birth.is_undated:
        yield "Born", child.birth.words()
    yield "As at", day_words(day)
    running = [
        f"{tier_label(p.tier)} since {p.start.words()}"
        for p in plan_periods(work.looking.case, child.id)
        if p.runs_on(day) is Falls.CERTAIN
    ]
    yield "Plans that run", "; ".join(running) or "none recorded"
