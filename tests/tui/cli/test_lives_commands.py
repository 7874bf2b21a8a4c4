"""A child's page and lanes, patterns and recording by command."""

from __future__ import annotations

import json

import pytest

TABLE = (
    "date,children,category,neglect,event,seen,restriction\n"
    "2019-01-10,Ada,hunger,food,Arrived hungry at school,,\n"
    "2019-09-02,Ada; Ben,home_conditions,home conditions,Ada and Ben on a bare mattress,,\n"
    "2020-02-01,Ada,home_visit,,Seen at home,Ada (alone),\n"
    "2020-03-01,Ada,was_not_brought,medical care,Not brought to the dentist,,\n"
    "2020-04-01,Ada,concern_reported,,Neighbour Jones rang,,referrer\n"
    "2020-05-01,Ben,hunger,food,Ben cried for milk,,\n"
)
FAMILY = (
    "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n0 @I1@ INDI\n1 NAME Ada /Shaw/\n1 SEX F\n1 BIRT\n2 DATE 10 MAR 2014\n"
    "0 @I2@ INDI\n1 NAME Ben /Shaw/\n1 SEX M\n1 BIRT\n2 DATE 1 JUN 2017\n0 TRLR\n"
)


@pytest.fixture
def files(folder):
    (folder / "two.ged").write_text(FAMILY, "utf-8")
    (folder / "notes.csv").write_text(TABLE, "utf-8")
    return "two.ged", "notes.csv"


def test_a_childs_page_is_of_one_child(kinline, files, folder):
    ran = kinline("child", *files, "--child", "Ada", "--as-at", "1/6/2020")
    assert ran.code == 0, ran.err
    assert "Arrived hungry at school" in ran.out
    assert "Ben" not in ran.out
    assert "Jones" not in ran.out
    assert "withheld" in ran.err
    assert "seen: 1 time, 1 alone" in ran.out.casefold()
    assert kinline("child", *files, "--child", "Ada", "--as-at", "1/6/2020", "-o", "ada.json").code == 0
    page = json.loads((folder / "ada.json").read_text("utf-8"))
    assert page["child"]["ref"] == "I1"
    assert [e["names_another_child"] for e in page["entries"]] == [False, True, False, False]


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "txt"])
def test_lanes_are_written_in_each_form(kinline, files, folder, form):
    ran = kinline("child", *files, "--child", "Ada", "--as-at", "1/6/2020", "--lanes", f"ada.{form}")
    assert ran.code == 0, ran.err
    assert (folder / f"ada.{form}").stat().st_size > 300


def test_siblings_stand_below_only_where_asked_for(kinline, files, folder):
    for more, is_there in (((), False), (("--siblings", "--by-age"), True)):
        kinline("child", *files, "--child", "Ada", "--as-at", "1/6/2020", "--lanes", "x.svg", *more)
        assert ("Ben" in (folder / "x.svg").read_text("utf-8")) is is_there
    assert kinline("child", *files, "--child", "Ada", "--by-age").code == 2
    assert kinline("child", *files, "-o", "both.txt").code == 2


def test_patterns_are_said_with_their_entries_and_in_data(kinline, files):
    ran = kinline("patterns", *files, "--child", "Ada", "--as-at", "1/6/2020", "--rule", "duration")
    assert ran.code == 0, ran.err
    assert "notes.csv, row 2" in ran.out
    data = json.loads(kinline("patterns", *files, "--child", "Ada", "--as-at", "1/6/2020", "--json").out)
    (child,) = data["children"]
    duration = next(p for p in child["patterns"] if p["rule"] == "duration")
    assert duration["value"]["days"] == 416
    assert [e["row"] for e in duration["evidence"]] == [2, 3, 5]
    assert duration["certainty"] == "certain"
    assert {"against", "missing", "stops_when", "question", "source", "parameters", "period"} <= set(duration)
    assert kinline("patterns", *files, "--rule", "nothing").code == 2


def test_what_a_restricted_entry_says_is_not_said(kinline, files):
    ran = kinline("patterns", *files, "--child", "Ada", "--as-at", "1/6/2020")
    assert "Jones" not in ran.out


def test_recording_is_compared_beside_another_family(kinline, files, folder):
    text = "Ada came to the door in pyjamas and said she had made toast because her mother was asleep on the sofa again"
    (folder / "a.csv").write_text(
        f"date,children,category,event\n2020-01-01,Ada,home_visit,{text}\n2020-02-01,Ada,home_visit,{text}\n", "utf-8"
    )
    (folder / "b.csv").write_text(
        f"date,children,category,event\n2019-01-01,,home_visit,{text.replace('Ada', 'Zoe')}\n", "utf-8"
    )
    ran = kinline("recording", "two.ged", "a.csv", "--child", "Ada", "--json")
    (child,) = json.loads(ran.out)["children"]
    assert [c["where"] for c in child["copies"]] == ["earlier"]
    assert child["copies"][0]["ten_word_share"] == 1.0
    ran = kinline("recording", "two.ged", "a.csv", "--child", "Ada", "--beside", "b.csv")
    assert "another family" in ran.out


def test_check_tells_what_cannot_be_with_its_row_and_exits_with_1(kinline, files, folder):
    (folder / "bad.csv").write_text(
        "date,children,category,event\n2009-01-01,Ada,home_visit,Seen\n,Ada,home_visit,Seen\n", "utf-8"
    )
    ran = kinline("check", "two.ged", "bad.csv", "--as-at", "1/6/2020")
    assert ran.code == 1
    assert (
        "(cannot be)\n  - the entry of 1 January 2009 is long before the birth of Ada Shaw (bad.csv, row 2)" in ran.out
    )
    data = json.loads(kinline("check", "two.ged", "bad.csv", "--as-at", "1/6/2020", "--json").out)
    assert [p["kind"] for p in data["points"]] == ["before_birth", "undated"]
    assert kinline("check", *files, "--as-at", "1/6/2020").code == 0
