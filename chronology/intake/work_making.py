"""Rows of tables of the work as records: one maker a kind, used alike by imports and by forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from chronology.intake.cells import basis_of
from chronology.intake.work_cells import WorkCells, listed_in, said_yes
from chronology.practice.agencies import names_agency, names_role
from chronology.practice.categories import folded, tier_of
from chronology.practice.decisions import decision_kind
from chronology.practice.patterns import pattern_data
from chronology.practice.work_tables import work_tables
from chronology.record.dates import When
from chronology.record.decisions import HARM_QUESTIONS, Claim, Closure, Compared, Decision, HarmAnalysis, Reasoned
from chronology.record.entries import Entry, Origin, Seen, View
from chronology.record.errors import InputError
from chronology.record.plans import Meeting, Plan, Service, ServicePeriod, ServiceState
from chronology.record.safety import (
    DangerStatement,
    FamilyOffer,
    OfferAnswer,
    PlanStep,
    SafetyGoal,
    SafetyPlan,
    SafetyScale,
    Tried,
    Voice,
)
from chronology.record.sources import Basis, Stated
from chronology.record.supervision import Action, Made, PatternReview, Question, Supervision
from chronology.record.values import Id

Cells = Mapping[str, str]
"""One row: column → text, empty columns left out."""
Make = Callable[[WorkCells, Id, Sequence[Cells]], Stated]
"""Makes the record of one or more rows that tell of it, under an id; raises InputError naming the column at fault."""

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
_VOICES = {
    "child": Voice.CHILD, "young person": Voice.CHILD, "parent": Voice.PARENT, "mother": Voice.PARENT, "father": Voice.PARENT,
    "mum": Voice.PARENT, "dad": Voice.PARENT, "family": Voice.NETWORK, "network": Voice.NETWORK,
    "family and network": Voice.NETWORK, "grandparent": Voice.NETWORK, "grandmother": Voice.NETWORK,
    "grandfather": Voice.NETWORK, "professional": Voice.PROFESSIONAL,
}  # fmt: skip
_ANSWERS = {
    "accepted": OfferAnswer.ACCEPTED, "yes": OfferAnswer.ACCEPTED, "agreed": OfferAnswer.ACCEPTED,
    "declined": OfferAnswer.DECLINED, "refused": OfferAnswer.DECLINED, "no": OfferAnswer.DECLINED,
    "no answer yet": OfferAnswer.NO_ANSWER, "no answer": OfferAnswer.NO_ANSWER, "awaiting": OfferAnswer.NO_ANSWER,
    "pending": OfferAnswer.NO_ANSWER,
}  # fmt: skip

_MEETINGS = frozenset({"network_meeting", "family_meeting"})
"""Categories of entries that tell of a meeting of the family."""


def label_of(kind: str, column: str) -> str:
    """Return how a column of a kind of table is called."""
    return work_tables()[kind].columns[column].label


def _plan(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Plan:
    (row,) = rows
    words = row.get("tier", "")
    tier = tier_of(words)
    if not tier:
        w.doubts.append(f"Plan: “{words[:60]}” is no tier that is known: kept as it is written")
    return Plan(
        id=ident,
        child=w.child(_needed("plan", row, "child"), label_of("plan", "child")),
        tier=tier or words,
        category=row.get("category", ""),
        when=w.span(row, "from", "to", ("Start", "End")),
        ended_because=row.get("ended_because", ""),
    )


def _danger(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> DangerStatement:
    (row,) = rows
    children = w.children(row.get("children", ""), "Children")
    entries, cited_as = w.cited(row.get("entries", ""), children, "Entries behind it")
    plain = ("ref", "issue", "worried", "behaviour", "may_happen", "impact_now", "impact_later", "disputed", "words")
    return DangerStatement(
        id=ident,
        when=w.span(row, "from", "to", ("Date", "Ended")),
        children=children,
        entries=entries,
        cited_as=cited_as,
        **{column: row.get(column, "") for column in plain},
    )


def _goal(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> SafetyGoal:
    (row,) = rows
    lasting, as_written = w.lasting(row.get("holds_for", ""))
    danger = w.one_of(row.get("danger", ""), w.case.danger_statements, "Danger statement")
    children = w.children(row.get("children", ""), "Children")
    about = next((d.children for d in w.case.danger_statements if d.id == danger), ())
    return SafetyGoal(
        id=ident,
        ref=row.get("ref", ""),
        when=w.span(row, "from", "to", ("Date", "Ended")),
        children=children or about,
        danger=danger,
        parents_do=row.get("parents_do", ""),
        child_experiences=row.get("child_experiences", ""),
        professionals_see=row.get("professionals_see", ""),
        holds_for=lasting,
        holds_as_written=as_written,
        seen_from=w.when(row, "seen_from", "Seen from"),
        met=w.when(row, "met", "Met"),
        words=row.get("words", ""),
    )


def _scale(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> SafetyScale:
    (row,) = rows
    number = _needed("safety_scale", row, "value").split("/")[0].strip()
    if not number.isascii() or not number.isdigit() or int(number) > 10:
        raise InputError(f"0 to 10: “{number[:20]}” is no whole number from 0 to 10.", remedy="Write the number alone.")
    by, voice = row.get("by", ""), row.get("voice", "")
    child = w.child(_needed("safety_scale", row, "child"), "Child")
    return SafetyScale(
        id=ident,
        child=child,
        measures=next(iter(w.refs(row.get("measures", ""), "Danger statement or goal")), None),
        when=w.when(row, "from", "Date"),
        by=by,
        voice=_VOICES.get(folded(voice), Voice.NOT_SAID) if voice else _voice_of(w, by, child),
        value=int(number),
        why=row.get("why", ""),
    )


def _voice_of(w: WorkCells, by: str, child: Id) -> Voice:
    """Return whose voice it is where the name tells: the child's own, a parent's, a professional's."""
    if folded(by) in _VOICES:
        return _VOICES[folded(by)]
    if names_role(by) or names_agency(by):
        return Voice.PROFESSIONAL
    person = w.person(by)
    if person is None:
        return Voice.NOT_SAID
    if person == child:
        return Voice.CHILD
    return Voice.PARENT if any(person in p.parents for p in w.case.parentages if p.child == child) else Voice.NETWORK


