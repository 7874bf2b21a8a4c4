"""Every rule, and all patterns of a child: each rule read for what holds however the dates fall, then for what may."""

from __future__ import annotations

from datetime import date

from chronology.patterns import apart, kinds, neglect, plan_rules, reports, stages, visibility
from chronology.patterns.life import Life, life_of
from chronology.patterns.pattern import Certainty, Found, Pattern, PatternRule
from chronology.patterns.reading import Reading
from chronology.record.casefile import CaseFile
from chronology.record.steps import stepwise
from chronology.record.values import Id

RULES: tuple[PatternRule, ...] = (
    PatternRule("chronic_neglect", neglect.chronic_neglect),
    PatternRule("duration", stages.duration),
    PatternRule("extent", stages.extent),
    PatternRule("continuity", stages.continuity),
    PatternRule("calendar", stages.calendar),
    PatternRule("frequent", reports.frequent),
    PatternRule("chronic_reports", reports.chronic_reports),
    PatternRule("report_band", reports.report_band),
    PatternRule("rate", reports.rate),
    PatternRule("rereport", reports.rereport),
    PatternRule("isolated_or_recurring", reports.isolated_or_recurring),
    PatternRule("cumulative", kinds.cumulative),
    PatternRule("cooccurrence", kinds.cooccurrence),
    PatternRule("severity", kinds.severity),
    PatternRule("graded_care", kinds.graded_care),
    PatternRule("not_brought", visibility.not_brought),
    PatternRule("day_in_life", visibility.day_in_life),
    PatternRule("unseen", visibility.unseen, is_of_dates=False),
    PatternRule("vanishing", visibility.vanishing),
    PatternRule("merged_siblings", apart.merged_siblings),
    PatternRule("adult_focus", apart.adult_focus),
    PatternRule("untested_claim", apart.untested_claim),
    PatternRule("conflict", apart.conflict),
    PatternRule("repeat_cp", plan_rules.repeat_cp),
    PatternRule("repeat_cp_2y", plan_rules.repeat_cp_2y),
    PatternRule("plans_in_year", plan_rules.plans_in_year),
    PatternRule("step_up", plan_rules.step_up),
    PatternRule("short_step_down", plan_rules.short_step_down),
    PatternRule("rereferral", reports.rereferral),
    PatternRule("closed_early", plan_rules.closed_early),
    PatternRule("start_again", plan_rules.start_again),
    PatternRule("decision_incomplete", apart.decision_incomplete),
    PatternRule("copied_recording", apart.copied_recording),
    PatternRule("drift", plan_rules.drift),
)


def patterns_of(case: CaseFile, child: Id, *, day: date, only: tuple[str, ...] = ()) -> tuple[Pattern, ...]:
    """Return one child's patterns to consider as at a day, in the order of the registry; `only` some rules, if given."""
    life = life_of(case, child, day=day)
    return tuple(p for rule in stepwise(RULES) if not only or rule.key in only for p in patterns_by(rule, life))


def patterns_by(rule: PatternRule, life: Life) -> tuple[Pattern, ...]:
    """Return what one rule finds: first what holds however the dates fall, then what depends on them."""
    sure = list(rule.find(Reading(life, is_sure=True)))
    told = {found.same for found in sure}
    is_enough = rule.is_of_dates and life.is_exact
    maybe = [] if is_enough else [found for found in rule.find(Reading(life, is_sure=False)) if found.same not in told]
    return (
        *(_pattern(rule, life, found, Certainty.CERTAIN) for found in sure),
        *(_pattern(rule, life, found, Certainty.POSSIBLE) for found in maybe),
    )


def _pattern(rule: PatternRule, life: Life, found: Found, certainty: Certainty) -> Pattern:
    inside = [life.by_id[i] for i in found.evidence if i in life.by_id]
    return Pattern(
        rule.key,
        life.child.id,
        certainty,
        found.sentence,
        found.evidence,
        (min((p.first for p in inside), default=None), max((p.last for p in inside), default=None)),
        tuple(i for i in found.against if i not in found.evidence),
        (*found.missing, *life.missing),
        found.because,
        found.value,
    )
