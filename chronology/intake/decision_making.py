"""Rows of what workers decide and look back on as records: decisions, claims of change, closures, supervision, patterns made use of."""

from __future__ import annotations

from collections.abc import Sequence

from chronology.intake.cells import basis_of
from chronology.intake.work_cells import WorkCells, listed_in
from chronology.intake.work_columns import Cells, is_one, needed, together
from chronology.practice.categories import folded
from chronology.practice.decisions import decision_kind
from chronology.practice.patterns import pattern_data
from chronology.record.decisions import HARM_QUESTIONS, Claim, Closure, Compared, Decision, HarmAnalysis, Reasoned
from chronology.record.errors import InputError
from chronology.record.sources import Basis
from chronology.record.supervision import Action, Made, PatternReview, Question, Supervision
from chronology.record.values import Id


def decision_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Decision:
    """Return the decision that rows tell of, with each child's own analysis."""
    first = together(rows)
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


def claim_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Claim:
    """Return the claim of change that a row is, with what was observed."""
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
        words=needed("claim", row, "words"),
        said_by=row.get("said_by", ""),
        basis=basis,
        corroborated_by=for_it,
        contradicted_by=against_it,
        answer=row.get("answer", ""),
        note="; ".join(f"cites {part}" for part in (left, more) if part),
    )


def closure_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Closure:
    """Return the closure that a row is."""
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


def supervision_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> Supervision:
    """Return the supervision that rows tell of, a question or an action a row."""
    first = together(rows)
    questions = tuple(
        Question(
            words=row["question"],
            child=w.child(row["children"], "Children") if row.get("children") and is_one(w, row["children"]) else None,
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


def review_made(w: WorkCells, ident: Id, rows: Sequence[Cells]) -> PatternReview:
    """Return what a worker made of one pattern."""
    (row,) = rows
    made = {"adopted": Made.ADOPTED, "yes": Made.ADOPTED, "set aside": Made.SET_ASIDE, "no": Made.SET_ASIDE}
    words = needed("pattern_review", row, "made")
    if folded(words) not in made:
        raise InputError(f"Adopted or set aside: “{words[:40]}” is neither.", remedy="Write “adopted” or “set aside”.")
    worker = row.get("worker", "").strip()
    if not worker:
        raise InputError("Worker: nobody is named.", remedy="A pattern is adopted by a named worker.")
    return PatternReview(
        id=ident,
        child=w.child(needed("pattern_review", row, "child"), "Child"),
        rule=_rule(needed("pattern_review", row, "rule")),
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
