"""A person recorded twice made one: everything that names them, nothing lost, nothing invented, one undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chronology.intake.doubled_people import ADDED_UP, OF_THEIR_OWN, WORDS, compared, contradictions, made_one
from chronology.intake.family_edits import FamilyEdit
from chronology.intake.gedcom_lineage import Lineage
from chronology.journal.fold import state_hash
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import make_plain_identity
from chronology.record.casefile import CaseFile
from chronology.record.dates import When, read_when
from chronology.record.decisions import Decision, HarmAnalysis, Reasoned
from chronology.record.entries import Entry, Impact, Seen, View
from chronology.record.errors import UsageError
from chronology.record.households import Household, Residence
from chronology.record.imports import Naming
from chronology.record.people import About, Gender, OtherName, Person
from chronology.record.references import ids_in
from chronology.record.releases import Chosen, Pseudonym, Release, digest_of, pseudonym_id, release_id
from chronology.record.sources import Citation, Document, Restriction
from chronology.record.ties import Bond, MultipleBirth
from chronology.record.values import Record
from tests.families import child_of, couple, person, three_siblings

DAY = date(2026, 3, 1)


def twice(*records: Record) -> CaseFile:
    """Return the three siblings, whose mother Kelly Reed an agency's file calls K. Reed."""
    again = Person(
        id="k",
        name="K. Reed",
        birth=read_when("1988"),
        names=(OtherName(text="Kel"),),
        ref="I7",
        case_ids=("L 55",),
        cites=(Citation(document="doc", row=3),),
        about=About(language="Polish"),
    )
    return CaseFile.of((*three_siblings().records.values(), Document(id="doc", name="school.docx"), again, *records))


def one(
    case: CaseFile, kept: str = "mum", other: str = "k", why: str = "Same address", **answers: str
) -> tuple[CaseFile, FamilyEdit]:
    chosen = {c.key: c.proposed for c in contradictions(case.people[kept], case.people[other])} | answers
    edit, faults = made_one(case, kept, other, chosen, why=why, day=DAY)
    assert edit is not None, faults
    return case.with_records(edit.values, edit.removed), edit


def test_every_field_of_a_person_has_its_rule():
    ruled = {*WORDS, *ADDED_UP, *OF_THEIR_OWN}
    assert set(Person.model_fields) | set(About.model_fields) == ruled


def test_nobody_names_the_other_record_afterwards_whatever_the_kind():
    case = twice(
        Entry(id="e1", children=("ada",), people=("k",), event="K. Reed rang."),
        Residence(id="r1", person="k", household="h"),
        Household(id="h", name="Flat"),
        Naming(id="n", words="K Reed", person="k"),
        child_of("ada", "k"),
    )
    after, edit = one(case)
    assert "k" not in after.people
    assert all("k" not in set(ids_in(record)) for record in after.records.values())
    assert after.records["e1"].event == "K. Reed rang."
    assert edit.label == "K. Reed and Kelly Reed made one person: Kelly Reed"
    assert edit.why == "Same address"


def test_the_other_name_the_ids_and_the_places_read_from_are_kept():
    after, _ = one(twice())
    mum = after.people["mum"]
    assert [name.text for name in mum.names] == ["Kel", "K. Reed"]
    assert (mum.ref, mum.refs, mum.case_ids) == ("I7", (), ("L 55",))
    assert mum.cites == (Citation(document="doc", row=3),)
    assert mum.about.language == "Polish"
    assert mum.given == "Kelly"


def test_the_name_that_is_chosen_stands_and_the_other_goes_beside():
    after, _ = one(twice(), name="K. Reed")
    mum = after.people["mum"]
    assert (mum.name, mum.given) == ("K. Reed", "")
    assert "Kelly Reed" in [name.text for name in mum.names]


def test_a_closer_date_is_proposed_and_the_other_kept_in_the_note():
    case = twice()
    (born,) = (c for c in contradictions(case.people["mum"], case.people["k"]) if c.key == "birth")
    assert born.proposed == "4 July 1988"
    after, _ = one(case)
    assert after.people["mum"].birth == case.people["mum"].birth
    assert "the other record said: born 1988" in after.people["mum"].note


