"""Profiles, chosen agencies and Word templates by command."""

from __future__ import annotations

import json
import zipfile

import pytest

PROFILE = """[[profiles]]
key = "core-group"
title = "Core group chronology"
says = "It holds what our handbook says."
columns = ["number", "date", "event", "source"]
"""


@pytest.fixture
def profile(folder):
    (folder / "core.toml").write_text(PROFILE, "utf-8")
    return "core.toml"


def chronology(kinline, *words: str):
    return kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/6/2021", *words)


def test_a_chronology_is_written_in_a_profile_of_a_file(kinline, folder, profile):
    ran = chronology(kinline, "--profile", profile, "-o", "a.txt")
    assert ran.code == 0, ran.err
    assert "Core group chronology: Ada Shaw" in (folder / "a.txt").read_text("utf-8")


def test_a_councils_profile_is_known_by_its_name_where_its_practice_is_in_force(kinline, folder, profile):
    ran = chronology(kinline, "--practice", profile, "--profile", "core-group", "-o", "a.json")
    assert ran.code == 0, ran.err
    assert json.loads((folder / "a.json").read_text("utf-8"))["profile"] == "core-group"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [("newspaper", 2, "casefile, conference, court, facts"), ("no.toml", 3, "cannot be opened")],
)
def test_a_profile_that_there_is_not_is_refused_and_nothing_is_written(kinline, folder, words, code, says):
    ran = chronology(kinline, "--profile", words, "-o", "a.txt")
    assert ran.code == code
    assert says in ran.err
    assert not (folder / "a.txt").exists()


def test_every_fault_of_a_profile_is_said_with_its_line(kinline, folder):
    (folder / "bad.toml").write_text(PROFILE.replace('"source"', '"risk"') + 'colour = "red"\n', "utf-8")
    ran = chronology(kinline, "--profile", "bad.toml", "-o", "a.txt")
    assert ran.code == 3
    assert "bad.toml, line 5" in ran.err
    assert "bad.toml, line 6" in ran.err


def test_practice_shows_and_checks_profiles(kinline, folder, profile):
    shown = kinline("practice", "show", "profiles")
    assert "profiles.court.columns = number, date, event, source" in shown.out
    assert kinline("practice", "check", profile).code == 0


def test_a_single_agency_chronology_is_written_and_an_unknown_agency_refused(kinline, folder):
    assert chronology(kinline, "--only-agency", "school", "-o", "a.json").code == 0
    held = json.loads((folder / "a.json").read_text("utf-8"))
    assert held["agencies"] == {"only": ["School"], "held": ["School"]}
    ran = chronology(kinline, "--only-agency", "Fire brigade", "-o", "b.json")
    assert ran.code == 2
    assert "Health visitor, School" in ran.err
    assert not (folder / "b.json").exists()


@pytest.mark.parametrize("command", ["chronology", "assessment"])
def test_the_example_template_is_written_and_filled(kinline, folder, command):
    assert kinline("practice", "word-template", "--for", command, "-o", "council.docx").code == 0
    words = (command, "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/6/2021", "--template", "council.docx")
    ran = kinline(*words, "-o", "a.docx")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(folder / "a.docx") as archive:
        document = archive.read("word/document.xml").decode()
    assert "Ada was tearful" in document or command == "assessment"
    assert "Ada Shaw" in document
    assert "{{" not in document
    refused = kinline(*words, "-o", "a.html")
    assert refused.code == 2
    assert "--template" in refused.err


def test_a_template_that_is_not_there_is_said(kinline, folder):
    ran = chronology(kinline, "--template", "no.docx", "-o", "a.docx")
    assert ran.code == 3
    assert not (folder / "a.docx").exists()


def test_a_shell_is_offered_profiles_by_name_and_files(folder, profile, monkeypatch):
    from tui.cli.profiles import profiles_offered

    monkeypatch.chdir(folder)
    assert profiles_offered("co") == ["conference", "court", "core.toml"]
    monkeypatch.setenv("KINLINE_PRACTICE", "core.toml")
    assert "core-group" in profiles_offered("core")
    monkeypatch.setenv("KINLINE_PRACTICE", "broken.toml")
    assert profiles_offered("fac") == ["facts"]
    from chronology.practice.laid import lay_over

    lay_over(None)


def test_a_filled_template_is_searched_before_it_is_written_for_an_audience(kinline, folder):
    import docx

    family = (folder / "family.ged").read_text("utf-8")
    (folder / "family.ged").write_text(
        family.replace("0 @F1@ FAM", "0 @I9@ INDI\n1 NAME Wilf /Quarry/\n0 @F1@ FAM"), "utf-8"
    )
    for name, words in (("clean", "For {{ child }}: {{ made }}"), ("telling", "{{ child }} and Wilf Quarry")):
        word = docx.Document()
        word.add_paragraph(words)
        word.add_paragraph("{{p chronology }}")
        word.save(folder / f"{name}.docx")
    audience = ("--redact", "agency", "--purpose", "referral")
    ran = chronology(kinline, *audience, "--template", "clean.docx", "-o", "a.docx")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(folder / "a.docx") as archive:
        document = archive.read("word/document.xml").decode()
    assert "He missed his test" not in document
    assert "referral" in document
    ran = chronology(kinline, *audience, "--template", "telling.docx", "-o", "b.docx")
    assert ran.code == 6
    assert "template you gave" in ran.err
    assert not (folder / "b.docx").exists()
