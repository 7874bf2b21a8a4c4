"""The work from a workbook to its pages: every row has its fate, every page its child, a council's data its lines."""

from __future__ import annotations

import io
import json
import sys

import pytest

WORK = {
    "Danger statements": [
        ["Number", "Date", "Children", "Who is worried", "About what behaviour", "What may happen", "Impact on the child now", "Impact in the long run", "Entries behind it"],
        ["DS1", "1/2/2016", "Ada", "School", "Ada came hungry", "Ada may look for food", "She is tired", "She may not grow", "12/01/2016 (school)"],
        ["DS2", "1/2/2016", "Zed", "School", "x", "y", "z", "z", ""],
    ],
    "Safety goals": [
        ["Number", "Danger statement", "What parents do differently", "What the child experiences", "What professionals see", "For how long"],
        ["G1", "DS1", "Kelly cooks each evening", "Ada eats each evening", "School sees her rested", "6 months"],
    ],
    "Safety scale": [
        ["Date", "Child", "Danger statement or goal", "Who says so", "0 to 10", "Why this number"],
        ["1/3/2016", "Ada", "G1", "Kelly Reed", "7", "meals"],
        ["2/3/2016", "Ada", "DS1", "Social worker", "3", "no food seen"],
        ["3/3/2016", "Ada", "DS1", "Social worker", "eleven", ""],
    ],
    "Decisions": [
        ["Number", "Date", "Kind of decision", "Child", "Outcome", "Why", "What the harm is", "How likely", "Entries behind it"],
        ["D1", "1/2/2016", "s47", "Ada", "child in need", "hunger", "Ada is hungry", "most weeks", "12/01/2016"],
        ["D1", "", "", "Ben", "", "", "Ben hides food", "", "12/01/2016; 5/5/2001"],
    ],
    "Services": [
        ["Service", "Provider", "For which children", "Offered", "State", "Reason"],
        ["Play therapy", "CAMHS", "Ada", "1/2/2016", "waiting", "list closed"],
        ["Dance", "Hub", "Ada", "", "pending", ""],
    ],
    "Supervision": [
        ["Date", "Manager", "Children", "Question", "Answer", "Action", "Who", "By when"],
        ["1/4/2016", "D. Whitcombe", "Ada; Ben", "Who saw breakfast?", "", "Ask Ben", "P. Nandra", "1/5/2016"],
        ["1/4/2016", "D. Whitcombe", "Ada", "What did Ada say?", "She is hungry", "", "", ""],
    ],
}  # fmt: skip


def put(folder, sheets=WORK, name="work.xlsx"):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return name


@pytest.fixture
def plan(kinline, folder):
    """The work with Ada, read from plain files."""
    put(folder)
    ran = kinline("plan", "family.ged", "school.csv", "work.xlsx", "--child", "Ada", "--as-at", "2016-06-30", "--json")
    assert ran.code == 0
    return json.loads(ran.out)["children"][0]


def test_every_row_of_a_work_table_ends_added_or_not_added_with_its_reason(kinline, folder):
    put(folder)
    ran = kinline("import", "x.kin", "family.ged", "school.csv", "work.xlsx", "--dry-run", "--json", "--rows")
    report = json.loads(ran.out)["files"][2]
    reasons = {(f["place"], f["reason"]) for f in report["fates"] if f["fate"] == "refused"}
    assert report["rows"] == sum(len(rows) - 1 for rows in WORK.values()) == report["added"] + len(report["refused"])
    assert {place for place, _ in reasons} == {"Danger statements, row 3", "Safety scale, row 4", "Services, row 3"}
    assert any("Zed" in reason for _, reason in reasons)
    assert any("eleven" in reason for _, reason in reasons)
    assert any("pending" in reason for _, reason in reasons)
    assert any("5/5/2001" in warning["message"] for warning in report["warnings"])


def test_records_are_tied_by_their_numbers_and_cite_entries_by_their_day(plan):
    (danger,) = plan["danger_statements"]
    (goal,) = plan["safety_goals"]
    assert (goal["danger"], goal["holds_for"]) == (danger["id"], "6 months")
    assert len(danger["entries"]) == 1
    assert [(s["by"], s["voice"], s["value"]) for s in plan["safety_scale"]] == [
        ("Kelly Reed", "parent", 7),
        ("Social worker", "professional", 3),
    ]
    assert {s["about"] for s in plan["safety_scale"]} == {danger["id"], goal["id"]}


