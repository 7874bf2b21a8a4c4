"""What a chronology says of each entry, of its dates, and of what it does not hold."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from chronology.lives.experience import experience_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When, read_when
from chronology.record.entries import Entry, Extra, Origin, Significance
from chronology.record.errors import UsageError
from chronology.record.people import Life, Person
from chronology.record.sources import Restriction
from exporters.assessment.pack import assessment_document
from exporters.documents.child import child_document, child_text
from exporters.documents.chronology import chronology_document
from exporters.documents.pages import Band, Document, Heading, Line, Row, Table, Tone, lines_of
from exporters.documents.wording import date_words
from exporters.documents.writing import render
from tests.exporters.documents.marlow import ADA, BEN, CARA, DAY, entry, marlow


def made(profile: str = "casefile", **options: Any) -> Document:
    return chronology_document(marlow(), ADA, profile=profile, day=DAY, **options)


def values(document: Document) -> dict[str, Any]:
    found = json.loads(render(document, "json"))
    assert isinstance(found, dict)
    return found


def table_after(document: Document, heading: str) -> Table:
    at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Heading) and block.text == heading)
    return next(block for block in document.blocks[at:] if isinstance(block, Table))


def row_with(table: Table, words: str) -> dict[str, list[str]]:
    for row in table.rows:
        if isinstance(row, Row):
            cells = [[line.text for line in lines_of(cell)] for cell in row.cells]
            if any(words in line for cell in cells for line in cell):
                return {column.key: cell for column, cell in zip(table.columns, cells, strict=True)}
    raise AssertionError(f"no row says {words}")


def test_a_row_says_when_how_old_what_who_and_what_it_meant() -> None:
    row = row_with(table_after(made(), "Chronology"), "without a coat")
    assert row["date"] == ["12\u00a0Mar\u00a02019"]
    assert row["age"] == ["6"]
    assert row["source"] == ["School, J. Cole, attendance log, p\u00a03", "observed", "file 1, table 1, row 7"]
    assert row["impact"] == ["Tired and cold, slept in class."]
    assert row["heard"][0] == "Seen alone by J. Cole"
    assert "“I had crisps for tea.”" in row["heard"]
    assert "Asked: “What did you have for tea?”" in row["heard"]
    assert row["action"] == ["Breakfast club offered.", "Outcome: Ada came on four of five days."]
    assert row["analysis"] == ["The third late morning in two weeks."]


def test_an_allegation_is_called_one_and_a_plain_record_is_not_labelled() -> None:
    table = table_after(made(), "Chronology")
    assert "Alleged" in row_with(table, "shouting")["source"]
    assert "Recorded" not in row_with(table, "without a coat")["source"]


def test_an_entry_about_the_family_is_marked_so() -> None:
    table = table_after(made(), "Chronology")
    assert row_with(table, "shouting")["number"][1:] == ["family"]
    assert row_with(table, "without a coat")["number"][1:] == []


def test_an_uncertain_date_stands_as_written() -> None:
    assert row_with(table_after(made(), "Chronology"), "not let in")["date"] == ["about Mar\u00a02018"]
    assert date_words(When(edtf="2018-03~", as_written="about March 2018")) == "about March\u00a02018"
    assert date_words(When(edtf="2020-11", as_written="Nov-20")) == "November\u00a02020", (
        "two digits cannot stand alone"
    )
    assert date_words(When(edtf="[2018-04-01..2019-08-31]", as_written="2018/19")) == "2018/19"
    assert date_words(When.on(date(2019, 5, 7)), short=True) == "7\u00a0May\u00a02019"


WRITTEN = (
    "early March 2018",
    "Autumn term 2019",
    "between Jan and March 2020",
    "12/03/2019 - 04/06/2020",
    "c. 2015",
    "2018/19",
    "w/c 3.4.19",
    "3-7 April 2019",
    "before Christmas 2018",
    "Summer 2017",
    "Nov-20",
    "03/04/2019 14:30",
)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_printed_date_reads_back_as_the_date_it_was(written: str) -> None:
    read = read_when(written, latest=date(2026, 1, 1))
    assert read_when(date_words(read, short=True)).edtf == read.edtf


def test_what_has_no_date_stands_apart_at_the_end() -> None:
    document = made()
    assert row_with(table_after(document, "Entries without a date"), "grandmother")["date"] == ["not dated"]
    with pytest.raises(AssertionError):
        row_with(table_after(document, "Chronology"), "grandmother")
    assert values(document)["entries"][-1]["date"] == ""


def test_years_are_bands_in_order() -> None:
    bands = [row.text for row in table_after(made(), "Chronology").rows if isinstance(row, Band)]
    assert bands == ["2018", "2019", "2020", "2021"]


def test_the_event_has_the_most_room_and_the_columns_fill_the_page() -> None:
    for profile in ("casefile", "conference", "court", "facts"):
        table = table_after(made(profile), "Chronology")
        widths = {column.key: column.width for column in table.columns}
        assert widths["event"] == max(widths.values())
        assert sum(widths.values()) == pytest.approx(273, abs=0.6)


def test_a_column_that_nothing_fills_is_not_printed() -> None:
    table = table_after(made(), "Entries without a date")
    assert [column.key for column in table.columns] == ["number", "date", "event", "source"]


def test_what_explains_an_entry_and_a_parents_own_account_stand_beside_it() -> None:
    row = row_with(table_after(made(), "Chronology"), "Heating")
    assert row["event"] == [
        "Heating off for nine days.",
        "stands for 3 events",
        "explained by money, as the mother said",
        "Cara Marlow’s own account: The meter had run out.",
    ]


def test_everything_left_out_is_counted_with_its_reason() -> None:
    left = {item["reason"]: item["count"] for item in values(made())["left_out"]}
    assert left == {
        "withheld: legal advice and privileged papers": 1,
        "withheld: who made a referral": 1,
        "after the day of this document": 1,
        "about the family, but calls another child by name": 1,
        "names children who could not be told apart; it may be about this child": 1,
    }


def test_a_period_keeps_what_may_fall_in_it_and_says_so() -> None:
    document = made(start=date(2018, 3, 15), end=date(2019, 3, 31))
    found = {e["event"]: e for e in values(document)["entries"]}
    assert found["Health visitor not let in."]["falls"] == "depends on the dates"
    assert any(event.startswith("Ada arrived") for event in found)
    assert "Heating off for nine days." not in found
    left = next(item for item in values(document)["left_out"] if item["reason"] == "after the period asked for")
    assert left["count"] == len(left["entries"]) == 4


def test_a_conference_has_what_is_significant_and_counts_the_rest() -> None:
    data = values(made("conference"))
    assert {e["significance"] for e in data["entries"]} <= {Significance.YES.value, Significance.TURNING_POINT.value}
    left = next(item for item in data["left_out"] if item["reason"] == "not marked significant")
    assert left["count"] == len(left["entries"]) == 4


def test_a_court_has_number_date_event_source_at_twelve_point_and_no_analysis() -> None:
    document = made("court")
    table = table_after(document, "Chronology")
    assert [column.key for column in table.columns] == ["number", "date", "event", "source"]
    assert {block.points for block in document.blocks if isinstance(block, Table)} == {12.0}
    assert document.points == 12.0
    assert row_with(table, "without a coat")["date"] == ["12\u00a0March\u00a02019"]
    assert "Alleged" in row_with(table, "shouting")["source"]
    first = values(document)["entries"][0]
    assert "analysis" not in first
    assert "impact" not in first
    assert values(document)["entries"][0]["earliest"] == "2018-02-01", "nothing is cut by its age"


def test_facts_have_neither_impact_nor_analysis_in_any_form() -> None:
    document = made("facts")
    for form in ("json", "csv", "txt", "html"):
        words = render(document, form).decode()
        assert "Tired and cold" not in words
        assert "third late morning" not in words
        assert "Breakfast club" in words


def test_the_json_has_the_shape_that_is_documented() -> None:
    data = values(made(state_hash="0123456789abcdef" * 4))
    assert {"child", "entries", "left_out"} <= set(data)
    assert data["check_code"] == "0123 4567 89ab cdef"
    late = next(e for e in data["entries"] if "coat" in e["event"])
    assert (late["date"], late["earliest"], late["latest"]) == ("2019-03-12", "2019-03-12", "2019-03-12")
    assert late["impact"] == "Tired and cold, slept in class."
    assert late["basis"] == "observed"
    assert late["neglect"] == [{"domain": "FTP-food", "severity": None, "tool": ""}]
    assert late["age"] == "6"
    health = data["entries"][0]
    assert (health["date"], health["as_written"]) == ("2018-03~", "about March 2018")


def test_a_doubtful_date_is_to_be_checked() -> None:
    doubted = entry(60, "2019-04-03", "A visit.").model_copy(
        update={"when": When(edtf="2019-04-03", as_written="Mon 3/4/19", doubts=("3 April 2019 was a Wednesday",))}
    )
    document = chronology_document(marlow(doubted), ADA, day=DAY)
    assert any("was a Wednesday" in notice for notice in document.notices)


def test_what_is_still_to_be_checked_has_no_place_in_what_leaves_the_office() -> None:
    doubted = entry(60, "2019-04-03", "A visit.").model_copy(
        update={"when": When(edtf="2019-04-03", as_written="Mon 3/4/19", doubts=("3 April 2019 was a Wednesday",))}
    )
    for options in ({"profile": "court"}, {"made_for": "for the conference: names of carers withheld"}):
        document = chronology_document(marlow(doubted), ADA, day=DAY, **options)
        assert any("was a Wednesday" in notice for notice in document.notices)
        assert "was a Wednesday" not in render(document, "txt").decode()
        assert values(document)["to_check"] == []
    assert "was a Wednesday" in render(chronology_document(marlow(doubted), ADA, day=DAY), "txt").decode()


def test_no_one_is_scored_and_counts_are_plain() -> None:
    words = render(made(), "txt").decode()
    assert "7 entries, of them 1 about the whole family, 1 without a date." in words
    assert "alone in 1" in words
    assert "score" not in words.casefold()


def test_where_no_impact_is_written_it_says_so_and_how_many_are_marked_significant() -> None:
    alone = entry(40, "2019-05-01", "Moved school.", children=(CARA,), significance=Significance.YES)
    words = render(chronology_document(marlow(alone), CARA, day=DAY), "txt").decode()
    assert "is written in no entry; 1 is marked significant." in " ".join(words.split())


def test_a_child_without_entries_gets_a_document_that_says_so() -> None:
    document = chronology_document(marlow(), "cara000000000000000c", profile="conference", day=DAY)
    words = render(document, "txt").decode()
    assert "No dated entry is in this chronology." in words


def test_bad_options_are_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match="casefile, conference, court, facts"):
        made("newspaper")
    with pytest.raises(UsageError, match="ends before it begins"):
        made(start=date(2020, 1, 1), end=date(2019, 1, 1))
    with pytest.raises(UsageError, match="not in the case file"):
        chronology_document(marlow(), "nobody", day=DAY)


def test_words_that_name_a_withheld_referrer_are_to_be_checked() -> None:
    referral = entry(70, "2019-04-01", "Rang about shouting.", category="referral").model_copy(
        update={"origin": Origin(agency="Neighbour", person="Mrs Pringle"), "restriction": (Restriction.REFERRER,)}
    )
    telling = entry(71, "2019-04-02", "Mother fell out with Mrs Pringle over the call.")
    document = chronology_document(marlow(referral, telling), ADA, day=DAY)
    number = next(row["number"] for row in values(document)["entries"] if row["id"] == telling.id)
    said = [words for words in values(document)["to_check"] if "referral is withheld" in words]
    assert said == [words for words in document.notices if "referral is withheld" in words]
    assert [f"withheld: {number}. They" in words for words in said] == [True]
    for options in ({"profile": "court"}, {"made_for": "for the conference"}):
        kept = chronology_document(marlow(referral, telling), ADA, day=DAY, **options)
        assert "referral is withheld" in " ".join(kept.notices)
        assert "referral is withheld" not in render(kept, "txt").decode()


def test_a_referrer_who_is_not_withheld_is_not_to_be_checked() -> None:
    referral = entry(70, "2019-04-01", "Rang about shouting.", category="referral").model_copy(
        update={"origin": Origin(agency="Neighbour", person="Mrs Pringle")}
    )
    document = chronology_document(marlow(referral), ADA, day=DAY)
    assert not any("referral is withheld" in words for words in document.notices)


def with_columns(*columns: tuple[str, str], number: int = 80, **more: object) -> Entry:
    extras = tuple(Extra(column=column, words=words) for column, words in columns)
    return entry(number, "2019-04-05", "Came late.", extras=extras, **more)


COLUMNS = with_columns(("serial", "4"), ("Ward", "Elm ward"), ("=Shift", "night"), ("Date", "seen on a Friday"))


def test_columns_of_a_file_that_have_no_field_stand_under_what_happened() -> None:
    document = chronology_document(marlow(COLUMNS), ADA, day=DAY)
    row = row_with(table_after(document, "Chronology"), "Came late")
    assert row["event"] == ["Came late.", "Ward: Elm ward", "=Shift: night", "Date: seen on a Friday"]
    told = next(e for e in values(document)["entries"] if e["event"] == "Came late.")
    assert {"column": "Ward", "words": "Elm ward"} in told["file_columns"]
    assert [c["column"] for c in values(document)["columns_not_shown"]] == ["“serial”"]
    assert "Kept with the entries and not shown: “serial”, of 1 entry" in render(document, "txt").decode()


def test_they_are_columns_of_the_table_form_under_names_that_no_other_has() -> None:
    text = render(chronology_document(marlow(COLUMNS), ADA, day=DAY), "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    (row,) = (r for r in rows if r["event"] == "Came late.")
    assert row["date"] == "2019-04-05"
    assert [row[k] for k in ("Ward", "'=Shift", "Date (of the file)", "serial (of the file)")] == [
        "Elm ward", "night", "seen on a Friday", "4",
    ]  # fmt: skip


@pytest.mark.parametrize("profile", ["conference", "court", "facts"])
def test_another_profile_says_which_of_them_are_kept_and_not_shown(profile: str) -> None:
    shown = COLUMNS.model_copy(update={"significance": Significance.YES})
    document = chronology_document(marlow(shown), ADA, profile=profile, day=DAY)
    words = render(document, "txt").decode()
    assert "Elm ward" not in words
    assert "Elm ward" not in render(document, "csv").decode()
    assert "“Ward”, of 1 entry; “=Shift”, of 1 entry; “Date”, of 1 entry. Of each: it is not part" in words
    assert any("“Ward”, of 1 entry" in notice for notice in document.notices)


def test_what_does_not_say_whose_it_is_or_is_another_childs_is_counted_alone() -> None:
    apart = with_columns(("impact", "BEN-APART"), ("Mood of Ben", "BEN-MOOD"), children=(ADA, BEN))
    document = chronology_document(marlow(apart), ADA, day=DAY)
    for form in ("txt", "json", "csv", "html"):
        made = render(document, form).decode()
        assert "BEN-APART" not in made
        assert "BEN-MOOD" not in made
        assert "Mood of Ben" not in made
    assert [(c["column"], c["entries"]) for c in values(document)["columns_not_shown"]] == [
        ("“impact”", 1), ("a column whose name is withheld", 1),
    ]  # fmt: skip


def test_a_column_that_calls_another_child_by_name_is_to_be_checked() -> None:
    document = chronology_document(marlow(with_columns(("Ward", "with Ben"))), ADA, day=DAY)
    number = next(e["number"] for e in values(document)["entries"] if e["event"] == "Came late.")
    (said,) = (words for words in document.notices if "call another child" in words)
    assert str(number) in said.partition(": ")[2]


def of_a_child(*more: Entry, **about: object) -> Document:
    case = CaseFile.of([Person(id="kit", name="Kit Vale", birth=When(edtf="2015-04-03"), **about), *more])
    return chronology_document(case, "kit", day=DAY)


def test_a_child_who_has_died_is_not_said_to_grow_older() -> None:
    review = entry(90, "2018-10-01", "A review was held.", children=("kit",))
    early = entry(91, "2017-04-03", "Seen at home.", children=("kit",))
    document = of_a_child(review, early, death=When(edtf="2018-05-05"), is_dead=True)
    words = render(document, "txt").decode().replace("\u00a0", " ")
    assert "Born: 3 April 2015\nDied: 5 May 2018" in words
    assert [e["age"] for e in values(document)["entries"]] == ["2", "after death"]
    before = chronology_document(
        CaseFile.of([Person(id="kit", name="Kit Vale", birth=When(edtf="2015-04-03"), death=When(edtf="2018-05-05"))]),
        "kit", day=date(2017, 1, 1),
    )  # fmt: skip
    assert "Born: 3 April 2015 (aged 20 months" in render(before, "txt").decode().replace("\u00a0", " ")


def test_a_pregnancy_that_ended_has_no_age() -> None:
    words = render(of_a_child(life=Life.STILLBIRTH), "txt").decode().replace("\u00a0", " ")
    assert "Born: 3 April 2015 (stillbirth)" in words


def test_a_chronology_without_an_entry_says_why_to_whoever_makes_it() -> None:
    assert of_a_child().notices == ("No entry is in this chronology: nothing that may stand in it is recorded.",)


def page_of(*more: Entry) -> tuple[str, dict[str, object]]:
    case = marlow(*more)
    life = experience_of(case, ADA, day=DAY)
    document = child_document(case, life)
    words = render(document, "txt").decode()
    assert [line.strip(" -") for line in child_text(case, life).splitlines() if "Came late" in line] == [
        line.strip(" -") for line in words.splitlines() if "Came late" in line
    ]
    return words, document.data


def test_a_childs_page_has_the_columns_of_a_file_beside_their_entry_and_says_which_it_has_not() -> None:
    words, data = page_of(COLUMNS)
    (line,) = (line for line in words.splitlines() if "Came late." in line)
    assert line.endswith("Came late.; Ward: Elm ward; =Shift: night; Date: seen on a Friday")
    assert "Kept with the entries and not shown: “serial”, of 1 entry" in words
    (told,) = (e for e in data["entries"] if e["event"] == "Came late.")
    assert told["file_columns"][0] == {"column": "Ward", "words": "Elm ward"}
    assert [c["column"] for c in data["columns_not_shown"]] == ["“serial”"]


def test_a_childs_page_counts_the_columns_that_are_another_childs_and_shows_none_of_their_words() -> None:
    apart = with_columns(("impact", "BEN-APART"), ("Mood of Ben", "BEN-MOOD"), children=(ADA, BEN))
    words, data = page_of(apart, with_columns(("Ward", "BEN-BED beside Ben"), number=81))
    assert not any(told in f"{words}{data}" for told in ("BEN-APART", "BEN-MOOD", "Mood of Ben", "BEN-BED"))
    assert [(c["column"], c["entries"]) for c in data["columns_not_shown"]] == [
        ("“impact”", 1), ("a column whose name is withheld", 1), ("“Ward”", 1),
    ]  # fmt: skip


def test_a_page_without_such_columns_says_nothing_of_them() -> None:
    words, data = page_of()
    assert "Columns of the files" not in words
    assert data["columns_not_shown"] == []


@pytest.mark.parametrize(("profile", "is_shown"), [("casefile", True), ("conference", False)])
def test_the_adults_history_in_a_pack_has_the_columns_that_its_profile_has(profile: str, is_shown: bool) -> None:
    history = with_columns(("Ward", "Elm ward"), category="adult_history")
    case = marlow(history)
    pack = assessment_document(case, [case.people[ADA]], day=DAY, profile=profile)
    (table,) = (b for b in pack.blocks if getattr(b, "title", "") == "The adults' own history")
    assert (Line("Ward: Elm ward", Tone.QUIET) in table.rows[0].cells[1]) is is_shown
