"""An entry written in its form: nothing else changes, every fault at once, impact asked where it matters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.intake.entry_fields import fields_of, pages_of
from chronology.intake.entry_writing import asked_for, entry_label, read_entry, same_impacts
from chronology.intake.laying import set_on
from chronology.intake.names_written import NamesWritten
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.entries import (
    Entry,
    Explanation,
    Extra,
    Grade,
    Impact,
    Neglect,
    Origin,
    OwnAccount,
    Seen,
    Significance,
    Told,
    View,
)
from chronology.record.sources import Basis, Citation, Restriction, Standing
from tests.families import person, three_siblings

DAY = date(2026, 11, 2)
CASE = three_siblings()
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WHEN = st.sampled_from(
    [
        UNDATED,
        When(edtf="2019-03-12", as_written="12/3/19"),
        When(edtf="2018~"),
        When(edtf="2016-01-04/2016-02"),
        When(as_written="some day"),
    ]
)
CHILD = st.sampled_from(["ada", "ben", "cora"])


def several(strategy):
    return st.lists(strategy, max_size=3).map(tuple)


ENTRIES = st.builds(
    Entry,
    id=st.just("x"),
    when=WHEN,
    known=WHEN,
    recorded=WHEN,
    children=several(CHILD),
    people=several(st.sampled_from(["mum", "gran", "gone"])),
    category=st.sampled_from(["", "hunger", "a word of its own"]),
    neglect=several(
        st.builds(
            Neglect,
            domain=st.sampled_from(["FTP-food", "odd; word"]),
            child=st.none() | CHILD,
            severity=st.none() | st.integers(1, 5),
            tool=WORDS,
        )
    ),
    grades=several(st.builds(Grade, tool=WORDS, area=WORDS, grade=st.integers(0, 10), child=st.none() | CHILD)),
    event=WORDS,
    origin=st.builds(Origin, agency=WORDS, person=WORDS, document=WORDS, page=WORDS),
    basis=st.sampled_from(Basis),
    standing=st.sampled_from(Standing),
    restriction=several(st.sampled_from(Restriction)),
    seen=several(st.builds(Seen, child=CHILD, is_alone=st.booleans(), by=WORDS)),
    views=several(
        st.builds(View, child=CHILD, words=WORDS, question=WORDS, written_up=WHEN, answers=st.just(("gone",)))
    ),
    impacts=several(st.builds(Impact, child=CHILD, words=WORDS)),
    count=st.integers(1, 400),
    told_to_social_care=st.sampled_from(Told),
    explained_by=several(st.builds(Explanation, by=WORDS, said_by=WORDS)),
    own_accounts=several(st.builds(OwnAccount, words=WORDS, person=st.none() | st.just("mum"), name=WORDS, when=WHEN)),
    case_ids=several(WORDS),
    corroborates=several(st.sampled_from(["e1", "e3", "gone"])),
    extras=several(st.builds(Extra, column=WORDS, words=WORDS)),
    cites=st.just((Citation(document="d", row=4),)),
    content_key=st.just("key"),
    note=WORDS,
)


def written(fields: dict[str, str], base: Entry | None = None, case: CaseFile = CASE):
    extras = tuple(e.column for e in base.extras) if base else ()
    return read_entry(fields, case, day=DAY, ident="x", base=base, extras=extras)


@given(ENTRIES)
def test_a_form_in_which_nothing_was_written_changes_nothing(entry: Entry):
    shown = fields_of(entry, CASE, day=DAY)
    assert written(shown, entry).entry == entry


@given(ENTRIES)
def test_a_correction_of_one_field_leaves_every_other_as_it_was(entry: Entry):
    shown = fields_of(entry, CASE, day=DAY)
    made = written(shown | {"action": "Rang the school"}, entry).entry
    assert made == entry.model_copy(update={"action": "Rang the school"})


def test_every_field_of_an_entry_has_its_place_in_the_form():
    keys = {f.key.split(".")[0] for p in pages_of({}, [("ada", "Ada")], ["Col"]) for f in p.fields}
    parts = {k.split(":")[2] if k.startswith("child:") else k.split(":")[0] for k in keys}
    renamed = {"impacts": "impact", "views": "view", "own_accounts": "account", "extras": "extra"}
    kept = {"id", "cites", "carried", "content_key"}
    assert {renamed.get(name, name) for name in set(Entry.model_fields) - kept} <= parts


def test_every_field_is_read_from_what_is_written_by_hand():
    made = written(
        {
            "when": "early March 2018",
            "known": "1/5/18",
            "event": "Said: [x]",
            "children": "Ada; Ben Shaw",
            "people": "Joan Reed",
            "category": "hunger",
            "neglect": "food; hygiene 4 (GCP2)",
            "significance": "turning point",
            "restriction": "court",
            "count": "3",
            "explained_by": "money (said by Kelly)",
            "corroborates": "12/1/2016",
            "child:ada:impact": "Ada hid food",
            "child:ada:seen": "seen alone",
            "child:ada:seen_by": "Mx Orr",
            "child:ada:view:0:words": "I was cold",
            "child:ada:view:0:question": "How was it?",
            "child:ben:neglect": "schooling",
            "account:0:name": "Kelly Reed",
            "account:0:words": "That is not so",
        }
    )
    entry = made.entry
    assert entry is not None
    assert entry.when.words() == "early March 2018"
    assert entry.children == ("ada", "ben")
    assert entry.people == ("gran",)
    assert [(n.domain, n.child, n.severity, n.tool) for n in entry.neglect][1][2:] == (4, "GCP2")
    assert entry.neglect[2].child == "ben"
    assert entry.seen == (Seen(child="ada", is_alone=True, by="Mx Orr"),)
    assert entry.views[0].question == "How was it?"
    assert entry.corroborates == ("e1",)
    assert entry.own_accounts[0].person == "mum"
    assert made.doubts == ("The entry is significant: the impact on Ben Shaw is not written",)


def test_all_faults_are_told_at_once_each_under_its_field():
    faults = written(
        {
            "when": "41/13/2019",
            "known": "soon",
            "children": "Zed; Ada",
            "count": "none",
            "neglect": "hygiene 4",
            "restriction": "secret",
            "goals": "G9",
            "contradicts": "1/1/1999",
            "child:ada:seen_by": "Mx Orr",
            "child:ada:view:0:question": "How was it?",
            "account:0:name": "Kelly",
            "basis": "guess",
        }
    ).faults
    assert set(faults) == {
        "event", "when", "known", "children", "count", "neglect", "restriction", "goals", "contradicts", "basis",
        "child:ada:seen", "child:ada:view:0:words", "account:0:words",
    }  # fmt: skip
    assert all(faults.values())


def test_impact_is_asked_where_an_entry_is_significant_or_stands_for_a_period():
    plain = Entry(id="x", event="y", children=("ada",), when=When(edtf="2019-03-12"))
    assert not asked_for(plain, CASE)
    assert "Ada Shaw" in asked_for(plain.model_copy(update={"significance": Significance.YES}), CASE)[0]
    assert "period" in asked_for(plain.model_copy(update={"when": When(edtf="2019-03/2019-05")}), CASE)[0]
    told = plain.model_copy(
        update={"significance": Significance.YES, "impacts": (Impact(child="ada", words="Hid food"),)}
    )
    assert not asked_for(told, CASE)


def test_impact_in_the_same_words_for_several_children_is_found():
    entry = Entry(
        id="x",
        event="y",
        impacts=tuple(
            Impact(child=c, words=w) for c, w in [("ada", "Hid food."), ("ben", "hid food"), ("cora", "Slept")]
        ),
    )
    assert same_impacts(entry) == (("ada", "ben"),)


def test_the_label_of_a_correction_says_what_was_corrected():
    entry = next(e for e in CASE.entries if e.id == "e1")
    after = entry.model_copy(
        update={"event": "Came hungry", "impacts": (Impact(child="ada", words="z"), entry.impacts[1])}
    )
    assert entry_label(entry, after, CASE) == "Entry of 12 January 2016 corrected: what happened and impact on Ada Shaw"
    assert entry_label(None, after, CASE) == "Entry of 12 January 2016 added"


def test_two_windows_forms_are_set_on_one_another_with_nothing_lost():
    merged = set_on(
        {"event": "theirs", "action": "new", "note": "same"},
        base={"event": "was", "plan": "CP", "note": "old"},
        mine={"event": "mine", "plan": "CP", "note": "same", "service": "own"},
    )
    assert merged.clashes == {"event": "theirs"}
    assert merged.fields == {"event": "mine", "plan": "", "note": "same", "service": "own", "action": "new"}
    assert set(merged.taken) == {"action", "plan"}


@pytest.mark.parametrize("words", ["Ada Shaw", "Ada; Ben", "Bell, Ann", "a;b"])
def test_people_are_written_so_that_only_they_are_meant(words: str):
    case = CASE.with_records([person("one", words, born="2010-01-01"), person("two", words, born="2011-01-01")])
    names = NamesWritten(case)
    assert [names.meant(names.of(who)) for who in case.people] == list(case.people)
    entry = Entry(id="x", event="y", children=("one", "two"))
    assert written(fields_of(entry, case, day=DAY), case=case).entry.children == ("one", "two")