def test_several_rows_tell_of_one_decision_and_one_supervision(plan):
    (decision,) = plan["decisions"]
    assert decision["kind"] == "section_47"
    assert [h["harm"]["words"] for h in decision["harm"]] == ["Ada is hungry", "Ben hides food"]
    assert [len(h["harm"]["entries"]) for h in decision["harm"]] == [1, 1]
    (meeting,) = plan["supervision"]
    assert [q["answer"] for q in meeting["questions"]] == ["", "She is hungry"]
    (service,) = plan["services"]
    assert [(p["state"], p["reason"]) for p in service["periods"]] == [("offered", ""), ("waiting", "list closed")]


def test_importing_the_work_again_adds_nothing_and_shows_what_differs(kinline, folder, case):
    put(folder)
    first = kinline("import", case, "work.xlsx", "--json", "--identity", "me.txt")
    again = kinline("import", case, "work.xlsx", "--json", "--identity", "me.txt")
    added = json.loads(first.out)["files"][0]["added"]
    assert (added, json.loads(again.out)["files"][0]["added"], json.loads(again.out)["files"][0]["merged"]) == (9, 0, 9)
    changed = {**WORK, "Safety goals": [WORK["Safety goals"][0], [*WORK["Safety goals"][1][:-1], "9 months"]]}
    put(folder, changed)
    third = json.loads(kinline("import", case, "work.xlsx", "--json", "--identity", "me.txt").out)["files"][0]
    assert [(c["row"], c["is_taken"], "holds_for" in c["fields"]) for c in third["changed"]] == [(2, False, True)]
    kinline("import", case, "work.xlsx", "--take-changes", "all", "--identity", "me.txt")
    told = json.loads(kinline("plan", case, "--child", "Ada", "--json", "--identity", "me.txt").out)
    assert told["children"][0]["safety_goals"][0]["holds_for"] == "9 months"


def test_a_view_that_is_known_is_linked_and_not_taken_twice(kinline, folder):
    (folder / "said.csv").write_text("date,children,event,view\n1/3/2016,Ada,Ada was asked,There is no tea\n", "utf-8")
    views = [["Date", "Child", "The child's own words", "Which worry or goal"]]
    views += [["1/3/2016", "Ada", "There is no tea", "DS1"], ["2/3/2016", "Ada", "I like maths", "G9"]]
    put(folder, {**WORK, "Children's views": views})
    ran = kinline(
        "check",
        "family.ged",
        "said.csv",
        "school.csv",
        "work.xlsx",
        "--as-at",
        "2016-06-30",
        "--json",
        "--child",
        "Ada",
    )
    found = [p["message"] for p in json.loads(ran.out)["points"] if p["kind"] == "views_answer_nothing"]
    assert found == ["1 of 2 views of Ada Shaw answers no worry and no goal"]


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt", "json"])
@pytest.mark.parametrize("command", ["plan", "supervision"])
def test_the_pages_are_written_in_every_form_with_the_same_bytes(kinline, folder, command, form):
    put(folder)
    child = ("--child", "Ada") if command == "plan" else ()
    for name in ("one", "two"):
        ran = kinline(
            command, "family.ged", "school.csv", "work.xlsx", *child, "--as-at", "2016-06-30", "-o", f"{name}.{form}"
        )
        assert ran.code == 0
    assert (folder / f"one.{form}").read_bytes() == (folder / f"two.{form}").read_bytes()


def test_a_child_s_page_answers_for_this_child_alone(kinline, folder):
    put(folder)
    kinline("plan", "family.ged", "school.csv", "work.xlsx", "--child", "Ada", "--as-at", "2016-06-30", "-o", "ada.txt")
    text = (folder / "ada.txt").read_text("utf-8")
    assert "Ada is hungry" in text
    assert "Ben" not in text.split("Points to consider")[0]


