"""How much of the made files is read rightly: every row accounted for, every field compared."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from benchmarks.reading.families import MadeFamily, made_family
from benchmarks.reading.layouts import LAYOUTS, made_table
from benchmarks.reading.writing import MadeFile, written_file
from chronology.intake.importing import FileGiven, ImportPlan, plan_import
from chronology.practice.categories import category_of
from chronology.record.entries import Entry

DAY = date(2026, 1, 1)
FORMS = ("docx", "xlsx", "csv")


@dataclass
class Score:
    """What became of the rows of some files."""

    rows: int = 0
    right: int = 0
    dropped: int = 0
    """Rows that are no entry and that no line of the report tells of."""
    deleted_read: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take another score in."""
        self.rows += other.rows
        self.right += other.right
        self.dropped += other.dropped
        self.deleted_read += other.deleted_read
        self.wrong += other.wrong


def made_files(seed: int) -> Iterator[tuple[MadeFamily, MadeFile]]:
    """Yield every layout in three formats."""
    family = made_family(seed)
    for layout in LAYOUTS:
        for form in ("docx", "txt", "md") if layout == "paragraphs" else FORMS:
            chance = random.Random(f"{seed} {layout} {form}")
            yield family, written_file(made_table(layout, family, chance), form, chance)


def score(family: MadeFamily, made: MadeFile) -> Score:
    """Return how a made file is read beside what it holds."""
    plan = plan_import(family.case, [FileGiven(made.name, made.data)], day=DAY)
    found = Score(rows=len(made.truth))
    report = plan.reports[0]
    if report.error:
        found.wrong.append(f"{made.name}: {report.error}")
        found.dropped = len(made.truth)
        return found
    entries = [record for record in plan.records if isinstance(record, Entry)]
    left = list(entries)
    for truth in made.truth:
        best = min(left, key=lambda entry: len(_misread(entry, truth)), default=None)
        misread = _misread(best, truth) if best is not None else ["no entry"]
        if best is not None and ("event" not in misread or len(misread) < 2):
            left.remove(best)
            if misread:
                found.wrong.append(
                    f"{made.name}: {misread}: {truth} is read as {best.when.edtf!r} {best.event!r} {best.origin.words()!r}"
                )
            else:
                found.right += 1
        elif not _is_told(plan, truth):
            found.dropped += 1
            found.wrong.append(f"{made.name}: dropped {truth}")
        else:
            found.wrong.append(f"{made.name}: not added {truth}: {[r.reason for r in report.refused][:2]}")
    texts = " ".join(f"{e.event} {e.action} {e.outcome} {e.when.as_written}" for e in entries)
    found.deleted_read = sum(words in texts for words in made.deleted)
    return found


def _is_told(plan: ImportPlan, truth: dict[str, str]) -> bool:
    """Return whether the report tells of a row that is no entry of its own."""
    words = _folded(truth["event"] or truth.get("outcome", ""))[:40]
    return any(
        words in _folded(f"{fate.words} {' '.join(fate.cells.values())}") for r in plan.reports for fate in r.fates
    )


def _misread(entry: Entry | None, truth: dict[str, str]) -> list[str]:
    """Return the fields that an entry has otherwise than the row says."""
    assert entry is not None
    has = {
        "date": entry.when.edtf,
        "event": entry.event,
        "children": " ".join(entry.children),
        "source": entry.origin.agency,
        "worker": f"{entry.origin.agency}, {entry.origin.person}",
        "document": entry.origin.document,
        "action": entry.action,
        "outcome": entry.outcome,
        "analysis": entry.analysis,
        "impact": " ".join(impact.words for impact in entry.impacts),
        "category": entry.category,
        "seen": "Y" if entry.seen else "N",
        "told": entry.told_to_social_care.value,
        "people": " ".join(extra.words for extra in entry.extras if extra.column == "people"),
    }
    wrong = []
    for name, words in truth.items():
        if name == "category":
            is_right = has[name] == (category_of(words) or words)
        elif name == "worker":
            is_right = _folded(words.split(",")[0]) in _folded(has[name])
        else:
            is_right = _folded(has[name]) == _folded(words)
        if not is_right:
            wrong.append(name)
    return wrong


def _folded(text: str) -> str:
    return " ".join(text.split())


def scores(seeds: Iterable[int]) -> dict[tuple[str, str], Score]:
    """Return the score of each layout in each format."""
    found: dict[tuple[str, str], Score] = {}
    for seed in seeds:
        for family, made in made_files(seed):
            found.setdefault((made.layout, made.form), Score()).add(score(family, made))
    return found
