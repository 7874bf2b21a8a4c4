"""Changes are kept, shown, undone and redone; nobody's change is lost to another's."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chronology.journal.change import Change, Original
from chronology.journal.fold import as_recorded_at, fold, state_hash
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import Identity
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import ConflictError, UsageError
from tests.chronology.journal.conftest import ADA, COUNCIL


def entry(id: str, words: str = "") -> Entry:  # noqa: A002
    return Entry(id=id, children_as_written=words)


def test_a_change_tells_who_when_and_why(case: OpenCase) -> None:
    done = case.record("Ada's entry of 12 March 2019 corrected", [entry("e1")], why="the diary says so")
    assert (done.seq, done.actor, done.why, done.touched) == (1, "Ada", "the diary says so", ("e1",))
    assert case.history() == [done]
    assert case.head() == done.hash


def test_what_the_file_said_after_each_change_is_still_there(case: OpenCase) -> None:
    case.record("added", [entry("e1", "first")])
    case.record("corrected", [entry("e1", "second"), entry("e2")])
    case.record("taken out", removed=["e1"])
    assert as_recorded_at(case.journal, 1).records["e1"] == entry("e1", "first")
    assert set(as_recorded_at(case.journal, 2).records) == {"e1", "e2"}
    assert set(as_recorded_at(case.journal, 3).records) == {"e2"}
    assert as_recorded_at(case.journal, 0).records == {}


def test_undoing_all_the_way_back_gives_the_first_state(case: OpenCase) -> None:
    hashes = [state_hash(case.case)]
    for words in ("one", "two", "three"):
        case.record(words, [entry("e1", words), entry(words)])
        hashes.append(state_hash(case.case))
    for expected in reversed(hashes[:-1]):
        case.undo()
        assert state_hash(case.case) == expected
    with pytest.raises(UsageError):
        case.undo()
    for expected in hashes[1:]:
        case.redo()
        assert state_hash(case.case) == expected
    with pytest.raises(UsageError):
        case.redo()
    assert case.verify() == []


def test_what_was_taken_out_may_be_put_back(case: OpenCase, folder: Path, worker: Identity) -> None:
    case.record("added", [entry("e1", "a")])
    case.record("out", removed=["e1"])
    with OpenCase.open(folder, worker, actor="Ben") as ben:
        ben.record("added again", [entry("e1", "b")])
    case.refresh()
    assert case.case.records["e1"] == entry("e1", "b")


def test_edits_of_different_things_merge(case: OpenCase, folder: Path, worker: Identity) -> None:
    case.record("added", [entry("e1"), entry("e2")])
    with OpenCase.open(folder, worker, actor="Ben") as ben:
        ben.record("Ben's", [entry("e1", "ben")])
        case.record("Ada's", [entry("e2", "ada")])
        ben.refresh()
        assert state_hash(ben.case) == state_hash(case.case)
    assert {r.children_as_written for r in case.case.entries} == {"ben", "ada"}


def test_edits_of_one_thing_are_refused_with_both_told(case: OpenCase, folder: Path, worker: Identity) -> None:
    case.record("Entry added", [entry("e1")])
    with OpenCase.open(folder, worker, actor="Ben") as ben:
        ben.record("Ben's correction", [entry("e1", "ben")])
        with pytest.raises(ConflictError, match=r"(?s)Ben.*Ben's correction.*Entry added"):
            case.record("Ada's", [entry("e1", "ada")])
        with pytest.raises(ConflictError):
            case.record("Ada's", removed=["e1"])
        with pytest.raises(ConflictError):
            case.undo(1)
    case.refresh()
    assert case.case.records["e1"] == entry("e1", "ben")
    assert case.verify() == []


def test_a_refused_change_leaves_nothing_of_itself(case: OpenCase) -> None:
    case.record("added", [entry("e1")])
    before = (case.head(), case.journal.originals())
    late = Change(label="late", values=(entry("e2"), entry("e1", "x")), expected={})
    with pytest.raises(ConflictError):
        case.journal.append(late, actor="Ben", originals=[Original("a.csv", b"1")])
    with pytest.raises(UsageError, match="twice"):
        case.record("twice", [entry("e2"), entry("e2", "other")])
    with pytest.raises(ConflictError):
        case.record("out", removed=["never there"])
    assert (case.head(), case.journal.originals()) == before


def test_an_original_is_kept_with_the_change_that_cites_it(case: OpenCase) -> None:
    case.record("school.docx imported", [entry("e1")], originals=[("school.docx", b"\x00bytes")])
    [(sha256, name)] = case.journal.originals().items()
    assert name == "school.docx"
    assert case.journal.original(sha256) == b"\x00bytes"
    case.record("again", originals=[("copy.docx", b"\x00bytes")])
    assert len(case.journal.originals()) == 1
    assert case.verify() == []


def test_a_draft_outlives_the_window(case: OpenCase, folder: Path, worker: Identity) -> None:
    case.journal.save_draft("entry", "half a sent")
    head = case.head()
    case.close()
    with OpenCase.open(folder, worker, actor="Ada") as again:
        assert again.journal.drafts() == {"entry": "half a sent"}
        again.journal.save_draft("entry", "")
        assert again.journal.drafts() == {}
        assert again.head() == head


def test_the_state_hash_does_not_depend_on_the_way(case: OpenCase) -> None:
    case.record("b first", [entry("b")])
    case.record("then a", [entry("a", "x")])
    assert state_hash(case.case) == state_hash(CaseFile.of([entry("a", "x"), entry("b")]))
    assert state_hash(case.case) != state_hash(CaseFile.of([entry("a"), entry("b")]))


class TwoPeople(RuleBasedStateMachine):
    """Two windows on one case file, beside a plain model of what it should say after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        folder = Path(self.place.name) / "a.kin"
        first = OpenCase.create(folder, ADA, recovery=COUNCIL.recipient, actor="Ada")
        self.windows = [first, OpenCase.open(folder, ADA, actor="Ben")]
        self.states: list[dict[str, str]] = [{}]
        self.seen = [0, 0]
        self.done: list[tuple[dict[str, str], dict[str, str]]] = []
        self.undone: list[tuple[dict[str, str], dict[str, str]]] = []

    def _says(self, state: dict[str, str]) -> None:
        self.states.append(state)

    @rule(who=st.integers(0, 1), what=st.sampled_from("abc"), words=st.text("xyz", max_size=2))
    def edits(self, who: int, what: str, words: str) -> None:
        """Empty words take the entry out."""
        before, mine = self.states[-1], self.states[self.seen[who]]
        if not words and what not in mine:
            return
        touched_since = any(s.get(what) != mine.get(what) for s in self.states[self.seen[who] :])
        try:
            if words:
                self.windows[who].record("edit", [entry(what, words)])
            else:
                self.windows[who].record("out", removed=[what])
        except ConflictError:
            assert len(self.states) - 1 > self.seen[who], "refused though nothing was new"
            return
        assert not touched_since or before.get(what) == mine.get(what)
        after = {**before, what: words} if words else {k: v for k, v in before.items() if k != what}
        self._says(after)
        self.done.append((before, after))
        self.undone.clear()
        self.seen[who] = len(self.states) - 1

    @precondition(lambda self: self.done)
    @rule(who=st.integers(0, 1))
    def undoes(self, who: int) -> None:
        before, after = self.done.pop()
        self.windows[who].undo()
        self.undone.append((before, after))
        self._says(before)
        self.seen[who] = len(self.states) - 1

    @precondition(lambda self: self.undone)
    @rule(who=st.integers(0, 1))
    def redoes(self, who: int) -> None:
        before, after = self.undone.pop()
        self.windows[who].redo()
        self.done.append((before, after))
        self._says(after)
        self.seen[who] = len(self.states) - 1

    @rule(who=st.integers(0, 1))
    def looks(self, who: int) -> None:
        self.windows[who].refresh()
        self.seen[who] = len(self.states) - 1

    @invariant()
    def each_window_shows_what_it_last_saw(self) -> None:
        for window, seen in zip(self.windows, self.seen, strict=True):
            assert {e.id: e.children_as_written for e in window.case.entries} == self.states[seen]

    @invariant()
    def the_file_says_what_the_last_change_gave(self) -> None:
        journal = self.windows[0].journal
        assert {e.id: e.children_as_written for e in fold(journal).entries} == self.states[-1]

    def teardown(self) -> None:
        journal = self.windows[0].journal
        assert journal.verify() == []
        for seq, state in enumerate(self.states):
            assert {e.id: e.children_as_written for e in as_recorded_at(journal, seq).entries} == state
        for window in self.windows:
            window.close()
        self.place.cleanup()


TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(max_examples=12, stateful_step_count=15, deadline=None, derandomize=True)