def test_what_contradicts_is_asked_and_nothing_made_without_an_answer():
    case = twice().with_records([twice().people["k"].model_copy(update={"gender": Gender.MALE})])
    edit, faults = made_one(case, "mum", "k", {"name": "Kelly Reed", "birth": "4 July 1988"}, why="", day=DAY)
    assert edit is None
    assert set(faults) == {"gender", "why"}
    after, _ = one(case, gender="male")
    assert after.people["mum"].gender is Gender.MALE
    assert after.people["mum"].about.gender_history == "gender also recorded as female"
    assert "female" not in after.people["mum"].note


def test_what_is_shown_only_where_it_is_asked_for_never_goes_to_the_note():
    case = twice()
    mum = case.people["mum"].model_copy(update={"about": About(orientation="straight")})
    again = case.people["k"].model_copy(update={"about": About(orientation="bisexual")})
    after, _ = one(case.with_records([mum, again]), orientation="bisexual")
    assert after.people["mum"].about.orientation == "bisexual (also recorded: straight)"
    assert "straight" not in after.people["mum"].note


def test_what_one_record_does_not_say_is_the_others_without_asking():
    case = twice().with_records(
        [twice().people["k"].model_copy(update={"restriction": (Restriction.ADOPTION,), "is_dead": True})]
    )
    after, _ = one(case)
    assert after.people["mum"].restriction == (Restriction.ADOPTION,)
    assert after.people["mum"].is_dead


def test_a_couple_and_a_parent_set_that_stand_twice_by_it_stand_once_with_what_both_say():
    again = couple("c2", "k", "dad1", ("married", "2012"))
    case = twice(again, child_of("ada", "k", "dad1", union="c2"))
    couples = [p for p in case.partnerships if set(p.partners) == {"mum", "dad1"}]
    after, _ = one(case)
    (held,) = (p for p in after.partnerships if set(p.partners) == {"mum", "dad1"})
    assert [s.status.value for s in held.steps] == [*(s.status.value for s in couples[0].steps), "married"]
    (tie,) = (p for p in after.parentages if p.child == "ada" and p.way.value == "birth")
    assert tie.partnership == held.id or tie.partnership is None
    assert all(p.partnership in {None, *(c.id for c in after.partnerships)} for p in after.parentages)


def test_a_child_recorded_twice_has_one_parent_set_and_is_seen_once():
    case = twice(
        person("a2", "A. Shaw", is_subject=True),
        child_of("a2", "mum"),
        Entry(
            id="e1",
            children=("ada", "a2"),
            impacts=(Impact(child="ada", words="Cried"), Impact(child="a2", words="Slept badly")),
            seen=(Seen(child="ada", by="Ms Patel"), Seen(child="a2", is_alone=True)),
            views=(View(child="a2", words="I like school"),),
        ),
        Decision(
            id="d1",
            analyses=(
                HarmAnalysis(child="ada", harm=Reasoned(words="hunger", entries=("e1",))),
                HarmAnalysis(child="a2", harm=Reasoned(words="cold")),
            ),
        ),
    )
    after, edit = one(case, "ada", "a2")
    entry, decision = after.records["e1"], after.records["d1"]
    assert isinstance(entry, Entry)
    assert isinstance(decision, Decision)
    assert entry.children == ("ada",)
    assert entry.impact_on("ada") == "Cried\nSlept badly"
    assert entry.seen == (Seen(child="ada", is_alone=True, by="Ms Patel"),)
    assert entry.views_of("ada")[0].words == "I like school"
    assert decision.analyses == (HarmAnalysis(child="ada", harm=Reasoned(words="hunger\ncold", entries=("e1",))),)
    assert len([p for p in after.parentages if p.child == "ada" and p.way.value == "birth"]) == 1
    assert any("two children with a page each" in doubt for doubt in edit.doubts)
    assert any("1 entry names both of them" in doubt for doubt in edit.doubts)


def test_parents_who_contradict_one_another_all_stay_and_are_said():
    after, edit = one(twice(person("x", "A. Shaw"), child_of("x", "gran", "halfuncle")), "ada", "x")
    assert len([p for p in after.parentages if p.child == "ada" and p.way.value == "birth"]) == 2
    assert any("several parents by birth" in doubt for doubt in edit.doubts)


