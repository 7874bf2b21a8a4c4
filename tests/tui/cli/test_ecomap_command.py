"""`kinline ecomap` as somebody types it."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot", "txt", "json"])
def test_an_ecomap_is_written_in_each_format_the_same_twice(kinline, folder, form):
    for name in ("one", "two"):
        ran = kinline(
            "ecomap", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/9/2020", "-o", f"{name}.{form}"
        )
        assert ran.code == 0, ran.err
    assert (folder / f"one.{form}").read_bytes() == (folder / f"two.{form}").read_bytes()
    assert (folder / f"one.{form}").stat().st_size > 200


def test_a_childs_ecomap_counts_that_childs_entries_alone(kinline, folder):
    ran = kinline("ecomap", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/9/2020", "-o", "ada.json")
    assert "around Ada" in ran.out
    nodes = {n["name"]: n for n in json.loads((folder / "ada.json").read_text("utf-8"))["nodes"]}
    assert [n["notes"][0] for n in nodes.values() if n["kind"] == "person"] == ["mother", "father", "brother"]
    assert nodes["School"]["notes"] == ["in the record 2016", "1 entry", "12 Jan 2016"]
    assert "Health visitor" not in nodes
    text = (folder / "ada.json").read_text("utf-8")
    assert "Ben ate twice" not in text
    assert "Ada was tearful" not in text


def test_without_a_child_each_subject_child_has_a_drawing(kinline, folder):
    ran = kinline("ecomap", "family.ged", "school.csv", "--as-at", "1/9/2020", "-o", "out.json")
    assert ran.code == 0
    assert sorted(p.name[:6] for p in folder.glob("out-*.json")) == ["out-AS", "out-BS"]


def test_circles_household_title_and_author_reach_the_drawing(kinline, folder):
    words = ("--title", "Around Ada", "--author", "A. Worker", "--circles", "--household", "--as-at", "1/9/2020")
    assert kinline("ecomap", "family.ged", "--child", "Ada", *words, "-o", "a.txt").code == 0
    text = (folder / "a.txt").read_text("utf-8")
    assert text.startswith("Around Ada\n")
    assert "drawn by A. Worker" in text
    assert "The rings say who people are" in text


def test_a_case_file_gives_the_same_around_as_its_plain_files(kinline, folder, case):
    kinline("ecomap", case, "--child", "Ada", "--as-at", "1/9/2020", "-o", "a.json", "--identity", "me.txt")
    kinline("ecomap", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/9/2020", "-o", "b.json")
    a, b = (json.loads((folder / n).read_text("utf-8"))["nodes"] for n in ("a.json", "b.json"))
    assert [(n["name"], n["x"], n["y"]) for n in a] == [(n["name"], n["x"], n["y"]) for n in b]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("family.ged", "--child", "Ada", "-o", "x.gif"), ".svg"),
        (("family.ged", "--child", "Nobody", "-o", "x.svg"), "nobody here is called"),
        (("family.ged", "--child", "Ada", "-o", "x.svg", "--as-at", "1/1/1990"), "had not been born by 1 January 1990"),
        (("family.ged", "--child", "Ada", "-o", "none/x.svg"), "no folder"),
    ],
)
def test_what_cannot_be_done_as_asked_is_code_two_and_nothing_is_written(kinline, folder, words, said):
    ran = kinline("ecomap", *words)
    assert ran.code == 2
    assert said in ran.err
    assert not (folder / "x.svg").exists()
