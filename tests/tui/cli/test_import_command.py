"""`kinline import`: every row ends added, merged or not added with its reason."""

from __future__ import annotations

import json
import re


def test_a_dry_run_needs_no_case_file_and_reports_every_row(kinline, folder):
    ran = kinline("import", "--dry-run", "--json", "nowhere.kin", "family.ged", "school.csv")
    family, school = json.loads(ran.out)["files"]
    assert ran.code == 0
    assert (family["kind"], family["people"], family["families"]) == ("gedcom", 4, 1)
    assert (school["rows"], school["added"], school["merged"]) == (4, 3, 0)
    assert [r["row"] for r in school["refused"]] == [5]
    assert "31/02/2019" in school["refused"][0]["reason"]
    assert not (folder / "nowhere.kin").exists()


def test_a_dry_run_takes_files_alone(kinline):
    ran = kinline("import", "--dry-run", "--json", "school.csv")
    assert json.loads(ran.out)["files"][0]["rows"] == 4


def test_a_file_that_cannot_be_read_stands_in_the_report_and_is_code_three(kinline, folder):
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    ran = kinline("import", "--dry-run", "--json", "x.kin", "old.doc", "school.csv")
    first, second = json.loads(ran.out)["files"]
    assert ran.code == 3
    assert set(first) == {"file", "error"}
    assert "save it as .docx" in first["error"]
    assert second["rows"] == 4


def test_one_unreadable_file_changes_nothing_of_the_whole_command(kinline, folder, case):
    (folder / "empty.csv").write_bytes(b"")
    (folder / "more.csv").write_text("date,children,event\n1/2/2020,Ada,More\n", "utf-8")
    before = kinline("history", case, "--json", "--identity", "me.txt").out
    ran = kinline("import", case, "more.csv", "empty.csv", "--identity", "me.txt")
    assert ran.code == 3
    assert "empty.csv" in ran.err
    assert kinline("history", case, "--json", "--identity", "me.txt").out == before


def test_importing_the_same_files_twice_adds_nothing(kinline, case):
    ran = kinline("import", case, "family.ged", "school.csv", "--json", "--identity", "me.txt")
    files = json.loads(ran.out)["files"]
    assert [f["added"] for f in files] == [0, 0]
    assert files[1]["merged"] == 3
    changes = json.loads(kinline("history", case, "--json", "--identity", "me.txt").out)["changes"]
    assert len(changes) == 2


def test_a_grown_file_adds_only_what_is_new(kinline, folder, case):
    with (folder / "school.csv").open("a", encoding="utf-8") as file:
        file.write("1/2/2020,Ada,Breakfast club,School,,\n")
    ran = kinline("import", case, "school.csv", "--json", "--identity", "me.txt")
    school = json.loads(ran.out)["files"][0]
    assert (school["added"], school["merged"], len(school["refused"])) == (1, 3, 1)


def test_strict_refuses_to_change_anything_when_a_row_cannot_be_added(kinline, folder):
    recovery = (folder / "me.txt").read_text().split("public key: ")[1].split()[0]
    kinline("new", "s.kin", "--identity", "me.txt", "--recovery", recovery)
    ran = kinline("import", "s.kin", "family.ged", "school.csv", "--strict", "--identity", "me.txt")
    assert ran.code == 3
    assert "row 5 not added" in ran.out
    assert len(json.loads(kinline("history", "s.kin", "--json", "--identity", "me.txt").out)["changes"]) == 1


def test_a_name_nobody_knows_is_reported_and_nobody_is_made(kinline, folder, case):
    (folder / "gp.csv").write_text("date,children,event\n1/2/2020,Zed,Seen at the surgery\n", "utf-8")
    ran = kinline("import", case, "gp.csv", "--identity", "me.txt")
    assert "“Zed” is not in the family" in ran.out
    people = json.loads(kinline("people", case, "--json", "--child", "Ada", "--identity", "me.txt").out)
    assert "Zed" not in json.dumps(people)


def test_a_columns_map_names_what_no_synonym_does(kinline, folder):
    (folder / "odd.csv").write_text("Datum,Kind,Was\n3/4/2019,Ada,Hungry\n", "utf-8")
    assert kinline("import", "--dry-run", "x.kin", "odd.csv").code == 3
    (folder / "odd.toml").write_text('Datum = "date"\nKind = "children"\nWas = "event"\n', "utf-8")
    ran = kinline("import", "--dry-run", "--json", "x.kin", "family.ged", "odd.csv", "--columns", "odd.toml")
    assert json.loads(ran.out)["files"][1]["added"] == 1


def test_a_columns_map_that_names_no_column_is_refused_with_those_there_are(kinline, folder):
    (folder / "odd.toml").write_text('Datum = "dat"\n', "utf-8")
    ran = kinline("import", "--dry-run", "x.kin", "school.csv", "--columns", "odd.toml")
    assert ran.code == 3
    assert "impact" in ran.err


