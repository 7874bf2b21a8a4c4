"""What leaves for an audience by command: every form searched, decisions kept, and its leaving in the change history."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROWS = """date,children,event,source,impact: Ada,impact: Ben,restriction
12/01/2016,Ada; Ben,Arrived hungry,School,Ada was tearful,Ben ate twice,
early March 2018,Ben,Not brought to the clinic,Health visitor,,He missed his test,
03/04/2019,Ada,Ada said Ben cries at night,School,,,
05/05/2019,Ada,Advice of counsel,Legal,,,privileged
"""
ME = ("--identity", "me.txt")
ADA = ("--child", "Ada", "--as-at", "1/6/2020")


@pytest.fixture
def reed(kinline, folder: Path, case) -> str:
    (folder / "more.csv").write_text(ROWS, "utf-8")
    assert kinline("import", case, "more.csv", *ME).code == 0
    return case


def changes(kinline, case: str) -> list[dict]:
    return json.loads(kinline("history", case, "--json", *ME).out)["changes"]


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "csv", "xlsx", "json", "txt"])
def test_a_chronology_for_a_parent_is_written_in_every_form_without_words_that_name_a_sibling(
    kinline, folder, reed, form
):
    ran = kinline("chronology", reed, *ADA, "--redact", "parent", "--for", "Kelly Reed", "--purpose", "review",
                  "-o", f"ada.{form}", *ME)  # fmt: skip
    assert ran.code == 0, ran.err
    assert "1 record names somebody withheld" in ran.err
    from chronology.disclosure.search import texts_of

    text = "\n".join(words for _, words in texts_of((folder / f"ada.{form}").read_bytes(), form))
    assert "Arrived hungry" in text
    assert not re.search(r"\bBen\b", text)


def test_each_command_makes_something_for_an_audience(kinline, folder, reed):
    given = (*ADA, "--redact", "child", *ME)
    for words in (
        ("child", reed, "-o", "page.docx", *given),
        ("child", reed, "--lanes", "lanes.svg", *given),
        ("ecomap", reed, "-o", "around.pdf", *given),
        ("assessment", reed, "-o", "pack.html", *given),
    ):
        ran = kinline(*words)
        assert ran.code == 0, ran.err
    assert "for the child: names of carers" in (folder / "lanes.svg").read_text("utf-8")
    assert "for the child: names of carers" in (folder / "pack.html").read_text("utf-8")


def test_an_export_stands_in_the_history_with_whom_and_why(kinline, reed):
    ran = kinline("chronology", reed, *ADA, "--redact", "court", "--purpose", "final hearing", "-o", "a.txt", *ME)
    assert ran.code == 0, ran.err
    last = changes(kinline, reed)[-1]
    assert last["label"].startswith(
        "Exported: Case-file chronology of Ada Shaw for the court (final hearing); a.txt (SHA-256 "
    )
    assert "document check code" in last["label"]
    assert (last["why"], last["touched"]) == ("final hearing", 0)


def test_an_export_changes_nothing_that_undo_would_take_back_or_that_a_document_says(kinline, folder, reed):
    for name in ("a.json", "b.json"):
        assert kinline("chronology", reed, *ADA, "-o", name, *ME).code == 0
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    assert "for nobody in particular" in changes(kinline, reed)[-1]["label"]
    assert (
        "Undone: Imported" in kinline("undo", reed, *ME).out or "import" in kinline("history", reed, *ME).out.casefold()
    )


def test_plain_files_leave_for_an_audience_too_and_keep_nothing(kinline, folder):
    ran = kinline("chronology", "family.ged", "school.csv", *ADA, "--redact", "child", "-o", "a.txt")
    assert ran.code == 0, ran.err
    assert "tearful" in (folder / "a.txt").read_text("utf-8")


def test_what_waits_for_a_decision_is_listed_and_the_decision_counts(kinline, folder, reed):
    given = ("--child", "Ada", "--redact", "parent", "--for", "Kelly Reed", *ME)
    listed = json.loads(kinline("withheld", reed, *given, "--json").out)["children"][0]
    (mention,) = listed["mentions"]
    assert (mention["words"], mention["chosen"]) == ("Ada said Ben cries at night", None)
    assert mention["reasons"] == ["SIBLING"]
    assert "SIBLING: a name; not decided" in kinline("withheld", reed, *given).out
    ran = kinline(
        "release", reed, mention["id"], *given, "--as-written", "--worker", "P. Nandra", "--why", "she was there"
    )
    assert ran.code == 0, ran.err
    assert "as written, because she was there" in kinline("withheld", reed, *given).out
    assert changes(kinline, reed)[-1]["why"] == "she was there"
    made = kinline("chronology", reed, *given, "-o", "a.txt")
    assert made.code == 0, made.err
    assert "Ada said Ben cries at night" in (folder / "a.txt").read_text("utf-8")


def test_a_siblings_entry_stands_in_a_court_chronology_once_somebody_includes_it(kinline, folder, reed):
    given = ("--child", "Ada", "--redact", "court", *ME)
    others = json.loads(kinline("withheld", reed, *given, "--others", "--json").out)["children"][0]["others"]
    clinic = next(e for e in others if "clinic" in e["words"])
    ran = kinline(
        "release", reed, clinic["id"][:8], *given, "--include", "--worker", "P. Nandra", "--why", "the same weeks"
    )
    assert ran.code == 0, ran.err
    assert kinline("chronology", reed, *given, "-o", "a.txt").code == 0
    text = (folder / "a.txt").read_text("utf-8")
    assert "Not brought to the clinic" in text
    assert "Included, because the same weeks" in text
    assert "missed his test" not in text
    assert kinline("chronology", reed, "--child", "Ada", "--profile", "court", "-o", "b.txt", *ME).code == 0
    assert "Included, because the same weeks" in (folder / "b.txt").read_text("utf-8")
    assert kinline("chronology", reed, "--child", "Ada", "-o", "c.txt", *ME).code == 0
    assert "clinic" not in (folder / "c.txt").read_text("utf-8")


def test_a_restricted_entry_leaves_by_an_explicit_recorded_choice_alone(kinline, folder, reed):
    given = ("--child", "Ada", "--redact", "court", *ME)
    (held,) = json.loads(kinline("withheld", reed, *given, "--json").out)["children"][0]["restricted"]
    assert held["restriction"] == ["privileged"]
    assert kinline("chronology", reed, *given, "-o", "a.txt").code == 0
    assert "counsel" not in (folder / "a.txt").read_text("utf-8")
    assert (
        kinline("release", reed, held["id"], *given, "--lift", "--worker", "L. Gray", "--why", "privilege waived").code
        == 0
    )
    assert kinline("chronology", reed, *given, "-o", "a.txt").code == 0
    assert "Advice of counsel" in (folder / "a.txt").read_text("utf-8")


def test_pseudonyms_are_kept_in_the_case_file_before_they_leave(kinline, folder, reed):
    given = ("--child", "Ada", "--redact", "open_file_request", "--pseudonyms", *ME)
    for name in ("a.txt", "b.txt"):
        ran = kinline("chronology", reed, *given, "-o", name)
        assert ran.code == 0, ran.err
    assert (folder / "a.txt").read_bytes() == (folder / "b.txt").read_bytes()
    labels = [c["label"] for c in changes(kinline, reed)]
    assert sum(label.startswith("Pseudonyms given") for label in labels) <= 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("withheld", "family.ged", "school.csv", "--child", "Ada"), "--redact AUDIENCE"),
        (("child", "family.ged", "school.csv", "--child", "Ada", "--redact", "child"), "give -o or --lanes"),
        (
            ("chronology", "family.ged", "school.csv", "--child", "Ada", "--pseudonyms", "-o", "x.txt"),
            "--redact AUDIENCE",
        ),
        (("export", "family.ged", "--child", "Ada", "-o", "x.ged"), "--redact"),
    ],
)
def test_what_does_not_fit_together_is_said(kinline, folder, words, said):
    ran = kinline(*words)
    assert ran.code == 2
    assert said in ran.err
    assert not (folder / "x.txt").exists()


def test_a_decision_needs_one_choice_and_a_case_file(kinline, reed):
    named = ("--worker", "P.", "--why", "because")
    ran = kinline("release", reed, "abcdef", "--child", "Ada", "--redact", "court", *named, *ME)
    assert (ran.code, "one decision at a time" in ran.err) == (2, True)
    ran = kinline("release", "family.ged", "abcdef", "--child", "Ada", "--redact", "court", "--lift", *named)
    assert (ran.code, "kept in a case file" in ran.err) == (2, True)


def test_a_leak_is_refused_and_neither_written_nor_recorded(kinline, folder, reed, monkeypatch):
    before = len(changes(kinline, reed))
    monkeypatch.setattr("chronology.disclosure.screening.Screen.found_in", lambda *_: set())
    ran = kinline("chronology", reed, *ADA, "--redact", "child", "-o", "a.txt", *ME)
    assert ran.code == 6
    assert "a name in text" in ran.err
    assert not (folder / "a.txt").exists()
    assert len(changes(kinline, reed)) == before


def test_an_export_of_the_family_for_an_audience_names_no_carer(kinline, folder, reed):
    ran = kinline("export", reed, "--child", "Ada", "--redact", "child", "-o", "x.ged", *ME)
    assert ran.code == 0, ran.err
    assert "1 NAME Ada /Shaw/" in (folder / "x.ged").read_text("utf-8")
