"""The export screen: what, of whom and for whom; looked at first, searched, recorded, written; stopped by Esc."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from chronology.journal.stores.keys import make_plain_identity
from chronology.record.dates import When
from chronology.record.entries import Entry
from tests.tui.screens import running, screen_of, settled
from tui.export_choices import WHAT
from tui.leaving import Made
from tui.screens.asking import Choose
from tui.screens.case import CaseScreen
from tui.screens.deciding import Deciding
from tui.screens.exporting import Exporting
from tui.viewing import open_in_viewer
from tui.widgets.export_form import ExportForm
from tui.widgets.several import ChooseSeveral, Several
from tui.widgets.text_view import TextView


async def on_export(pilot: Pilot[object]) -> Exporting:
    await pilot.press("f8", "ctrl+o")
    await settled(pilot, lambda: isinstance(pilot.app.screen, Exporting) and bool(pilot.app.screen.query("#told-file")))
    screen = pilot.app.screen
    assert isinstance(screen, Exporting)
    await settled(pilot, lambda: bool(screen.form.line("file").value))
    return screen


async def choose(pilot: Pilot[object], screen: Exporting, **values: str) -> None:
    for key, value in values.items():
        screen.form.put(key, value)
        await settled(pilot, lambda key=key, value=value: screen.form.words().get(key, value) == value)
        await pilot.pause()


def said(screen: Exporting) -> str:
    return str(screen.query_one("#export-said", Static).render())


def under(screen: Exporting, key: str) -> str:
    told = screen.query_one(f"#told-{key}", Static)
    return str(told.render()) if told.display else ""


def preview(screen: Exporting) -> str:
    return getattr(screen.query_one("#preview", TextView), "text", "")


def labels(pilot: Pilot[object]) -> list[str]:
    return [change.label for change in screen_of(pilot).opened.history()]


def labels_of(screen: Exporting) -> list[str]:
    return [change.label for change in screen._opened.history()]


async def asked(pilot: Pilot[object], kind: type = Choose) -> object:
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, kind) and bool(pilot.app.screen.query(OptionList)), tries=1500
    )
    return pilot.app.screen


@pytest.mark.parametrize("what", sorted(set(WHAT) - {"bundle"}))
async def test_each_is_looked_at_as_text_without_a_file_or_a_change(case: Path, what: str):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what=what)
        before = sorted(case.parent.iterdir())
        await pilot.press("f5")
        await settled(pilot, lambda: "Ada" in preview(screen), tries=1500)
        assert "For nobody in particular: nothing is taken out for an audience." in preview(screen)
        assert "What would be written: " in preview(screen)
        assert sorted(case.parent.iterdir()) == before
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert labels(pilot) == ["Begun"]


async def test_a_preview_says_how_much_is_in_it_and_what_is_left_out_as_the_command_does(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", start="1/1/2018", end="31/12/2019")
        assert "= 1 January 2018" in under(screen, "start")
        await pilot.press("f5")
        await settled(pilot, lambda: "In it: " in preview(screen), tries=1500)
        assert "Left out: " in preview(screen)
        assert "before the period asked for" in preview(screen)
        assert "Arrived hungry" not in preview(screen)


async def test_a_preview_of_gedcom_lists_what_such_a_file_cannot_carry(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="gedcom", gedcom="7.0")
        assert "child" not in screen.form.words()
        await pilot.press("f5")
        await settled(pilot, lambda: "2 VERS 7.0" in preview(screen), tries=1500)
        assert "In it: 11 people, " in preview(screen)
        assert "not in it: 7 entries of the chronology" in preview(screen)


async def test_what_is_written_is_in_the_change_history_and_may_be_opened(case: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[Path] = []
    monkeypatch.setattr("tui.screens.exporting.open_in_viewer", opened.append)
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", file=str(case.parent / "ada.txt"))
        assert screen.form.words()["form"] == "txt"
        await pilot.press("ctrl+s")
        for _ in range(2):
            await asked(pilot)
            assert "Ada" in (case.parent / "ada.txt").read_text("utf-8")
            pilot.app.screen.query_one(OptionList).highlighted = 1
            await pilot.press("enter")
            await settled(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("f8")
        await asked(pilot)
        assert opened == [case.parent / "ada.txt"] * 2
        await pilot.press("escape", "escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        assert any(
            "chronology of Ada Shaw, for nobody in particular; ada.txt (SHA-256" in words for words in labels(pilot)
        )


async def test_each_child_has_a_chronology_of_their_own_where_no_child_is_chosen(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", child="family", file=str(case.parent / "all.txt"))
        await pilot.press("ctrl+s")
        await asked(pilot)
        names = sorted(path.name for path in case.parent.glob("all*"))
        assert names == ["all-AS-ada.txt", "all-BS-ben.txt", "all-CC-cora.txt"]
        assert "Ada was tearful" not in (case.parent / "all-BS-ben.txt").read_text("utf-8")
        assert sum(words.startswith("Exported: ") for words in labels_of(screen)) == 3


async def test_for_an_audience_the_heading_and_the_counts_say_what_is_withheld(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        assert "purpose" not in screen.form.words()
        await choose(pilot, screen, what="page", audience="parent", parent="Kelly Reed", purpose="review conference")
        assert "recorded: Kelly Reed; Tom Shaw" in under(screen, "parent")
        await pilot.press("f5")
        await settled(pilot, lambda: preview(screen), tries=1500)
        assert "For the child's mother (review conference): names of carers" in preview(screen)
        assert "withheld, SIBLING: " in preview(screen)
        assert "Ben Shaw" not in preview(screen)
        await choose(pilot, screen, purpose="other")
        assert said(screen) == "The choices changed: F5 shows what they come to now."


async def test_every_fault_is_said_at_once_under_its_field_and_nothing_is_made(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", start="x", end="y", file="a.zip", template="t.docx")
        await pilot.press("f5")
        await settled(pilot, lambda: "✗" in under(screen, "file"))
        assert all("✗" in under(screen, key) for key in ("start", "end", "file"))
        assert screen.form.line("file").has_focus
        assert said(screen).startswith("Not made; to put right: File, From, To, Word template.")
        assert labels_of(screen) == ["Begun"]


async def test_a_file_that_is_there_is_written_over_only_when_asked_for(case: Path):
    (case.parent / "ada.txt").write_text("mine", "utf-8")
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="genogram", file=str(case.parent / "ada.txt"))
        await pilot.press("ctrl+s")
        await asked(pilot)
        await pilot.press("enter")
        await settled(pilot, lambda: pilot.app.screen is screen)
        assert (case.parent / "ada.txt").read_text("utf-8") == "mine"
        assert labels_of(screen) == ["Begun"]


async def test_esc_stops_what_is_being_made_at_once_and_the_screen_goes_on(case: Path, monkeypatch: pytest.MonkeyPatch):
    begun, may_go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(_ready, wanted, *, progress, **_more):
        begun.set()
        may_go_on.wait(30)
        try:
            progress("writing")
        finally:
            ended.set()
        return Made([(wanted.path, b"x")]), "genogram"

    monkeypatch.setattr("tui.screens.export_jobs.made_of", slow)
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, file=str(case.parent / "ada.pdf"))
        await pilot.press("ctrl+s")
        await settled(pilot, begun.is_set)
        await pilot.press("escape")
        await settled(pilot, lambda: said(screen) == "Stopped. Nothing was written.")
        assert not ended.is_set()
        may_go_on.set()
        await settled(pilot, ended.is_set)
        monkeypatch.undo()
        assert not (case.parent / "ada.pdf").exists()
        assert not list(case.parent.glob(".kinline-*"))
        assert labels_of(screen) == ["Begun"]
        await choose(pilot, screen, file=str(case.parent / "ada.txt"))
        await pilot.press("ctrl+s")
        await asked(pilot)
        assert (case.parent / "ada.txt").exists()


async def test_a_name_of_ones_own_stays_when_something_else_is_chosen(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        proposed = screen.form.line("file").value
        await choose(pilot, screen, what="chronology")
        assert screen.form.line("file").value != proposed
        assert "Shaw" not in Path(screen.form.line("file").value).name
        await choose(pilot, screen, form="pdf")
        assert screen.form.line("file").value.endswith(".pdf")
        await choose(pilot, screen, file="/tmp/mine.pdf", what="genogram")
        assert screen.form.line("file").value == "/tmp/mine.pdf"
        await choose(pilot, screen, form="svg")
        assert screen.form.line("file").value == "/tmp/mine.svg"


async def test_marks_are_chosen_from_a_list(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        screen.query_one("#export-marks", Several).focus()
        await pilot.press("enter")
        await asked(pilot, ChooseSeveral)
        await pilot.press("down", "space", "down", "enter", "up", "space", "escape")
        await settled(pilot, lambda: pilot.app.screen is screen)
        assert screen.form.words()["marks"] == "gender-history"


async def test_a_bundle_is_made_for_a_colleague_and_stands_in_the_history(case: Path):
    recipient = make_plain_identity(case.parent / "colleague.txt").recipient
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="bundle", to=recipient, purpose="moves to Thornbeck")
        assert "audience" not in screen.form.words()
        await pilot.press("f5")
        await settled(pilot, lambda: "encrypted for 1 person" in preview(screen))
        await pilot.press("ctrl+s")
        await asked(pilot)
        assert (case.parent / "bundle.age").read_bytes().startswith(b"age-encryption.org")
        last = screen._opened.history()[-1]
        assert last.label.startswith(f"Bundle made for {recipient}")
        assert last.why == "moves to Thornbeck"


async def test_an_export_that_waits_for_a_decision_says_so_and_leads_there_and_back(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", audience="parent", parent="Kelly Reed")
        await choose(pilot, screen, child="ada", file=str(case.parent / "ada.txt"))
        with_mention(screen)
        await pilot.press("f5")
        await settled(pilot, lambda: said(screen).startswith("1 record waits"), tries=1500)
        assert "F6" in preview(screen).splitlines()[0]
        await pilot.press("ctrl+s")
        await asked(pilot)
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Deciding))
        assert not (case.parent / "ada.txt").exists()
        await pilot.press("escape")
        await settled(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("ctrl+s")
        await asked(pilot)
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await settled(pilot, (case.parent / "ada.txt").exists, tries=1500)
        assert "words left out" in (case.parent / "ada.txt").read_text("utf-8")


def with_mention(screen: Exporting) -> None:
    entry = Entry(id="named", when=When(edtf="2019-03-01"), children=("ada",), event="Ada said Cora Cole cries")
    screen._opened.record("A mention", values=(entry,))


async def test_of_several_children_the_one_whose_words_wait_is_decided_about(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", child="family", audience="child")
        entry = Entry(id="named", when=When(edtf="2019-03-01"), children=("ben",), event="Ben said Cora Cole cries")
        screen._opened.record("A mention", values=(entry,))
        await pilot.press("f5")
        await settled(pilot, lambda: said(screen).startswith("1 record waits"), tries=1500)
        await pilot.press("f6")
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, Deciding) and bool(pilot.app.screen.query("#decide-child"))
        )
        assert pilot.app.screen.query_one("#decide-child").value == "ben"


async def test_no_word_of_an_entry_stands_in_a_drawing_so_that_none_has_to_be_decided_about(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        with_mention(screen)
        await choose(pilot, screen, what="genogram", audience="child", child="ada")
        await pilot.press("f5")
        await settled(pilot, lambda: said(screen).startswith("It is for the child."), tries=1500)


async def test_decisions_are_about_an_audience(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await pilot.press("f6")
        await settled(pilot, lambda: "choose under For" in said(screen))


async def test_where_it_is_narrow_every_field_is_reached_and_the_preview_takes_the_place_of_the_choices(case: Path):
    async with running(case, size=(80, 24)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", audience="parent")
        reached = set()
        for _ in range(30):
            focused = pilot.app.focused
            assert focused is not None
            reached.add(str(focused.id).removeprefix("export-"))
            await pilot.press("tab")
        assert reached >= set(screen.form.words())
        await pilot.press("f5")
        await settled(pilot, lambda: bool(preview(screen)), tries=1500)
        assert not screen.query_one(ExportForm).display
        assert screen.query_one("#preview").has_focus
        await pilot.press("escape")
        assert screen.query_one(ExportForm).display
        assert not screen.query_one("#export-preview").display


async def test_open_to_read_only_nothing_leaves(case: Path):
    async with running(case, read_only=True) as pilot:
        await pilot.press("ctrl+o")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, CaseScreen)


def test_where_there_is_no_viewer_that_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from chronology.record.errors import UsageError

    monkeypatch.setattr("tui.viewing.sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("tui.viewing.shutil.which", lambda _: None)
    with pytest.raises(UsageError, match="no viewer is known"):
        open_in_viewer(tmp_path / "a.pdf")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("tui.viewing.shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(UsageError, match="no screen to show it on"):
        open_in_viewer(tmp_path / "a.pdf")


@pytest.mark.parametrize(("platform", "viewer"), [("darwin", "open"), ("linux", "xdg-open")])
def test_the_systems_own_viewer_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, viewer: str):
    ran: list[list[str]] = []
    monkeypatch.setattr("tui.viewing.sys.platform", platform)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("tui.viewing.shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("tui.viewing.subprocess.Popen", lambda command, **_: ran.append(command))
    open_in_viewer(tmp_path / "a.pdf")
    assert ran == [[f"/usr/bin/{viewer}", str(tmp_path / "a.pdf")]]


def test_windows_opens_it_by_its_ending(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    ran: list[Path] = []
    monkeypatch.setattr("tui.viewing.sys.platform", "win32")
    monkeypatch.setattr("tui.viewing.os.startfile", ran.append, raising=False)
    open_in_viewer(tmp_path / "a.pdf")
    assert ran == [tmp_path / "a.pdf"]


@pytest.mark.parametrize("key", ["f5", "ctrl+s"])
async def test_a_fault_of_a_writer_is_said_without_a_word_of_the_case_and_the_choices_stay(
    case: Path, monkeypatch: pytest.MonkeyPatch, key: str
):
    def fails(*_: object, **__: object) -> None:
        raise ValueError("Secret Child born 12 March 2010")

    monkeypatch.setattr("tui.screens.export_jobs.made_of", fails)
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        head = screen._opened.head()
        screen.form.line("purpose").value = "asked for by the court"
        await pilot.press(key)
        await settled(pilot, lambda: "a fault in itself (ValueError at" in said(screen))
        assert "Secret" not in said(screen)
        assert screen.form.line("purpose").value == "asked for by the court"
        assert pilot.app.screen is screen
        assert screen._opened.head() == head


async def test_what_was_chosen_and_written_and_left_is_there_again_until_it_is_made(case: Path):
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        await choose(pilot, screen, what="chronology", form="txt", author="A. Worker")
        chosen = screen.form.chosen()
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
    async with running(case, size=(120, 40)) as pilot:
        screen = await on_export(pilot)
        assert "here again" in said(screen)
        await settled(pilot, lambda: screen.form.words()["author"] == "A. Worker")
        assert screen.form.chosen() == chosen
        assert screen.form.words()["what"] == "chronology"
        assert screen.form.words()["form"] == "txt"
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: "Written and recorded" in said(screen), tries=1500)
        await pilot.press("escape")
        await settled(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))
        screen = await on_export(pilot)
        assert "here again" not in said(screen)
        assert screen.form.words()["what"] == "genogram"
