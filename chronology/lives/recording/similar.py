"""Similar wording of each child's recording: in earlier notes, in a sibling's, in another family's; and what is new each month.

It says that wording is similar, never who wrote it nor that it was copied. No figure of it is kept for a worker.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chronology.lives.recording.likeness import Likeness, covered, likeness_of, runs_of
from chronology.lives.recording.notes import Note, notes_of, undated_entries
from chronology.practice.recording import recording_data
from chronology.record.casefile import CaseFile
from chronology.record.values import Id

NEAREST = 200
"""Earlier notes with one run of words that are looked at: the first, and the latest."""
CANDIDATES = 12
"""Notes with the most runs in common that are measured for each note."""

Run = tuple[int, ...]


@dataclass(frozen=True)
class Span:
    """Words of a note that stand in an earlier one, and where they stood first."""

    words: str
    first: Id
    """The entry in which they stand first."""


@dataclass(frozen=True)
class Similar:
    """One note of a child whose wording is similar to an earlier one."""

    entry: Id
    of: Id
    """The earlier entry that it is most like."""
    where: str
    """earlier (this child's own), sibling, or family (another case file: a breach of privacy)."""
    likeness: Likeness
    section: str
    spans: tuple[Span, ...]
    family: str = ""
    """What the other case file is called, where it is another."""


@dataclass(frozen=True)
class Month:
    """What was written of a child in a month, and how much of it is new."""

    month: str
    words: int
    new_words: int


@dataclass(frozen=True)
class ChildRecording:
    """The recording of one child."""

    child: Id
    months: tuple[Month, ...]
    similar: tuple[Similar, ...]
    undated: tuple[Id, ...]
    """Entries that could not be put in order and were not compared."""


@dataclass(frozen=True)
class Standing:
    """Words that stand in so many notes that they are a form's: said once, and not counted as similar."""

    words: str
    notes: int
    first: Id


@dataclass(frozen=True)
class Recording:
    """The recording of every child asked for, with the standing text that was set apart."""

    children: tuple[ChildRecording, ...]
    standing: tuple[Standing, ...]


class _Pile:
    """Notes in order with their runs, to find for each the earlier ones that share runs with it."""

    def __init__(self, notes: Sequence[Note]) -> None:
        data = recording_data()
        self.long, self.short = int(data.number("long_run")), int(data.number("short_run"))
        self.least = int(data.number("least_words"))
        self.notes = notes
        numbers: dict[str, int] = {}
        self.words = [tuple(numbers.setdefault(word, len(numbers)) for word in note.words) for note in notes]
        self.runs = [list(dict.fromkeys(runs_of(words, self.short))) for words in self.words]
        count = Counter(run for runs in self.runs for run in runs)
        most = max(data.number("standing_notes"), data.number("standing_share") * len(notes))
        self.standing = {run for run, number in count.items() if number > most}
        self.first: dict[Run, int] = {}
        self.by_run: dict[Run, list[int]] = defaultdict(list)
        for k, runs in enumerate(self.runs):
            for run in runs:
                self.first.setdefault(run, k)
                if count[run] > 1 and run not in self.standing:
                    self.by_run[run].append(k)
        self.own = [self._without_standing(k) for k in range(len(notes))]

    def _without_standing(self, k: int) -> tuple[int, ...]:
        if not self.standing:
            return self.words[k]
        held = covered(self.words[k], self.short, self.standing)
        return tuple(word for word, is_held in zip(self.words[k], held, strict=True) if not is_held)

    def near(self, k: int) -> list[int]:
        """Return the earlier notes that share the most runs with a note."""
        shared: Counter[int] = Counter()
        for run in self.runs[k]:
            some = self.by_run.get(run)
            if some is None:
                continue
            at = _before(some, k)
            shared.update(some[:at] if at <= NEAREST else [some[0], *some[at - NEAREST : at]])
        least = 1 if len(self.runs[k]) < 40 else 2
        return [j for j, number in shared.most_common(4 * CANDIDATES) if number >= least]

    def likeness(self, k: int, j: int) -> Likeness:
        return likeness_of(self.own[k], self.own[j], long_run=self.long, short_run=self.short)

    def spans(self, k: int, others: Iterable[int]) -> tuple[Span, ...]:
        """Return the words of a note that stand in some others, each with the entry in which they stand first."""
        shared = {run for j in others for run in self.runs[j]} - self.standing
        out: list[Span] = []
        held = covered(self.words[k], self.short, shared)
        start = 0
        while start < len(held):
            if not held[start]:
                start += 1
                continue
            end = start
            while end < len(held) and held[end]:
                end += 1
            if end - start >= 2 * self.short:
                firsts = [self.first[run] for run in runs_of(self.words[k][start:end], self.short) if run in self.first]
                out.append(Span(" ".join(self.notes[k].words[start:end]), self.notes[max(firsts)].entry))
            start = end
        return tuple(out)


def _before(some: list[int], k: int) -> int:
    return bisect.bisect_left(some, k)


def recording_of(
    case: CaseFile, children: Sequence[Id], *, day: date, others: Sequence[tuple[str, CaseFile]] = ()
) -> Recording:
    """Return the recording of some children up to a day, compared with their own, their siblings' and other families'.

    `others` are further case files with what they are called. Entries about the same matter that name several children are
    one note for each of them and are not compared with themselves.
    """
    notes = notes_of(case, day=day)
    for name, other in others:
        notes += notes_of(other, day=day, family=name)
    notes.sort(key=lambda note: (note.day, note.family, note.entry))
    pile = _Pile(notes)
    found = [_similar(pile, k) for k in range(len(notes))]
    undated = undated_entries(case)
    return Recording(
        tuple(_of_child(case, pile, found, child, undated) for child in children),
        _standing(pile),
    )


def _similar(pile: _Pile, k: int) -> dict[str, tuple[int, Likeness]]:
    """Return the most similar earlier note in each place that wording can come from."""
    data = recording_data()
    note = pile.notes[k]
    if note.family or len(pile.own[k]) < pile.least:
        return {}
    out: dict[str, tuple[int, Likeness]] = {}
    measured: Counter[str] = Counter()
    for j in pile.near(k):
        where = _where(note, pile.notes[j])
        if not where or measured[where] >= CANDIDATES or len(pile.own[j]) < pile.least:
            continue
        measured[where] += 1
        likeness = pile.likeness(k, j)
        if likeness.three_word_coverage < data.number("coverage") and likeness.likeness < data.number("likeness"):
            continue
        known = out.get(where)
        if (
            known is None
            or _degree(likeness) > _degree(known[1])
            or (_degree(likeness) == _degree(known[1]) and j < known[0])
        ):
            out[where] = (j, likeness)
    return out


def _degree(likeness: Likeness) -> tuple[float, float]:
    return likeness.three_word_coverage, likeness.likeness


def _where(note: Note, other: Note) -> str:
    """Return where an earlier note stands to a note; empty where they are not compared."""
    if other.family:
        return "family"
    if note.entry == other.entry:
        return "sibling" if note.own and other.own and note.own != other.own else ""
    if not note.children or not other.children or set(note.children) & set(other.children):
        return "earlier"
    return "" if note.section == "family" and other.section == "family" else "sibling"


def _of_child(
    case: CaseFile, pile: _Pile, found: list[dict[str, tuple[int, Likeness]]], child: Id, undated: tuple[Id, ...]
) -> ChildRecording:
    similar: list[Similar] = []
    words: Counter[str] = Counter()
    new: Counter[str] = Counter()
    known: set[Run] = set()
    for k, note in enumerate(pile.notes):
        if note.family or child not in note.children:
            continue
        month = note.month
        words[month] += len(note.words)
        new[month] += len(note.words) - sum(covered(pile.words[k], pile.short, known))
        known.update(pile.runs[k])
        for where, (j, likeness) in sorted(found[k].items()):
            other = pile.notes[j]
            similar.append(
                Similar(note.entry, other.entry, where, likeness, note.section, pile.spans(k, [j]), other.family)
            )
    own = {entry.id for entry in case.entries_about(child)}
    return ChildRecording(
        child,
        tuple(Month(month, count, new[month]) for month, count in sorted(words.items())),
        tuple(similar),
        tuple(i for i in undated if i in own),
    )


def _standing(pile: _Pile) -> tuple[Standing, ...]:
    """Return the standing text: its longest stretches, each with how many notes hold it and where it stands first."""
    out: dict[tuple[str, ...], Standing] = {}
    for k, words in enumerate(pile.words):
        if not pile.standing.intersection(pile.runs[k]):
            continue
        held = covered(words, pile.short, pile.standing)
        start = 0
        while start < len(held):
            end = start
            while end < len(held) and held[end]:
                end += 1
            text = pile.notes[k].words[start:end]
            if text and text not in out:
                number = (
                    sum(1 for runs in pile.runs if words[start : start + pile.short] in runs) if len(out) < 20 else 0
                )
                if number:
                    out[text] = Standing(" ".join(text), number, pile.notes[k].entry)
            start = max(end, start + 1)
        if len(out) >= 20:
            break
    return tuple(out.values())
