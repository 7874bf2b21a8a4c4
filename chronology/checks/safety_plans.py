"""Safety plans and offers to the family: whether the family's own network carries the plan, and whether it was tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chronology.checks.points import Looking, Point, called, has_happened
from chronology.lives.plans import plan_periods
from chronology.practice.agencies import names_agency, names_role
from chronology.practice.categories import folded
from chronology.practice.checks import check_data
from chronology.record.dates import Falls
from chronology.record.safety import NetworkMember, OfferAnswer, SafetyPlan
from chronology.record.values import Id

_NO_NAME = frozenset({
    "all", "anyone", "everybody", "everyone", "extended family", "family", "family members", "friend", "friends",
    "n a", "na", "neighbour", "neighbours", "network", "parents", "professionals", "relative", "relatives", "somebody",
    "someone", "tbc", "the extended family", "the family", "the network", "the parents",
})  # fmt: skip
"""What stands in place of a name."""
_PARENTS = re.compile(r"\b(?:mum|mother|dad|father|parents?|mummy|daddy|step-?dad|step-?mum)\b", re.IGNORECASE)
_LEGAL = frozenset({"legal_planning", "care_proceedings", "care_proceedings_start"})
"""Categories of entries that tell of steps towards court."""


def safety_plans(looking: Looking) -> Iterator[Point]:
    """Find what the safety plans that stand do not say, and whether they were tried."""
    for plan in looking.safety_plans:
        yield from _steps(looking, plan)
        what = called(plan)
        for key, is_there, words in (
            ("plan_no_trigger", any(t.strip() for t in plan.triggers), "does not say what sets it going"),
            ("plan_no_test", bool(plan.known_to_work.strip()), "does not say how anybody will know that it works"),
            ("plan_no_goal", bool(plan.goals), "serves no safety goal"),
            (
                "plan_not_their_words",
                bool(plan.words.strip() and plan.whose_words.strip()),
                "is not in words of which it is said that they are the family's own",
            ),
        ):
            if not is_there:
                yield Point(key, f"{what} {words}", (plan.id,))
        days = check_data("plan_untried").number("days")
        begun = plan.when.begins[1]
        if not plan.tried and begun is not None and (looking.day - begun).days > days:
            yield Point("plan_untried", f"{what} has stood for more than {days} days and was not tried", (plan.id,))
        if plan.tried and plan.tried[-1].worked is False:
            yield Point("plan_failed", f"{what} did not work when it was tried last", (plan.id,))
        if not plan.review_by.is_undated and has_happened(plan.review_by, looking.day):
            latest = plan.review_by.latest
            if latest is not None and latest < looking.day:
                words = f"{what} was to be looked at again by {plan.review_by.words()}"
                yield Point("plan_not_reviewed", words, (plan.id,))


def _steps(looking: Looking, plan: SafetyPlan) -> Iterator[Point]:
    what = called(plan)
    carried = [step.who for step in plan.steps if _is_of_network(looking, plan, step.who)]
    if not carried:
        yield Point("plan_no_network", f"{what} is carried by nobody beside parents and professionals", (plan.id,))
    for step in plan.steps:
        name = step.who.name.strip()
        if name and folded(name) in _NO_NAME:
            yield Point("plan_not_named", f"{what} gives a part to “{name}”, who is nobody in particular", (plan.id,))
        without = [
            words for words, part in (("who", name), ("what", step.does), ("when", step.when)) if not part.strip()
        ]
        if without:
            told = step.does or name or step.when or "a part"
            yield Point("plan_step_unclear", f"{what}: “{told}” does not say {' or '.join(without)}", (plan.id,))


def _is_of_network(looking: Looking, plan: SafetyPlan, who: NetworkMember) -> bool:
    """Return whether somebody is of the family's network: named, and neither a parent nor a professional."""
    name = who.name.strip()
    if not name or folded(name) in _NO_NAME or who.is_professional or names_role(name) or names_agency(who.role):
        return False
    if who.role and (_PARENTS.search(who.role) and "grand" not in who.role.casefold()):
        return False
    if names_role(who.role):
        return False
    children = looking.subjects_of(plan.children)
    if who.person is not None:
        return not any(
            who.person in held.parents for held in looking.case.parentages for c in children if held.child == c
        )
    return not (_PARENTS.fullmatch(name) or name.casefold() in {"mum", "dad"})


def family_offers(looking: Looking) -> Iterator[Point]:
    """Find proceedings that nobody offered the family a meeting before, and offers that led nowhere."""
    for offer in looking.case.family_offers:
        what = called(offer)
        if offer.answer in {OfferAnswer.NO_ANSWER, OfferAnswer.NOT_SAID} and looking.is_older(
            offer.when, check_data("offer_unanswered").number("days")
        ):
            yield Point("offer_unanswered", f"{what} has no answer", (offer.id,))
        if (
            offer.answer is OfferAnswer.ACCEPTED
            and offer.meeting is None
            and looking.is_older(offer.when, check_data("offer_no_meeting").number("days"))
        ):
            yield Point("offer_no_meeting", f"{what} was accepted, and no meeting is recorded", (offer.id,))
    for child in looking.children:
        legal = _legal(looking, child.id)
        if legal is None:
            continue
        ident, words, first = legal
        offered = any(
            (child.id in offer.children or not offer.children)
            and (offer.when.is_undated or offer.when.began_by(first) is not Falls.NO)
            for offer in looking.case.family_offers
        )
        if not offered:
            told = f"{words} for {child.shown_name}, and no offer of a family group decision-making meeting before it is recorded"
            yield Point("offer_missing", told, (ident,), child=child.id)


def _legal(looking: Looking, child: Id) -> tuple[Id, str, date] | None:
    """Return the first legal step for a child: the record that tells of it, in words, and its last possible day."""
    found: list[tuple[Id, str, date]] = []
    for plan in plan_periods(looking.case, child):
        last = plan.start.begins[1]
        if plan.tier == "pre_proceedings" and last is not None and last <= looking.day:
            found.append((plan.entries[0], f"pre-proceedings began on {plan.start.words()}", last))
    for entry in looking.case.entries_about(child):
        last = entry.when.latest
        if entry.category in _LEGAL and last is not None:
            found.append((entry.id, f"legal steps were taken on {entry.when.words()}", last))
    return min(found, key=lambda row: (row[2], row[0]), default=None)