def _safety_plan(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> SafetyPlan:
    first = _together(rows)
    steps = tuple(
        PlanStep(
            who=w.member(row.get("who", ""), row.get("role", "")), does=row.get("does", ""), when=row.get("when", "")
        )
        for row in rows
        if row.get("who") or row.get("does")
    )
    tried = tuple(
        Tried(
            when=w.when(row, "tried_on", "Tried on"),
            what=row.get("tried", ""),
            worked=said_yes(row.get("worked", "")),
        )
        for row in rows
        if row.get("tried") or row.get("tried_on")
    )
    triggers = tuple(dict.fromkeys(t for row in rows for t in listed_in(row.get("triggers", ""))))
    return SafetyPlan(
        id=ident,
        ref=first.get("ref", ""),
        when=w.span(first, "from", "to", ("Date", "Ended")),
        children=w.children(first.get("children", ""), "Children"),
        goals=w.refs(first.get("goals", ""), "Safety goals"),
        words=first.get("words", ""),
        whose_words=first.get("whose_words", ""),
        triggers=triggers,
        steps=steps,
        known_to_work=first.get("known_to_work", ""),
        tried=tried,
        agreed_by=first.get("agreed_by", ""),
        review_by=w.when(first, "review_by", "Look again by"),
    )


def _offer(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> FamilyOffer:
    (row,) = rows
    answer = row.get("answer", "")
    if answer and folded(answer) not in _ANSWERS:
        w.doubts.append(
            f"Answer: “{answer[:60]}” is neither accepted, declined nor no answer yet: kept with the reason"
        )
    kept = answer if answer and folded(answer) not in _ANSWERS else ""
    held = w.when(row, "held", "Meeting held on")
    meeting = None if held.is_undated else _meeting(w, held)
    if not held.is_undated and meeting is None:
        w.doubts.append(f"Meeting held on: no meeting of {held.words()} is recorded; the day is kept with the reason")
        kept = "; ".join(part for part in (kept, f"held on {held.words()}") if part)
    offer = FamilyOffer(
        id=ident,
        when=w.when(row, "from", "Date offered"),
        children=w.children(row.get("children", ""), "Children"),
        offered_by=row.get("offered_by", ""),
        offered_to=row.get("offered_to", ""),
        answer=_ANSWERS.get(folded(answer), OfferAnswer.NOT_SAID),
        reason="; ".join(part for part in (kept, row.get("reason", "")) if part),
        meeting=meeting,
    )
    return offer.model_copy(update={"what": row["what"]}) if row.get("what") else offer


def _meeting(w: WorkCells, held: When) -> Id | None:
    """Return the meeting of a day, or the entry that tells of one."""
    found = [m.id for m in w.case.of_kind(Meeting) if m.when.edtf == held.edtf]
    found += [e.id for e in w.case.entries if e.category in _MEETINGS and e.when.edtf[:10] == held.edtf[:10]]
    return found[0] if found else None


def _service(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Service:
    first = _together(rows)
    periods = tuple(period for row in rows for period in _periods(w, row))
    adults = tuple(p for name in w.names.split(first.get("people", "")) if (p := w.person(name)) is not None)
    return Service(
        id=ident,
        name=_needed("service", first, "name"),
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


def _view(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Entry:
    (row,) = rows
    child = w.child(_needed("view", row, "child"), "Child")
    alone = said_yes(row.get("alone", ""))
    view = View(
        child=child,
        words=_needed("view", row, "words").strip('“”"'),
        question=row.get("question", ""),
        to_whom=row.get("to_whom", ""),
        present=row.get("present", ""),
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
        seen=(Seen(child=child, is_alone=True, by=view.to_whom),) if alone else (),
    )


def _direct_work(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Entry:
    (row,) = rows
    return Entry(
        id=ident,
        when=w.when(row, "from", "Date"),
        children=w.children(_needed("direct_work", row, "children"), "Children"),
        category="direct_work",
        event=_needed("direct_work", row, "work"),
        outcome=row.get("found", ""),
        origin=Origin(person=row.get("by", "")),
        goals=w.refs(row.get("goals", ""), "For which goal"),
    )


def _decision(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Decision:
    first = _together(rows)
    what = first.get("what", "")
    kind = decision_kind(what)
    if what and not kind:
        w.doubts.append(f"Kind of decision: “{what[:60]}” is none that is known, and is laid beside its like alone")
    analyses: dict[Id, HarmAnalysis] = {}
    children: list[Id] = []
    for row in rows:
        of_row = w.children(row.get("child", ""), "Child")
        children += of_row
        entries, cited_as = w.cited(row.get("entries", ""), of_row, "Entries behind it")
        answers = {q: w.reasoned(row[q], entries, cited_as) for q in HARM_QUESTIONS if row.get(q)}
        for child in of_row:
            known = analyses.get(child, HarmAnalysis(child=child))
            analyses[child] = known.model_copy(update=answers)
    beside = w.decisions(first.get("beside", ""), "Earlier decision")
    return Decision(
        id=ident,
        ref=first.get("ref", ""),
        what=kind or what,
        when=w.when(first, "from", "Date"),
        children=tuple(dict.fromkeys(children)),
        threshold=first.get("threshold", ""),
        outcome=first.get("outcome", ""),
        decided_by=first.get("decided_by", ""),
        rationale=first.get("rationale", ""),
        analyses=tuple(a for a in analyses.values() if any(answer.words for _, answer in a.answers())),
        compared=tuple(Compared(decision=other, why=first.get("beside_why", "")) for other in beside),
    )


def _claim(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Claim:
    (row,) = rows
    children = w.children(row.get("children", ""), "Children")
    for_it, left = w.cited(row.get("for_it", ""), children, "Entries that bear it out")
    against_it, more = w.cited(row.get("against_it", ""), children, "Entries that speak against it")
    basis = basis_of(row.get("basis", ""), w.doubts.append) if row.get("basis") else Basis.NOT_RECORDED
    return Claim(
        id=ident,
        ref=row.get("ref", ""),
        when=w.when(row, "from", "Date"),
        children=children,
        words=_needed("claim", row, "words"),
        said_by=row.get("said_by", ""),
        basis=basis,
        corroborated_by=for_it,
        contradicted_by=against_it,
        answer=row.get("answer", ""),
        note="; ".join(f"cites {part}" for part in (left, more) if part),
    )


def _closure(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Closure:
    (row,) = rows
    children = w.children(row.get("children", ""), "Children")
    entries, cited_as = w.cited(row.get("entries", ""), children, "Entries behind it")
    return Closure(
        id=ident,
        ref=row.get("ref", ""),
        when=w.when(row, "from", "Date"),
        children=children,
        plan=row.get("plan", ""),
        changed=Reasoned(words=row.get("changed", ""), entries=entries, cited_as=cited_as),
        changed_from=w.when(row, "changed_from", "Seen since"),
        maintained_by=row.get("maintained_by", ""),
        warning_signs=listed_in(row.get("warning_signs", "")),
        noticed_by=w.members(row.get("noticed_by", "")),
        goals=w.refs(row.get("goals", ""), "Safety goals"),
        unmet=row.get("unmet", ""),
        rationale=row.get("rationale", ""),
        manager=row.get("manager", ""),
    )


def _supervision(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Supervision:
    first = _together(rows)
    questions = tuple(
        Question(
            words=row["question"],
            child=w.child(row["children"], "Children") if row.get("children") and _is_one(w, row["children"]) else None,
            rule=_rule(row.get("rule", "")),
            answer=row.get("answer", ""),
            answered=w.when(row, "answered", "Answered on"),
        )
        for row in rows
        if row.get("question")
    )
    actions = tuple(
        Action(
            words=row["action"],
            owner=row.get("owner", ""),
            due=w.when(row, "due", "By when"),
            done=w.when(row, "done", "Done on"),
        )
        for row in rows
        if row.get("action")
    )
    children = dict.fromkeys(c for row in rows for c in w.children(row.get("children", ""), "Children"))
    return Supervision(
        id=ident,
        when=w.when(first, "from", "Date"),
        manager=first.get("manager", ""),
        worker=first.get("worker", ""),
        children=tuple(children),
        narrative=first.get("narrative", ""),
        tested_by=first.get("tested_by", ""),
        questions=questions,
        actions=actions,
        rationale=first.get("rationale", ""),
        signed_by=first.get("signed_by", ""),
        signed=w.when(first, "signed", "Signed off on"),
    )


def _review(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> PatternReview:
    (row,) = rows
    made = {"adopted": Made.ADOPTED, "yes": Made.ADOPTED, "set aside": Made.SET_ASIDE, "no": Made.SET_ASIDE}
    words = _needed("pattern_review", row, "made")
    if folded(words) not in made:
        raise InputError(f"Adopted or set aside: “{words[:40]}” is neither.", remedy="Write “adopted” or “set aside”.")
    worker = row.get("worker", "").strip()
    if not worker:
        raise InputError("Worker: nobody is named.", remedy="A pattern is adopted by a named worker.")
    return PatternReview(
        id=ident,
        child=w.child(_needed("pattern_review", row, "child"), "Child"),
        rule=_rule(_needed("pattern_review", row, "rule")),
        made=made[folded(words)],
        worker=worker,
        when=w.when(row, "from", "Date"),
        words=row.get("words", ""),
    )


def _rule(words: str) -> str:
    """Return the key of the pattern that words name by key or title; the words where none is known."""
    known = {folded(key): key for key in pattern_data().rules}
    known |= {folded(data.title): key for key, data in pattern_data().rules.items()}
    return known.get(folded(words), words.strip())


def _needed(kind: str, row: Cells, column: str) -> str:
    words = row.get(column, "").strip()
    if not words:
        raise InputError(f"{label_of(kind, column)}: nothing is written.", remedy="Fill the cell.")
    return words


def _together(rows: Sequence[Cells]) -> dict[str, str]:
    """Return several rows as one: of each column the first that is filled."""
    found: dict[str, str] = {}
    for row in rows:
        for column, words in row.items():
            if words.strip():
                found.setdefault(column, words)
    return found


def _is_one(w: WorkCells, words: str) -> bool:
    return len(w.children(words, "Children")) == 1


MAKERS: Mapping[str, Make] = {
    "plan": _plan,
    "danger_statement": _danger,
    "safety_goal": _goal,
    "safety_scale": _scale,
    "safety_plan": _safety_plan,
    "family_offer": _offer,
    "service": _service,
    "view": _view,
    "direct_work": _direct_work,
    "decision": _decision,
    "claim": _claim,
    "closure": _closure,
    "supervision": _supervision,
    "pattern_review": _review,
}
"""The maker of each kind, in the order in which tables are taken: what is named by others goes before them."""
SEVERAL_ROWS: Mapping[str, tuple[str, ...]] = {
    "safety_plan": ("ref", "from"),
    "service": ("name", "children", "people"),
    "decision": ("ref", "from", "what"),
    "supervision": ("from", "manager"),
}
"""Kinds of which several rows may tell of one record, and the columns by which rows are known to; a row without any goes
on with the one above."""
