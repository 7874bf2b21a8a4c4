"""Each choice of the export takes effect in what is made, and nothing is written before it is let go."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from chronology.record.errors import UsageError
from chronology.record.households import Household, Residence
from tests.families import person, three_siblings
from tui.export_choices import Wanted
from tui.export_making import Ready, made_of, parts_of, ready_for, told
from tui.leaving import Made

DAY = date(2020, 6, 1)


def family() -> CaseFile:
    more = (
        Entry(id="s", when=When(edtf="2019-02-01"), children=("ada",), event="Said Zed Quill shouts", origin=Origin(agency="School")),
        person("zed", "Zed Quill"),
        Household(id="h", name="Home"),
        *(Residence(id=f"at-{who}", person=who, household="h", when=When(edtf="2018/..")) for who in ("ada", "mum")),
        Entry(id="p", when=When(edtf="2019-03-01"), children=("ada",), event="Police came", origin=Origin(agency="Police")),
    )  # fmt: skip
    return three_siblings().with_records(more)


def made(what: str, ending: str = "txt", **more: object) -> tuple[Ready, Made, str]:
    wanted = Wanted(what, Path(f"x.{ending}"), **{"child": "ada", "profile": "casefile", **more})  # type: ignore[arg-type]
    ready = ready_for(family(), wanted, day=DAY, keep=None)
    found, _ = made_of(ready, wanted, day=DAY, progress=lambda _: None)
    return ready, found, found.files[0][1].decode("utf-8", "replace")


def test_one_agency_alone_and_the_period():
    _, found, text = made("chronology", agencies=("School",), start=date(2019, 1, 1), end=date(2019, 12, 31))
    assert found.held == "1 entry"
    assert "Said Zed Quill shouts" in text
    assert "Police came" not in text


def test_names_in_words_are_left_out_until_decided_or_replaced():
    ready, found, text = made("chronology", audience="child")
    assert ready.to_decide == 1
    assert "Quill" not in text
    assert any("(F6)" in words for words in told(ready, found))
    replaced, _, text = made("chronology", audience="child", has_pseudonyms=True)
    assert replaced.out.projection is not None
    assert re.search(r"Said Person \d shouts", text)


def test_a_councils_own_template_is_filled_and_its_own_profile_used(tmp_path: Path):
    from exporters.documents.template_example import example_template

    (tmp_path / "t.docx").write_bytes(example_template("chronology"))
    (tmp_path / "p.toml").write_text('[[profiles]]\nkey = "conference"\ntitle = "Our own schedule"\n', "utf-8")
    plain = made("chronology", "docx")[1].files[0][1]
    filled = made("chronology", "docx", template=str(tmp_path / "t.docx"))[1].files[0][1]
    assert filled != plain
    assert "Our own schedule" in made("chronology", profile_file=tmp_path / "p.toml")[2]


def test_what_was_known_on_a_day_is_said_with_what_it_leaves_out():
    ready, found, text = made("page", known_on=date(2019, 2, 1))
    assert told(ready, found)[1].startswith("  as known on 1 February 2019: 7 entries left out")
    assert "Police came" not in text


@pytest.mark.parametrize(
    ("what", "more"),
    [
        ("ecomap", {"is_household": True}),
        ("ecomap", {"has_circles": True}),
        ("ecomap", {"title": "Around Ada"}),
        ("lanes", {"is_by_age": True}),
        ("lanes", {"has_siblings": True}),
        ("genogram", {"profile": "nsgc"}),
        ("genogram", {"generations": 1}),
        ("genogram", {"title": "The Reeds"}),
        ("genogram", {"is_ascii": True}),
        ("genogram", {"days": (date(2016, 1, 1),)}),
        ("pack", {"profile": "facts"}),
        ("plan", {"author": "R. Hale"}),
    ],
)
def test_each_choice_makes_another_file(what: str, more: dict[str, object]):
    usual = {"profile": "uk"} if what == "genogram" else {}
    ending = "svg" if what == "ecomap" else "txt"
    assert made(what, ending, **(usual | more))[2] != made(what, ending, **usual)[2]


def test_several_days_are_several_drawings():
    _, found, _ = made("genogram", profile="uk", days=(date(2016, 1, 1), date(2019, 1, 1)))
    assert [path.name for path, _ in found.files] == ["x-2016-01-01.txt", "x-2019-01-01.txt"]


def test_a_stop_while_it_is_made_ends_it():
    class Stopped(UsageError):
        pass

    def stops(words: str) -> None:
        raise Stopped(words)

    wanted = Wanted("chronology", Path("x.txt"), child="ada", profile="casefile")
    (part,) = parts_of(wanted, family(), day=DAY)
    with pytest.raises(Stopped):
        made_of(ready_for(family(), part, day=DAY, keep=None), part, day=DAY, progress=stops)
