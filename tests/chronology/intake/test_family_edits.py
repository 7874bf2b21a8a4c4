"""Moves, placements, changes of a person and taking somebody out: values that the journal can keep."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.family_edits import FamilyEdit
from chronology.intake.home_edits import moved, placed
from chronology.intake.person_edits import edited, removed, written_of
from chronology.lives.households import household_members
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Condition, NameKind, OtherName
from chronology.record.ties import Order
from tests.families import child_of, person, three_siblings


def w(edtf: str) -> When:
    return When(edtf=edtf)


def housed() -> CaseFile:
    return three_siblings().with_records(
        [
            Household(id="h", name="Hill Road"),
            *(
                Residence(id=f"r-{i}", person=i, household="h", when=w("2019-01/.."))
                for i in ("mum", "ada", "ben", "cora")
            ),
        ]
    )


def after(case: CaseFile, edit: FamilyEdit) -> CaseFile:
    return case.with_records(edit.values, edit.removed)


def at(case: CaseFile, day: date) -> dict[str, set[str]]:
    return {home.name: {m.person for m in home.members} for home in household_members(case, day)}


def test_a_move_ends_the_home_before_and_begins_the_next_one():
    edit = moved(housed(), ["mum", "ada"], w("2022-05-01"), name="Gran's flat", address="3 Elm Row", is_protected=True)
    assert edit.label == "Kelly Reed and Ada Shaw moved to Gran's flat 1 May 2022"
    case = after(housed(), edit)
    assert at(case, date(2022, 1, 1)) == {"Hill Road": {"mum", "ada", "ben", "cora"}}
    assert at(case, date(2023, 1, 1)) == {"Hill Road": {"ben", "cora"}, "Gran's flat": {"mum", "ada"}}
    assert next(h for h in case.households.values() if h.name == "Gran's flat").is_address_protected


def test_a_move_into_a_home_that_is_recorded_is_into_that_home():
    case = after(housed(), moved(housed(), ["gran"], w("2022"), name="hill road"))
    assert len(case.households) == 1


@pytest.mark.parametrize(
    ("when", "name", "problem"),
    [
        ("2022", "Hill Road", "lives there already"),
        ("", "Gran's flat", "from when is missing"),
        ("2020/2021", "Gran's flat", "is a period"),
        ("[2020,2022]", "Gran's flat", "one of several dates"),
    ],
)
def test_a_move_that_cannot_be_is_said(when: str, name: str, problem: str):
    with pytest.raises(UsageError, match=problem):
        moved(housed(), ["mum"], w(when), name=name)


def test_a_child_is_placed_with_carers_and_an_order_in_one_change():
    pat = person("pat", "Pat Hill")
    edit = placed(housed(), "ben", w("2023-02"), Footing.FOSTER, carers=[pat], order="interim care order")
    assert edit.label == "Ben Shaw placed: foster care with Pat Hill February 2023, interim care order"
    case = after(housed(), edit)
    assert "ben" not in at(case, date(2024, 1, 1))["Hill Road"]
    stay = next(r for r in case.residences if r.footing is Footing.FOSTER)
    assert (stay.person, stay.carers, stay.when.edtf) == ("ben", ("pat",), "2023-02/..")
    assert [(o.child, o.status) for o in case.of_kind(Order)] == [("ben", "ico")]


def test_an_order_in_force_is_not_recorded_again_and_other_words_stay():
    case = after(housed(), placed(housed(), "ben", w("2023-02"), Footing.FOSTER, order="ico"))
    again = after(case, placed(case, "ben", w("2024-02"), Footing.RESIDENTIAL, order="interim care order"))
    assert len(again.of_kind(Order)) == 1
    scots = after(housed(), placed(housed(), "ben", w("2023-02"), Footing.FOSTER, order="compulsory supervision order"))
    assert [o.words for o in scots.of_kind(Order)] == ["compulsory supervision order"]


def test_a_person_is_read_back_from_their_own_fields_unchanged():
    them = person(
        "x",
        "Eve Cole",
        "female",
        "1985~",
        names=(OtherName(text="Reed", kind=NameKind.BIRTH), OtherName(text="Evie")),
        health=(
            Condition(what="asthma"),
            Condition(what="low mood", area="mental", suspected=True, when=w("2019")),
            Condition(what="alcohol", area="addiction", recovered=True),
        ),
        role="school nurse",
        agency="Hill School",
    )
    case = CaseFile.of([them])
    assert edited(case, them, written_of(them)) == (None, {"": "Nothing was changed."})
    changed, _ = edited(case, them, written_of(them) | {"note": "x"})
    assert changed is not None
    assert changed.values == (them.model_copy(update={"note": "x"}),)
    whole, _ = edited(case, person("x", "Eve Cole", "female", "1985~"), written_of(them))
    assert whole is not None
    read = whole.values[0].health  # type: ignore[attr-defined]
    assert [(c.what, c.area, c.when.edtf, c.suspected, c.recovered) for c in read] == [
        (c.what, c.area, c.when.edtf, c.suspected, c.recovered) for c in them.health
    ]
    assert [n.text for n in whole.values[0].names] == ["Reed", "Evie"]  # type: ignore[attr-defined]


def test_every_fault_of_a_person_is_told_under_its_field():
    them = three_siblings().people["ada"]
    fields = written_of(them) | {"birth": "31/2/2010", "gender": "blue", "subject": "maybe", "life": "risen"}
    edit, faults = edited(three_siblings(), them, fields)
    assert edit is None
    assert set(faults) == {"birth", "gender", "subject", "life"}


def test_a_death_without_a_date_is_a_death_and_a_changed_birth_that_cannot_be_is_said():
    case = three_siblings()
    edit, _ = edited(case, case.people["gran"], written_of(case.people["gran"]) | {"death": "yes", "birth": "1995"})
    assert edit is not None
    assert edit.values[0].is_dead  # type: ignore[attr-defined]
    assert any("born before their parent Joan Reed" in doubt for doubt in edit.doubts)


def test_somebody_taken_out_goes_with_their_ties_and_leaves_the_others_whole():
    case = housed()
    edit = removed(case, "dad2")
    left = after(case, edit)
    assert "dad2" not in left.people
    assert not any('"dad2"' in record.model_dump_json() for record in left.records.values())
    assert [t.parents for t in left.parentages if t.child == "cora"] == [("mum",)]


def test_somebody_whom_an_entry_names_is_not_taken_out_and_the_reason_is_said():
    with pytest.raises(UsageError, match=r"named in other records: .*entry"):
        removed(three_siblings(), "ada")


def test_the_only_parent_of_siblings_leaves_no_empty_parent_set():
    case = CaseFile.of([person("a", "Al"), person("b", "Bo")])
    case = case.with_records([child_of("b", "a")])
    assert set(after(case, removed(case, "a")).records) == {"b"}


def test_a_condition_and_a_name_that_are_left_alone_stay_as_they_are_recorded():
    asthma = Condition(what="asthma", when=When(edtf="2019", as_written="in the year 2019"))
    former = OtherName(text="Reed", kind=NameKind.BIRTH, when=w("1985/2010"))
    them = person("x", "Eve Cole", health=(asthma,), names=(former,))
    fields = written_of(them)
    edit, _ = edited(
        CaseFile.of([them]),
        them,
        fields | {"health": fields["health"] + "; eczema", "names": fields["names"] + "; Evie"},
    )
    assert edit is not None
    after = edit.values[0]
    assert (after.health[0], after.names[0]) == (asthma, former)  # type: ignore[attr-defined]
    assert (after.health[1].what, after.names[1].text) == ("eczema", "Evie")  # type: ignore[attr-defined]
