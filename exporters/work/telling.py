"""Records of the work as data and in words, for one child: what each says, and the entries behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chronology.checks.decisions import QUESTIONS, beside
from chronology.checks.points import Point
from chronology.checks.services import last_period
from chronology.patterns.registry import RULES
from chronology.practice.decisions import decision_label
from chronology.practice.patterns import rule_data
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Claim, Closure, Decision, Reasoned
from chronology.record.entries import Entry
from chronology.record.plans import Service
from chronology.record.safety import DangerStatement, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.supervision import PatternReview, Supervision
from chronology.record.values import Id

_KEYS = frozenset(rule.key for rule in RULES)


def day_or_blank(when: When) -> str:
    """Return a date in words; empty where there is none."""
    return "" if when.is_undated else when.words()


def cited_words(case: CaseFile, entries: Iterable[Id]) -> list[str]:
    """Return the entries behind something: day and source, never what was said of another child."""
    found = [case.records.get(ident) for ident in entries]
    return [
        f"{day_or_blank(entry.when) or 'no date'}{f', {entry.origin.words()}' if entry.origin.words() else ''}"
        for entry in found
        if isinstance(entry, Entry)
    ]


def pattern_title(rule: str) -> str:
    """Return what a pattern is called; an unknown one as it is written."""
    return rule_data(rule).title if rule in _KEYS else rule


def danger_data(danger: DangerStatement) -> dict[str, Any]:
    """Return a danger statement as plain data."""
    fields = (
        "id",
        "ref",
        "issue",
        "worried",
        "behaviour",
        "may_happen",
        "impact_now",
        "impact_later",
        "disputed",
        "words",
    )
    return {name: getattr(danger, name) for name in fields} | {
        "when": danger.when.edtf,
        "children": list(danger.children),
        "entries": list(danger.entries),
    }


def goal_data(goal: SafetyGoal) -> dict[str, Any]:
    """Return a safety goal as plain data."""
    fields = ("id", "ref", "danger", "parents_do", "child_experiences", "professionals_see", "words")
    return {name: getattr(goal, name) for name in fields} | {
        "when": goal.when.edtf,
        "children": list(goal.children),
        "holds_for": goal.holds_for.words() if goal.holds_for else goal.holds_as_written,
        "seen_from": goal.seen_from.edtf,
        "met": goal.met.edtf,
    }


def scale_data(scale: SafetyScale) -> dict[str, Any]:
    """Return a place on the safety scale as plain data."""
    return {
        "id": scale.id,
        "child": scale.child,
        "about": scale.measures,
        "date": scale.when.edtf,
        "by": scale.by,
        "voice": scale.voice.value,
        "value": scale.value,
        "why": scale.why,
    }


def plan_data(plan: SafetyPlan) -> dict[str, Any]:
    """Return a safety plan as plain data."""
    return {
        "id": plan.id,
        "ref": plan.ref,
        "when": plan.when.edtf,
        "children": list(plan.children),
        "goals": list(plan.goals),
        "words": plan.words,
        "whose_words": plan.whose_words,
        "triggers": list(plan.triggers),
        "steps": [{"who": s.who.name, "role": s.who.role, "does": s.does, "when": s.when} for s in plan.steps],
        "known_to_work": plan.known_to_work,
        "tried": [{"date": t.when.edtf, "what": t.what, "worked": t.worked} for t in plan.tried],
        "agreed_by": plan.agreed_by,
        "review_by": plan.review_by.edtf,
    }


def _reasoned_data(answer: Reasoned) -> dict[str, Any]:
    return {"words": answer.words, "entries": list(answer.entries)}


def decision_data(case: CaseFile, decision: Decision) -> dict[str, Any]:
    """Return a decision as plain data, with the earlier ones of its kind laid beside it."""
    return {
        "id": decision.id,
        "ref": decision.ref,
        "kind": decision.what,
        "date": decision.when.edtf,
        "children": list(decision.children),
        "threshold": decision.threshold,
        "outcome": decision.outcome,
        "decided_by": decision.decided_by,
        "rationale": decision.rationale,
        "harm": [
            {"child": a.child} | {question: _reasoned_data(answer) for question, answer in a.answers()}
            for a in decision.analyses
        ],
        "beside": [
            {
                "decision": row.earlier.id,
                "date": row.earlier.when.edtf,
                "child": row.child,
                "for": row.other,
                "outcome": row.earlier.outcome,
                "like": row.is_like,
                "explained": row.explained,
            }
            for row in beside(case, decision)
        ],
    }


def service_data(service: Service) -> dict[str, Any]:
    """Return a service as plain data."""
    last = last_period(service)
    return {
        "id": service.id,
        "name": service.name,
        "provider": service.provider,
        "children": list(service.children),
        "need": service.need,
        "state": last.state.value if last else "",
        "periods": [{"state": p.state.value, "when": p.when.edtf, "reason": p.reason} for p in service.periods],
    }


def claim_data(claim: Claim) -> dict[str, Any]:
    """Return a claim of change as plain data."""
    return {
        "id": claim.id,
        "ref": claim.ref,
        "date": claim.when.edtf,
        "children": list(claim.children),
        "words": claim.words,
        "said_by": claim.said_by,
        "basis": claim.basis.value,
        "corroborated_by": list(claim.corroborated_by),
        "contradicted_by": list(claim.contradicted_by),
        "answer": claim.answer,
    }


def closure_data(closure: Closure) -> dict[str, Any]:
    """Return a closure as plain data."""
    return {
        "id": closure.id,
        "ref": closure.ref,
        "date": closure.when.edtf,
        "children": list(closure.children),
        "plan": closure.plan,
        "changed": _reasoned_data(closure.changed),
        "changed_from": closure.changed_from.edtf,
        "maintained_by": closure.maintained_by,
        "warning_signs": list(closure.warning_signs),
        "noticed_by": [{"name": m.name, "role": m.role, "does": m.does} for m in closure.noticed_by],
        "goals": list(closure.goals),
        "unmet": closure.unmet,
        "rationale": closure.rationale,
        "manager": closure.manager,
    }


def supervision_data(meeting: Supervision) -> dict[str, Any]:
    """Return a supervision as plain data."""
    return {
        "id": meeting.id,
        "date": meeting.when.edtf,
        "manager": meeting.manager,
        "worker": meeting.worker,
        "children": list(meeting.children),
        "narrative": meeting.narrative,
        "tested_by": meeting.tested_by,
        "questions": [
            {"words": q.words, "child": q.child, "pattern": q.rule, "answer": q.answer, "answered": q.answered.edtf}
            for q in meeting.questions
        ],
        "actions": [
            {"words": a.words, "owner": a.owner, "due": a.due.edtf, "done": a.done.edtf} for a in meeting.actions
        ],
        "rationale": meeting.rationale,
        "signed_by": meeting.signed_by,
        "signed": meeting.signed.edtf,
    }


def review_data(review: PatternReview) -> dict[str, Any]:
    """Return what a worker made of a pattern as plain data."""
    return {
        "id": review.id,
        "child": review.child,
        "rule": review.rule,
        "title": pattern_title(review.rule),
        "made": review.made.value,
        "worker": review.worker,
        "date": review.when.edtf,
        "words": review.words,
        "sentence": review.sentence,
        "evidence": list(review.evidence),
    }


def point_data(point: Point) -> dict[str, Any]:
    """Return a point to consider as plain data."""
    return {
        "kind": point.kind,
        "message": point.words,
        "child": point.child,
        "records": list(point.records),
        "settled_by": point.data.settles,
        "source": point.data.source,
    }


def asked(question: str) -> str:
    """Return a question of harm as a heading says it."""
    words = QUESTIONS[question]
    return words[0].upper() + words[1:]


def decision_title(decision: Decision) -> str:
    """Return what a decision is called on a page."""
    kind = decision_label(decision.what) or "decision"
    ref = f"{decision.ref}: " if decision.ref else ""
    return f"{ref}{kind}, {day_or_blank(decision.when) or 'no date'}"
