"""A record of the work as the rows of its table: what its form shows when it is opened for correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from chronology.intake.entry_fields import cited_words, goal_words, when_words
from chronology.intake.names_written import NamesWritten
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Claim, Closure, Decision, Reasoned
from chronology.record.plans import Meeting, Plan, Service, VisitRecord
from chronology.record.safety import DangerStatement, FamilyOffer, NetworkMember, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.sources import Stated
from chronology.record.supervision import Supervision
from chronology.record.values import Id

Row = dict[str, str]


def rows_of(record: Stated, case: CaseFile, *, day: date) -> list[Row]:
    """Return the rows that tell of a record, column → words, empty columns left out; raises KeyError for a kind without."""
    rows = _ROWS[record.kind](record, _Words(case, day))
    return [{column: words for column, words in row.items() if words} for row in rows] or [{}]


def is_correctable(record: object) -> bool:
    """Return whether a record is one that a form of the work can correct."""
    return isinstance(record, Stated) and record.kind in _ROWS


def children_of(record: Stated) -> tuple[Id, ...]:
    """Return the children whom a record of the work is about."""
    child = getattr(record, "child", None)
    return (child,) if child else tuple(getattr(record, "children", ()))


class _Words:
    """How the columns of a record are written."""

    def __init__(self, case: CaseFile, day: date) -> None:
        self._case = case
        self._day = day
        self._names = NamesWritten(case)

    def people(self, some: Iterable[Id]) -> str:
        return "; ".join(self._names.of(who) for who in some)

    def when(self, when: When) -> str:
        return when_words(when, self._day)

    def span(self, when: When) -> Row:
        start, slash, end = when.edtf.partition("/")
        if slash and start.strip(".") and end.strip("."):
            return {"from": self.when(When(edtf=start)), "to": self.when(When(edtf=end))}
        return {"from": self.when(when)}

    def entries(self, some: Iterable[Id], left: str = "") -> str:
        return "; ".join([*(cited_words(entry, self._case, self._day) for entry in some), *filter(None, (left,))])

    def goals(self, some: Iterable[Id]) -> str:
        return "; ".join(goal_words(goal, self._case) for goal in some)

    def member(self, member: NetworkMember) -> str:
        role = f" ({member.role})" if member.role else ""
        return f"{member.name}{role}{f': {member.does}' if member.does else ''}"

    def decision(self, ident: Id) -> str:
        found = self._case.records.get(ident)
        ref = str(getattr(found, "ref", ""))
        return ref or (found.when.words() if isinstance(found, Decision) else "")


def _plain(record: Stated, columns: str) -> Row:
    return {column: str(getattr(record, column) or "") for column in columns.split()}


def _plan(r: Any, w: _Words) -> list[Row]:
    return [_plain(r, "tier category ended_because") | {"child": w.people([r.child])} | w.span(r.when)]


def _danger(r: Any, w: _Words) -> list[Row]:
    plain = _plain(r, "ref issue worried behaviour may_happen impact_now impact_later disputed words")
    return [
        plain | {"children": w.people(r.children), "entries": w.entries(r.entries, r.cited_as)} | w.span(r.when),
    ]


def _goal(r: Any, w: _Words) -> list[Row]:
    row = _plain(r, "ref parents_do child_experiences professionals_see words") | w.span(r.when)
    row |= {"children": w.people(r.children), "danger": w.goals([r.danger]) if r.danger else ""}
    row["holds_for"] = r.holds_for.words() if r.holds_for else r.holds_as_written
    return [row | {"seen_from": w.when(r.seen_from), "met": w.when(r.met)}]


def _scale(r: Any, w: _Words) -> list[Row]:
    row = _plain(r, "by why") | {"child": w.people([r.child]), "value": str(r.value), "from": w.when(r.when)}
    return [row | {"measures": w.goals([r.measures]) if r.measures else "", "voice": r.voice.value}]


def _safety_plan(r: Any, w: _Words) -> list[Row]:
    first = _plain(r, "ref words whose_words known_to_work agreed_by") | w.span(r.when)
    first |= {"children": w.people(r.children), "goals": w.goals(r.goals), "triggers": "; ".join(r.triggers)}
    first["review_by"] = w.when(r.review_by)
    steps = [{"who": s.who.name, "role": s.who.role, "does": s.does, "when": s.when} for s in r.steps]
    tried = [{"tried_on": w.when(t.when), "tried": t.what, "worked": _yes(t.worked)} for t in r.tried]
    rows = [
        (steps[n] if n < len(steps) else {}) | (tried[n] if n < len(tried) else {})
        for n in range(max(len(steps), len(tried), 1))
    ]
    return [first | rows[0], *rows[1:]]


def _yes(said: bool | None) -> str:
    return "" if said is None else "yes" if said else "no"


def _offer(r: Any, w: _Words) -> list[Row]:
    row = _plain(r, "what offered_by offered_to reason") | {"from": w.when(r.when), "children": w.people(r.children)}
    return [row | {"answer": r.answer.value}]


def _meeting(r: Any, w: _Words) -> list[Row]:
    first = _plain(r, "what decisions") | {"from": w.when(r.when), "children": w.people(r.children)}
    came = [_plain(a, "role agency reason") | {"who": a.name, "attended": _yes(a.attended)} for a in r.attendance] or [
        {}
    ]
    return [first | came[0], *came[1:]]


def _visit_record(r: Any, w: _Words) -> list[Row]:
    row = _plain(r, "declared_by") | {"child": w.people([r.child]), "declared_on": w.when(r.declared_on)}
    return [row | w.span(r.when)]


def _service(r: Any, w: _Words) -> list[Row]:
    first = _plain(r, "name provider need") | {"children": w.people(r.children), "people": w.people(r.people)}
    periods = [{"state": p.state.value, "reason": p.reason} | w.span(p.when) for p in r.periods] or [{}]
    return [first | periods[0], *periods[1:]]


def _decision(r: Any, w: _Words) -> list[Row]:
    first = _plain(r, "ref what threshold outcome decided_by rationale") | {"from": w.when(r.when)}
    first["beside"] = "; ".join(filter(None, (w.decision(c.decision) for c in r.compared)))
    first["beside_why"] = next((c.why for c in r.compared if c.why), "")
    rows = []
    for child in r.children:
        analysis, row = r.analysis_of(child), {"child": w.people([child])}
        if analysis is not None:
            row |= {question: answer.words for question, answer in analysis.answers()}
            row["entries"] = _behind(w, [answer for _, answer in analysis.answers()])
        rows.append(row)
    rows = rows or [{}]
    return [first | rows[0], *rows[1:]]


def _behind(w: _Words, answers: list[Reasoned]) -> str:
    entries = dict.fromkeys(entry for answer in answers for entry in answer.entries)
    return w.entries(entries, "; ".join(dict.fromkeys(a.cited_as for a in answers if a.cited_as)))


def _claim(r: Any, w: _Words) -> list[Row]:
    row = _plain(r, "ref words said_by answer") | {"from": w.when(r.when), "children": w.people(r.children)}
    row |= {"for_it": w.entries(r.corroborated_by), "against_it": w.entries(r.contradicted_by)}
    return [row | {"basis": r.basis.value}]


def _closure(r: Any, w: _Words) -> list[Row]:
    row = _plain(r, "ref plan maintained_by unmet rationale manager") | {"from": w.when(r.when)}
    row |= {"children": w.people(r.children), "changed": r.changed.words, "entries": _behind(w, [r.changed])}
    row |= {"changed_from": w.when(r.changed_from), "warning_signs": "; ".join(r.warning_signs)}
    return [row | {"noticed_by": "; ".join(w.member(m) for m in r.noticed_by), "goals": w.goals(r.goals)}]


def _supervision(r: Any, w: _Words) -> list[Row]:
    first = _plain(r, "manager worker narrative tested_by rationale signed_by") | {"from": w.when(r.when)}
    first |= {"signed": w.when(r.signed), "children": w.people(r.children)}
    asked = [
        {"question": q.words, "rule": q.rule, "answer": q.answer, "answered": w.when(q.answered)}
        | ({"children": w.people([q.child])} if q.child else {})
        for q in r.questions
    ]
    to_do = [{"action": a.words, "owner": a.owner, "due": w.when(a.due), "done": w.when(a.done)} for a in r.actions]
    rows: list[Row] = [
        (asked[n] if n < len(asked) else {}) | (to_do[n] if n < len(to_do) else {})
        for n in range(max(len(asked), len(to_do)))
    ]
    # The first row names every child, so that a question about one child begins on a row of its own.
    if rows and rows[0].get("children"):
        return [first, *rows]
    return [first | rows[0], *rows[1:]] if rows else [first]


_ROWS: Mapping[str, Callable[[Any, _Words], list[Row]]] = {
    cls.kind: rows
    for cls, rows in (
        (Plan, _plan),
        (DangerStatement, _danger),
        (SafetyGoal, _goal),
        (SafetyScale, _scale),
        (SafetyPlan, _safety_plan),
        (FamilyOffer, _offer),
        (Meeting, _meeting),
        (VisitRecord, _visit_record),
        (Service, _service),
        (Decision, _decision),
        (Claim, _claim),
        (Closure, _closure),
        (Supervision, _supervision),
    )
}
