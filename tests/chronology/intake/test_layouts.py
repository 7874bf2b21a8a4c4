"""Layouts that agencies use: headers in any order and wording, tables without one, matches remembered."""

from __future__ import annotations

import pytest

from chronology.intake.choices import Choices
from chronology.practice.columns import ColumnsMap, columns_of
from chronology.record.imports import Layout
from tests.chronology.intake.imports import entries, imported, said
from tests.chronology.readers.officefiles import cell, docx, row, run, table


@pytest.mark.parametrize(
    ("headers", "means"),
    [
        ("Serial number|Date|Event-detail|Witness or document reference", "serial date event document"),
        ("Date|Time|End date|Sequence|Source of information|Event|Comment", "date time end sequence source event analysis"),
        ("Date range|Category|Source|Description|Analysis", "date category source event analysis"),
        ("Date|Event|Agency|Impact on child|Action taken|Review", "date event source impact action outcome"),
        (
            (
                "Date or period of event|Brief description (facts only) of event|Who (practitioner/service/agency)|"
                "Impact on the child (positive or negative)|Action to mitigate impact|Review"
            ),
            "date event source impact action outcome",
        ),
        ("Date/Time|Pupil|Incident category|Details|Action|Staff member", "date children category event action worker"),
        ("Date of contact|Child|Type of contact|Outcome|Was child seen?|Practitioner", "date children category outcome seen worker"),
        ("Log no.|Date/time of incident|Occurrence summary|Persons present|Officer|Referral made to CSC (Y/N)",
         "document date event people worker told_to_social_care"),
        ("Date recorded|Date of event|Concern|Concern raised by", "recorded date event worker"),
        ("From|To|What happened", "date end event"),
        ("When|From|What happened", "date source event"),
    ],
)  # fmt: skip
def test_headers_are_known_in_the_wordings_that_agencies_use(headers: str, means: str):
    assert [heard.column for heard in columns_of(headers.split("|"))] == means.split()


def test_a_header_known_only_by_its_words_is_said():
    plan = imported("Date,Short account of the incident,Child\n1/2/2019,Hungry,Ada\n")
    assert "“Short account of the incident” is read as event" in said(plan)


def test_a_table_without_a_header_is_read_by_what_stands_in_it_and_said():
    plan = imported(
        "12/3/2019,Hill Primary School,Ada came in very hungry\n14/3/2019,Police,Officers called to the home\n"
    )
    assert [(e.when.edtf, e.origin.agency) for e in entries(plan)] == [
        ("2019-03-12", "Hill Primary School"),
        ("2019-03-14", "Police"),
    ]
    assert "has no header" in said(plan)


def test_dates_in_two_columns_are_one_period_and_a_time_is_part_of_the_date():
    plan = imported(
        "Date,End date,Time,Event,Child\n1/3/2019,14/3/2019,,Stayed with Gran,Ada\n2/3/2019,,14:30,Fell,Ada\n,5/3/2019,,Gone by then,Ada\n"
    )
    assert [e.when.edtf for e in entries(plan)] == ["2019-03-01/2019-03-14", "2019-03-02T14:30", "/2019-03-05"]


def test_a_date_takes_the_year_of_the_heading_above_it_and_nothing_else():
    plan = imported("Date,Event,Child\n2018,,\n12 March,Hungry,Ada\n2019,,\n12 March,Hungry,Ada\n,No date at all,Ada\n")
    assert [e.when.edtf for e in entries(plan)] == ["2018-03-12", "2019-03-12", ""]
    assert all("heading" in e.when.doubts[-1] for e in entries(plan)[:2])


def test_a_row_that_goes_on_belongs_to_the_entry_above_and_gives_no_date():
    text = "Date,Child,Event\n1/2/2019,Ada,Mother said that she\n,,would come back later.\n,,Another thing without a date.\n"
    plan = imported(text)
    first, second = entries(plan)
    assert first.event == "Mother said that she\nwould come back later."
    assert second.when.is_undated
    assert (plan.reports[0].rows, plan.reports[0].added, plan.reports[0].merged) == (3, 2, 1)
    again = imported(text, plan.case)
    assert (again.reports[0].added, again.records) == (0, ())


def test_a_line_across_a_word_table_heads_rows_and_is_no_row():
    band = row(cell("2019", '<w:gridSpan w:val="3"/>'))
    note = row(cell("Records before this were lost in a flood", '<w:gridSpan w:val="3"/>'))
    body = table(
        row("Date", "Child", "Event"), band, row("12 March", "Ada", "Hungry"), note, row("13/4/2019", "Ada", "Cold")
    )
    plan = imported(docx(body), name="school.docx")
    assert [e.when.edtf for e in entries(plan)] == ["2019-03-12", "2019-04-13"]
    assert "lost in a flood" in said(plan)


def test_whose_a_chronology_is_and_who_wrote_it_is_told_by_its_title():
    for above in (
        "Chronology for Ada Shaw\nAgency: Hill Primary School\n",
        "Child:,Ada Shaw\nService:,Hill Primary School\n",
    ):
        (entry,) = entries(imported(f"{above}Date,Event,Action\n1/2/2019,Hungry,Fed\n"))
        assert (entry.children, entry.origin.agency) == (("ada",), "Hill Primary School")


