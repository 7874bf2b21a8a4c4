"""Looking by command: people, genogram and chronology, from a case file or from plain files."""

from __future__ import annotations

import json

import pytest


def test_people_are_named_by_what_they_are_to_the_child(kinline):
    ran = kinline("people", "family.ged", "--child", "Ada", "--json")
    (child,) = json.loads(ran.out)["children"]
    relations = {p["name"]: p["relation"] for p in child["people"]}
    assert relations == {"Kelly Reed": "mother", "Tom Shaw": "father", "Ben Shaw": "brother"}
    assert child["ref"] == "I3"


def test_two_whom_a_name_fits_are_listed_and_nothing_is_written(kinline, folder):
    (folder / "two.ged").write_text(
        "0 HEAD\n0 @A@ INDI\n1 NAME Ada /Shaw/\n0 @B@ INDI\n1 NAME Ada /Cole/\n0 TRLR\n", "utf-8"
    )
    ran = kinline("chronology", "two.ged", "--child", "Ada", "-o", "a.txt")
    assert ran.code == 2
    assert "Ada Shaw" in ran.err
    assert "Ada Cole" in ran.err
    assert not (folder / "a.txt").exists()


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot", "txt", "json"])
def test_a_genogram_is_written_in_each_format_the_same_twice(kinline, folder, form):
    for name in ("one", "two"):
        ran = kinline("genogram", "family.ged", "--as-at", "1/9/2020", "-o", f"{name}.{form}")
        assert ran.code == 0, ran.err
    one, two = (folder / f"{name}.{form}" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size > 200


def test_a_genogram_in_characters_is_set_for_a_screen_and_in_ascii(kinline, folder):
    assert kinline("genogram", "family.ged", "--as-at", "1/9/2020", "--width", "80", "--ascii", "-o", "g.txt").code == 0
    text = (folder / "g.txt").read_text("utf-8")
    assert text.isascii()
    assert max(map(len, text.partition("\n\n")[2].partition("\nIn words")[0].splitlines())) <= 80
    assert "Kelly" in text


@pytest.mark.parametrize(
    "words", [("--width", "80", "-o", "g.svg"), ("--ascii", "-o", "g.png"), ("--width", "5", "-o", "g.txt")]
)
def test_what_is_only_for_characters_is_refused_elsewhere(kinline, folder, words):
    ran = kinline("genogram", "family.ged", *words)
    assert ran.code == 2
    assert "--width" in ran.err
    assert not list(folder.glob("g.*"))


def test_the_genograms_json_names_everyone_once_by_the_sources_id(kinline, folder):
    kinline("genogram", "family.ged", "--as-at", "1/9/2020", "-o", "g.json")
    drawn = json.loads((folder / "g.json").read_text("utf-8"))
    assert sorted(node["ref"] for node in drawn["nodes"]) == ["I1", "I2", "I3", "I4"]
    assert all(rule["violations"] == 0 for rule in drawn["rules"].values())


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "csv", "xlsx", "json", "txt"])
def test_a_chronology_is_written_in_each_format_the_same_twice(kinline, folder, form):
    for name in ("one", "two"):
        words = (
            "chronology",
            "family.ged",
            "school.csv",
            "--child",
            "Ada",
            "--as-at",
            "1/9/2020",
            "-o",
            f"{name}.{form}",
        )
        ran = kinline(*words)
        assert ran.code == 0, ran.err
    assert (folder / f"one.{form}").read_bytes() == (folder / f"two.{form}").read_bytes()


def test_a_childs_chronology_holds_nothing_of_a_siblings(kinline, folder):
    kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "-o", "ada.json")
    text = (folder / "ada.json").read_text("utf-8")
    assert "Ada was tearful" in text
    assert "Ben ate twice" not in text
    assert "Not brought" not in text
    assert [e["event"] for e in json.loads(text)["entries"]] == ["Arrived hungry", "Said she was cold"]


def test_without_a_child_each_subject_child_has_a_document(kinline, folder):
    ran = kinline("chronology", "family.ged", "school.csv", "-o", "out.json")
    assert ran.code == 0
    assert sorted(p.name[:6] for p in folder.glob("out-*.json")) == ["out-AS", "out-BS"]


def test_a_chronology_without_a_family_makes_its_children_people_and_says_so(kinline, folder):
    ran = kinline("chronology", "school.csv", "--child", "Ben", "-o", "ben.json")
    assert ran.code == 0
    assert "Ben is made a person" in ran.err
    assert len(json.loads((folder / "ben.json").read_text("utf-8"))["entries"]) == 2


def test_a_case_file_gives_the_same_words_as_its_plain_files(kinline, folder, case):
    kinline("chronology", case, "--child", "Ada", "--as-at", "1/9/2020", "-o", "a.json", "--identity", "me.txt")
    kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/9/2020", "-o", "b.json")
    a, b = (json.loads((folder / n).read_text("utf-8"))["entries"] for n in ("a.json", "b.json"))
    assert [e["event"] for e in a] == [e["event"] for e in b]