def test_the_page_for_supervision_holds_what_is_open(kinline, folder):
    put(folder)
    ran = kinline("supervision", "family.ged", "school.csv", "work.xlsx", "--as-at", "2016-06-30", "--json")
    told = json.loads(ran.out)
    assert [(q["words"], q["days"]) for q in told["open_questions"]] == [("Who saw breakfast?", 90)]
    assert [(a["words"], a["late"]) for a in told["open_actions"]] == [("Ask Ben", True)]


def test_a_pattern_is_adopted_in_a_workers_words_and_every_look_is_kept(kinline, folder, case, monkeypatch):
    with (folder / "hungry.csv").open("w", encoding="utf-8") as file:
        file.write("date,children,category,event\n")
        file.writelines(f"1/{month}/2016,Ada,hunger,Came hungry\n" for month in (1, 3, 6, 9, 11))
    kinline("import", case, "hungry.csv", "--identity", "me.txt")
    (folder / "why.txt").write_text("All five are from one bad winter.", "utf-8")
    given = ("--child", "Ada", "--pattern", "duration", "--worker", "P. Nandra", "--as-at", "2017-01-01")
    aside = kinline("adopt", case, *given, "--set-aside", "--words", "why.txt", "--identity", "me.txt")
    monkeypatch.setattr(sys, "stdin", io.StringIO("It was not one winter.\n"))
    taken = kinline("adopt", case, *given, "--words", "-", "--identity", "me.txt")
    assert (aside.code, taken.code) == (0, 0), aside.err
    told = json.loads(kinline("plan", case, "--child", "Ada", "--json", "--identity", "me.txt").out)["children"][0]
    looks = told["patterns_looked_at"]
    assert [(r["made"], r["words"]) for r in looks] == [
        ("set aside", "All five are from one bad winter."),
        ("adopted", "It was not one winter."),
    ]
    assert all(r["evidence"] and r["sentence"] for r in looks)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--pattern", "nothing", "--worker", "P"), 2),
        (("--pattern", "duration", "--worker", " "), 2),
        (("--pattern", "repeat_cp", "--worker", "P"), 2),
    ],
)
def test_nothing_is_adopted_that_is_not_there_or_by_nobody(kinline, folder, case, words, code):
    (folder / "w.txt").write_text("words", "utf-8")
    ran = kinline("adopt", case, "--child", "Ada", *words, "--words", "w.txt", "--identity", "me.txt")
    assert ran.code == code
    assert ran.err


def test_a_council_s_file_is_used_for_one_command_and_shown(kinline, folder):
    (folder / "c.toml").write_text('council = "Thornbeck"\n[checks.question_open.parameters]\ndays = 400\n', "utf-8")
    put(folder)
    source = ("check", "family.ged", "school.csv", "work.xlsx", "--as-at", "2016-06-30", "--json")

    def kinds(*more):
        return {p["kind"] for p in json.loads(kinline(*source, *more).out)["points"]}

    assert "question_open" in kinds()
    assert "question_open" not in kinds("--practice", "c.toml")
    assert "question_open" in kinds()
    shown = kinline("practice", "show", "checks", "--practice", "c.toml")
    assert "question_open.parameters.days.value = 400   [set by Thornbeck" in shown.out


def test_faults_of_a_councils_file_stop_every_command_and_are_named_by_line(kinline, folder):
    (folder / "bad.toml").write_text("[checks.question_open.parameters]\ndays = 'x'\nweeks = 3\n", "utf-8")
    checked = kinline("practice", "check", "bad.toml")
    assert checked.code == 3
    assert "bad.toml, line 3: " in checked.out
    used = kinline("check", "family.ged", "--practice", "bad.toml")
    assert used.code == 3
    assert "line 3" in used.err


def test_the_blank_workbook_is_read_back_as_the_tables_it_is_made_of(kinline, folder):
    assert kinline("practice", "template", "-o", "blank.xlsx").code == 0
    import openpyxl

    book = openpyxl.load_workbook(folder / "blank.xlsx")
    sheet = book["Danger statements"]
    places = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, places["Children"], "Ada")
    sheet.cell(2, places["Who is worried"], "School")
    book.save(folder / "filled.xlsx")
    ran = kinline("import", "x.kin", "family.ged", "filled.xlsx", "--dry-run", "--json")
    assert json.loads(ran.out)["files"][1]["added"] == 1
