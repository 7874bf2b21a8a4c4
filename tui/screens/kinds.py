"""What tells the screen of a case file from others without importing it: the first screen is there before a case is needed."""

from __future__ import annotations

from pathlib import Path


class OfCase:
    """The screen of one case file."""

    path: Path
    """Where the case file lies."""

    def keep_draft(self) -> None:
        """Keep what is being typed, before the case file is closed."""
        raise NotImplementedError

    def keep_draft_soon(self) -> None:
        """Keep what is being typed now, beside the screen."""
        raise NotImplementedError

    async def look_what_can_be_undone(self) -> None:
        """Find out whether there is something to undo and to redo."""
        raise NotImplementedError
