"""One fault at a time, seeded into the made family: for every check of practice, what makes it find something."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chronology.record.dates import UNDATED
from chronology.record.decisions import HarmAnalysis, Reasoned
from chronology.record.entries import Entry, OwnAccount, View
from chronology.record.people import Person
from chronology.record.plans import Service, ServicePeriod, ServiceState
from chronology.record.safety import DangerStatement, Lasting, NetworkMember, OfferAnswer, PlanStep, SafetyGoal, Tried
from chronology.record.sources import Basis
from chronology.record.supervision import Action, Question
from chronology.record.values import Id, Record
from tests.chronology.checks.good_practice import analysis, entry, on

Records = dict[Id, Record]
Fault = Callable[[Records], None]


def change(ident: Id, **more: object) -> Fault:
    """Return a fault that changes some fields of one record."""

    def made(records: Records) -> None:
        records[ident] = records[ident].model_copy(update=more)

    return made


def put(*more: Record) -> Fault:
    """Return a fault that adds records."""

    def made(records: Records) -> None:
        records.update({record.id: record for record in more})

    return made


def take(*idents: Id) -> Fault:
    """Return a fault that takes records out."""

    def made(records: Records) -> None:
        for ident in idents:
            del records[ident]

    return made


def each(*faults: Fault) -> Fault:
    """Return several faults as one."""

    def made(records: Records) -> None:
        for fault in faults:
            fault(records)

    return made


def _without_danger(field: str) -> Fault:
    return change("ds1", **{field: ""})


def _unlike(records: Records) -> None:
    decision = records["d1"]
    own = decision.analysis_of("ada")
    assert own is not None
    bare = HarmAnalysis(child="ada", **{q: Reasoned(words=a.words, entries=("e0",)) for q, a in own.answers()})
    records["d1"] = decision.model_copy(update={"compared": (), "analyses": (bare, decision.analyses[1])})


def _same(records: Records) -> None:
    decision = records["d1"]
    records["d1"] = decision.model_copy(
        update={"analyses": (analysis("ada", "Ada", "e1"), analysis("ben", "Ben", "e3"))}
    )


def _adults(records: Records) -> None:
    cited = ("e0",)
    words = Reasoned(words="Tess was drinking and her partner shouted", entries=cited)
    adults = HarmAnalysis(child="ada", harm=words, significance=words, likelihood=words, imminence=words, impact=words)
    records["d0"] = records["d0"].model_copy(update={"analyses": (adults,)})


_SERVICE = Service(id="sv2", name="Play therapy", children=("ben",))
_PERIOD = ServicePeriod(state=ServiceState.WAITING, when=on("2023-05-01"))
_SECOND = SafetyGoal(
    id="g2",
    ref="G2",
    when=on("2023-03-01"),
    children=("ada",),
    danger="ds1",
    parents_do="Tess will eat with them",
    child_experiences="Ada will sit by her mother",
    professionals_see="School will hear about the meals",
    holds_for=Lasting(number=2),
)
_OPEN = {"met": UNDATED, "seen_from": UNDATED}
"""What makes the goal stand, so that what it does not say is looked at."""


def _goal(**more: object) -> Fault:
    return each(change("g1", **_OPEN, **more), take("cl1"))


_MORE_DANGERS = tuple(
    DangerStatement(
        id=f"ds{n}",
        ref=f"DS{n}",
        when=on("2023-03-01"),
        children=("ada",),
        issue=issue,
        worried="School is worried",
        behaviour="that Ada walked home alone in the dark",
        may_happen="She may be hurt",
        impact_now="She is afraid",
        impact_later="She may not trust adults",
        entries=("e1",),
    )
    for n, issue in ((2, "roads"), (3, "dark"), (4, "cold"))
)

SEEDED: Mapping[str, Fault] = {
    "decision_no_children": change("d0", children=()),
    "decision_no_outcome": change("d0", outcome=""),
    "decision_no_rationale": change("d1", rationale=" "),
    "decision_harm_missing": change(
        "d0", analyses=(analysis("ada", "Ada", "e0").model_copy(update={"imminence": Reasoned()}),)
    ),
    "decision_cites_nothing": change("d0", analyses=(analysis("ada", "Ada"),)),
    "decision_adults_only": _adults,
    "decision_of_others": change("d0", analyses=(analysis("ada", "Ada", "x1"),)),
    "decision_same_words": _same,
    "decision_cites_later": change("d0", analyses=(analysis("ada", "Ada", "e1"),)),
    "decision_unlike": _unlike,
    "danger_no_children": change("ds1", children=()),
    "danger_in_one_piece": change(
        "ds1", worried="", behaviour="", may_happen="", impact_now="", impact_later="", words="We worry about food."
    ),
    "danger_nobody_worried": _without_danger("worried"),
    "danger_no_behaviour": _without_danger("behaviour"),
    "danger_no_future": _without_danger("may_happen"),
    "danger_no_impact": _without_danger("impact_later"),
    "danger_no_entries": change("ds1", entries=()),
    "danger_too_many": put(*_MORE_DANGERS),
    "danger_same_issue": put(_MORE_DANGERS[0].model_copy(update={"issue": "Food"})),
    "danger_dispute_not_stated": change("e1", own_accounts=(OwnAccount(words="She had eaten", person="mum"),)),
    "danger_no_goal": change("g1", danger=None),
    "danger_no_scale": take("s3", "s4"),
    "danger_no_plan": take("sp1"),
    "danger_no_view": each(change("v2", views=()), take("cl1")),
    "goal_no_danger": _goal(danger=None),
    "goal_several": each(change("g1", **_OPEN), put(_SECOND), take("cl1")),
    "goal_no_parents": _goal(parents_do=""),
    "goal_no_child": _goal(child_experiences=""),
    "goal_no_others": _goal(professionals_see=""),
    "goal_negative": _goal(parents_do="Tess will not leave the children without food."),
    "goal_service": _goal(parents_do="Tess will attend the parenting course."),
    "goal_no_time": _goal(holds_for=None),
    "goal_no_work": each(_goal(), change("v1", goals=()), change("v2", goals=())),
    "scale_one_voice": take("s3"),
    "scale_old": each(*(change(s, when=on("2023-11-01")) for s in ("s1", "s2"))),
    "scale_no_reason": change("s2", why=""),
    "scale_apart": change("s2", value=4),
    "plan_no_network": change(
        "sp1", steps=(PlanStep(who=NetworkMember(name="Tess", person="mum"), does="cooks", when="daily"),)
    ),
    "plan_not_named": change("sp1", steps=(PlanStep(who=NetworkMember(name="Family"), does="helps", when="daily"),)),
    "plan_step_unclear": change(
        "sp1", steps=(PlanStep(who=NetworkMember(name="Joan Reed", role="grandmother"), does="helps"),)
    ),
    "plan_no_trigger": change("sp1", triggers=()),
    "plan_no_test": change("sp1", known_to_work=""),
    "plan_untried": change("sp1", tried=()),
    "plan_failed": change("sp1", tried=(Tried(when=on("2023-06-01"), what="nobody came", worked=False),)),
    "plan_not_their_words": change("sp1", whose_words=""),
    "plan_no_goal": change("sp1", goals=()),
    "plan_not_reviewed": change("sp1", review_by=on("2024-03-01")),
    "offer_missing": each(take("o1"), put(entry("x2", "2023-05-01", ("ada",), "Met.", category="legal_planning"))),
    "offer_unanswered": change("o1", answer=OfferAnswer.NO_ANSWER),
    "offer_no_meeting": change("o1", meeting=None),
    "views_answer_nothing": put(
        entry("x3", "2024-02-20", ("ada",), "Ada talked.", views=(View(child="ada", words="I like maths"),))
    ),
    "work_no_goal": change("v1", goals=()),
    "service_waiting": each(put(_SERVICE.model_copy(update={"periods": (_PERIOD,)})), take("cl1")),
    "service_no_reason": change(
        "sv1", periods=(ServicePeriod(state=ServiceState.STARTED, when=on("2023-04")), ServicePeriod(state=ServiceState.ENDED, when=on("2023-06")))
    ),
    "service_no_course": put(_SERVICE),
    "claim_only_told": each(change("c1", corroborated_by=()), take("cl1")),
    "claim_contradicted": change("c1", contradicted_by=("e2",)),
    "claim_no_answer_from_child": change("c1", corroborated_by=("e4",)),
    "closure_not_recorded": each(take("cl1"), put(entry("x4", "2024-02-01", ("ada",), "Closed.", category="case_closed"))),
    "closure_no_change": change("cl1", changed=Reasoned()),
    "closure_no_entries": change("cl1", changed=Reasoned(words="Both are fed")),
    "closure_not_maintained": change("cl1", maintained_by=""),
    "closure_no_warning": change("cl1", warning_signs=()),
    "closure_no_network": change("cl1", noticed_by=(NetworkMember(name="School", is_professional=True),)),
    "closure_no_rationale": change("cl1", rationale=""),
    "closure_too_soon": change("g1", seen_from=on("2024-02-01")),
    "closure_time_unknown": each(change("g1", seen_from=UNDATED), change("cl1", changed_from=UNDATED)),
    "closure_goal_open": change("g1", met=UNDATED),
    "closure_scale_low": change("s2", value=6),
    "closure_service_unmet": put(
        _SERVICE.model_copy(update={"periods": (ServicePeriod(state=ServiceState.OFFERED, when=on("2024-02-01")),)})
    ),
    "closure_claim_untested": change("c1", basis=Basis.TOLD_BY_PARENT, corroborated_by=()),
    "closure_no_view": change("v2", when=on("2023-10-01")),
    "closure_relapse": put(
        entry("x5", "2023-02-02", ("ada",), "Hungry at school again.", category="hunger"),
        entry("x6", "2024-03-12", ("ada",), "Hungry, no breakfast for two days.", category="hunger"),
    ),
    "question_open": change("su1", questions=(Question(words="Who saw breakfast?"),)),
    "action_late": change(
        "su1", actions=(Action(words="Ask Ben", owner="Social worker", due=on("2024-02-20")),)
    ),
    "action_unowned": change("su1", actions=(Action(words="Ask Ben", due=on("2024-04-20")),)),
    "supervision_unsigned": change("su1", signed_by="", signed=UNDATED),
    "narrative_untested": change("su1", tested_by=""),
    "pattern_grown": each(
        put(*(entry(f"n{k}", f"202{k}-03-0{k}", ("ada",), "Hungry, without food at home.", category="hunger") for k in (1, 2, 3))),
    ),
    "danger_label": change("ds1", behaviour="neglect and DV"),
    "wording": change("d1", rationale="Mother is non-engaging"),
    "pattern_no_words": change("pr1", words=""),
}  # fmt: skip
"""For every check of practice, what makes it find something."""

ALONGSIDE: Mapping[str, frozenset[str]] = {
    "danger_no_goal": frozenset({"danger_no_plan", "danger_no_view", "scale_one_voice"}),
    "closure_claim_untested": frozenset({"claim_only_told", "claim_no_answer_from_child"}),
    "claim_only_told": frozenset({"claim_no_answer_from_child"}),
    "closure_relapse": frozenset({"pattern_grown"}),
    "scale_apart": frozenset({"closure_scale_low"}),
    "plan_not_named": frozenset({"plan_no_network"}),
    "goal_no_danger": frozenset({"danger_no_goal", "danger_no_plan", "danger_no_view", "scale_one_voice"}),
    "goal_no_work": frozenset({"work_no_goal"}),
    "goal_several": frozenset({"goal_no_work"}),
    "danger_same_issue": frozenset({"danger_no_goal", "danger_no_scale", "danger_no_plan", "danger_no_view"}),
    "danger_too_many": frozenset({"danger_no_goal", "danger_no_scale", "danger_no_plan", "danger_no_view"}),
}
"""What a fault brings with it beside its own point."""
EXTRA: tuple[Record, ...] = (
    Person(id="cleo", name="Cleo Reed", given="Cleo", birth=on("2010-01-01")),
    Entry(id="x1", when=on("2022-02-21"), children=("cleo",), event="Cleo was late."),
)
"""Records of a child outside the work, for what is about others."""
