"""Patterns that a named worker has adopted, in the worker's words, with the entries for and against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.lives.experience import LivedExperience
from chronology.patterns.registry import patterns_of
from chronology.patterns.reviews import latest_reviews, review_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED
from chronology.record.entries import Entry
from chronology.record.sources import Standing
from chronology.record.supervision import Made, PatternReview
from chronology.record.values import Id
from exporters.documents.pages import Block, Column, Facts, Heading, Line, Paragraph, Row, Table, Tone
from exporters.work.telling import pattern_title


def adopted_of(case: CaseFile, child: Id) -> tuple[PatternReview, ...]:
    """Return the last look at each pattern of a child, where it was to adopt it."""
    return tuple(r for (who, _), r in latest_reviews(case).items() if who == child and r.made is Made.ADOPTED)


def adopted_blocks(case: CaseFile, life: LivedExperience, level: int) -> list[Block]:
    """Return the adopted patterns of one child; what nobody adopted has no place in an assessment.

    A look that did not keep its sentence and entries, such as one read from a table, stands with those of the day.
    """
    blocks: list[Block] = []
    child, day = life.child, life.day
    for kept in adopted_of(case, child):
        review = kept if kept.sentence else _as_at(case, kept, day)
        on = "" if review.when.is_undated else f", {review.when.words()}"
        blocks += [
            Heading(pattern_title(review.rule), level),
            Paragraph(f"“{review.words.strip('“”')}” ({review.worker}{on})"),
            Facts((("The record shows", review.sentence or "nothing of it on this day"),)),
        ]
        for title, ids in (("Entries behind this:", review.evidence), ("Entries against:", review.against)):
            known = [ident for ident in ids if ident in case.records]
            if known:
                blocks += [Paragraph(title), _entries(case, known, life)]
        if review.sentence and not review.against:
            blocks.append(Paragraph("No entry against it was found.", Tone.QUIET))
    if not blocks:
        return [Paragraph("No pattern has been adopted by a named worker.", Tone.QUIET)]
    return blocks


def _entries(case: CaseFile, ids: Sequence[Id], life: LivedExperience) -> Table:
    """Return entries as they stand on this child's page: words that name another child give way to what it was for this one."""
    own = {row.entry.id: row for row in (*life.timeline.entries, *life.timeline.undated)}
    rows = []
    for ident in ids:
        record = case.records[ident]
        when = getattr(record, "when", UNDATED)
        row = own.get(ident)
        if row is None:
            said = (
                f"a {record.kind.replace('_', ' ')}"
                if not isinstance(record, Entry)
                else "an entry about another child"
            )
            rows.append(Row((when.words() or "not dated", said, "")))
            continue
        said = row.impact or "An entry whose words name another child." if row.mentions_others else row.entry.event
        standing = "" if row.entry.standing is Standing.RECORDED else row.entry.standing.value
        cell = (Line(said or row.entry.category.replace("_", " ")), Line(standing, Tone.STRONG))
        rows.append(Row((when.words() or "not dated", cell, row.entry.origin.words() or "not recorded")))
    columns = (
        Column("date", "Date", 36, heads_row=True),
        Column("event", "What is recorded", 106),
        Column("source", "Source", 44),
    )
    return Table(columns, tuple(rows), "Entries")


def _as_at(case: CaseFile, review: PatternReview, day: date) -> PatternReview:
    found = patterns_of(case, review.child, day=day, only=(review.rule,))
    if not found:
        return review
    now = review_of(
        found, child=review.child, made=review.made, worker=review.worker, words=review.words or "-", day=day
    )
    return now.model_copy(update={"words": review.words, "when": review.when})
