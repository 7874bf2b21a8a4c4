"""Similar wording: what is found, from where, what is new, and what is rightly let be."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.lives.recording.notes import notes_of, sections_of
from chronology.lives.recording.similar import recording_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Impact
from tests.families import person

LONG = (
    "Ada came to the door in her pyjamas and said that she had made toast for her brother because her mother was asleep "
    "on the sofa. The kitchen was warm and there was bread, milk and fruit in the fridge."
)
OTHER = (
    "We talked about the clinic and the letter from the housing office; the worker will ring on Friday about the repair of "
    "the boiler and whether the nursery has a place in the autumn term."
)
LATER = date(2030, 1, 1)


def entry(ident: str, when: str, text: str, *children: str, impacts: dict[str, str] | None = None) -> Entry:
    return Entry(
        id=ident,
        when=When(edtf=when),
        event=text,
        children=children or ("ada",),
        impacts=tuple(Impact(child=c, words=w) for c, w in (impacts or {}).items()),
    )


def case(*entries: Entry) -> CaseFile:
    people = (
        person("ada", "Ada Shaw", "female", "2015", is_subject=True),
        person("ben", "Ben Shaw", "male", "2017", is_subject=True),
    )
    return CaseFile.of([*people, *entries])


def similar(*entries: Entry, child: str = "ada", others=()):
    (found,) = recording_of(case(*entries), [child], day=LATER, others=others).children
    return [(s.entry, s.of, s.where) for s in found.similar]


def test_a_note_written_again_is_found_with_its_first_source():
    entries = (entry("a", "2020-01-01", LONG), entry("b", "2020-02-01", OTHER), entry("c", "2020-03-01", LONG))
    assert similar(*entries) == [("c", "a", "earlier")]
    (found,) = recording_of(case(*entries), ["ada"], day=LATER).children
    assert found.similar[0].likeness.ten_word_share == 1.0
    assert found.similar[0].spans[0].first == "a"
    assert [m.new_words for m in found.months] == [len(notes_of(case(e), day=LATER)[0].words) for e in entries[:2]] + [
        0
    ]


def test_names_and_dates_do_not_hide_that_wording_is_the_same():
    text = LONG.replace("Ada", "Ben").replace("her brother", "his brother")
    assert similar(entry("a", "2020-01-01", LONG, "ada"), entry("b", "2020-02-01", text, "ben"), child="ben") == [
        ("b", "a", "sibling")
    ]


def test_a_section_on_the_family_may_be_shared_between_siblings_and_a_childs_own_may_not():
    family, own = f"Family and environment:\n{OTHER}", f"Child's development:\n{LONG}"
    assert not similar(entry("a", "2020-01-01", family, "ada"), entry("b", "2020-02-01", family, "ben"), child="ben")
    assert similar(entry("a", "2020-01-01", own, "ada"), entry("b", "2020-02-01", own, "ben"), child="ben")


def test_two_childrens_impacts_in_one_entry_are_compared():
    both = entry("a", "2020-01-01", "Seen at home.", "ada", "ben", impacts={"ada": LONG, "ben": LONG})
    assert similar(both, child="ben") == [("a", "a", "sibling")]


def test_an_entry_that_names_both_children_is_one_note():
    assert not similar(entry("a", "2020-01-01", LONG, "ada", "ben"))


def test_another_familys_wording_is_told_from_the_childs_own():
    other = CaseFile.of(
        [person("zoe", "Zoe Reed", "female", "2014"), entry("z", "2019-01-01", LONG.replace("Ada", "Zoe"), "zoe")]
    )
    assert similar(entry("a", "2020-01-01", LONG), others=[("reed.kin", other)]) == [("a", "z", "family")]


def test_independent_notes_and_short_ones_are_let_be():
    assert not similar(entry("a", "2020-01-01", LONG), entry("b", "2020-02-01", OTHER))
    assert not similar(
        entry("a", "2020-01-01", "Seen at school, well."), entry("b", "2020-02-01", "Seen at school, well.")
    )


def test_text_that_stands_everywhere_is_set_apart_and_listed():
    standing = "This record was made in line with the recording policy and shared with the manager on the same day."
    entries = [
        entry(f"e{k:02}", f"2020-01-{k + 1:02}", f"{' '.join(f'word{k}x{n}' for n in range(30))}. {standing}")
        for k in range(28)
    ]
    found = recording_of(case(*entries), ["ada"], day=LATER)
    assert not found.children[0].similar
    assert found.standing[0].notes == 28
    assert "recording policy" in found.standing[0].words


def test_a_month_is_not_invented():
    (found,) = recording_of(case(entry("a", "2020", LONG), entry("b", "", OTHER)), ["ada"], day=LATER).children
    assert [m.month for m in found.months] == ["2020"]
    assert found.undated == ("b",)


@pytest.mark.parametrize("heading", ["Child's development:", "2. CHILD'S DEVELOPMENT", "Wishes and feelings:"])
def test_headings_of_forms_say_whose_a_section_is(heading):
    assert sections_of(f"Seen today.\n{heading}\nHe reads.")[-1] == ("child", "He reads.")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 20))
def test_an_edited_copy_is_found_and_the_order_of_records_changes_nothing(seed, share):
    chance = random.Random(seed)
    words = LONG.split()
    edited = " ".join(f"new{k}" if chance.randrange(100) < share else w for k, w in enumerate(words))
    entries = [entry("a", "2020-01-01", LONG), entry("b", "2020-02-01", OTHER), entry("c", "2020-03-01", edited)]
    assert similar(*entries) == [("c", "a", "earlier")]
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert similar(*shuffled) == [("c", "a", "earlier")]
