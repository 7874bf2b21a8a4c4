"""Whether this child is told apart: from the siblings, from the adults, from what only one source says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from chronology.lives.mentions import speaks_of
from chronology.lives.recording.similar import recording_of
from chronology.patterns.life import Point, ids_of
from chronology.patterns.pattern import Found
from chronology.patterns.reading import Reading
from chronology.patterns.words import counted, day_words, listed
from chronology.practice.patterns import rule_data
from chronology.record.casefile import CaseFile
from chronology.record.decisions import HarmAnalysis
from chronology.record.entries import Entry, Significance
from chronology.record.sources import Basis, Standing
from chronology.record.values import Id

CLAIM_WORDS = ("progress", "strength", "turning_point")
"""Categories in which a change for the better is claimed."""


def merged_siblings(reading: Reading) -> Iterator[Found]:
    """Find the share of entries that name this child alone, where there are others and it is small, or none for long."""
    data = rule_data("merged_siblings")
    most, days = data.number("percent"), data.number("days")
    points = [p for p in reading.points if p.counts not in {"record", "family", "plan", "care", ""}]
    joint = [p for p in points if len(p.entry.children) > 1]
    alone = [p for p in points if len(p.entry.children) <= 1]
    if not joint or not points:
        return
    share = 100 * len(alone) / len(points)
    recent = [p for p in alone if p.last >= reading.day - timedelta(days)]
    if share > most and (recent or not _is_watched(reading, days)):
        return
    sentence = f"{len(alone)} of {counted(len(points), 'entry', 'entries')} name this child alone"
    if not recent:
        sentence += f"; none in the {days} days to {day_words(reading.day)}"
    sentence += f"; listed {'is' if len(joint) == 1 else 'are'} the {len(joint)} that {'names' if len(joint) == 1 else 'name'} others too"
    yield Found(
        f"{sentence}.",
        ids_of(joint),
        {"alone": len(alone), "of": len(points), "alone_lately": len(recent)},
        against=ids_of(alone),
    )


def _is_watched(reading: Reading, days: int) -> bool:
    """Whether anything at all is recorded of the child lately."""
    return any(p.last >= reading.day - timedelta(days) for p in reading.points)


def adult_focus(reading: Reading) -> Iterator[Found]:
    """Find the share of significant entries that write no impact for this child."""
    child = reading.life.child.id
    asked = [
        p
        for p in reading.points
        if p.entry.significance in {Significance.YES, Significance.TURNING_POINT}
        or p.counts in {"report", "concern", "violence"}
        or p.is_neglect
    ]
    if not asked or not reading.is_sure:
        return
    blank = [p for p in asked if not p.entry.impact_on(child)]
    if 100 * len(blank) < rule_data("adult_focus").number("percent") * len(asked):
        return
    yield Found(
        f"{len(blank)} of {counted(len(asked), 'entry', 'entries')} about concerns, or marked significant, "
        f"{'says' if len(blank) == 1 else 'say'} nothing of what it was for this child.",
        ids_of(blank),
        {"blank": len(blank), "of": len(asked)},
        against=ids_of(p for p in asked if p.entry.impact_on(child)),
    )


SEEN_SINCE = 5
"""Entries observed after a claim that are shown beside it: they may confirm or contradict it."""


def untested_claim(reading: Reading) -> Iterator[Found]:
    """Find a claim told by a parent, or an allegation from one source, that nothing confirms or contradicts after 28 days."""
    days = rule_data("untested_claim").number("days")
    points = reading.points
    answered = {other for p in points for other in (*p.entry.corroborates, *p.entry.contradicts)}
    for point in points:
        is_claim = point.entry.basis is Basis.TOLD_BY_PARENT and point.category in CLAIM_WORDS
        is_hearsay = point.entry.standing is Standing.ALLEGED and point.entry.basis in {
            Basis.TOLD_BY_OTHER,
            Basis.TOLD_BY_PARENT,
            Basis.NOT_RECORDED,
        }
        if not (is_claim or is_hearsay) or answered & {point.id, *point.others}:
            continue
        since = point.last if reading.is_sure else point.first
        if reading.day - since <= timedelta(days):
            continue
        what = "A change that a parent told of" if is_claim else "An allegation from one source"
        yield Found(
            f"{what} ({point.entry.when.words()}): after {(reading.day - since).days} days no entry is recorded as "
            "confirming or contradicting it.",
            (point.id,),
            {"days": (reading.day - since).days},
            against=ids_of(p for p in points if p.entry.basis is Basis.OBSERVED and p.rank > point.rank)[:SEEN_SINCE],
            missing=("what confirms it, and what speaks against it",),
            same=point.id,
        )


def conflict(reading: Reading) -> Iterator[Found]:
    """Find two entries that say they contradict one another; both are kept and the pair is shown."""
    by_id = {id_: p for p in reading.points for id_ in (p.id, *p.others)}
    told: set[frozenset[str]] = set()
    for point in reading.points:
        for other_id in point.entry.contradicts:
            other = by_id.get(other_id)
            pair = frozenset((point.id, other.id)) if other else frozenset()
            if other is None or other is point or pair in told:
                continue
            told.add(pair)
            one, two = sorted((point, other), key=lambda p: p.rank)
            yield Found(
                f"{_source(one)} ({one.entry.when.words()}) and {_source(two)} ({two.entry.when.words()}) do not agree.",
                ids_of((one, two)),
                same=pair,
            )


def decision_incomplete(reading: Reading) -> Iterator[Found]:
    """Find a threshold decision that leaves questions of harm to this child unanswered, or cites no entry."""
    data = rule_data("decision_incomplete")
    child = reading.life.child
    for point in reading.points:
        if point.category != "threshold_reached":
            continue
        entry = point.entry
        said = f"{entry.event}\n{entry.analysis}\n{entry.impact_on(child.id)}"
        answered = [words for words in data.words("words") if re.search(rf"\b(?:{words})", said, re.IGNORECASE)]
        if entry.impact_on(child.id) and data.words("words")[-1] not in answered:
            answered.append(data.words("words")[-1])
        is_cited = bool(entry.corroborates or entry.contradicts)
        analysis = _recorded_analysis(reading.life.case, entry, child.id)
        if analysis is not None:
            said = "\n".join(answer.words for _, answer in analysis.answers())
            answered = [question for question, answer in analysis.answers() if answer.words.strip()]
            is_cited = bool(analysis.entries)
        without = data.number("answers") - len(answered)
        if not without and is_cited:
            continue
        speaks_of_child = speaks_of(child, said)
        parts = [f"{without} of {data.number('answers')} questions of harm are not answered"] if without else []
        parts += [] if speaks_of_child else ["it speaks of the adults' conduct only"]
        parts += [] if is_cited else ["it cites no entry"]
        yield Found(
            f"In the threshold decision of {entry.when.words()} {listed(parts)}.",
            (point.id,),
            {"missing": without, "adult_conduct_only": not speaks_of_child, "cites": is_cited},
            same=point.id,
        )


def _recorded_analysis(case: CaseFile, entry: Entry, child: Id) -> HarmAnalysis | None:
    """Return what the decision record of a threshold entry answers for a child; None where no such record is kept.

    A record belongs to an entry that it names, else to one of its own day.
    """
    for decision in case.decisions:
        is_of_day = decision.entry is None and len(entry.when.edtf) == 10 and decision.when.edtf == entry.when.edtf
        if child in decision.children and (decision.entry == entry.id or is_of_day):
            return decision.analysis_of(child) or HarmAnalysis(child=child)
    return None


def copied_recording(reading: Reading) -> Iterator[Found]:
    """Find notes of this child whose wording is similar to an earlier note, the child's own or a sibling's."""
    data = rule_data("copied_recording")
    life = reading.life
    if not reading.is_sure or len(life.points) > data.number("most_entries"):
        return
    counted_ids = {p.id for p in life.points}
    case = life.case.with_records(
        (), removed=[e.id for e in life.case.entries if e.concerns(life.child.id) and e.id not in counted_ids]
    )
    (recording,) = recording_of(case, [life.child.id], day=reading.day).children
    similar = [s for s in recording.similar if s.entry in counted_ids]
    if len(similar) < data.number("notes"):
        return
    siblings = sum(s.where == "sibling" for s in similar)
    notes = {life.by_id[s.entry].id for s in similar}
    behind = ids_of(life.by_id[i] for s in similar for i in (s.entry, s.of) if i in life.by_id)
    earlier = len(behind) - len(notes)
    yield Found(
        f"{counted(len(similar), 'note')} of this child with wording similar to an earlier note"
        f"{f', {siblings} of them of a sibling' if siblings else ''}"
        + (
            f" ({counted(len(behind), 'entry', 'entries')}{f': {len(notes)} of them, and the {earlier} that they are like' if earlier else ''})"
            if len(behind) != len(similar)
            else ""
        )
        + ".",
        behind,
        {"similar": len(similar), "siblings": siblings},
    )


def _source(point: Point) -> str:
    return point.entry.origin.words() or "A source that is not named"
