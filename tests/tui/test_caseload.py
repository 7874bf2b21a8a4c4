"""The caseload: what is going on in each family, a search across them, a new one; and the first run."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from chronology.checks.caseloads import found_in, patterns_not_looked_at, searchable, summary_of
from chronology.intake.importing import FileGiven
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import is_protected, make_plain_identity, remember_recovery, remembered_recovery
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import UsageError, WrongKey
from chronology.record.plans import Family, Plan
from tests.families import three_siblings
from tests.tui.screens import HOSTILE, opens_plainly, settled
from tui.app import KinlineApp
from tui.case_files import Looked
from tui.opening import PassphraseNeeded
from tui.samples import SAMPLE_FOLDER
from tui.screens.asking import AskFiles, AskPassphrase
from tui.screens.case import CaseScreen
from tui.screens.caseload import Caseload
from tui.screens.first_run import FirstRun, Guide, Told
from tui.screens.writing import WriteForm
from tui.setting_up import SettingUp, file_name_of
from tui.stamps import stamp_of
from tui.widgets.entry_table import EntryTable
from tui.widgets.genogram_view import GenogramView

DAY = date(2026, 11, 2)


def shown(app: KinlineApp, table: str = "#cases") -> list[tuple[str, ...]]:
    return [row.cells for row in app.screen.query_one(table, EntryTable).rows]


def words_on(app: KinlineApp) -> str:
    return " ".join(str(s.render()) for s in app.screen.query(Static))


def test_a_summary_says_children_last_entry_and_plans_that_run():
    case = three_siblings().with_records(
        [
            Family(id="f", name="Shaw"),
            *(Plan(id=f"p{c}", child=c, tier="child_protection", when=When(edtf="2020/..")) for c in ("ada", "ben")),
            Plan(id="over", child="ada", tier="child_in_need", when=When(edtf="2018/2019")),
        ]
    )
    found = summary_of(case, day=DAY)
    assert found.children == ("Ada", "Ben", "Cora")
    assert found.plans == ("child protection (2)",)
    assert found.last_entry == [e for e in case.entries if not e.when.is_undated][-1].when
    empty = summary_of(CaseFile(), day=DAY)
    assert (empty.children, empty.plans, empty.last_entry.is_undated) == ((), (), True)


def test_patterns_are_counted_until_a_worker_has_looked_at_them():
    from chronology.patterns.registry import patterns_of
    from chronology.patterns.reviews import review_of
    from chronology.record.supervision import Made

    case = three_siblings()
    before = patterns_not_looked_at(case, day=DAY)
    found = patterns_of(case, "ada", day=DAY)
    assert found
    of_rule = [p for p in found if p.rule == found[0].rule]
    review = review_of(of_rule, child="ada", made=Made.SET_ASIDE, worker="R. Hale", words="Known.", day=DAY)
    assert patterns_not_looked_at(case.with_records([review]), day=DAY) == before - 1


def test_a_search_needs_every_word_and_finds_people_and_entries():
    things = searchable(three_siblings())
    assert [t.shown for t in found_in(things, "donna REED")] == ["Donna Reed, born 1991"]
    assert {t.kind for t in found_in(things, "ada")} == {"person", "entry"}
    assert found_in(things, "donna zebra") == ()
    assert found_in(things, "  ") == ()
    assert len(found_in(things, "e", most=2)) == 2


async def test_each_family_is_shown_with_what_is_going_on_in_it(case: Path):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Caseload) and shown(app) and shown(app)[0][4].isdigit())
        name, children, last, plans, patterns = shown(app)[0]
        assert (name, children) == ("Shaw", "Ada, Ben, Cora")
        assert last
        assert plans
        assert int(patterns) > 0


async def test_a_case_file_is_looked_into_again_only_once_it_changed(case: Path):
    opened: list[Path] = []

    def opens(path: Path, passphrase: str | None) -> OpenCase:
        opened.append(path)
        return opens_plainly(case.parent)(path, passphrase)

    long_ago = stamp_of(case).newest - 3_600_000_000_000
    os.utime(case / "journal.db", ns=(long_ago, long_ago))
    app = KinlineApp(case.parent, opens)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot, lambda: shown(app) and shown(app)[0][4].isdigit())
        await pilot.press("f5")
        await pilot.pause(0.3)
        assert len(opened) == 1
        with opens_plainly(case.parent)(case, None) as other:
            other.record("A note", values=(other.case.family.model_copy(update={"name": "Reed"}),))
        await pilot.press("f5")
        await settled(pilot, lambda: shown(app)[0][0] == "Reed")


def test_a_change_that_keeps_the_size_and_the_time_of_a_file_is_told(case: Path):
    before = stamp_of(case)
    held = (case / "journal.db").stat()
    with opens_plainly(case.parent)(case, None) as opened:
        opened.record("A note", values=(opened.case.family.model_copy(update={"name": "Reed"}),))
    os.truncate(case / "journal.db", held.st_size)
    os.utime(case / "journal.db", ns=(held.st_atime_ns, held.st_mtime_ns))
    assert stamp_of(case) != before


@pytest.mark.parametrize(("seconds", "is_trusted"), [(0, False), (1, False), (-60, False), (60, True)])
def test_what_was_looked_into_just_after_a_change_is_looked_into_again(case: Path, seconds: int, is_trusted: bool):
    stamp = stamp_of(case, now=stamp_of(case).newest + seconds * 1_000_000_000)
    day = date(2026, 11, 2)
    looked = Looked(stamp, day, summary_of(three_siblings(), day=day), patterns=0)
    assert looked.is_of(stamp, day) is is_trusted


def test_a_stamp_holds_no_word_of_the_case_file(case: Path):
    marks = stamp_of(case).marks
    assert all(isinstance(mark, int) or len(mark) == 16 for mark in marks)


async def test_nothing_is_looked_into_behind_a_case_file_that_is_open(case: Path):
    opened: list[Path] = []

    def opens(path: Path, passphrase: str | None) -> OpenCase:
        opened.append(path)
        return opens_plainly(case.parent)(path, passphrase)

    app = KinlineApp(case.parent, opens, first=case)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.pause(0.3)
        assert len(opened) == 1
        await pilot.press("f10")
        await settled(pilot, lambda: isinstance(app.screen, Caseload) and shown(app)[0][4].isdigit())
        assert len(opened) == 2


async def test_a_case_file_that_wants_a_passphrase_says_so_and_opens_all_the_same(case: Path):
    def opens(path: Path, passphrase: str | None) -> OpenCase:
        if passphrase != "right words":
            raise PassphraseNeeded(WrongKey("a passphrase is needed."), is_first=passphrase is None)
        return opens_plainly(case.parent)(path, None)

    app = KinlineApp(case.parent, opens)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot, lambda: shown(app) and "passphrase" in shown(app)[0][1])
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, AskPassphrase))
        app.screen.query_one(Input).value = "right words"
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        await pilot.press("f10")
        await settled(pilot, lambda: isinstance(app.screen, Caseload) and shown(app)[0][4].isdigit())


async def found_by(pilot: Pilot[object], app: KinlineApp, words: str) -> None:
    await settled(pilot, lambda: isinstance(app.screen, Caseload) and shown(app) and shown(app)[0][4].isdigit())
    await pilot.press("ctrl+f", *words)
    await settled(pilot, lambda: len(shown(app, "#hits")) == 1)
    await pilot.press("enter", "enter")
    await settled(pilot, lambda: isinstance(app.screen, CaseScreen))


async def test_a_search_across_the_caseload_opens_the_person_found(case: Path):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(120, 30)) as pilot:
        await found_by(pilot, app, "donna reed")
        await settled(pilot, lambda: app.screen.query_one(GenogramView).person == "aunt")


async def test_a_search_across_the_caseload_opens_the_entry_found_letter_for_letter(case: Path):
    app = KinlineApp(case.parent, opens_plainly(case.parent))
    async with app.run_test(size=(120, 30)) as pilot:
        await found_by(pilot, app, "[/never]")
        table = app.screen.query_one("#table", EntryTable)
        await settled(pilot, lambda: table.current is not None and table.current.id == "hostile")
        assert HOSTILE.split()[0] in table.current.cells[2]


def setting_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_identity: bool) -> SettingUp:
    home = tmp_path / "home"
    monkeypatch.setenv("KINLINE_HOME", str(home))
    monkeypatch.delenv("KINLINE_PASSPHRASE_FILE", raising=False)
    if has_identity:
        identity = make_plain_identity(home / "identity.age")
        remember_recovery(home, identity.recipient)
    return SettingUp(Namespace())


async def test_a_family_is_begun_and_files_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ready = setting_up(tmp_path, monkeypatch, has_identity=True)

    def opens(path: Path, _passphrase: str | None) -> OpenCase:
        from chronology.journal.stores.keys import load_identity

        return OpenCase.open(path, load_identity(tmp_path / "home" / "identity.age"), actor="test")

    app = KinlineApp(tmp_path, opens, setting_up=ready)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
        await pilot.press("f7")
        await settled(pilot, lambda: isinstance(app.screen, WriteForm))
        await pilot.press(*"Reed and Shaw", "ctrl+s")
        await settled(pilot, lambda: isinstance(app.screen, AskFiles))
        assert (tmp_path / "reed-and-shaw.kin").is_dir()
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert app.screen.opened.case.family.name == "Reed and Shaw"  # type: ignore[attr-defined, union-attr]
        await pilot.press("f10")
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
        await pilot.press("ctrl+n")
        await settled(pilot, lambda: isinstance(app.screen, WriteForm))
        await pilot.press(*"Reed and Shaw", "ctrl+s")
        await pilot.pause()
        assert "is there already" in words_on(app)


async def test_the_first_run_explains_the_keys_and_makes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ready = setting_up(tmp_path, monkeypatch, has_identity=False)
    app = KinlineApp(tmp_path, opens_plainly(tmp_path), setting_up=ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, FirstRun))
        assert "YOUR IDENTITY" in words_on(app)
        assert "THE RECOVERY RECIPIENT" in words_on(app)
        for words, again, fault in (("short", "short", "fewer than eight"), ("long enough", "other", "differ")):
            app.screen.query_one("#words", Input).value = words
            app.screen.query_one("#again", Input).value = again
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert fault in words_on(app)
            assert not ready.has_identity
        app.screen.query_one("#again", Input).value = "long enough"
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: isinstance(app.screen, Told))
        assert "recovery-key.age" in words_on(app)
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(app.screen, Caseload))
    assert is_protected(tmp_path / "home" / "identity.age")
    assert is_protected(tmp_path / "home" / "recovery-key.age")


def test_a_recipient_that_is_none_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ready = setting_up(tmp_path, monkeypatch, has_identity=False)
    with pytest.raises(UsageError):
        ready.begin("long enough", "not-a-recipient")
    assert not ready.has_identity
    council = make_plain_identity(tmp_path / "council.txt").recipient
    ready.begin("long enough", council)
    assert remembered_recovery(tmp_path / "home") == council
    assert not (tmp_path / "home" / "recovery-key.age").exists()
    with pytest.raises(UsageError, match="never replaced"):
        ready.begin("long enough", council)


async def test_the_sample_family_is_one_key_away_from_the_first_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import chronology.demo as demo

    few = [FileGiven(name, data) for name, data in demo.demo_files()[:1]]
    monkeypatch.setattr(demo, "demo_files", lambda: [(f.name, f.data) for f in few])
    ready = setting_up(tmp_path, monkeypatch, has_identity=False)
    app = KinlineApp(tmp_path, opens_plainly(tmp_path), setting_up=ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot, lambda: isinstance(app.screen, FirstRun))
        await pilot.press("f2")
        await settled(pilot, lambda: isinstance(app.screen, CaseScreen))
        assert (tmp_path / SAMPLE_FOLDER / "marlow.kin").is_dir()
        await pilot.press("ctrl+t")
        await settled(pilot, lambda: isinstance(app.screen, Guide))
        assert "FIVE MINUTES" in words_on(app)


def test_a_file_name_holds_letters_and_digits_alone():
    assert file_name_of("Reed & Shaw / 2") == "reed-shaw-2.kin"
    assert file_name_of("../../etc") == "etc.kin"
    assert file_name_of("???") == "family.kin"


def test_every_line_that_the_guide_asks_for_is_understood_on_the_sample_family():
    from chronology.demo import DEMO_DAY, demo_files
    from chronology.intake.family_lines import read_family_line
    from chronology.intake.importing import plan_import
    from chronology.intake.quick import read_line
    from tui.guides import guide_text

    files = [FileGiven(name, data) for name, data in demo_files()[:1]]
    case = plan_import(CaseFile(), files, day=DEMO_DAY).case
    leanne = next(p.id for p in case.people.values() if p.name == "Leanne Marlow")
    family, entry = (line.strip() for line in guide_text("five-minutes").splitlines() if line.startswith("  "))
    assert read_family_line(family, case, day=DAY, focus=leanne).edit is not None
    assert read_line(entry, case, day=DAY).entry is not None
