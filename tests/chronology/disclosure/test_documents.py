"""What is projected for a child's own document: nothing of a sibling, words that wait for a person, decisions, pseudonyms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.disclosure.audiences import Reason
from chronology.disclosure.deciding import decided, found_record, includable, reasons_of
from chronology.disclosure.masks import masked, words_for_people
from chronology.disclosure.own import as_one_childs
from chronology.disclosure.projection import Projection, Request, project
from chronology.disclosure.screening import NOT_SHOWN
from chronology.disclosure.tokens import Finder, identifiers, withheld_tokens
from chronology.lives.mentions import other_children
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.decisions import Decision, HarmAnalysis, Reasoned
from chronology.record.entries import Entry, Explanation, Extra, Impact, Neglect, Origin, OwnAccount, Seen, View
from chronology.record.errors import UsageError
from chronology.record.households import Household, Residence
from chronology.record.people import Place
from chronology.record.plans import Plan
from chronology.record.releases import Chosen, Pseudonym, pseudonym_id
from chronology.record.safety import DangerStatement, NetworkMember, PlanStep, SafetyPlan
from chronology.record.sources import Citation, Document, Restriction
from chronology.record.supervision import Supervision
from chronology.record.values import Record
from tests.chronology.disclosure.withheld_families import DAY, EVERY_AUDIENCE, PARENTS, families, hollis
from tests.families import child_of, person

ADA, BO = ("ada",), ("bo",)
JOINT = Entry(
    id="joint", when=When(edtf="2023-05-01"), children=("ada", "bo"), event="Both arrived without coats.",
    impacts=(Impact(child="ada", words="She shook"), Impact(child="bo", words="He wept")),
    views=(View(child="bo", words="Nobody woke me"), View(child="ada", words="It was dark", to_whom="Mrs Reed, teacher")),
    seen=(Seen(child="bo", is_alone=True), Seen(child="ada")),
    neglect=(Neglect(domain="FTP-food", child="bo"), Neglect(domain="LOS", child="ada")),
    own_accounts=(OwnAccount(person="bo", words="It was not like that"),),
    origin=Origin(agency="School", person="Mrs Reed"),
)  # fmt: skip
NAMES_BO = Entry(
    id="names", when=When(edtf="2023-06-01"), children=ADA, event="Bo was in hospital; Ada stayed at home."
)
NAMES_CARER = Entry(id="carer", when=When(edtf="2023-07-01"), children=ADA, event="Perpetua Lindqvist rang the school.")
OF_BO = Entry(id="of-bo", when=When(edtf="2023-08-01"), children=BO, event="He was found in the street at night.")
OF_ALL = Entry(id="of-all", when=When(edtf="2023-09-01"), event="The heating was cut off.")


def recorded(*more: Record) -> CaseFile:
    return hollis().with_records([JOINT, NAMES_BO, NAMES_CARER, OF_BO, OF_ALL, *more])


def own(audience: str, case: CaseFile | None = None, **more: object) -> Projection:
    request = Request(audience, "ada", PARENTS.get(audience), is_childs_own=True, **more)  # type: ignore[arg-type]
    return project(case or recorded(), request, day=DAY)


def entry(projection: Projection, which: str) -> Entry:
    found = projection.case.records[which]
    assert isinstance(found, Entry)
    return found


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_of_an_entry_about_several_only_this_childs_part_stands(audience):
    shown = entry(own(audience), "joint")
    assert (shown.event, shown.children) == ("Both arrived without coats.", ADA)
    assert [i.words for i in shown.impacts] == ["She shook"]
    assert [v.words for v in shown.views] == ["It was dark"]
    assert [s.child for s in shown.seen] == ["ada"]
    assert [n.domain for n in shown.neglect] == ["LOS"]
    assert not shown.own_accounts


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_nothing_of_a_sibling_stands_in_a_childs_own_document(audience):
    case = own(audience).case
    assert "of-bo" not in case.records
    assert [p for p in (*case.plans, *case.orders, *case.responsibilities) if p.child == "bo"] == []
    shared = {r.household for r in case.residences if r.person == "ada"}
    assert {r.household for r in case.residences if r.person == "bo"} <= shared
    assert case.people["bo"].health == ()


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_words_that_call_a_sibling_by_name_wait_for_a_person_except_where_the_court_knows_the_family(audience):
    projection = own(audience)
    if audience in {"court", "conference"}:
        assert entry(projection, "names").event == NAMES_BO.event
        assert projection.others == frozenset()
    else:
        assert entry(projection, "names").event == NOT_SHOWN
        assert "names" in projection.to_decide
        assert ("bo",) in {token.words for token in projection.others}


def test_an_email_address_is_withheld_as_words_and_a_brothers_name_as_a_siblings():
    carer = person("carer9", "Rufus Achterberg", "male", place=Place.CARER).model_copy(
        update={"note": "Writes from ra72@mail.example"}
    )
    wrote = Entry(
        id="wrote", when=When(edtf="2023-07-02"), children=ADA, event="A message came from ra72@mail.example."
    )
    case = recorded(carer, child_of("bo", "carer9"), wrote)
    request = Request("parent", "ada", "mum", is_childs_own=True)
    reasons = reasons_of(case, project(case, request, day=DAY), request, day=DAY)
    assert reasons["wrote"] == (Reason.WORDS,)
    assert reasons["names"] == (Reason.SIBLING,)


def test_the_category_and_the_end_of_a_plan_name_nobody_withheld():
    plan = Plan(id="p9", child="ada", tier="looked_after", category="with Perpetua Lindqvist", ended_because="She left")
    (shown,) = [p for p in own("parent", recorded(plan)).case.plans if p.id == "p9"]
    assert (shown.category, shown.ended_because) == ("", "She left")


def test_a_day_when_something_fell_due_is_nobodys_birthday():
    referral = Entry(id="ref", when=When(edtf="2024-03-05"), children=ADA, category="referral", event="Referred.")
    alike = person("carer9", "Rufus Lindqvist", "male", "2024-03-06", place=Place.CARER)
    tokens = {t.words for t in own("parent", recorded(referral, alike, child_of("bo", "carer9"))).tokens}
    assert ("rufus",) in tokens
    assert ("2024", "03", "06") not in tokens


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_words_that_name_a_carer_wait_for_every_audience_and_keep_their_source(audience):
    projection = own(audience, recorded(NAMES_CARER.model_copy(update={"origin": Origin(agency="School", page="3")})))
    shown = entry(projection, "carer")
    assert (shown.event, shown.origin.agency, shown.origin.page) == (NOT_SHOWN, "School", "3")


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_no_column_of_a_file_that_has_no_field_stands_for_an_audience_and_it_is_counted(audience):
    columns = (Extra(column="Ward", words="Perpetua Lindqvist"), Extra(column="Perpetua", words="yes"))
    plain = Entry(id="columns", when=When(edtf="2023-07-02"), children=ADA, event="Came late.")
    without, planted = (own(audience, recorded(e)) for e in (plain, plain.model_copy(update={"extras": columns})))
    assert entry(planted, "columns") == entry(without, "columns")
    assert entry(planted, "columns").event == "Came late."
    assert planted.withheld[Reason.WORDS] == without.withheld[Reason.WORDS] + 2


def test_no_field_of_an_entry_without_its_words_names_anybody():
    told = NAMES_CARER.model_copy(update={"plan": "plan by Perpetua", "category": "Lindqvist visit"})
    shown = entry(own("court", recorded(told)), "carer")
    assert (shown.event, shown.plan, shown.category) == (NOT_SHOWN, "", "")


@pytest.mark.parametrize(
    ("origin", "category", "left"),
    [
        (Origin(agency="School", person="Mrs Reed"), "", Origin(agency="School", person="Mrs Reed")),
        (Origin(person="Dr Lamb"), "", Origin(person="Dr Lamb")),
        (Origin(agency="Neighbour", person="Joss Penhale"), "", Origin(agency="Neighbour")),
        (Origin(agency="Joss Penhale"), "referral", Origin()),
        (Origin(agency="Neighbour", person="Joss Penhale"), "referral", Origin(agency="Neighbour")),
        (Origin(agency="School", person="Mrs Reed"), "referral", Origin(agency="School", person="Mrs Reed")),
        (Origin(agency="Mrs Penhale"), "home_conditions", Origin()),
        (Origin(document="letter of PerpetuaLindqvist2019.pdf"), "", Origin()),
        (Origin(agency="PerpetuaLindqvist2019.pdf"), "", Origin()),
    ],
)
def test_who_says_it_stands_for_an_agency_and_not_for_whoever_told_it_privately(origin, category, left):
    told = Entry(id="told", when=When(edtf="2023-05-02"), children=ADA, event="Told.", origin=origin, category=category)
    assert entry(own("agency", recorded(told)), "told").origin == left


def test_a_sister_whom_no_entry_names_and_nobody_marked_is_another_child_all_the_same():
    case = recorded(person("una", "Una Hollis"))
    parent = next(p for held in case.parentages if held.child == "ada" for p in held.parents)
    case = case.with_records([child_of("una", parent), Entry(id="una-1", children=ADA, event="Una hit Ada.")])
    assert entry(own("child", case), "una-1").event == NOT_SHOWN
    assert "una" in {p.id for p in other_children(case, "ada")}
    assert parent not in {p.id for p in other_children(case, "ada")}


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
@pytest.mark.parametrize(
    "told",
    [
        Entry(id="told", children=ADA, origin=Origin(agency="Neighbour", person="Mrs Penhale"), restriction=(Restriction.REFERRER,)),
        Entry(id="told", children=ADA, origin=Origin(agency="Mrs Penhale"), restriction=(Restriction.REFERRER,)),
        Entry(id="told", children=ADA, origin=Origin(agency="Neighbour", person="Joss Penhale"), category="referral"),
        Entry(id="told", children=ADA, origin=Origin(agency="Neighbour", person="Joss Penhale")),
    ],
)  # fmt: skip
def test_whoever_told_something_privately_is_named_by_the_words_of_no_other_entry(audience, told):
    names = Entry(id="again", when=When(edtf="2023-05-03"), children=ADA, event="Penhale rang again.", action="None.")
    shown = entry(own(audience, recorded(told, names)), "again")
    assert (shown.event, shown.action) == (NOT_SHOWN, "")


def test_a_relative_who_told_something_and_who_speaks_for_an_agency_take_no_words_away():
    mum = Entry(id="told", children=ADA, origin=Origin(agency="Family", person="Mum"), category="family_concern")
    school = Entry(id="told-2", children=ADA, origin=Origin(agency="School", person="Mrs Reed"), category="referral")
    names = Entry(id="again", when=When(edtf="2023-05-03"), children=ADA, event="Mum met Mrs Reed.")
    assert entry(own("child", recorded(mum, school, names)), "again").event == "Mum met Mrs Reed."


@pytest.mark.parametrize(
    ("giver", "kept"), [("Joss Penhale", ""), ("social worker", "social worker"), ("Mum", "Mum"), ("Ada Hollis", "Ada Hollis")]
)  # fmt: skip
def test_who_explains_something_stands_by_their_office_as_a_relative_or_where_they_are_shown(giver, kept):
    told = Entry(
        id="told", when=When(edtf="2023-05-02"), children=ADA, explained_by=(Explanation(by="money", said_by=giver),)
    )
    assert entry(own("court", recorded(told)), "told").explained_by == (Explanation(by="money", said_by=kept),)


def test_a_professionals_name_is_kept_unless_roles_alone_are_asked_for():
    told = Entry(id="told", when=When(edtf="2023-05-02"), children=ADA, event="Thea Brandreth came.")
    assert entry(own("court", recorded(told)), "told").event == "Thea Brandreth came."
    assert own("court").case.people["worker"].name == "Thea Brandreth"
    roles = own("court", recorded(told), hides_professionals=True)
    assert entry(roles, "told").event == NOT_SHOWN
    assert roles.case.people["worker"].name == "health visitor"


def test_an_entry_of_the_family_is_for_court_and_conference_unless_it_is_included():
    assert {a for a in EVERY_AUDIENCE if "of-all" in own(a).case.records} == {"court", "conference"}


def test_children_who_could_not_be_told_apart_are_never_taken_for_the_whole_family():
    unclear = Entry(id="unclear", when=When(edtf="2023-01-01"), children_as_written="the twins", event="Hungry.")
    assert "unclear" not in own("court", recorded(unclear)).case.records


def test_an_agency_known_from_the_file_alone_stays_known():
    file = Document(id="f", name="bo-hollis.docx", agency="Health visiting")
    told = Entry(id="told", when=When(edtf="2023-05-02"), children=ADA, event="Told.", cites=(Citation(document="f"),))
    assert entry(own("child", recorded(file, told)), "told").origin.agency == "Health visiting"
    assert "f" not in own("child", recorded(file, told)).case.records
    assert entry(own("court", recorded(file, told)), "told").cites


# Decisions


def decide(case: CaseFile, which: str, chosen: Chosen, audience: str = "child", words: str = "") -> CaseFile:
    request = Request(audience, "ada", PARENTS.get(audience))
    made = decided(
        case, case.records[which], chosen, request, because="it is relied on", worker="P. Nandra", words=words, day=DAY
    )
    assert "P. Nandra" in made.label
    return case.with_records([made.release])


def test_words_that_a_person_lets_stand_do_and_are_searched_without_the_names():
    case = decide(recorded(), "names", Chosen.AS_WRITTEN)
    projection = own("child", case)
    assert entry(projection, "names").event == NAMES_BO.event
    assert projection.searched is not None
    bare = projection.searched.records["names"]
    assert isinstance(bare, Entry)
    assert "Bo" not in bare.event.split()
    assert ("bo",) in {token.words for token in projection.let_stand}
    assert entry(own("agency", case), "names").event == NOT_SHOWN


def test_names_are_replaced_where_a_person_says_so():
    shown = entry(own("child", decide(recorded(), "names", Chosen.WITHOUT_NAMES)), "names")
    assert shown.event == "[name withheld] was in hospital; Ada stayed at home."


def test_other_words_stand_where_a_person_wrote_them_and_name_nobody_either():
    case = decide(recorded(), "names", Chosen.REWORDED, words="A brother was ill; Ada stayed at home.")
    assert entry(own("child", case), "names").event == "A brother was ill; Ada stayed at home."
    with pytest.raises(UsageError, match="name somebody withheld too"):
        decide(recorded(), "names", Chosen.REWORDED, words="Bo was ill.")


def test_words_left_out_by_decision_wait_no_more():
    projection = own("child", decide(recorded(), "names", Chosen.LEFT_OUT))
    assert entry(projection, "names").event == NOT_SHOWN
    assert "names" not in projection.to_decide


def test_a_decision_lapses_once_the_words_are_changed():
    case = decide(recorded(), "names", Chosen.AS_WRITTEN)
    case = case.with_records([NAMES_BO.model_copy(update={"event": "Bo was in hospital again."})])
    assert entry(own("child", case), "names").event == NOT_SHOWN


def test_an_entry_about_a_sibling_is_included_one_by_one_for_court_and_conference_alone():
    case = decide(recorded(), "of-bo", Chosen.INCLUDED, "court")
    projection = own("court", case)
    assert dict(projection.included) == {"of-bo": "it is relied on"}
    assert entry(projection, "of-bo").children == ()
    assert "of-bo" not in own("conference", case).case.records
    with pytest.raises(UsageError, match="court or a conference alone"):
        decide(recorded(), "of-bo", Chosen.INCLUDED, "parent")


def test_of_an_included_entry_only_what_happened_stands():
    told = OF_BO.model_copy(
        update={
            "impacts": (Impact(child="bo", words="He hid"),),
            "analysis": "His own",
            "views": (View(child="bo", words="x"),),
        }
    )
    shown = entry(own("court", decide(recorded(told), "of-bo", Chosen.INCLUDED, "court")), "of-bo")
    assert (shown.event, shown.impacts, shown.analysis, shown.views) == (OF_BO.event, (), "", ())


def test_an_included_entry_that_names_a_carer_waits_for_a_decision_about_its_words_too():
    told = OF_BO.model_copy(update={"event": "Perpetua Lindqvist found him in the street."})
    case = decide(recorded(told), "of-bo", Chosen.INCLUDED, "court")
    assert entry(own("court", case), "of-bo").event == NOT_SHOWN
    case = decide(case, "of-bo", Chosen.WITHOUT_NAMES, "court")
    assert entry(own("court", case), "of-bo").event == "[name withheld] found him in the street."


def test_an_entry_of_the_family_is_included_for_anybody():
    assert entry(own("parent", decide(recorded(), "of-all", Chosen.INCLUDED, "parent")), "of-all").event == OF_ALL.event


def test_a_restriction_is_lifted_by_decision_alone():
    held = Entry(
        id="held", when=When(edtf="2023-05-02"), children=ADA, event="Advice.", restriction=(Restriction.PRIVILEGED,)
    )
    assert "held" not in own("court", recorded(held)).case.records
    projection = own("court", decide(recorded(held), "held", Chosen.LIFTED, "court"))
    assert entry(projection, "held").event == "Advice."
    assert projection.lifted == 1
    with pytest.raises(UsageError, match="no restriction"):
        decide(recorded(), "joint", Chosen.LIFTED, "court")


@pytest.mark.parametrize(
    ("which", "chosen", "said"),
    [
        ("joint", Chosen.AS_WRITTEN, "nobody who is withheld"),
        ("joint", Chosen.INCLUDED, "names the child"),
        ("ada", Chosen.INCLUDED, "only an entry"),
    ],
)
def test_a_decision_that_changes_nothing_is_refused(which, chosen, said):
    with pytest.raises(UsageError, match=said):
        decide(recorded(), which, chosen)


def test_a_decision_is_a_named_persons_with_a_reason():
    with pytest.raises(UsageError, match="named person"):
        decided(recorded(), NAMES_BO, Chosen.AS_WRITTEN, Request("child", "ada"), because=" ", worker="P.", day=DAY)


def test_a_record_is_found_by_the_beginning_of_its_id_where_that_is_one():
    case = CaseFile.of([Entry(id="abcdef01"), Entry(id="abcdef02")])
    assert found_record(case, "ABCDEF02").id == "abcdef02"
    for words in ("abcdef0", "abcde", "zzzzzzz"):
        with pytest.raises(UsageError):
            found_record(case, words)


def test_what_can_be_included_is_about_siblings_for_the_court_and_about_the_family_for_others():
    assert [e.id for e in includable(recorded(), "ada", "court")] == ["of-bo"]
    assert [e.id for e in includable(recorded(), "ada", "parent")] == ["of-all"]


# The work


WORK = (
    DangerStatement(id="ds", children=ADA, words="Ada may go hungry."),
    DangerStatement(id="ds-bo", children=BO, words="He may be hurt."),
    DangerStatement(id="ds-names", children=ADA, words="Perpetua Lindqvist is worried."),
    Decision(
        id="dec", children=("ada", "bo"), outcome="plan",
        analyses=(
            HarmAnalysis(child="ada", harm=Reasoned(words="Hunger", entries=("joint", "of-bo"))),
            HarmAnalysis(child="bo", harm=Reasoned(words="Hurt")),
        ),
    ),
    Supervision(id="sup", children=ADA, narrative="Thinking aloud."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("child", {"ds"}), ("parent", {"ds"}), ("other_parent", set()), ("agency", {"ds"}),
        ("court", {"ds", "dec"}), ("conference", {"ds", "dec"}), ("open_file_request", {"ds", "dec"}),
    ],
)  # fmt: skip
def test_each_audience_sees_the_work_that_it_has_a_part_in_and_nobody_supervision(audience, seen):
    records = own(audience, recorded(*WORK)).case.records
    assert {w.id for w in WORK if w.id in records} == seen


def test_of_a_decision_about_several_children_this_childs_harm_alone_stands_with_the_entries_shown():
    shown = own("court", recorded(*WORK)).case.records["dec"]
    assert isinstance(shown, Decision)
    assert [a.child for a in shown.analyses] == ["ada"]
    assert shown.analyses[0].harm.entries == ("joint",)


# Pseudonyms


def test_pseudonyms_replace_names_in_words_and_are_the_same_every_time():
    projection = own("court", recorded(), has_pseudonyms=True)
    word = projection.pseudonyms["carer1"]
    assert entry(projection, "carer").event == f"{word} rang the school."
    kept = [Pseudonym(id=pseudonym_id(p), person=p, words=f"{w} x") for p, w in projection.pseudonyms.items()]
    again = own("court", recorded(*kept), has_pseudonyms=True)
    assert entry(again, "carer").event == f"{word} x rang the school."
    assert f"{word} x" in {p.name for p in again.case.people.values()}


def test_nobody_shares_a_pseudonym():
    words = own("open_file_request", has_pseudonyms=True).pseudonyms
    assert len(set(words.values())) == len(words)


def test_a_word_that_one_person_was_given_is_never_another_persons_in_a_later_document():
    first = own("court", has_pseudonyms=True).pseudonyms
    taken = [Pseudonym(id=pseudonym_id("friend"), person="friend", words=first["carer1"])]
    again = own("court", recorded(*taken), has_pseudonyms=True)
    assert again.pseudonyms["friend"] == first["carer1"]
    assert len(set(again.pseudonyms.values())) == len(again.pseudonyms)
    assert again.pseudonyms["carer1"] in {p.name for p in again.case.people.values()}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Perpetua’s car", "P1’s car"),
        ("PERPETUA LINDQVIST came", "P1 came"),
        ("Lindqvist, Perpetua", "[name withheld], P1"),
        ("Perpe\u200dtua rang", "P1 rang"),
        ("the perpetual rain", "the perpetual rain"),
        ("Born 07/07/1970.", "Born [date withheld]."),
    ],
)
def test_withheld_names_are_replaced_as_whole_words_however_they_are_written(text, made):
    case = hollis()
    finder = Finder(withheld_tokens(identifiers(case), CaseFile.of([case.people["ada"]])))
    assert masked(text, finder, words_for_people(case, {"carer1": "P1"})) == made


@settings(max_examples=60, deadline=None)
@given(families(), st.sampled_from(EVERY_AUDIENCE), st.data())
def test_no_projected_word_holds_a_withheld_name_unless_somebody_let_it(case, audience, data):
    people = list(case.people.values())
    entries = [
        Entry(
            id=f"entry{n}",
            when=When(edtf=f"202{n}-01-01"),
            children=("child0",),
            event=" and ".join(data.draw(st.sampled_from(people)).name for _ in range(2)) + " came.",
            impacts=(Impact(child="child0", words=data.draw(st.sampled_from(people)).name),),
        )
        for n in range(4)
    ]
    parent = {"parent": "mum", "other_parent": "dad0"}.get(audience)
    request = Request(audience, "child0", parent, is_childs_own=True, has_pseudonyms=data.draw(st.booleans()))
    projection = project(case.with_records(entries), request, day=DAY)
    finder = Finder(projection.tokens | projection.others)
    for shown in projection.case.entries:
        for text in (shown.event, *(i.words for i in shown.impacts)):
            assert not finder.found_in(text)


def test_without_an_audience_too_a_childs_pack_is_made_from_nothing_of_a_sibling():
    case = as_one_childs(recorded(*WORK, child_of("bo", "carer3", way="foster")), ["ada"])
    assert {"of-bo", "ds-bo"}.isdisjoint(case.records)
    assert case.people["bo"].health == ()
    assert [p for p in (*case.plans, *case.orders) if p.child == "bo"] == []


def test_a_document_for_somebody_needs_the_child_where_they_may_not_see_every_child():
    with pytest.raises(UsageError):
        project(recorded(), replace(Request("child"), is_childs_own=True), day=DAY)


NETWORK = (
    NetworkMember(name="Hester Hollis", person="gran", role="grandmother"),
    NetworkMember(name="Zebedy Ormskirk", person="friend", role="neighbour"),
    NetworkMember(name="Mrs Oake", role="friend"),
    NetworkMember(name="Thea Brandreth", role="health visitor", is_professional=True),
)


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("child", ["Hester Hollis", "neighbour", "friend", "Thea Brandreth"]),
        ("court", ["Hester Hollis", "Zebedy Ormskirk", "Mrs Oake", "Thea Brandreth"]),
    ],
)
def test_of_the_familys_network_those_are_named_whom_the_audience_knows(audience, names):
    plan = SafetyPlan(id="sp", children=ADA, steps=tuple(PlanStep(who=m, does="calls in") for m in NETWORK))
    shown = own(audience, recorded(plan)).case.records["sp"]
    assert isinstance(shown, SafetyPlan)
    assert [step.who.name for step in shown.steps] == names


def test_where_a_siblings_adopters_live_is_the_siblings_home():
    adopted = child_of("bo", "carer3", way="adopted")
    home = Household(id="theirs", name="Dajaba House")
    lives = [Residence(id=f"lives-{who}", person=who, household="theirs") for who in ("carer3", "bo")]
    case = as_one_childs(recorded(adopted, home, *lives), ["ada"])
    assert {r.id for r in case.residences}.isdisjoint({"lives-carer3", "lives-bo"})
    assert adopted.id not in case.records
