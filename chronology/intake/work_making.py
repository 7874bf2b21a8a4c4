"""Rows of tables of the work as records: one maker a kind, used alike by imports and by forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chronology.intake.decision_making import claim_made, closure_made, decision_made, review_made, supervision_made
from chronology.intake.safety_making import danger_made, goal_made, offer_made, safety_plan_made, scale_made
from chronology.intake.work_cells import WorkCells, said_yes
from chronology.intake.work_columns import Cells, Make, label_of, needed, together
from chronology.practice.categories import folded, tier_of
from chronology.record.entries import Entry, Origin, Seen, View
from chronology.record.errors import InputError
from chronology.record.plans import Attendance, Meeting, Plan, Service, ServicePeriod, ServiceState, VisitRecord
from chronology.record.sources import Basis
from chronology.record.values import Id

_STATES = {
    "offered": ServiceState.OFFERED, "referred": ServiceState.OFFERED, "waiting": ServiceState.WAITING,
    "waiting list": ServiceState.WAITING, "on waiting list": ServiceState.WAITING, "started": ServiceState.STARTED,
    "ongoing": ServiceState.STARTED, "open": ServiceState.STARTED, "active": ServiceState.STARTED,
    "delayed": ServiceState.DELAYED, "on hold": ServiceState.DELAYED, "paused": ServiceState.DELAYED,
    "refused": ServiceState.REFUSED, "declined": ServiceState.REFUSED, "ended": ServiceState.ENDED,
    "completed": ServiceState.ENDED, "closed": ServiceState.ENDED, "finished": ServiceState.ENDED,
    "not available": ServiceState.NOT_AVAILABLE, "unavailable": ServiceState.NOT_AVAILABLE,
}  # fmt: skip

_NOT_BEGUN = frozenset({ServiceState.OFFERED, ServiceState.WAITING, ServiceState.NOT_AVAILABLE})


def _plan(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Plan:
    (row,) = rows
    words = row.get("tier", "")
    tier = tier_of(words)
    if not tier:
        w.doubts.append(f"Plan: “{words[:60]}” is no tier that is known: kept as it is written")
    return Plan(
        id=ident,
        child=w.child(needed("plan", row, "child"), label_of("plan", "child")),
        tier=tier or words,
        category=row.get("category", ""),
        when=w.span(row, "from", "to", ("Start", "End")),
        ended_because=row.get("ended_because", ""),
    )


def _service(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Service:
    first = together(rows)
    periods = tuple(period for row in rows for period in _periods(w, row))
    adults = tuple(p for name in w.names.split(first.get("people", "")) if (p := w.person(name)) is not None)
    return Service(
        id=ident,
        name=needed("service", first, "name"),
        provider=first.get("provider", ""),
        children=w.children(first.get("children", ""), "For which children"),
        people=adults,
        periods=periods,
        need=first.get("need", ""),
    )


def _periods(w: WorkCells, row: Cells) -> list[ServicePeriod]:
    """Return the periods that a row tells of: a day in a column of its own, or a state with its time."""
    dated = [column for column in ("offered", "waiting", "started", "ended") if row.get(column)]
    found = [
        ServicePeriod(state=ServiceState(column), when=w.when(row, column, label_of("service", column)))
        for column in dated
    ]
    words, reason = row.get("state", ""), row.get("reason", "")
    state = _STATES.get(folded(words)) if words else None
    if words and state is None:
        raise InputError(
            f"State: “{words[:40]}” is no state of a service.",
            remedy=f"Write one of: {', '.join(s.value for s in ServiceState)}.",
        )
    if state in _NOT_BEGUN and row.get("started"):
        w.doubts.append(f"State: “{words[:40]}” stands beside a day on which it started: both are kept")
    if state is not None and state not in {period.state for period in found}:
        found.append(ServicePeriod(state=state, when=w.span(row, "from", "to", ("From", "To"))))
    if found and reason:
        at = next((i for i, period in enumerate(found) if period.state is state), len(found) - 1)
        found[at] = found[at].model_copy(update={"reason": reason})
    return found


def _meeting(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Meeting:
    first = together(rows)
    return Meeting(
        id=ident,
        what=needed("meeting", first, "what"),
        when=w.when(first, "from", label_of("meeting", "from")),
        children=w.children(first.get("children", ""), label_of("meeting", "children")),
        attendance=tuple(_attendance(w, row) for row in rows if _names_somebody(row)),
        decisions=first.get("decisions", ""),
    )


def _names_somebody(row: Cells) -> bool:
    return any(row.get(column) for column in ("who", "role", "agency"))


def _attendance(w: WorkCells, row: Cells) -> Attendance:
    name = row.get("who", "")
    unsure = w.neither(row, "attended", label_of("meeting", "attended"))
    return Attendance(
        name=name,
        person=w.person(name),
        role=row.get("role", ""),
        agency=row.get("agency", ""),
        attended=said_yes(row.get("attended", "")),
        reason="; ".join(filter(None, (unsure, row.get("reason", "")))),
    )


def _visit_record(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> VisitRecord:
    (row,) = rows
    needed("visit_record", row, "from")
    return VisitRecord(
        id=ident,
        child=w.child(needed("visit_record", row, "child"), label_of("visit_record", "child")),
        when=w.span(row, "from", "to", (label_of("visit_record", "from"), label_of("visit_record", "to"))),
        declared_by=needed("visit_record", row, "declared_by"),
        declared_on=w.when(row, "declared_on", label_of("visit_record", "declared_on")),
    )


def _view(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Entry:
    (row,) = rows
    child = w.child(needed("view", row, "child"), "Child")
    alone = said_yes(row.get("alone", ""))
    present = "; ".join(filter(None, (row.get("present", ""), w.neither(row, "alone", "Seen alone"))))
    view = View(
        child=child,
        words=needed("view", row, "words").strip('“”"'),
        question=row.get("question", ""),
        to_whom=row.get("to_whom", ""),
        present=present,
        answers=w.refs(row.get("answers", ""), "Which worry or goal"),
    )
    return Entry(
        id=ident,
        when=w.when(row, "from", "Date"),
        children=(child,),
        category="child_spoken_to",
        event=f"{w.case.people[child].shown_name} was asked what life is like."
        if view.question
        else "The child's view.",
        origin=Origin(person=view.to_whom),
        basis=Basis.TOLD_BY_CHILD,
        views=(view,),
        seen=(Seen(child=child, is_alone=alone, by=view.to_whom),) if alone is not None else (),
    )


def _direct_work(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Entry:
    (row,) = rows
    return Entry(
        id=ident,
        when=w.when(row, "from", "Date"),
        children=w.children(needed("direct_work", row, "children"), "Children"),
        category="direct_work",
        event=needed("direct_work", row, "work"),
        outcome=row.get("found", ""),
        origin=Origin(person=row.get("by", "")),
        goals=w.refs(row.get("goals", ""), "For which goal"),
    )


MAKERS: Mapping[str, Make] = {
    "plan": _plan,
    "danger_statement": danger_made,
    "safety_goal": goal_made,
    "safety_scale": scale_made,
    "safety_plan": safety_plan_made,
    "meeting": _meeting,
    "visit_record": _visit_record,
    "family_offer": offer_made,
    "service": _service,
    "view": _view,
    "direct_work": _direct_work,
    "decision": decision_made,
    "claim": claim_made,
    "closure": closure_made,
    "supervision": supervision_made,
    "pattern_review": review_made,
}
"""The maker of each kind, in the order in which tables are taken: what is named by others goes before them."""
SEVERAL_ROWS: Mapping[str, tuple[str, ...]] = {
    "safety_plan": ("ref", "from"),
    "meeting": ("what", "from", "children"),
    "service": ("name", "children", "people"),
    "decision": ("ref", "from", "what"),
    "supervision": ("from", "manager"),
}
"""Kinds of which several rows may tell of one record, and the columns by which rows are known to; a row without any goes
on with the one above."""
