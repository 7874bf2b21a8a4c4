"""A made family whose practice leaves nothing to consider, for tests that break one thing at a time."""

from __future__ import annotations

from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Claim, Closure, Compared, Decision, HarmAnalysis, Reasoned
from chronology.record.entries import Entry, Origin, View
from chronology.record.people import Person
from chronology.record.plans import Meeting, Plan, Service, ServicePeriod, ServiceState
from chronology.record.safety import (
    DangerStatement,
    FamilyOffer,
    Lasting,
    NetworkMember,
    OfferAnswer,
    PlanStep,
    SafetyGoal,
    SafetyPlan,
    SafetyScale,
    Tried,
    Voice,
)
from chronology.record.sources import Basis
from chronology.record.supervision import Action, Made, PatternReview, Question, Supervision
from chronology.record.ties import Parentage
from chronology.record.values import Record

DAY = date(2024, 3, 20)
"""The day as at which the made family is looked at."""


def on(day: str) -> When:
    """Return a day or period from its EDTF text."""
    return When(edtf=day)


def entry(ident: str, day: str, children: tuple[str, ...], words: str, **more: object) -> Entry:
    """Return an entry by an agency."""
    given = {"origin": Origin(agency="Hawthorn Primary School"), "basis": Basis.OBSERVED, **more}
    return Entry(id=ident, when=on(day), children=children, event=words, **given)


def analysis(child: str, name: str, *cited: str) -> HarmAnalysis:
    """Return five answers about one child, each citing entries."""
    said = {
        "harm": f"{name} goes to school hungry and is left to find food",
        "significance": f"{name} has lost weight over a term",
        "likelihood": f"it happens to {name} most weeks",
        "imminence": f"{name} was hungry again this week",
        "impact": f"{name} cannot learn in the mornings and hides food",
    }
    return HarmAnalysis(child=child, **{key: Reasoned(words=words, entries=cited) for key, words in said.items()})