def test_as_known_on_leaves_out_what_has_no_date_of_knowing_and_says_how_many(kinline, folder):
    ran = kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "--known-on", "1/9/2020", "-o", "a.json")
    assert "3 entries left out" in ran.err
    assert json.loads((folder / "a.json").read_text("utf-8"))["entries"] == []


def test_a_chronology_as_known_on_a_day_says_in_it_what_was_not_known_then(kinline, folder):
    (folder / "known.csv").write_text(
        "date,known,children,event\n"
        "1/2/2016,1/2/2016,Ada,Known at once\n"
        "1/2/2017,,Ada,Nobody wrote when it became known\n"
        "1/2/2018,1/2/2022,Ada,Known years later\n"
        "1/3/2018,,Ben,A brother's\n",
        "utf-8",
    )
    words = ("chronology", "family.ged", "known.csv", "--child", "Ada", "--as-at", "1/1/2024", "--known-on", "1/9/2020")
    for form in ("json", "txt"):
        assert kinline(*words, "-o", f"a.{form}").code == 0
    held = json.loads((folder / "a.json").read_text("utf-8"))
    assert held["known_on"] == "2020-09-01"
    assert [entry["event"] for entry in held["entries"]] == ["Known at once"]
    assert {left["reason"]: left["count"] for left in held["left_out"]} == {
        "date we learned: not recorded": 1,
        "became known after that day": 1,
    }
    text = (folder / "a.txt").read_text("utf-8")
    assert "As known on: 1 September 2020" in text
    assert "Nothing that names this child was left out" not in text


@pytest.mark.parametrize("command", ["child", "patterns"])
def test_what_is_left_out_as_not_known_then_is_said_by_every_look(kinline, command):
    ran = kinline(command, "family.ged", "school.csv", "--child", "Ada", "--known-on", "1/9/2020")
    assert ran.code == 0
    assert "date we learned" in ran.out + ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("genogram", "family.ged", "-o", "x.gif"), ".svg"),
        (("genogram", "family.ged", "-o", "none/x.svg"), "no folder"),
        (("genogram", "family.ged", "-o", "x.svg", "--as-at", "May 2020"), "not one day"),
        (("chronology", "family.ged", "-o", "x.txt", "--from", "1/1/2020", "--to", "1/1/2019"), "--from is after --to"),
        (("chronology", "family.ged", "x.kin", "-o", "x.txt"), "stands alone"),
        (("chronology", "family.ged", "school.csv", "--child", " ", "-o", "x.txt"), "names nobody"),
        (("genogram", "family.ged", "--child", "", "-o", "x.svg"), "names nobody"),
    ],
)
def test_what_cannot_be_done_as_asked_is_code_two(kinline, folder, words, said):
    ran = kinline(*words)
    assert ran.code == 2
    assert said in ran.err
    assert not list(folder.glob("x*"))


def test_a_file_that_cannot_be_written_is_a_wrong_use_and_no_fault_found(kinline, folder, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    ran = kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "-o", "x.txt")
    assert ran.code == 2
    assert "x.txt: the file could not be written (Permission denied)" in ran.err


def test_a_missing_file_is_code_three(kinline):
    assert kinline("genogram", "none.ged", "-o", "x.svg").code == 3


def test_several_days_are_several_drawings_in_which_nobody_moves(kinline, folder):
    ran = kinline("genogram", "family.ged", "--as-at", "1/9/2020", "--as-at", "1/9/2012", "-o", "years.json")
    assert ran.code == 0, ran.err
    early, late = (json.loads((folder / f"years-{y}-09-01.json").read_text("utf-8")) for y in (2012, 2020))
    places = [{n["ref"]: (n["x"], n["y"]) for n in drawing["nodes"]} for drawing in (early, late)]
    assert set(places[0]) < set(places[1])
    assert all(places[1][ref] == at for ref, at in places[0].items())
    kinline("genogram", "family.ged", "--as-at", "1/9/2012", "-o", "one.json")
    assert (folder / "one.json").read_bytes() == (folder / "years-2012-09-01.json").read_bytes()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--dpi", "20", "-o", "x.png"), "--dpi: 36 to 600"),
        (("--dpi", "100", "-o", "x.svg"), "--dpi"),
        (("--paper", "a4", "-o", "x.svg"), "--paper: only a .pdf has pages"),
    ],
)
def test_an_option_that_means_nothing_for_the_form_is_refused(kinline, folder, options, says):
    ran = kinline("genogram", "family.ged", *options)
    assert ran.code == 2
    assert says in ran.err
    assert not list(folder.glob("x.*"))


def test_a_png_is_as_large_as_its_dots_an_inch(kinline, folder):
    for dpi in (72, 144):
        assert kinline("genogram", "family.ged", "--dpi", str(dpi), "-o", f"{dpi}.png").code == 0
    sizes = [int.from_bytes((folder / f"{dpi}.png").read_bytes()[16:20], "big") for dpi in (72, 144)]
    assert abs(sizes[1] - 2 * sizes[0]) <= 2
