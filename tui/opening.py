"""Opening and making case files for the person at the keyboard: whose identity, which passphrase, who recovers."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import InputError, LockedError, UsageError, WrongKey

if TYPE_CHECKING:
    from chronology.journal.journal import Journal
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import Identity


class PassphraseNeeded(WrongKey):
    """The identity does not open without its passphrase: asked for, and asked for again where it was wrong."""

    def __init__(self, failure: WrongKey, *, is_first: bool) -> None:
        super().__init__(failure.message, where=failure.where, remedy=failure.remedy)
        self.is_first = is_first
        """No passphrase has been tried yet."""


def home() -> Path:
    """Return where the identity and settings live: KINLINE_HOME, else the platform's data folder."""
    from chronology.journal.stores.keys import kinline_home

    return kinline_home()


def actor() -> str:
    """Return who is at the keyboard, as the change history names them."""
    named = os.environ.get("KINLINE_ACTOR", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "not named"


def passphrase_from_file(arguments: Namespace) -> str | None:
    """Return the passphrase from the file given or named in the environment, if any."""
    path = getattr(arguments, "passphrase_file", None) or os.environ.get("KINLINE_PASSPHRASE_FILE")
    if not path:
        return None
    try:
        words = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise InputError("the passphrase file cannot be read.", where=str(path), remedy="Check its name.") from failure
    first = words.split("\n", 1)[0].rstrip("\r")
    if not first:
        raise InputError("the passphrase file's first line is empty.", where=str(path), remedy="Write it there.")
    return first


def identity_path(arguments: Namespace) -> Path:
    """Return the identity file that is meant."""
    given = getattr(arguments, "identity", None)
    return Path(given) if given else home() / "identity.age"


def load(arguments: Namespace, *, passphrase: str | None = None, may_ask: bool = True) -> Identity:
    """Return the worker's identity, asking for the passphrase on a terminal where one is needed."""
    from chronology.journal.stores.keys import is_protected, load_identity

    path = identity_path(arguments)
    if not path.is_file():
        raise LockedError(
            "there is no identity yet.",
            where=str(path),
            remedy="Make one with: kinline identity new, or name one with --identity",
        )
    if not is_protected(path):
        return load_identity(path)
    words = passphrase if passphrase is not None else passphrase_from_file(arguments)
    if words is None and may_ask and sys.stdin.isatty():
        words = getpass.getpass("Passphrase of your identity: ")
    if words is None:
        raise WrongKey(
            "a passphrase is needed.",
            where=str(path),
            remedy="Give it with --passphrase-file FILE or KINLINE_PASSPHRASE_FILE, or run this on a terminal.",
        )
    return load_identity(path, words)


def open_case_with(path: Path, arguments: Namespace, *, passphrase: str | None = None) -> OpenCase:
    """Open a case file for the terminal app, which asks for the passphrase itself where PassphraseNeeded is raised."""
    from chronology.journal.opencase import OpenCase

    words = passphrase if passphrase is not None else passphrase_from_file(arguments)
    try:
        identity = load(arguments, passphrase=words, may_ask=False)
    except WrongKey as failure:
        raise PassphraseNeeded(failure, is_first=words is None) from failure
    return OpenCase.open(path, identity, actor=actor())


def identity_for(path: Path, arguments: Namespace) -> Identity:
    """Return the identity that opens a case file that is there; raises InputError where it is not."""
    from chronology.journal.stores.folders import refuse_no_case

    if not path.exists():
        raise InputError("there is no such case file.", where=str(path), remedy=f"Make it with: kinline new {path}")
    refuse_no_case(path)
    return load(arguments)


def open_with(path: Path, identity: Identity) -> OpenCase:
    """Open a case file with an identity that is loaded; raises LockedError where it does not open."""
    from chronology.journal.opencase import OpenCase

    return OpenCase.open(path, identity, actor=actor())


def open_from_arguments(path: Path, arguments: Namespace) -> OpenCase:
    """Open a case file for one command; raises LockedError where it does not open."""
    return open_with(path, identity_for(path, arguments))


def open_to_write(path: Path, arguments: Namespace) -> OpenCase:
    """Open a case file for a command that changes it; raises ReadOnlyStore, before anything is done, where it cannot be written."""
    from chronology.journal.stores.reading import nothing_to_change

    opened = open_from_arguments(path, arguments)
    if opened.is_read_only:
        opened.close()
        raise nothing_to_change(path)
    return opened


def journal_from_arguments(path: Path, arguments: Namespace) -> Journal:
    """Open a case file's history alone, whatever its values say: for looking whether they are whole."""
    from chronology.journal.stores.folders import open_case, refuse_no_case

    if not path.exists():
        raise InputError("there is no such case file.", where=str(path), remedy="Check its name.")
    refuse_no_case(path)
    return open_case(path, load(arguments))


def create_from_arguments(path: Path, arguments: Namespace, *, name: str) -> list[str]:
    """Make a new case file, with an identity and a recovery key where there are none yet.

    Returns what the person has to be told. Raises UsageError where something is there already, or no passphrase
    can be had to protect what would be made.
    """
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import recovery_recipient, remembered_recovery
    from chronology.record.plans import Family
    from chronology.record.values import new_id

    if path.exists():
        raise UsageError("something is there already.", remedy=f"Open it with: kinline open {path}")
    notes: list[str] = []
    if not identity_path(arguments).is_file():
        notes.append(make_identity_from(arguments))
    identity = load(arguments)
    given = getattr(arguments, "recovery", None)
    recovery = recovery_recipient(given) if given else remembered_recovery(home())
    if recovery is None:
        recovery, note = make_recovery_from(arguments, None)
        notes.append(note)
    with OpenCase.create(path, identity, recovery=recovery, actor=actor()) as opened:
        opened.record(f"Case file of the {name} family begun", values=(Family(id=new_id(), name=name),))
        notes += opened.notes
    return notes


def make_identity_from(arguments: Namespace) -> str:
    """Make the worker's identity, protected by a passphrase; return what to say of it."""
    from chronology.journal.stores.keys import make_identity

    path = identity_path(arguments)
    identity = make_identity(path, _new_passphrase(arguments))
    return f"{path}: your identity, protected by your passphrase. Its public recipient is {identity.recipient}"


def make_recovery_from(arguments: Namespace, to: Path | None) -> tuple[str, str]:
    """Make a recovery key and remember its recipient; return the recipient and what to say of it.

    Written where the person said, or beside the identity and protected by the same passphrase until it is moved.
    """
    from chronology.journal.stores.keys import make_recovery_key, remember_recovery

    path = to or home() / "recovery-key.age"
    recipient = make_recovery_key(path, None if to else _new_passphrase(arguments))
    remember_recovery(home(), recipient)
    if to:
        return (
            recipient,
            f"{path}: the recovery key. Whoever holds it can open your case files: keep it in your council's safe place.",
        )
    return recipient, (
        f"{path}: a recovery key, protected by the same passphrase. Give it to whoever keeps your council's keys, "
        "so that your case files can be opened without this computer; or set the council's own with "
        "kinline identity new --recovery RECIPIENT"
    )


def _new_passphrase(arguments: Namespace) -> str:
    words = passphrase_from_file(arguments)
    if words is None and sys.stdin.isatty():
        words = getpass.getpass("A passphrase for your identity (three or four words that you will remember): ")
        if words != getpass.getpass("The same again: "):
            raise UsageError("the two passphrases differ.", remedy="Run the command again.")
    if words is None:
        raise UsageError(
            "a passphrase is needed to protect the identity.",
            remedy="Give it with --passphrase-file FILE, or name an identity with --identity and a recipient with --recovery.",
        )
    if len(words) < 8:
        raise UsageError("the passphrase has fewer than eight characters.", remedy="Take three or four words.")
    return words
