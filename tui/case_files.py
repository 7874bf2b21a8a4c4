"""The case files of a folder, and what is seen of each for the list of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import KinlineError
from tui.opening import PassphraseNeeded
from tui.samples import CASE, SAMPLE_FOLDER
from tui.stamps import Stamp

if TYPE_CHECKING:
    from chronology.checks.caseloads import FamilySummary, Searchable
    from chronology.journal.opencase import OpenCase
    from chronology.record.casefile import CaseFile

_LOCKED = "opens with your passphrase"


@dataclass(frozen=True)
class Looked:
    """What was seen of one case file while the app runs; worked out again once it changed."""

    stamp: Stamp
    day: date
    summary: FamilySummary | None = None
    things: tuple[Searchable, ...] = ()
    patterns: int | None = None
    """How many patterns nobody has looked at; None while they are worked out."""
    trouble: str = ""

    def is_of(self, stamp: Stamp, day: date) -> bool:
        """Return whether this is what would be seen again; what may be of an older state is looked into anew.

        So is one that wants a passphrase, and one that was looked into so soon after a change that another change could
        have followed unnoticed.
        """
        is_whole = self.patterns is not None if self.summary else self.trouble != _LOCKED
        return is_whole and self.stamp.is_settled and (self.stamp, self.day) == (stamp, day)


def case_files(folder: Path) -> list[Path]:
    """Return the case files of a folder, by name, and the sample family last where it was made there."""
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix == ".kin" and _holds_journal(p))
    except OSError:
        return []
    sample = folder / SAMPLE_FOLDER / CASE
    return [*found, sample] if _holds_journal(sample) else found


def _holds_journal(path: Path) -> bool:
    """Return whether a folder holds a journal; one that may not be looked into is listed, with the reason it does not open."""
    try:
        return (path / "journal.db").exists()
    except OSError:
        return True


def look_into(path: Path, opens: Callable[[Path], OpenCase], stamp: Stamp, day: date) -> tuple[Looked, CaseFile | None]:
    """Return what is seen of a case file before its patterns are worked out, and what is in it; None where it does not open."""
    from chronology.checks.caseloads import searchable, summary_of

    try:
        with opens(path) as opened:
            case = opened.case
    except PassphraseNeeded:
        return Looked(stamp, day, trouble=_LOCKED), None
    except KinlineError as failure:
        return Looked(stamp, day, trouble=f"not opened: {failure.message}"), None
    return Looked(stamp, day, summary_of(case, day=day), searchable(case)), case


def patterns_to_look_at(case: CaseFile, day: date) -> int:
    """Return how many patterns of its children nobody has looked at."""
    from chronology.checks.caseloads import patterns_not_looked_at

    return patterns_not_looked_at(case, day=day)


def in_full(looked: Looked) -> str:
    """Return what is said of a case file in words, for a list too narrow for them."""
    seen = looked.summary
    if seen is None:
        locked = "It is shown here once a case file was opened with your passphrase."
        return locked if looked.trouble == _LOCKED else looked.trouble
    children = ", ".join(seen.children) or "no child yet"
    last = "no entry yet" if seen.last_entry.is_undated else f"last entry {seen.last_entry.words()}"
    patterns = "" if looked.patterns is None else f" {counted(looked.patterns, 'pattern')} that nobody has looked at."
    return f"{children}: {last}. Open plans: {', '.join(seen.plans) or 'none'}.{patterns}"


def counted(count: int, word: str) -> str:
    """Return how many there are, with the word for one or for several."""
    return f"{count} {word}{'' if count == 1 else 's'}"