def _told(kinline, *words: str) -> str:
    ran = kinline("import", *words, "--identity", "me.txt")
    assert ran.code == 0, ran.err
    return ran.out


def test_rows_are_told_one_by_one(kinline):
    out = kinline("import", "--dry-run", "--rows", "school.csv").out
    assert "row 2 · added · " in out
    assert "row 5 · not added: " in out


def test_the_columns_and_names_of_a_file_are_in_the_json(kinline, folder, case):
    (folder / "more.csv").write_text("Date,Child,Short account\n1/2/2020,Aunty Jo,More\n", "utf-8")
    ran = kinline("import", case, "more.csv", "--dry-run", "--rows", "--json", "--identity", "me.txt")
    read = json.loads(ran.out)
    (file,) = read["files"]
    assert file["columns"] == [["Date", "date"], ["Child", "children"], ["Short account", "event"]]
    assert [(n["words"], n["means"]) for n in file["names"]] == [("Aunty Jo", "asked")]
    assert [f["fate"] for f in file["fates"]] == ["added"]
    assert read["matters"] == []


def test_rows_not_added_are_written_put_right_and_given_back(kinline, folder, case):
    _told(kinline, case, "school.csv", "--not-added", "fix.csv")
    text = (folder / "fix.csv").read_text("utf-8-sig")
    (folder / "fix.csv").write_text(text.replace(",31/02/2019,", ",28/02/2019,"), "utf-8")
    assert "1 added, 3 merged" in _told(kinline, case, "school.csv", "--corrected", "fix.csv")
    assert "0 added, 4 merged" in _told(kinline, case, "school.csv")
    _ = kinline("undo", case, "--identity", "me.txt")
    assert "1 not added" in _told(kinline, case, "school.csv", "--dry-run")


def test_whom_a_name_means_is_decided_once(kinline, folder, case):
    (folder / "more.csv").write_text("date,children,event\n1/2/2020,Tiny,More\n", "utf-8")
    assert "--who" in _told(kinline, case, "more.csv")
    _told(kinline, case, "--who", "Tiny=Ada Shaw")
    (folder / "later.csv").write_text("date,children,event\n2/2/2020,Tiny,Later\n", "utf-8")
    assert "--who" not in _told(kinline, case, "later.csv")
    ran = kinline("import", case, "later.csv", "--who", "Tiny", "--identity", "me.txt")
    assert (ran.code, "WORDS=WHO" in ran.err) == (2, True)


def test_pasted_text_is_read_from_standard_input(kinline, case, monkeypatch):
    import io
    import sys
    from types import SimpleNamespace

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"12/3/2019 - School: Ada came in hungry\n")))
    out = _told(kinline, case, "-")
    assert re.search(r"text pasted on \d+ \w+ \d{4}: 1 row: 1 added", out)


def test_what_an_edited_file_says_otherwise_is_taken_over_by_row(kinline, folder, case):
    _told(kinline, case, "school.csv")
    text = (folder / "school.csv").read_text("utf-8")
    first = text.splitlines()[1]
    event = first.split(",")[2]
    (folder / "school.csv").write_text(text.replace(first, first.replace(event, event + " again")), "utf-8")
    assert "--take-changes 2" in _told(kinline, case, "school.csv", "--dry-run")
    assert "(taken over)" in _told(kinline, case, "school.csv", "--take-changes", "2")
    ran = kinline("import", case, "school.csv", "--take-changes", "two", "--identity", "me.txt")
    assert ran.code == 2


def test_matters_are_listed_decided_and_told_as_json(kinline, folder, case):
    (folder / "police.csv").write_text(
        'date,children,event,source\n1/2/2021,Ada,"Called to a domestic, mother assaulted by her partner",Police\n',
        "utf-8",
    )
    (folder / "care.csv").write_text(
        "date,children,event,source\n2/2/2021,Ada,Police notification of a domestic assault on the mother,Children's social care\n",
        "utf-8",
    )
    assert "kinline matters" in _told(kinline, case, "police.csv", "care.csv")
    listed = kinline("matters", case, "--identity", "me.txt").out
    assert "one matter?" in listed
    assert "Police: Called" in listed
    assert kinline("matters", case, "--apart", "1", "--why", "two calls", "--identity", "me.txt").code == 0
    assert "No two sources" in kinline("matters", case, "--identity", "me.txt").out
    _ = kinline("chronology", case, "--child", "Ada", "-o", "ada.json", "--identity", "me.txt")
    entries = json.loads((folder / "ada.json").read_text("utf-8"))["entries"]
    ids = [e["id"] for e in entries if "domestic" in e["event"]]
    assert kinline("matters", case, "--join", *ids, "--identity", "me.txt").code == 0
    (matter,) = json.loads(kinline("matters", case, "--json", "--identity", "me.txt").out)["matters"]
    assert (matter["decided"], len(matter["accounts"])) == (True, 2)
    assert kinline("matters", case, "--one", "9", "--identity", "me.txt").code == 2
    assert kinline("matters", "police.csv", "--one", "1").code == 2
