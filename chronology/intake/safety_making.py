"""Rows of what is worked out with the family as records: danger statements, safety goals, scales and plans, offers of a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.intake.work_cells import WorkCells, listed_in, said_yes
from chronology.intake.work_columns import Cells, needed, together
from chronology.practice.agencies import names_agency, names_role
from chronology.practice.categories import folded
from chronology.record.dates import When
from chronology.record.errors import InputError
from chronology.record.plans import Meeting
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
from chronology.record.values import Id

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


def danger_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> DangerStatement:
    """Return the danger statement that a row is."""
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


def goal_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> SafetyGoal:
    """Return the safety goal that a row is."""
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


def scale_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> SafetyScale:
    """Return the safety scale that a row is: one child, one voice, one number."""
    (row,) = rows
    number = needed("safety_scale", row, "value").split("/")[0].strip()
    if not number.isascii() or not number.isdigit() or int(number) > 10:
        raise InputError(f"0 to 10: “{number[:20]}” is no whole number from 0 to 10.", remedy="Write the number alone.")
    by, voice = row.get("by", ""), row.get("voice", "")
    if voice and folded(voice) not in _VOICES:
        w.doubts.append(
            f"Whose voice: “{voice[:40]}” is neither child, parent, family and network nor professional: kept beside who says so"
        )
        by, voice = f"{by} ({voice})" if by else voice, ""
    child = w.child(needed("safety_scale", row, "child"), "Child")
    return SafetyScale(
        id=ident,
        child=child,
        measures=next(iter(w.refs(row.get("measures", ""), "Danger statement or goal")), None),
        when=w.when(row, "from", "Date"),
        by=by,
        voice=_VOICES[folded(voice)] if voice else _voice_of(w, row.get("by", ""), child),
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


def safety_plan_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> SafetyPlan:
    """Return the safety plan that rows tell of, a step a row."""
    first = together(rows)
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
            what="; ".join(filter(None, (row.get("tried", ""), w.neither(row, "worked", "Did it work")))),
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


def offer_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> FamilyOffer:
    """Return the offer of a meeting of the family that a row is."""
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
