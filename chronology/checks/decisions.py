"""Threshold decisions: whether the harm to each child is answered from entries, and why one is unlike another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chronology.checks.points import Looking, Point, called, is_before
from chronology.lives.mentions import names_of, speaks_of
from chronology.patterns.words import listed
from chronology.practice.categories import folded
from chronology.practice.checks import check_data
from chronology.practice.decisions import outcome_kind
from chronology.record.casefile import CaseFile
from chronology.record.dates import add_months
from chronology.record.decisions import HARM_QUESTIONS, Decision, HarmAnalysis
from chronology.record.values import Id

QUESTIONS = {
    "harm": "what the harm is",
    "significance": "how significant it is",
    "likelihood": "how likely it is",
    "imminence": "how soon it may come",
    "impact": "what it does to the child",
}
"""The five questions of harm, as they are said."""


def decisions(looking: Looking) -> Iterator[Point]:
    """Find what threshold decisions leave open."""
    for decision in looking.case.decisions:
        yield from _itself(looking, decision)
        for child in looking.subjects_of(decision.children) if decision.children else ():
            yield from _of_child(looking, decision, child)
        yield from _same_words(looking, decision)
        yield from _unlike(looking, decision)


def _itself(looking: Looking, decision: Decision) -> Iterator[Point]:
    what = called(decision)
    if not decision.children:
        yield Point("decision_no_children", f"{what} names no child", (decision.id,))
    if not decision.outcome.strip():
        yield Point("decision_no_outcome", f"{what} does not say what was decided", (decision.id,))
    if not decision.rationale.strip():
        yield Point("decision_no_rationale", f"{what} does not say why", (decision.id,))
    later = tuple(
        entry
        for analysis in decision.analyses
        for entry in analysis.entries
        if entry in looking.case.records and _is_later(looking, entry, decision)
    )
    if later:
        words = f"{what} cites {'an entry' if len(later) == 1 else f'{len(later)} entries'} of a later day"
        yield Point("decision_cites_later", words, (decision.id, *dict.fromkeys(later)), is_fault=True)


def _is_later(looking: Looking, entry: Id, decision: Decision) -> bool:
    cited = looking.entries.get(entry)
    return cited is not None and is_before(decision.when, cited.when)


def _of_child(looking: Looking, decision: Decision, child: Id) -> Iterator[Point]:
    what, name = called(decision), looking.name(child)
    analysis = decision.analysis_of(child) or HarmAnalysis(child=child)
    without = [QUESTIONS[question] for question, answer in analysis.answers() if not answer.words.strip()]
    if without:
        said = "none of the five questions of harm is" if len(without) == len(HARM_QUESTIONS) else "it is not"
        left = "" if len(without) == len(HARM_QUESTIONS) else f": {listed(without)}"
        words = f"{what}: for {name} {said} answered{left}"
        yield Point("decision_harm_missing", words, (decision.id,), child=child)
    answered = [(question, answer) for question, answer in analysis.answers() if answer.words.strip()]
    bare = [QUESTIONS[question] for question, answer in answered if not answer.entries]
    if bare:
        words = f"{what}: for {name} the answers to {listed(bare)} cite no entry"
        yield Point("decision_cites_nothing", words, (decision.id,), child=child)
    told = "\n".join(answer.words for _, answer in answered)
    person = looking.case.people.get(child)
    if told and person is not None and not speaks_of(person, told):
        words = f"{what}: what is answered for {name} speaks of adults alone"
        yield Point("decision_adults_only", words, (decision.id,), child=child)
    cited = [looking.entries[entry] for entry in analysis.entries if entry in looking.entries]
    about_others = [entry for entry in cited if entry.children and child not in entry.children]
    if cited and len(about_others) == len(cited):
        words = f"{what}: every entry cited for {name} is about other children"
        yield Point("decision_of_others", words, (decision.id, *(e.id for e in cited)), child=child)


def _same_words(looking: Looking, decision: Decision) -> Iterator[Point]:
    by_words: dict[str, list[Id]] = {}
    for analysis in decision.analyses:
        told = folded(_without_names(looking, " ".join(answer.words for _, answer in analysis.answers())))
        if told:
            by_words.setdefault(told, []).append(analysis.child)
    for children in by_words.values():
        if len(children) > 1:
            names = listed([looking.name(child) for child in children])
            words = f"{called(decision)} answers for {names} in the same words"
            yield Point("decision_same_words", words, (decision.id, *children))


def _without_names(looking: Looking, words: str) -> str:
    names = sorted({name for child in looking.children for name in names_of(child)}, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", "", words) if names else words


@dataclass(frozen=True)
class Beside:
    """An earlier decision of the same kind, laid beside a later one, for one child of each."""

    decision: Decision
    earlier: Decision
    child: Id
    """The child of the later decision."""
    other: Id
    """The child of the earlier one: the same, or a sibling."""
    is_like: bool
    """Whether both came to the same."""
    explained: str
    """What explains a difference; empty where nothing does."""


def beside(case: CaseFile, decision: Decision) -> tuple[Beside, ...]:
    """Return the earlier decisions of the same kind, of each child and of every sibling, the latest of each child.

    Whose parents are recorded and are all others is no sibling; where the parents of one are not recorded, it is laid beside.
    A difference is explained by a reason given for it, by an entry cited that came after the earlier decision, or,
    beside a sibling, by an entry cited that is about this child and not about the sibling.
    """
    data = check_data("decision_unlike")
    day = decision.when.earliest
    if day is None or not decision.what:
        return ()
    found: list[Beside] = []
    for child in decision.children:
        latest: dict[Id, Decision] = {}
        for earlier in case.decisions:
            then = earlier.when.latest
            if earlier.id == decision.id or earlier.what != decision.what or then is None or then > day:
                continue
            for other in earlier.children:
                is_own = other == child
                if not is_own and not _may_be_siblings(case, child, other):
                    continue
                months = data.number("months" if is_own else "sibling_months")
                if (other in decision.children and not is_own) or add_months(then, months) < day:
                    continue
                if is_own and then == day and earlier.id > decision.id:
                    continue
                latest[other] = earlier
        found += [
            Beside(
                decision,
                earlier,
                child,
                other,
                outcome_kind(earlier.outcome) == outcome_kind(decision.outcome),
                _explained(case, decision, earlier, child, other),
            )
            for other, earlier in latest.items()
        ]
    return tuple(found)


def _may_be_siblings(case: CaseFile, one: Id, other: Id) -> bool:
    parents, others = (
        {parent for parentage in case.parentages_by_child.get(child, ()) for parent in parentage.parents}
        for child in (one, other)
    )
    return not parents or not others or bool(parents & others)


def _explained(case: CaseFile, decision: Decision, earlier: Decision, child: Id, other: Id) -> str:
    why = next((c.why.strip() for c in decision.compared if c.decision == earlier.id), "")
    if why:
        return why
    analysis = decision.analysis_of(child)
    entries = {entry.id: entry for entry in case.entries}
    for cited in (entries[i] for i in (analysis.entries if analysis else ()) if i in entries):
        if is_before(earlier.when, cited.when):
            return f"the entry of {cited.when.words()} came after it"
        if child != other and cited.concerns(child) and not cited.concerns(other):
            return f"the entry of {cited.when.words()} is about this child alone"
    return ""


def _unlike(looking: Looking, decision: Decision) -> Iterator[Point]:
    for row in beside(looking.case, decision):
        if row.is_like or row.explained or not decision.outcome or not row.earlier.outcome:
            continue
        if row.child not in looking.child_ids:
            continue
        whose = "an earlier one" if row.child == row.other else f"one for {looking.name(row.other)}"
        words = (
            f"{called(decision)} came to “{decision.outcome}” for {looking.name(row.child)}; {whose} of "
            f"{row.earlier.when.words()} came to “{row.earlier.outcome}”, and nothing explains the difference"
        )
        yield Point("decision_unlike", words, (decision.id, row.earlier.id), child=row.child)
