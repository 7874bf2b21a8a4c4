"""A case file as an audience may see it: what is left out, what stays, and that it is decided for each audience."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.disclosure.audiences import AUDIENCES, Reason, audience_of
from chronology.disclosure.projection import Projection, Request, project
from chronology.disclosure.screening import NOT_SHOWN
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.households import Footing, Residence
from chronology.record.people import Gender
from chronology.record.ties import Parentage
from tests.chronology.disclosure.withheld_families import (
    DAY,
    EVERY_AUDIENCE,
    NEVER,
    OF_OTHERS,
    PARENTS,
    families,
    hollis,
)
from tests.families import child_of, person


def seen(audience: str, case: CaseFile | None = None, child: str | None = "ada") -> Projection:
    parent = PARENTS.get(audience)
    return project(case or hollis(), Request(audience, child, parent), day=DAY)


def everything(projection: Projection) -> str:
    return "\n".join(record.model_dump_json() for record in projection.case.records.values())


def names(projection: Projection) -> set[str]:
    return {p.name for p in projection.case.people.values()}


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_what_nobody_may_read_stands_in_no_field_of_any_projection(audience):
    text = everything(seen(audience))
    assert [word for word in NEVER if word in text] == []


@pytest.mark.parametrize("audience", sorted(set(EVERY_AUDIENCE) - {"court", "conference"}))
def test_what_is_alleged_and_other_peoples_people_are_for_court_and_conference_alone(audience):
    text = everything(seen(audience))
    assert [word for word in (*OF_OTHERS, '"alleged"') if word in text] == []


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_carers_keep_their_places_without_names_lives_or_gender(audience):
    projection = seen(audience)
    sets = [p for p in projection.case.parentages if p.child == "ada" and p.way.value == "foster"]
    assert [len(p.parents) for p in sets] == [2]
    for carer in (projection.case.people[i] for i in sets[0].parents):
        assert carer.name.startswith("Foster carer")
        assert carer.gender is Gender.UNKNOWN
        assert carer.birth.is_undated


def placed() -> CaseFile:
    """Return the same family with its carers named by the placements alone, and a friend who is a kinship carer."""
    case = hollis()
    fostered = [held.id for held in case.parentages if held.way.value == "foster"]
    return case.with_records(
        [
            placement("ada", Footing.FOSTER, "2024/..", "carer1", "carer2"),
            placement("ada", Footing.KINSHIP, "2022/2023", "friend"),
            placement("bo", Footing.FOSTER, "2024/..", "carer3"),
        ],
        fostered,
    )


def placement(child: str, footing: Footing, when: str, *carers: str) -> Residence:
    return Residence(id=f"{child} {carers[0]}", person=child, footing=footing, when=When(edtf=when), carers=carers)


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_carers_whom_a_placement_alone_names_keep_their_places_and_stay_unnamed(audience):
    projection = seen(audience, placed())
    text = everything(projection)
    assert [word for word in NEVER if word in text] == []
    sets = [p for p in projection.case.parentages if p.child == "ada" and p.way.value == "foster"]
    words = [projection.case.people[i].name for i in sets[0].parents]
    assert len(words) == 2
    assert all(word.startswith("Foster carer") for word in words)


@pytest.mark.parametrize("audience", sorted(set(EVERY_AUDIENCE) - {"court", "conference"}))
def test_a_placement_names_no_kinship_carer_whom_the_audience_would_not_see_without_it(audience):
    projection = seen(audience, placed())
    assert "Ormskirk" not in everything(projection)
    (kept,) = [p for p in projection.case.parentages if p.child == "ada" and p.way.value == "kinship care"]
    assert [projection.case.people[i].name for i in kept.parents] == ["Carer"]


def test_a_grandmother_who_is_a_kinship_carer_is_a_relative_first():
    case = hollis().with_records([placement("ada", Footing.KINSHIP, "2023/2024", "gran")])
    assert "Hester Hollis" in names(seen("child", case))


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_the_childs_own_family_and_own_health_stay(audience):
    projection = seen(audience)
    assert {"Ada Hollis", "Bo Hollis", "Wren Hollis", "Corin Vask", "Hester Hollis", "Moira Vask"} <= names(projection)
    assert [c.what for c in projection.case.people["ada"].health] == ["asthma"]


@pytest.mark.parametrize(
    ("audience", "of_bo"),
    [
        ("child", False), ("parent", True), ("other_parent", True), ("court", True), ("conference", True),
        ("agency", False), ("open_file_request", False),
    ],
)  # fmt: skip
def test_orders_plans_and_placements_of_another_child_are_for_that_childs_parent_and_the_court(audience, of_bo):
    case = seen(audience).case
    about_bo = [p for p in case.plans if p.child == "bo"]
    about_bo += [p for p in case.parentages if p.child == "bo" and p.way.value == "foster"]
    about_bo += [r for r in case.responsibilities if r.child == "bo"]
    assert [bool(about_bo), case.people["bo"].is_subject] == [of_bo, of_bo]


def test_a_pregnancy_that_was_lost_is_for_court_conference_and_the_parent_whom_the_child_lives_with():
    assert {a for a in EVERY_AUDIENCE if "lost" in seen(a).case.people} == {"court", "conference", "parent"}


def test_a_parent_sees_nothing_of_the_plans_of_a_child_who_is_not_theirs():
    case = hollis()
    plans = [p.model_copy(update={"id": f"{p.id}-half", "child": "half"}) for p in case.plans]
    projection = seen("other_parent", case.with_records(plans))
    assert {p.child for p in projection.case.plans} == {"bo"}


def test_the_other_parent_sees_neither_the_first_parents_home_nor_the_new_partner():
    projection = seen("other_parent")
    assert {"Jarvis Plover", "Ottilie Plover", "Lorcan Plover"} & names(projection) == set()
    lives = {(r.person, projection.case.households[r.household].name) for r in projection.case.residences}
    assert lives == {("ada", "Foster home 1"), ("foster-carer-1", "Foster home 1"), ("foster-carer-2", "Foster home 1"),
                     ("bo", "Foster home 2")}  # fmt: skip
    (half,) = [p for p in projection.case.parentages if p.child == "half"]
    assert sorted(projection.case.people[i].name for i in half.parents) == ["Person 1", "Wren Hollis"]


def test_a_child_is_shown_kin_and_no_tie_no_doubt_and_nobody_as_sure_who_is_not():
    case = seen("child").case
    assert case.bonds == ()
    assert all(not p.certainty for p in case.parentages)
    assert [p.parents for p in case.parentages if p.child == "bo"] == [("mum",)]


@pytest.mark.parametrize("audience", ["court", "conference"])
def test_a_court_and_a_conference_see_doubts_and_allegations_as_such(audience):
    case = seen(audience).case
    assert [b.standing.value for b in case.bonds] == ["recorded", "alleged"]
    (bo,) = [p for p in case.parentages if p.child == "bo" and p.way.value == "birth"]
    assert bo.certainty["dad"].value == "disputed"


def test_somebody_who_cares_for_a_child_of_their_own_family_is_named_as_the_relative_they_are():
    case = hollis()
    gran = Parentage(id="kin", child="ada", parents=("gran",), way="foster")
    projection = seen("child", case.with_records([gran]))
    assert "gran" in {p for held in projection.case.parentages if held.way.value == "foster" for p in held.parents}
    assert "Hester Hollis" in names(projection)


@pytest.mark.parametrize("name", ["Child of Zebedy", "Zebedy's son", "Friend (Zebedy)"])
def test_a_name_that_says_whose_somebody_is_does_not_bring_a_withheld_name_back(name):
    case = hollis()
    case = case.with_records([case.people["uncle"].model_copy(update={"name": name, "given": "", "surname": ""})])
    assert seen("child", case).case.people["uncle"].shown_name == "Name not known"
    assert seen("court", case).case.people["uncle"].shown_name == name


def test_adopters_of_a_child_are_not_named_and_one_of_them_sees_their_own_name():
    records = [r for r in hollis().records.values() if r.id not in {"foster-ada-carer1-carer2"}]
    adopted = Parentage(id="ad", child="ada", parents=("friend", "carer3"), way="adopted")
    case = CaseFile.of(records).with_records([adopted])
    assert "Adopter" in {n.split(" ")[0] for n in names(seen("court", case))}
    mine = project(case, Request("parent", "ada", "friend"), day=DAY)
    assert "Zebedy Ormskirk" in names(mine)


def test_entries_hold_what_concerns_the_child_alone_and_words_that_name_somebody_withheld_wait_for_a_person():
    projection = seen("child")
    first, second = projection.case.entries
    assert (first.event, first.impacts, first.views, first.children) == (NOT_SHOWN, (), (), ("ada",))
    assert second.event == "Ada came to school late."
    assert projection.to_decide == ("e1",)
    assert any("left out until you have decided" in notice for notice in projection.notices())


def test_what_is_withheld_is_told_as_counts_with_reason_codes_and_never_as_content():
    projection = seen("child")
    said = " ".join(projection.notices())
    assert all(f"withheld, {reason.value}:" in said for reason in (Reason.CARER, Reason.ADDRESS, Reason.SIBLING))
    assert [word for word in (*NEVER, *OF_OTHERS) if word in said] == []
    assert [word for word in NEVER if word.casefold() in repr(projection.tokens).casefold()] == []


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_the_heading_is_the_same_whatever_there_was_to_withhold(audience):
    bare = hollis().with_records(
        [], [r.id for r in hollis().records.values() if r.kind in {"household", "bond", "plan"}]
    )
    assert seen(audience).heading == seen(audience, bare).heading


def test_that_somebody_shown_bears_a_carers_surname_is_said():
    case = hollis()
    adopted = case.people["ada"].model_copy(update={"name": "Ada Lindqvist", "surname": "Lindqvist"})
    said = [notice for notice in seen("court", case.with_records([adopted])).notices() if "surname" in notice]
    assert said == [
        "1 person shown bears the surname of somebody who is not named: it stands there, and may tell who that is"
    ]
    assert not any("surname" in notice for notice in seen("court").notices())


def test_what_was_not_known_on_a_day_is_searched_for_too():
    case = hollis()
    known = case.with_records([], ["uncle"])
    projection = project(known, Request("child", "ada"), day=DAY, whole=case)
    assert ("fintan",) in {token.words for token in projection.tokens}


def test_the_heading_says_for_which_parent_and_what_for():
    made = project(hollis(), Request("other_parent", "ada", "dad", purpose="family\ttime review"), day=DAY)
    assert made.heading.startswith("for the child's father (family time review): names of carers, addresses")


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request("neighbour", "ada"), "open_file_request"),
        (Request("child"), "--child NAME"),
        (Request("court", "ada", "mum"), "Leave it out"),
        (Request("other_parent", "ada", "gran"), "Corin Vask; Wren Hollis"),
        (Request("parent", "ada", "carer1"), "Corin Vask; Wren Hollis"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(request_, words):
    with pytest.raises(UsageError) as refused:
        project(hollis(), request_, day=DAY)
    assert words in str(refused.value)


@pytest.mark.parametrize("audience", ["parent", "other_parent"])
def test_what_is_made_for_any_parent_holds_only_what_each_of_them_may_see(audience):
    anyone = project(hollis(), Request(audience, "ada"), day=DAY)
    assert anyone.heading.startswith("for a parent of the child: names of carers, addresses, who lives where")
    for parent in ("mum", "dad"):
        own = project(hollis(), Request(audience, "ada", parent), day=DAY)
        names = [{p.name for p in made.case.people.values()} - {""} for made in (anyone, own)]
        assert {n for n in names[0] if not n.startswith("Person ")} <= names[1]
        assert {b.nature for b in anyone.case.bonds} <= {b.nature for b in own.case.bonds}
        assert {o.status for o in anyone.case.orders} <= {o.status for o in own.case.orders}
        assert {h.name for h in anyone.case.households.values()} <= {h.name for h in own.case.households.values()} | {
            f"Home {n}" for n in range(9)
        }


def test_the_one_parent_there_is_and_the_one_subject_child_need_not_be_named():
    records = (
        person("kid", "Ada Vale", "female", "2015", is_subject=True),
        person("mo", "Mo Vale", "female", "1990"),
        child_of("kid", "mo"),
    )
    assert project(CaseFile.of(records), Request("parent"), day=DAY).heading.startswith("for the child's mother")


def test_without_a_child_a_court_sees_every_subject_childs_own_health():
    case = seen("court", child=None).case
    assert [c.what for i in ("ada", "bo") for c in case.people[i].health] == ["asthma", "Quillfever"]


def test_every_audience_is_known_by_its_key():
    assert [audience_of(key).key for key in EVERY_AUDIENCE] == list(AUDIENCES)


@settings(max_examples=40, deadline=None)
@given(families(), st.sampled_from(EVERY_AUDIENCE))
def test_a_projection_is_the_same_as_if_those_left_out_had_never_been_recorded(case, audience):
    parent = {"parent": "mum", "other_parent": "dad0"}.get(audience)
    request = Request(audience, "child0", parent)
    whole = project(case, request, day=DAY)
    there = set(whole.case.people) | set(whole.stands_for.values())
    from chronology.disclosure.restricted import records_about

    less = project(CaseFile.of(records_about(case, frozenset(there))), request, day=DAY)
    assert less.case.people == whole.case.people
    assert dict(less.case.records) == dict(whole.case.records)
    assert less.heading == whole.heading
