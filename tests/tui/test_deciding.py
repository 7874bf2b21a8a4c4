"""Words that name somebody withheld: listed with the reason, shown with the name marked, decided about by a named worker."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from chronology.disclosure.projection import Request
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.errors import UsageError
from chronology.record.households import Footing, Household, Residence
from chronology.record.releases import Chosen
from chronology.record.sources import Restriction
from tests.families import child_of, person, three_siblings
from tests.tui.screens import HOSTILE, running, screen_of, settled
from tui.decisions import Sort, keep_decision, passages_of, to_decide
from tui.screens.case import CaseScreen
from tui.screens.deciding import Deciding
from tui.screens.palette import Palette
from tui.screens.writing import WriteForm

DAY = date(2020, 6, 1)
MORE = (
    person("carer", "Perpetua Okoro", "female"),
    child_of("ada", "carer", way="foster", when="2019"),
    Household(id="h", name="Larch House", address="14 Larch Close, Millby"),
    Residence(id="r", person="carer", household="h", footing=Footing.FOSTER),
    Entry(id="named", when=When(edtf="2019-03-01"), children=("ada",), event="Ada said Cora Cole cries at night"),
    Entry(id="cared", when=When(edtf="2019-04-01"), children=("ada",), event="Ms Okoro of 14 Larch Close rang the school"),
    Entry(id="held", when=When(edtf="2019-05-01"), children=("ada",), event="Advice of counsel", restriction=(Restriction.PRIVILEGED,)),
)  # fmt: skip


def family() -> CaseFile:
    return three_siblings().with_records(MORE)


def parent() -> Request:
    return Request("parent", "ada", "mum", "", is_childs_own=True)


def test_each_mention_is_listed_with_the_reasons_for_which_it_is_withheld():
    found = to_decide(family(), parent(), day=DAY)
    listed = {item.record.id: item.what for item in found.of(Sort.WORDS)}
    assert listed["named"].startswith("SIBLING a full name")
    assert listed["cared"].startswith("CARER ADDRESS a")
    assert found.waiting == 2
    assert [item.record.id for item in found.of(Sort.RESTRICTED)] == ["held"]
    assert found.of(Sort.RESTRICTED)[0].what == "RESTRICTED privileged"
    assert {item.record.id for item in found.of(Sort.OTHERS)} >= {"e4", "e5"}


def test_what_is_withheld_is_marked_in_the_words_with_signs():
    found = to_decide(family(), parent(), day=DAY)
    cared = next(item for item in found.items if item.record.id == "cared")
    assert [passage.words() for passage in passages_of(cared, "ada")] == [
        "Event: Ms >>Okoro<< of >>14 Larch Close<< rang the school"
    ]


def test_of_an_entry_about_several_children_this_childs_part_alone_is_shown():
    found = to_decide(family(), Request("court", "ben", None, "", is_childs_own=True), day=DAY)
    (both,) = [item for item in found.of(Sort.OTHERS) if item.record.id == "e6"]
    assert [passage.label for passage in passages_of(both, "ben")] == ["Event"]


# On the screen


@pytest.fixture
def mentions(case: Path) -> Path:
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity

    with OpenCase.open(case, load_identity(case.parent / "me.txt"), actor="test") as opened:
        opened.record("More", values=MORE)
    return case


async def on_decisions(pilot: Pilot[object], audience: str = "parent") -> Deciding:
    await pilot.press("f8", "ctrl+x")
    await settled(
        pilot, lambda: isinstance(pilot.app.screen, Deciding) and bool(pilot.app.screen.query("#decide-said"))
    )
    screen = pilot.app.screen
    assert isinstance(screen, Deciding)
    screen.query_one("#decide-audience").value = audience
    await settled(pilot, lambda: f"for {'a parent' if audience == 'parent' else 'the ' + audience}" in said(screen))
    return screen


def said(screen: Deciding) -> str:
    return str(screen.query_one("#decide-said", Static).render())


def shown(screen: Deciding) -> str:
    return str(screen.query_one("#decide-words", Static).render())


def listed(screen: Deciding) -> list[str]:
    options = screen.query_one("#decide-list", OptionList)
    return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]


async def decide(pilot: Pilot[object], chosen: str, *, why: str, words: str = "", worker: str = "P. Nandra") -> None:
    await pilot.press("enter")
    await settled(pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen.query("#form-keys")))
    form = pilot.app.screen
    form.query_one("#field-chosen").chosen = chosen
    form.query_one("#field-worker").value = worker
    form.query_one("#field-why").value = why
    if words:
        form.query_one("#field-words").text = words
    await pilot.pause()
    await pilot.press("ctrl+s")


async def test_a_decision_is_recorded_and_counts_and_is_taken_back(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot)
        assert said(screen).startswith("2 records wait")
        await settled(pilot, lambda: "Event: Ada said >>Cora Cole<< cries at night" in shown(screen))
        assert "SIBLING a full name and a name; orders, plans, homes and entries of another child" in shown(screen)
        await decide(pilot, "without names", why="not hers to tell")
        await settled(pilot, lambda: said(screen).startswith("1 record waits"), tries=1500)
        last = screen._opened.history()[-1]
        assert last.label.endswith("decided by P. Nandra")
        assert last.why == "not hers to tell"
        (made,) = screen._opened.case.releases
        assert (made.chosen, made.audience, made.child, made.worker) == (
            Chosen.WITHOUT_NAMES, "parent", "ada", "P. Nandra",
        )  # fmt: skip
        assert listed(screen)[-1].startswith("✓ 1 Mar 2019 | SIBLING")
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: said(screen).startswith("2 records wait"), tries=1500)
        assert not screen._opened.case.releases
        await pilot.press("ctrl+y")
        await settled(pilot, lambda: said(screen).startswith("1 record waits"), tries=1500)
        await pilot.press("escape")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen))


async def test_who_decides_and_why_are_asked_for_and_other_words_name_nobody_either(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot)
        await decide(pilot, "reworded", why="", worker="", words="Ada said Cora cries")
        form = pilot.app.screen
        await settled(pilot, lambda: form.query_one("#fault-why").display)
        assert form.query_one("#fault-worker").display
        form.query_one("#field-why").value = "hers"
        form.query_one("#field-worker").value = "P. Nandra"
        await pilot.pause()
        await pilot.press("ctrl+s")
        told = form.query_one("#fault-", Static)
        await settled(pilot, lambda: "the new words name somebody withheld too" in str(told.render()), tries=1500)
        assert not screen._opened.case.releases
        form.query_one("#field-words").text = "Ada said somebody cries at night"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await settled(pilot, lambda: pilot.app.screen is screen and said(screen).startswith("1 record"), tries=1500)
        assert screen._opened.case.releases[0].words == "Ada said somebody cries at night"


async def test_other_words_beside_another_decision_are_said_and_not_dropped(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        await on_decisions(pilot)
        await decide(pilot, "left out", why="hers", words="something")
        form = pilot.app.screen
        await settled(pilot, lambda: form.query_one("#fault-words").display)
        assert "reworded" in str(form.query_one("#fault-words", Static).render())


async def test_a_restriction_is_lifted_and_a_siblings_entry_included_for_a_court(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot, "court")
        await pilot.press("f6")
        assert ["RESTRICTED privileged" in line for line in listed(screen)] == [True]
        await decide(pilot, Chosen.LIFTED.value, why="the court asked for it")
        await settled(pilot, lambda: bool(screen._opened.case.releases), tries=1500)
        await settled(pilot, lambda: pilot.app.screen is screen and listed(screen)[0].startswith("✓"), tries=1500)
        await pilot.press("f6")
        line = next(n for n, text in enumerate(listed(screen)) if "Not brought to the clinic" in text)
        assert "SIBLING about Ben Shaw" in listed(screen)[line]
        screen.query_one("#decide-list", OptionList).highlighted = line
        await pilot.pause()
        await decide(pilot, "included", why="the same weeks")
        await settled(pilot, lambda: len(screen._opened.case.releases) == 2, tries=1500)
        assert {r.chosen for r in screen._opened.case.releases} == {Chosen.LIFTED, Chosen.INCLUDED}


async def test_open_to_read_only_everything_is_seen_and_nothing_decided_with_the_reason(mentions: Path):
    async with running(mentions, read_only=True, size=(80, 24)) as pilot:
        screen = await on_decisions(pilot)
        await settled(pilot, lambda: ">>Cora Cole<<" in shown(screen))
        for key in ("enter", "ctrl+z"):
            await pilot.press(key)
            await settled(pilot, lambda: "open to read only" in said(screen))
            assert pilot.app.screen is screen


async def test_nothing_but_a_decision_made_here_is_undone_here(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot)
        await pilot.press("ctrl+z")
        await settled(pilot, lambda: "Nothing was decided here yet" in said(screen))
        assert len(screen._opened.history()) == 2


async def test_another_parent_is_looked_at_and_one_who_is_none_is_said(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot)
        line = screen.query_one("#decide-parent")
        line.focus()
        line.value = "Tom Shaw"
        await pilot.press("enter")
        await settled(pilot, lambda: "for the child's father" in said(screen), tries=1500)
        line.value = "Zed"
        await pilot.press("enter")
        await settled(pilot, lambda: "Zed" in said(screen), tries=1500)
        assert not listed(screen)


async def test_what_was_typed_into_a_decision_is_there_again(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot)
        await pilot.press("enter")
        await settled(
            pilot, lambda: isinstance(pilot.app.screen, WriteForm) and bool(pilot.app.screen.query("#form-keys"))
        )
        pilot.app.screen.query_one("#field-why").value = "because of"
        await pilot.pause()
        await settled(pilot, lambda: bool(screen._opened.drafts()))
        (key,) = screen._opened.drafts()
        assert key == "decision named parent ada"
        assert json.loads(screen._opened.drafts()[key])["words"]["0|why"] == "because of"


async def test_what_another_window_changed_meanwhile_is_not_decided_about_unseen(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        screen = await on_decisions(pilot)
        opened = screen._opened
        named = opened.case.records["named"]
        opened.record("Corrected", values=(named.model_copy(update={"event": "Ada said Cora Cole sleeps well"}),))
        await decide(pilot, "as written", why="hers")
        form = pilot.app.screen
        told = form.query_one("#fault-", Static)
        await settled(pilot, lambda: "changed in another window" in str(told.render()), tries=1500)
        assert not opened.case.releases
        await pilot.press("escape", "escape")
        await settled(pilot, lambda: "sleeps well" in shown(screen), tries=1500)


async def test_imported_text_stays_text(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        entry = Entry(id="bad", when=When(edtf="2018-01-01"), children=("ada",), event=f"Cora Cole {HOSTILE}")
        screen_of(pilot).opened.record("Bad", values=(entry,))
        screen = await on_decisions(pilot)
        await settled(pilot, lambda: "[@click=app.quit]x[/]" in shown(screen))
        assert "[@click=app.quit]x[/]" in listed(screen)[0]
        assert not {"\x1b", "\x9b", "\u202e"} & set(shown(screen) + listed(screen)[0])


async def test_it_is_found_among_the_commands_by_name(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        await pilot.press("f8", "ctrl+p")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Palette) and bool(pilot.app.screen.query("#answers")))
        pilot.app.screen.query_one(Input).value = "what may leave"
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, Deciding))


async def test_an_earlier_state_is_not_decided_about(mentions: Path):
    async with running(mentions, size=(120, 40)) as pilot:
        await pilot.press("ctrl+k")
        await settled(pilot, lambda: bool(pilot.app.screen.query("#line")))
        await pilot.press(*"1/1/2019", "enter")
        await settled(pilot, lambda: isinstance(pilot.app.screen, CaseScreen) and screen_of(pilot).looking is not None)
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert isinstance(pilot.app.screen, CaseScreen)


def test_the_command_and_the_screen_keep_a_decision_by_the_same_function(mentions: Path):
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity

    with OpenCase.open(mentions, load_identity(mentions.parent / "me.txt"), actor="test") as opened:
        given = {"because": "hers", "worker": "P. Nandra", "day": DAY}
        done = keep_decision(opened, "named", Chosen.LEFT_OUT, lambda _: parent(), **given)
        assert (
            done.label
            == "The entry of 1 March 2019 stays without its words in what is made for the child's parent: decided by P. Nandra"
        )
        with pytest.raises(UsageError, match="name nobody"):
            keep_decision(opened, "e1", Chosen.AS_WRITTEN, lambda _: parent(), **given)