def test_a_title_of_several_children_gives_rows_to_none_of_them():
    plan = imported("Chronology for Ada and Ben\nDate,Event,Action\n1/2/2019,Hungry,Fed\n")
    assert entries(plan)[0].children == ()
    assert "name no child" in said(plan)


def test_columns_of_impact_are_known_by_the_childrens_names():
    (entry,) = entries(imported("Date,Event,Children,Impact on Ada,Impact on Ben\n1/2/2019,Row,all,Hid,Slept\n"))
    assert (entry.impact_on("ada"), entry.impact_on("ben")) == ("Hid", "Slept")


@pytest.mark.parametrize(("cells", "column"), [("Ada", "children"), ("Hill Primary School", "source")])
def test_a_column_called_who_is_what_its_cells_are(cells: str, column: str):
    plan = imported(f"Date,Who,Event\n1/2/2019,{cells},Hungry\n2/2/2019,{cells},Cold\n")
    assert dict(plan.reports[0].columns)["Who"] == column


def test_a_match_by_hand_is_remembered_for_the_layout():
    odd = "Tag;Vorfall;Kind\n1/2/2019;Hungry;Ada\n"
    given = Choices(columns=ColumnsMap(columns={"Tag": "date", "Vorfall": "event", "Kind": "children"}))
    first = imported(odd, choices=given)
    assert [layout.headers for layout in first.case.of_kind(Layout)] == [("Tag", "Vorfall", "Kind")]
    again = imported(odd.replace("Hungry", "Cold"), first.case)
    assert [e.event for e in entries(again)] == ["Cold"]
    assert "matched by hand" in said(again)


def test_a_layout_nobody_knows_names_its_headers():
    report = imported("Tag;Vorfall;Kind\nx;Hungry;Ada\n").reports[0]
    assert "--columns" in report.error
    assert [header for header, _ in report.columns] == ["Tag", "Vorfall", "Kind"]


def test_hidden_rows_are_read_or_left_out_as_asked_and_counted_either_way():
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["Date", "Child", "Event"], ["1/2/2019", "Ada", "Shown"], ["2/2/2019", "Ada", "Hidden"]):
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    assert [e.event for e in entries(imported(out.getvalue(), name="x.xlsx"))] == ["Shown", "Hidden"]
    left = imported(out.getvalue(), name="x.xlsx", choices=Choices(leaves_hidden=True))
    assert [e.event for e in entries(left)] == ["Shown"]
    assert "hides this row" in left.reports[0].refused[0].reason
    assert left.reports[0].hidden == 1


def test_the_agency_that_is_given_stands_where_the_file_says_none():
    (entry,) = entries(
        imported(
            "Date,Child,Event,Practitioner\n1/2/2019,Ada,Seen,J. Brook\n", choices=Choices(agency="Health visiting")
        )
    )
    assert (entry.origin.agency, entry.origin.person) == ("Health visiting", "J. Brook")


def test_the_serial_number_does_not_make_a_row_another():
    first = imported("No.,Date,Child,Event\n1,1/2/2019,Ada,Hungry\n")
    again = imported("No.,Date,Child,Event\n7,1/2/2019,Ada,Hungry\n", first.case)
    assert (again.reports[0].added, again.reports[0].merged) == (0, 1)


def test_what_was_deleted_with_tracked_changes_is_no_part_of_a_row():
    gone = '<w:del w:id="1"><w:r><w:delText>and was hit</w:delText></w:r></w:del>'
    body = table(row("Date", "Child", "Event"), row("1/2/2019", "Ada", cell(f"<w:p>{run('Came in late')}{gone}</w:p>")))
    (entry,) = entries(imported(docx(body), name="a.docx"))
    assert entry.event == "Came in late"


def test_entries_of_one_day_keep_the_order_of_their_file():
    rows = "".join(f"1/2/2019,Ada,Event {n}\n" for n in range(12))
    plan = imported(f"Date,Child,Event\n{rows}")
    assert [e.event for e in plan.case.entries] == [f"Event {n}" for n in range(12)]


def test_a_dated_table_without_a_known_account_takes_its_longest_text_for_what_happened():
    plan = imported(
        "Date,Child,Contact,Code,Outcome\n"
        "1/2/2018,Ada,Not brought to immunisation at the surgery,A1,Rebooked\n"
        "1/3/2018,Ada,Seen at the surgery with her grandmother,B2,None\n"
    )
    assert [entry.event for entry in entries(plan)] == [
        "Not brought to immunisation at the surgery",
        "Seen at the surgery with her grandmother",
    ]
    assert "the column “Contact” is read as event" in said(plan)
    assert entries(plan)[0].category == "A1"


def test_short_codes_under_an_unknown_header_are_no_account():
    plan = imported("Date,Child,Code,Outcome\n1/2/2018,Ada,A1,Rebooked for the week after\n")
    assert [entry.event for entry in entries(plan)] == [""]


def test_a_sentence_that_speaks_of_an_agency_is_no_title_of_one():
    rows = "date,children,event\n1/2/2018,Ada,Came late\n"
    for line, agency in (
        ("The following were taken from the police log.", ""),
        ("Police log", "Police"),
        ("St Oswald's Church of England Primary School chronology", "St Oswald's Church of England Primary School"),
    ):
        (entry,) = entries(imported(f'"{line}",,\n{rows}'))
        assert entry.origin.agency == agency