@pytest.mark.parametrize(
    ("tie", "told"),
    [
        (couple("c", "mum", "k"), "Partners"),
        (child_of("k", "mum"), "Parents of K. Reed"),
        (MultipleBirth(id="m", children=("mum", "k")), "Born together"),
        (Bond(id="b", source="k", target="mum", nature="conflict"), "Tie: conflict"),
        (child_of("z", "mum", "k"), "Parents of"),
    ],
)
def test_people_who_are_tied_to_each_other_cannot_be_one(tie: Record, told: str):
    with pytest.raises(UsageError, match="cannot be one person as recorded") as refused:
        one(twice(person("z", "Zed"), tie))
    assert told in str(refused.value)


def test_nobody_becomes_their_own_ancestor():
    with pytest.raises(UsageError, match="own ancestor"):
        one(twice(), "ada", "gran", birth="12 March 2010")


def test_two_carers_of_one_child_may_be_one_person():
    case = twice(Residence(id="r", person="ada", carers=("mum", "k")))
    after, _ = one(case)
    assert after.records["r"].carers == ("mum",)  # type: ignore[attr-defined]


def test_what_was_decided_about_what_may_leave_lapses_and_is_said():
    entry = Entry(id="e1", children=("ada",), people=("k",), event="x")
    ident = release_id("e1", Chosen.AS_WRITTEN, "court", "ada")
    release = Release(
        id=ident, record="e1", chosen=Chosen.AS_WRITTEN, audience="court", child="ada", of=digest_of(entry)
    )
    _, edit = one(twice(entry, release))
    assert any("1 decision about what may leave no longer hold" in doubt for doubt in edit.doubts)


def test_a_decision_in_one_childs_document_goes_with_the_child_under_its_own_id():
    gone = Release(
        id=release_id("e0", Chosen.INCLUDED, "court", "a2"),
        record="e0",
        chosen=Chosen.INCLUDED,
        audience="court",
        child="a2",
    )
    after, _ = one(twice(person("a2", "A. Shaw"), gone), "ada", "a2")
    (release,) = after.releases
    assert release.child == "ada"
    assert release.id == release_id("e0", Chosen.INCLUDED, "court", "ada")


def test_a_word_that_stands_for_the_name_goes_over_and_of_two_that_of_the_kept_stays():
    theirs = Pseudonym(id=pseudonym_id("k"), person="k", words="Person B")
    after, _ = one(twice(theirs))
    assert after.pseudonyms == {"mum": "Person B"}
    mine = Pseudonym(id=pseudonym_id("mum"), person="mum", words="Person A")
    after, edit = one(twice(theirs, mine))
    assert after.pseudonyms == {"mum": "Person A"}
    assert any("both have a word that stands for their name" in doubt for doubt in edit.doubts)


def test_what_both_records_say_stands_side_by_side():
    rows = compared(twice(), "mum", "k")
    assert ("born", "4 July 1988", "1988") in rows
    assert ("read from", "", "school.docx") in rows
    assert all(mine or theirs for _, mine, theirs in rows)


def test_a_source_id_of_each_is_kept_and_finds_them():
    case = twice().with_records([twice().people["mum"].model_copy(update={"ref": "I1"})])
    after, _ = one(case)
    assert (after.people["mum"].ref, after.people["mum"].refs) == ("I1", ("I7",))


def test_one_undo_gives_back_the_same_case_file(tmp_path: Path):
    identity = make_plain_identity(tmp_path / "me.txt")
    case = twice(
        couple("c2", "k", "dad1"), child_of("ada", "k"), Pseudonym(id=pseudonym_id("k"), person="k", words="B")
    )
    with OpenCase.create(tmp_path / "a.kin", identity, recovery=identity.recipient, actor="test") as opened:
        opened.record("Begun", values=case.records.values())
        before = state_hash(opened.case)
        _, edit = one(opened.case)
        opened.record(edit.label, values=edit.values, removed=edit.removed, why=edit.why)
        assert "k" not in opened.case.people
        opened.undo()
        assert state_hash(opened.case) == before
        assert When(edtf="1988").edtf == opened.case.people["k"].birth.edtf


def test_a_newer_version_of_either_file_knows_the_person_again():
    case = twice().with_records([Document(id="doc", name="school.ged", form="gedcom", lineage="school")])
    case = case.with_records([case.people["mum"].model_copy(update={"ref": "I1"})])
    after, _ = one(case)
    newer = Document(id="doc2", name="school.ged", form="gedcom", lineage="school")
    read = Person(id="new", name="K. Reed", ref="I7", birth=read_when("1988"))
    assert Lineage(after, newer, [read]).earlier(read) == after.people["mum"]
