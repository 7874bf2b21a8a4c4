"""Supervision: what was asked and not answered, what was to be done, what nothing has tested; and patterns looked at."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.points import Looking, Point, called, cut
from chronology.patterns.registry import RULES, patterns_of
from chronology.patterns.reviews import latest_reviews
from chronology.patterns.words import counted
from chronology.practice.checks import check_data
from chronology.practice.patterns import rule_data
from chronology.record.supervision import Made, PatternReview, Question, Supervision

_KEYS = frozenset(rule.key for rule in RULES)


def open_questions(looking: Looking) -> Iterator[tuple[Supervision, Question]]:
    """Yield the questions of supervision that have no answer by the day, the oldest first."""
    for meeting in looking.case.supervisions:
        for question in meeting.questions:
            if not question.answer.strip():
                yield meeting, question


def untested(looking: Looking) -> Iterator[Supervision]:
    """Yield the supervisions whose narrative nothing has tested, unless a later one of the same children did."""
    meetings = looking.case.supervisions
    for at, meeting in enumerate(meetings):
        if not meeting.narrative.strip() or meeting.tested_by.strip():
            continue
        later = [m for m in meetings[at + 1 :] if not meeting.children or set(meeting.children) <= set(m.children)]
        if not any(m.tested_by.strip() for m in later):
            yield meeting


def supervision(looking: Looking) -> Iterator[Point]:
    """Find what supervision left open."""
    days = check_data("question_open").number("days")
    for meeting, question in open_questions(looking):
        if looking.is_older(meeting.when, days):
            words = f"asked in {called(meeting)} and not answered: “{cut(question.words)}”"
            yield Point("question_open", words, (meeting.id,), child=question.child)
    for meeting in untested(looking):
        words = f"nothing has tested what {called(meeting)} thinks is going on: “{cut(meeting.narrative)}”"
        yield Point("narrative_untested", words, (meeting.id,))
    for meeting in looking.case.supervisions:
        what = called(meeting)
        for action in meeting.actions:
            if not action.owner.strip() or action.due.is_undated:
                without = " and ".join(
                    words
                    for words, lacks in (("no owner", not action.owner.strip()), ("no day", action.due.is_undated))
                    if lacks
                )
                yield Point("action_unowned", f"{what}: “{cut(action.words)}” has {without}", (meeting.id,))
            due = action.due.latest
            if action.done.is_undated and due is not None and due < looking.day:
                words = f"{what}: “{cut(action.words)}” was due on {action.due.words()} and is not done"
                yield Point("action_late", words, (meeting.id,))
        unsigned = not meeting.signed_by.strip()
        if unsigned and looking.is_older(meeting.when, check_data("supervision_unsigned").number("days")):
            yield Point("supervision_unsigned", f"{what} has not been signed off", (meeting.id,))


def pattern_reviews(looking: Looking) -> Iterator[Point]:
    """Find patterns that have grown since somebody looked at them, and looks without words."""
    for review in looking.case.pattern_reviews:
        if not review.words.strip():
            made = "adopted" if review.made is Made.ADOPTED else "set aside"
            words = f"“{_title(review)}” was {made} for {looking.name(review.child)} without a word"
            yield Point("pattern_no_words", words, (review.id,), child=review.child)
    for (child, rule), review in latest_reviews(looking.case).items():
        if child not in looking.child_ids or rule not in _KEYS:
            continue
        now = {i for p in patterns_of(looking.case, child, day=looking.day, only=(rule,)) for i in p.evidence}
        new = tuple(i for i in now if i not in {*review.evidence, *review.against})
        if new and review.evidence:
            words = (
                f"{counted(len(new), 'entry has', 'entries have')} come to “{_title(review)}” for {looking.name(child)} since "
                f"it was {review.made.value}"
            )
            yield Point("pattern_grown", words, (review.id, *sorted(new)), child=child)


def _title(review: PatternReview) -> str:
    return rule_data(review.rule).title if review.rule in _KEYS else review.rule
