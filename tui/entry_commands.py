"""What is done to entries and to the change history: their part of the one registry."""

from __future__ import annotations

from tui.command import Command

ENTRY_COMMANDS: tuple[Command, ...] = ()
