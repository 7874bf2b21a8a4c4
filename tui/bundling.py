"""A bundle made of a case file that is open, and its leaving kept: for the command line and the screen alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError

if TYPE_CHECKING:
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.bundle import Bundled


@dataclass(frozen=True)
class MadeBundle:
    """A bundle before it is written."""

    data: bytes
    holds: Bundled
    recipients: tuple[str, ...]

    @property
    def held(self) -> str:
        """How much it holds, and for how many people."""
        from chronology.patterns.words import counted

        return f"{self.holds.changes} changes for {counted(len(self.recipients), 'person', 'people')}"


def recipients_named(words: Sequence[str], option: str = "--to") -> tuple[str, ...]:
    """Return the recipients that are named, or lie in files that are, each once; raises UsageError for one that is none."""
    from chronology.journal.stores.keys import recovery_recipient

    return tuple(dict.fromkeys(recovery_recipient(one, option=option) for one in words))


def bundle_made(
    opened: OpenCase, folder: Path, recipients: Sequence[str], progress: Callable[[str], object]
) -> MadeBundle:
    """Return the bundle of an open case file; nothing is written yet. Raises UsageError where the case file is not whole."""
    from chronology.journal.stores.bundle import bundle_of
    from chronology.journal.stores.sqlcipher import SqlcipherJournal

    progress("checking every change")
    faults = opened.verify()
    if faults:
        raise UsageError(f"the case file is not whole: {faults[0]}", remedy="Look at it with: kinline verify")
    progress("encrypting")
    assert isinstance(opened.journal, SqlcipherJournal)
    data, holds = bundle_of(opened.journal, folder, list(recipients))
    progress("made")
    return MadeBundle(data, holds, tuple(recipients))


def let_bundle_go(opened: OpenCase, out: Path, made: MadeBundle, *, why: str) -> None:
    """Write a bundle, once it is in the history for whom and why; what cannot be recorded is not put there.

    What lay there before stays until then. Raises as the journal does, and as `replace_file`.
    """
    from exporters.documents.atomic import replace_file

    label = f"Bundle made for {', '.join(made.recipients)}; document check code {made.holds.head[:16]}"
    replace_file(out, made.data, first=lambda: opened.record(label, why=why))
