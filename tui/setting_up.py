"""What a person has before the first case file, and making case files from inside the app, without a question on stdin."""

from __future__ import annotations

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from chronology.record.errors import KinlineError, UsageError, WrongKey
from tui.opening import PassphraseNeeded, actor, home, identity_path, passphrase_from_file

SHORTEST = 8
"""Letters of the shortest passphrase that is taken."""


class SettingUp:
    """Identity, recovery recipient and new case files for the person at the keyboard."""

    def __init__(self, arguments: Namespace) -> None:
        self._arguments = arguments

    @property
    def has_identity(self) -> bool:
        """Whether there is an identity to open case files with."""
        return identity_path(self._arguments).is_file()

    def begin(self, passphrase: str, recovery: str = "") -> list[str]:
        """Make the identity, and a recovery key unless somebody else's recipient is given; return what has to be told.

        Raises UsageError, with nothing made, where the passphrase is short, the recipient is none, or nothing can be written.
        """
        from chronology.journal.stores.keys import (
            make_identity,
            make_recovery_key,
            recovery_recipient,
            remember_recovery,
        )

        if len(passphrase) < SHORTEST:
            raise UsageError("the passphrase has fewer than eight characters.", remedy="Take three or four words.")
        recipient = recovery_recipient(recovery, option="Council's recipient") if recovery.strip() else ""
        path, key = identity_path(self._arguments), home() / "recovery-key.age"
        if path.exists():
            raise UsageError("there is an identity already.", where=str(path), remedy="Keys are never replaced.")
        told = [f"Your identity is in {path}."]
        is_kept = key.exists()
        try:
            make_identity(path, passphrase)
            if not recipient:
                recipient = make_recovery_key(key, passphrase)
                told.append(
                    f"The recovery key is in {key}, under the same passphrase. Give it to whoever keeps your council's keys."
                )
            remember_recovery(home(), recipient)
        except (OSError, KinlineError) as failure:
            for made in (path, *(() if is_kept else (key,))):
                with suppress(OSError):
                    made.unlink()
            if isinstance(failure, KinlineError):
                raise
            raise UsageError(
                f"your keys cannot be written ({failure.strerror or 'unknown reason'}); none was made.",
                where=str(path.parent),
                remedy="Make room there, or see that you may write there; then do it again.",
            ) from failure
        return told

    def make(self, path: Path, name: str, passphrase: str | None) -> None:
        """Make a case file; raises PassphraseNeeded where one is to be asked for, UsageError where it cannot be made."""
        from chronology.journal.opencase import OpenCase
        from chronology.journal.stores.keys import recovery_recipient, remembered_recovery
        from chronology.record.plans import Family
        from chronology.record.values import new_id
        from tui.opening import load

        if path.exists():
            raise UsageError(f"{path.name} is there already.", remedy="Give another name.")
        words = passphrase if passphrase is not None else passphrase_from_file(self._arguments)
        try:
            identity = load(self._arguments, passphrase=words, may_ask=False)
        except WrongKey as failure:
            raise PassphraseNeeded(failure, is_first=words is None) from failure
        given = getattr(self._arguments, "recovery", None)
        recovery = recovery_recipient(given) if given else remembered_recovery(home())
        if recovery is None:
            raise UsageError(
                "no recovery recipient is remembered.", remedy="Set one with: kinline identity new --recovery RECIPIENT"
            )
        with OpenCase.create(path, identity, recovery=recovery, actor=actor()) as opened:
            opened.record(f"Case file of the {name} family begun", values=(Family(id=new_id(), name=name),))


def file_name_of(name: str) -> str:
    """Return the file name of a family's case file: letters and digits of its name, hyphens between."""
    letters = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return f"{'-'.join(letters.split())[:60] or 'family'}.kin"