def good_records() -> list[Record]:
    """Return two children, three worries' worth of practice, and nothing to consider in any of it."""
    both = ("ada", "ben")
    gran = NetworkMember(name="Joan Reed", role="grandmother", does="rings the social worker")
    return [
        Person(id="ada", name="Ada Reed", given="Ada", birth=on("2014-05-02"), is_subject=True),
        Person(id="ben", name="Ben Reed", given="Ben", birth=on("2017-09-14"), is_subject=True),
        Person(id="mum", name="Tess Reed", given="Tess", birth=on("1990-01-01")),
        Parentage(id="pa", child="ada", parents=("mum",)),
        Parentage(id="pb", child="ben", parents=("mum",)),
        entry("e1", "2022-11-03", ("ada",), "Ada came to school without breakfast and asked for food."),
        entry("e2", "2023-01-12", ("ada",), "Ada was hungry and had taken a lunch from another bag."),
        entry("e3", "2023-02-01", ("ben",), "Ben had bread hidden under his bed and ate it in front of the worker."),
        entry(
            "v1",
            "2024-02-10",
            ("ada",),
            "Ada drew her week.",
            views=(View(child="ada", words="There is tea every day now", answers=("ds1",)),),
            category="direct_work",
            goals=("g1",),
        ),
        entry(
            "v2",
            "2024-02-11",
            ("ben",),
            "Ben played with the kitchen.",
            views=(View(child="ben", words="Mum makes pasta", answers=("g1",)),),
            category="direct_work",
            goals=("g1",),
        ),
        entry(
            "e4", "2024-02-12", both, "Both had eaten breakfast at home and brought lunch, as on every day since July."
        ),
        Decision(
            id="d0",
            what="section_47",
            when=on("2022-03-01"),
            children=("ada",),
            outcome="no further action",
            rationale="one report, and food was seen in the home",
            analyses=(analysis("ada", "Ada", "e0"),),
        ),
        entry("e0", "2022-02-20", ("ada",), "Ada said there was no dinner at home the night before."),
        Decision(
            id="d1",
            ref="D1",
            what="section_47",
            when=on("2023-02-10"),
            children=both,
            threshold="likely significant harm",
            outcome="child protection conference",
            rationale="the harm is seen over a term, from three sources",
            decided_by="Team manager",
            analyses=(
                analysis("ada", "Ada", "e1", "e2"),
                HarmAnalysis(
                    child="ben",
                    **{
                        key: Reasoned(words=words, entries=("e3",))
                        for key, words in {
                            "harm": "Ben stores food because meals do not come",
                            "significance": "Ben is five and looks for food by himself",
                            "likelihood": "Ben does it every day",
                            "imminence": "Ben did it yesterday",
                            "impact": "Ben wakes at night and searches for food",
                        }.items()
                    },
                ),
            ),
            compared=(Compared(decision="d0", why="since then three reports in a term"),),
        ),
        Plan(id="p1", child="ada", tier="child_protection", when=on("2023-03-01/2024-03-01")),
        DangerStatement(
            id="ds1",
            ref="DS1",
            when=on("2023-03-01"),
            children=both,
            issue="food",
            worried="School, Joan and the social worker are worried",
            behaviour="that Ada came to school hungry on two days a week and Ben hid bread under his bed",
            may_happen="If nothing changes Ada and Ben may go without meals and look for food outside",
            impact_now="They are hungry and cannot sleep or learn",
            impact_later="They may not grow as they should, and may not trust adults to look after them",
            entries=("e1", "e2", "e3"),
        ),
        SafetyGoal(
            id="g1",
            ref="G1",
            when=on("2023-03-01"),
            children=both,
            danger="ds1",
            parents_do="Tess will cook a meal every evening and have food for breakfast in the house",
            child_experiences="Ada and Ben will sit down to eat every day and know what there is tomorrow",
            professionals_see="School will see both children fed in the morning",
            holds_for=Lasting(number=6),
            seen_from=on("2023-07-15"),
            met=on("2024-02-15"),
        ),
        SafetyScale(
            id="s1",
            child="ada",
            measures="ds1",
            when=on("2024-02-14"),
            by="Tess",
            voice=Voice.PARENT,
            value=9,
            why="meals",
        ),
        SafetyScale(
            id="s2",
            child="ada",
            measures="g1",
            when=on("2024-02-14"),
            by="School",
            voice=Voice.PROFESSIONAL,
            value=8,
            why="Ada eats with us now",
        ),
        SafetyScale(
            id="s3",
            child="ben",
            measures="ds1",
            when=on("2024-02-14"),
            by="Ben",
            voice=Voice.CHILD,
            value=10,
            why="pasta",
        ),
        SafetyScale(
            id="s4",
            child="ben",
            measures="ds1",
            when=on("2024-02-14"),
            by="Joan",
            voice=Voice.NETWORK,
            value=8,
            why="he sleeps through",
        ),
        SafetyPlan(
            id="sp1",
            ref="SP1",
            when=on("2023-03-10"),
            children=both,
            goals=("g1",),
            words="If the cupboard gets empty we ring Nan before it is bare.",
            whose_words="Tess",
            triggers=("two days before the benefit comes",),
            steps=(PlanStep(who=gran, does="brings a cooked meal", when="every Thursday"),),
            known_to_work="Ada and Ben tell Joan what they ate",
            tried=(Tried(when=on("2023-06-01"), what="the cooker broke", worked=True),),
            agreed_by="Tess and Joan",
            review_by=on("2024-09-01"),
        ),
        FamilyOffer(
            id="o1",
            when=on("2023-02-20"),
            children=both,
            offered_to="Tess",
            answer=OfferAnswer.ACCEPTED,
            meeting="m1",
        ),
        Meeting(id="m1", what="family group decision-making meeting", when=on("2023-03-05"), children=both),
        Service(
            id="sv1",
            name="Cooking on a budget",
            provider="Family hub",
            children=both,
            periods=(
                ServicePeriod(state=ServiceState.OFFERED, when=on("2023-03-10")),
                ServicePeriod(state=ServiceState.STARTED, when=on("2023-04-01")),
                ServicePeriod(state=ServiceState.ENDED, when=on("2023-06-30"), reason="completed"),
            ),
            need="food",
        ),
        Claim(
            id="c1",
            when=on("2024-02-01"),
            children=("ada",),
            words="There is a meal every night",
            said_by="Tess",
            basis=Basis.TOLD_BY_PARENT,
            corroborated_by=("e4", "v1"),
        ),
        Closure(
            id="cl1",
            when=on("2024-03-01"),
            children=both,
            plan="child protection",
            changed=Reasoned(words="Both children are fed every day", entries=("e4", "v1")),
            changed_from=on("2023-07-15"),
            maintained_by="Joan's Thursdays and the food budget on the fridge",
            warning_signs=("hidden food", "hungry on Mondays"),
            noticed_by=(gran,),
            goals=("g1",),
            rationale="Seen for more than seven months by school and Joan",
            manager="Team manager",
        ),
        Supervision(
            id="su1",
            when=on("2024-01-10"),
            manager="Team manager",
            worker="Social worker",
            children=both,
            narrative="Tess can feed the children once money is planned",
            tested_by="The week the benefit was late was looked at: there was food",
            questions=(
                Question(words="Who saw breakfast?", child="ada", answer="Joan and school", answered=on("2024-02-01")),
            ),
            actions=(
                Action(
                    words="Ask Ben about mornings", owner="Social worker", due=on("2024-02-20"), done=on("2024-02-11")
                ),
            ),
            signed_by="Team manager",
            signed=on("2024-01-15"),
        ),
        PatternReview(
            id="pr1",
            child="ada",
            rule="duration",
            made=Made.SET_ASIDE,
            worker="Social worker",
            when=on("2024-03-01"),
            words="Two winters, and a change since",
            evidence=("e0", "e1", "e2", "e3", "e4", "v1"),
        ),
    ]


def good_case() -> CaseFile:
    """Return the made family as a case file."""
    return CaseFile.of(good_records())
