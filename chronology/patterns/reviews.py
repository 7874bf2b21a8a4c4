"""What a named worker makes of a pattern: kept with the sentence and the entries as they were on that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.patterns.pattern import Pattern
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.supervision import Made, PatternReview
from chronology.record.values import Id, new_id


def review_of(found: Sequence[Pattern], *, child: Id, made: Made, worker: str, words: str, day: date) -> PatternReview:
    """Return a worker's look at the patterns of one rule for one child; raises UsageError without a name or a word."""
    if not worker.strip() or not words.strip():
        raise UsageError("a pattern is adopted or set aside by a named worker, in the worker's own words.")
    return PatternReview(
        id=new_id(),
        child=child,
        rule=found[0].rule,
        made=made,
        worker=worker.strip(),
        when=When.on(day),
        known=When.on(day),
        words=words.strip(),
        sentence=" ".join(pattern.sentence for pattern in found),
        evidence=tuple(dict.fromkeys(i for pattern in found for i in pattern.evidence)),
        against=tuple(dict.fromkeys(i for pattern in found for i in pattern.against)),
    )


def latest_reviews(case: CaseFile) -> dict[tuple[Id, str], PatternReview]:
    """Return what was made last of each rule's patterns for each child."""
    return {(review.child, review.rule): review for review in case.pattern_reviews}
