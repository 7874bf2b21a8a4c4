"""The same entry twice made one, and what changed between two states, in words."""

from __future__ import annotations

from chronology.lives.differences import differences
from chronology.lives.merging import merged
from chronology.record.dates import When
from chronology.record.entries import Entry, Impact, Origin, Seen, Told
from chronology.record.sources import Citation, Restriction
from tests.families import person, three_siblings

ONE = Entry(
    id="one",
    when=When(edtf="2019-03-12"),
    event="Arrived hungry",
    children=("ada",),
    origin=Origin(agency="school"),
    impacts=(Impact(child="ada", words="Cried"),),
    seen=(Seen(child="ada"),),
    cites=(Citation(document="a", row=1),),
)
TWO = Entry(
    id="two",
    when=When(edtf="2019-03-12"),
    known=When(edtf="2019-04"),
    event="Came in hungry again",
    children=("ada", "ben"),
    origin=Origin(agency="GP"),
    action="Fed",
    told_to_social_care=Told.NO,
    impacts=(Impact(child="ada", words="cried."), Impact(child="ben", words="Ate twice")),
    seen=(Seen(child="ada", is_alone=True),),
    restriction=(Restriction.REFERRER,),
    cites=(Citation(document="b", row=7),),
)


def test_one_entry_of_two_says_all_that_both_said():
    made = merged(ONE, [TWO])
    assert made.id == "one"
    assert made.event == "Arrived hungry"
    assert made.children == ("ada", "ben")
    assert (made.action, made.known.edtf, made.told_to_social_care) == ("Fed", "2019-04", Told.NO)
    assert [(i.child, i.words) for i in made.impacts] == [("ada", "Cried"), ("ben", "Ate twice")]
    assert made.seen == (Seen(child="ada", is_alone=True),)
    assert made.restriction == (Restriction.REFERRER,)
    assert [c.document for c in made.cites] == ["a", "b"]
    assert made.note == "Also recorded (12 March 2019, GP): origin: GP; event: Came in hungry again"


def test_an_entry_merged_with_its_own_copy_is_as_it_was():
    assert merged(ONE, [ONE.model_copy(update={"id": "copy"})]) == ONE


def test_what_changed_is_told_in_words():
    before = three_siblings()
    entry = next(e for e in before.entries if e.id == "e1")
    after = before.with_records(
        [entry.model_copy(update={"event": "Came hungry", "children": ("ada",)}), person("new", "Zoe Lamb")], ["e2"]
    )
    lines = [line for one in differences(before, after) for line in one.lines()]
    assert lines == [
        "~ Entry of 12 January 2016: Came hungry",
        "    children: Ada Shaw; Ben Shaw → Ada Shaw",
        "    event: Arrived hungry → Came hungry",
        "+ Person: Zoe Lamb",
        "- Entry of September 2018: Not brought to the clinic",
    ]


def test_nothing_is_told_where_nothing_changed():
    assert not differences(three_siblings(), three_siblings())
