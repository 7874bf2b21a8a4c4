"""Keys: the worker's identity, a case file's own key wrapped to those who may open it, and the recovery key.

Everything is age (https://age-encryption.org/v1): the stock `age` tool opens `key.age` and a recovery key too.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from chronology.practice.toml_lines import read_toml
from chronology.record.errors import UnreadableFile, UsageError, WrongKey

KEY_BYTES = 32
"""Length of a case file's own random key."""

_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105 - the prefix that age gives every secret key
_PROTECTED = b"age-encryption.org/v1"


def kinline_home() -> Path:
    """Return where the identity and settings live: KINLINE_HOME, else the platform's data folder."""
    given = os.environ.get("KINLINE_HOME")
    if given:
        return Path(given)
    from platformdirs import user_data_dir

    return Path(user_data_dir("kinline", appauthor=False))


@dataclass(frozen=True)
class Identity:
    """An age secret key; never shown, never logged."""

    secret: str = field(repr=False)

    @property
    def recipient(self) -> str:
        """The public recipient that belongs to it."""
        import pyrage

        return str(pyrage.x25519.Identity.from_str(self.secret).to_public())

    def unwrap(self, wrapped: bytes, *, where: str) -> bytes:
        """Return a case file's key; raises WrongKey where it is not wrapped to this identity or is cut short."""
        import pyrage

        try:
            key: bytes = pyrage.decrypt(wrapped, [pyrage.x25519.Identity.from_str(self.secret)])
        except pyrage.DecryptError as failure:
            if not wrapped.startswith(_PROTECTED):
                raise WrongKey(
                    "the key is damaged or empty.", where=where, remedy="Restore key.age from your backup."
                ) from failure
            raise WrongKey(
                "your identity does not open this case file, or its key is damaged.",
                where=where,
                remedy="Ask whoever made it to share it with you, use the recovery key, or restore key.age from your backup.",
            ) from failure
        if len(key) != KEY_BYTES:
            raise WrongKey("the key has the wrong length.", where=where, remedy="Restore key.age from your backup.")
        return key


def wrap_key(key: bytes, recipients: list[str]) -> bytes:
    """Return a case file's key encrypted to every recipient."""
    import pyrage

    return bytes(pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(r) for r in dict.fromkeys(recipients)]))


def new_identity() -> Identity:
    """Return a fresh identity."""
    import pyrage

    return Identity(str(pyrage.x25519.Identity.generate()))


def is_protected(path: Path) -> bool:
    """Return whether an identity file asks for a passphrase."""
    return _read(path).startswith(_PROTECTED)


def make_identity(path: Path, passphrase: str) -> Identity:
    """Make an identity, protected by a passphrase, in a file that only its owner may read."""
    import pyrage

    identity = new_identity()
    write_private(path, bytes(pyrage.passphrase.encrypt(_file_words(identity).encode(), passphrase)))
    return identity


def make_plain_identity(path: Path) -> Identity:
    """Make an identity without a passphrase: for an invented family only."""
    identity = new_identity()
    write_private(path, _file_words(identity).encode())
    return identity


def load_identity(path: Path, passphrase: str | None = None) -> Identity:
    """Return the identity in a file, plain as age-keygen writes it or protected by a passphrase.

    Raises WrongKey where the passphrase is wrong or missing, UnreadableFile where the file holds no identity.
    """
    import pyrage

    data = _read(path)
    if data.startswith(_PROTECTED):
        if passphrase is None:
            raise WrongKey("a passphrase is needed.", where=str(path), remedy="Give the passphrase of this identity.")
        try:
            data = pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError as failure:
            raise WrongKey(
                "the passphrase is wrong, or the file is damaged.", where=str(path), remedy="Try again."
            ) from failure
    for line in data.decode("utf-8", "replace").splitlines():
        if line.strip().startswith(_SECRET):
            try:
                pyrage.x25519.Identity.from_str(line.strip())
            except pyrage.IdentityError:
                break
            return Identity(line.strip())
    raise UnreadableFile(
        "there is no age identity in this file.", where=str(path), remedy="Name another with --identity."
    )


def recovery_recipient(words: str, *, option: str = "--recovery") -> str:
    """Return the recipient meant by an age recipient, or by a file that holds a recipient or an identity.

    Raises UsageError, naming the option, where it is neither.
    """
    import pyrage

    found = words.strip()
    if not found.startswith("age1"):
        path = Path(found)
        if not path.is_file():
            raise UsageError(
                "this is no age recipient and no file.", where=option, remedy="Give one that begins with age1."
            )
        lines = [line.strip() for line in _read(path).decode("utf-8", "replace").splitlines()]
        found = next((line for line in lines if line.startswith("age1")), "")
        secret = next((line for line in lines if line.startswith(_SECRET)), "")
        if not found and secret:
            return Identity(secret).recipient
    try:
        pyrage.x25519.Recipient.from_str(found)
    except pyrage.RecipientError as failure:
        raise UsageError(
            "this is no age recipient.", where=option, remedy="Give one that begins with age1."
        ) from failure
    return found


def make_recovery_key(path: Path, passphrase: str | None) -> str:
    """Make a recovery key in a new file, protected where a passphrase is given; return its recipient."""
    if path.exists():
        raise UsageError("a file is there already.", where=str(path), remedy="Name another; keys are never replaced.")
    identity = make_identity(path, passphrase) if passphrase else make_plain_identity(path)
    return identity.recipient


def remembered_recovery(home: Path) -> str | None:
    """Return the recovery recipient that the settings remember, if any."""
    path = home / "settings.toml"
    if not path.is_file():
        return None
    try:
        found = read_toml(_read(path).decode("utf-8-sig")).get("recovery")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        raise UnreadableFile(
            "the settings cannot be read.", where=str(path), remedy="Mend or remove the file."
        ) from failure
    if not isinstance(found, str):
        return None
    try:
        return recovery_recipient(found)
    except UsageError as failure:
        raise UnreadableFile(
            "the recovery recipient in the settings is none.",
            where=str(path),
            remedy="Set it again with: kinline identity new --recovery RECIPIENT",
        ) from failure


def remember_recovery(home: Path, recipient: str) -> None:
    """Keep the recovery recipient in the settings, leaving its other lines as they are."""
    path = home / "settings.toml"
    kept = []
    if path.is_file():
        kept = [
            line for line in _read(path).decode("utf-8", "replace").splitlines() if not line.startswith("recovery ")
        ]
    write_private(path, "\n".join([f'recovery = "{recipient}"', *kept, ""]).encode())


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, replacing it whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
        if os.name != "nt":
            names = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(names)
            finally:
                os.close(names)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _file_words(identity: Identity) -> str:
    return f"# public key: {identity.recipient}\n{identity.secret}\n"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as failure:
        raise UnreadableFile(
            f"the file cannot be opened ({failure.strerror or 'unknown reason'}).",
            where=str(path),
            remedy="Check its name.",
        ) from failure
