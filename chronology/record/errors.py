"""What can go wrong, as one tree; every failure says what happened, where, and what to do next.

KinlineError
├── UsageError             exit 2   the command or its options cannot be carried out as given
│   └── ChildNotTold       exit 2   no one child is meant; the candidates are listed
├── InputError             exit 3   something given to read cannot be read
│   ├── UnreadableDate     exit 3   a date's words cannot be read without inventing
│   ├── UnreadableFile     exit 3   a whole file cannot be read
│   │   └── UnknownLayout  exit 3   no table of it says which column is what happened
│   └── UnsafeFile         exit 3   a file that would cost too much, or carries what is not data
├── LockedError            exit 4   the case file cannot be opened now
│   ├── WrongKey           exit 4   identity or passphrase does not open it
│   ├── BusyStore          exit 4   another program holds it
│   └── ReadOnlyStore      exit 4   it can be read where it lies, and not written
├── ConflictError          exit 5   somebody changed the same thing since it was read
├── FaultFound             exit 1   a check or a verification found faults
└── OutputRefused          exit 6   an output holds something that was withheld
"""

from __future__ import annotations

from typing import ClassVar


class KinlineError(Exception):
    """Base of every failure that Kinline explains to the person at the keyboard."""

    title: ClassVar[str] = "Something went wrong"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened, in plain words; never case text beyond the cell at fault."""
        self.where = where
        """File, row and cell, as far as they apply."""
        self.remedy = remedy
        """What to do next."""

    def __str__(self) -> str:
        """Return one line: where, what, what to do."""
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} {self.remedy}".strip() if self.remedy else text


class UsageError(KinlineError):
    """The command or its options cannot be carried out as given."""

    title = "This cannot be done as asked"
    exit_code = 2


class ChildNotTold(UsageError):
    """No one child is meant; the message lists the candidates."""

    title = "Which child?"


class InputError(KinlineError):
    """Something given to read cannot be read; nothing has been changed."""

    title = "This could not be read"
    exit_code = 3


class UnreadableDate(InputError):
    """A date's words cannot be read without inventing something."""

    title = "This date could not be read"


class UnreadableFile(InputError):
    """A whole file cannot be read."""

    title = "This file could not be read"


class UnknownLayout(UnreadableFile):
    """No table of a file says which column is what happened; a person can."""

    headers: tuple[str, ...] = ()
    """The headers of its first table, as written."""


class UnsafeFile(InputError):
    """A file that would cost too much to open, or that carries what is not data."""

    title = "This file was not opened"


class LockedError(KinlineError):
    """The case file cannot be opened now."""

    title = "The case file is locked"
    exit_code = 4


class WrongKey(LockedError):
    """The identity or passphrase does not open this case file."""

    title = "Wrong identity or passphrase"


class BusyStore(LockedError):
    """Another program is writing to this case file."""

    title = "The case file is busy"


class ReadOnlyStore(LockedError):
    """The case file can be read where it lies, and not written."""

    title = "The case file cannot be written here"


class ConflictError(KinlineError):
    """Somebody changed the same thing since it was read."""

    title = "Changed by somebody else"
    exit_code = 5


class FaultFound(KinlineError):
    """A check or a verification found faults."""

    title = "Faults were found"


class OutputRefused(KinlineError):
    """An output was not written: it holds something that was to be withheld."""

    title = "Not written"
    exit_code = 6
