"""What is chosen on the export screen: the same as the commands' options, and what makes no sense said with its field."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

import pytest

from chronology.disclosure.audiences import AUDIENCES
from chronology.practice.profiles import profiles
from exporters.genogram.notation import PROFILES
from exporters.genogram.writing import Printing
from tests.families import three_siblings
from tui.app_words import in_the_app, in_the_view
from tui.cli.arguments import build_parser
from tui.cli.parsers.forms import SENSITIVE
from tui.export_choices import HAS_PROFILE, ONE_CHILDS, ONE_EACH, WHAT, Wanted, audiences, profiles_for, read_choices
from tui.export_fields import COMMAND_OF, FIELDS, NOT_OFFERED, ExportField, answers_of, is_asked, several_of
from tui.export_making import parts_of

DAY = date(2020, 6, 1)
CASE = three_siblings()
DOCS = Path(__file__).parents[2] / "docs"


def words(tmp_path: Path, **values: str) -> dict[str, str]:
    """Return what stands on the screen where these are chosen and everything else is left as it is."""
    what = values.get("what", "genogram")
    form = values.get("form", WHAT[what][1][0])
    usual = {"what": what, "child": "ada", "form": form, "file": str(tmp_path / f"x.{form}"), "author": "R. Hale"}
    usual |= {"profile": next(iter(profiles_for(what)), "")}
    every = {field.key: "" for field in FIELDS} | usual | values
    return {field.key: every[field.key] for field in FIELDS if is_asked(field, every)}


def wanted(tmp_path: Path, **values: str) -> Wanted:
    found, faults = read_choices(words(tmp_path, **values), CASE, day=DAY)
    assert found is not None, faults
    return found


@pytest.mark.parametrize(
    ("values", "key", "said"),
    [
        ({"what": "page", "child": "family"}, "child", "One child is to be chosen"),
        ({"file": "x.docx"}, "file", "has to end in one of .pdf, .svg"),
        ({"file": "/no/such/folder/x.pdf"}, "file", "There is no folder"),
        ({"file": " "}, "file", "The file has no name"),
        ({"file": "~nobody-of-that-name/x.pdf"}, "file", "There is no folder"),
        ({"file": f"{'x' * 5000}.pdf"}, "file", "name is too long"),
        ({"what": "chronology", "template": f"{'x' * 5000}.docx"}, "template", "There is no such file"),
        (
            {"what": "chronology", "profile": "file", "profile_file": "~nobody-of-that-name"},
            "profile_file",
            "no such file",
        ),
        ({"what": "page", "audience": "parent", "parent": "Zed"}, "parent", "“Zed” is not recorded as a parent"),
        ({"what": "chronology", "start": "March 2019"}, "start", "is not one day"),
        ({"what": "chronology", "start": "1/3/2019", "end": "1/2/2019"}, "end", "before the first"),
        ({"what": "chronology", "form": "pdf", "template": "t.docx"}, "template", "Only a Word file is filled"),
        ({"what": "chronology", "template": "none.docx"}, "template", "There is no such file"),
        ({"what": "chronology", "profile": "file"}, "profile_file", "Which file?"),
        ({"what": "lanes", "audience": "court", "siblings": "siblings"}, "siblings", "one child's"),
        ({"child": "family", "generations": "2"}, "generations", "counted from one child"),
        ({"generations": "none"}, "generations", "A whole number from 1"),
        ({"what": "bundle"}, "to", "For whom?"),
        ({"what": "bundle", "to": "age1nonsense"}, "to", "no age recipient"),
    ],
)
def test_what_makes_no_sense_is_said_of_its_field(tmp_path: Path, values: dict[str, str], key: str, said: str):
    found, faults = read_choices(words(tmp_path, **values), CASE, day=DAY)
    assert found is None
    assert said in faults[key]


def test_every_fault_is_said_at_once(tmp_path: Path):
    chosen = words(tmp_path, what="chronology", start="x", end="32/1/2019", file="a.zip", template="t.docx")
    assert set(read_choices(chosen, CASE, day=DAY)[1]) == {"start", "end", "file", "template"}


def test_what_is_chosen_is_read(tmp_path: Path):
    (tmp_path / "t.docx").write_bytes(b"x")
    found = wanted(
        tmp_path, what="chronology", audience="parent", parent="Kelly Reed", roles="role", names="word", start="1/1/2018",
        end="2019-12-31", agencies="School\nPolice; Traffic", template=str(tmp_path / "t.docx"), as_at="1/6/2020", known_on="1/5/2020",
    )  # fmt: skip
    assert (found.start, found.end) == (date(2018, 1, 1), date(2019, 12, 31))
    assert (found.days, found.known_on) == ((DAY,), date(2020, 5, 1))
    assert found.agencies == ("School", "Police; Traffic")
    assert found.has_pseudonyms
    assert found.hides_professionals
    drawn = wanted(tmp_path, what="genogram", form="png", dpi="300", marks="abuse\nsecrets", as_at="1/1/2019; 1/1/2018")
    assert (drawn.dpi, drawn.marks) == (300, ("abuse", "secrets"))
    assert drawn.days == (date(2018, 1, 1), date(2019, 1, 1))


def test_what_is_not_asked_for_is_not_on_the_screen(tmp_path: Path):
    assert "paper" in words(tmp_path, form="pdf")
    assert "dpi" not in words(tmp_path, form="pdf")
    assert {"width", "signs"} <= set(words(tmp_path, form="txt"))
    assert not {"parent", "purpose", "roles", "names"} & set(words(tmp_path))
    assert "parent" not in words(tmp_path, audience="court")
    assert not {"audience", "child"} & set(words(tmp_path, what="bundle"))
    assert "audience" not in words(tmp_path, what="supervision")
    assert "child" not in words(tmp_path, what="gedcom")
    assert "child" in words(tmp_path, what="gedcom", audience="court")


def test_where_no_child_is_chosen_each_has_a_file_of_their_own(tmp_path: Path):
    parts = parts_of(wanted(tmp_path, what="ecomap", child="family"), CASE, day=DAY)
    assert [part.path.name for part in parts] == ["x-AS-ada.pdf", "x-BS-ben.pdf", "x-CC-cora.pdf"]
    assert len(parts_of(wanted(tmp_path, what="pack", child="family"), CASE, day=DAY)) == 1
    assert len(parts_of(wanted(tmp_path, what="lanes", child="family", siblings="siblings"), CASE, day=DAY)) == 1


def options_of(command: str) -> set[str]:
    parser = build_parser()._subparsers._group_actions[0].choices[command]
    return {next(o for o in a.option_strings if o.startswith("--")) for a in parser._actions if a.option_strings}


@pytest.mark.parametrize("what", WHAT)
def test_every_option_of_a_command_has_a_field_or_a_reason_why_not(what: str):
    offered = {field.option for field in FIELDS if what in field.of}
    both = {"page", "lanes"} if what in {"page", "lanes"} else {what}
    offered |= {field.option for field in FIELDS if both & field.of}
    there = options_of(COMMAND_OF[what])
    assert there <= offered | set(NOT_OFFERED)
    assert offered - {""} <= there


def test_what_has_no_field_is_listed_in_the_docs_with_the_reason():
    text = (DOCS / "terminal.md").read_text("utf-8")
    for option, why in NOT_OFFERED.items():
        assert f"| `{option}` | {why} |" in text


def test_what_is_offered_is_what_the_command_line_makes():
    assert set(audiences()) == {"", *AUDIENCES}
    assert tuple(profiles_for("genogram")) == PROFILES
    assert tuple(profiles_for("chronology")) == tuple(profiles())
    assert not profiles_for("page")
    assert set(WHAT) >= HAS_PROFILE | ONE_CHILDS | ONE_EACH
    assert set(several_of(field("marks"), CASE)) == set(SENSITIVE) - {"all"}
    assert Printing().paper in answers_of(field("paper"), "genogram", ())
    for what, (_, endings) in WHAT.items():
        parser = build_parser()._subparsers._group_actions[0].choices[COMMAND_OF[what]]
        told = " ".join(
            str(action.help) for action in parser._actions if set(action.option_strings) & {"-o", "--lanes"}
        )
        assert set(re.findall(r"\.(\w+)", told)) >= set(endings)


def field(key: str) -> ExportField:
    return next(one for one in FIELDS if one.key == key)


def test_agencies_are_offered_with_how_many_entries_each_has():
    from chronology.record.entries import Entry, Origin

    entries = [
        Entry(id=f"s{n}", event="x y", origin=Origin(agency=name))
        for n, name in enumerate(("School", "school", "Police"))
    ]
    assert several_of(field("agencies"), CASE.with_records(entries)) == {"Police": "Police (1)", "School": "School (2)"}


def test_every_choice_of_a_parser_can_be_chosen():
    commands = build_parser()._subparsers._group_actions[0].choices
    for what, command in COMMAND_OF.items():
        for action in commands[command]._actions:
            if action.choices is None or isinstance(action, argparse._SubParsersAction) or not action.option_strings:
                continue
            for one in FIELDS:
                if one.option in action.option_strings and what in one.of and one.key not in {"marks", "audience"}:
                    assert set(action.choices) <= set(answers_of(one, what, ()))


@pytest.mark.parametrize("way", ["draws it", "draws them", "writes it"])
def test_what_the_app_says_names_no_option_of_the_command_line(way: str):
    said = f"plans of abuse: 1 recorded; --show abuse {way}"
    assert in_the_app(said) == "plans of abuse: 1 recorded; under “Marks shown” it is chosen: abuse"
    assert "--show" not in in_the_view(said)
