"""The Word template that --template names."""

from __future__ import annotations

from pathlib import Path

from chronology.record.errors import InputError, UsageError

MOST = 30_000_000
"""Bytes of a template: more is no template but a document full of pictures."""


def template_given(words: str | None, output: Path) -> bytes | None:
    """Return the bytes of a template, or None where none is named.

    Raises UsageError where the output is no Word file, InputError where the template cannot be opened.
    """
    if words is None:
        return None
    if output.suffix.casefold() != ".docx":
        raise UsageError("--template: only a .docx is filled from a template.", remedy="Write a .docx, as -o out.docx.")
    path = Path(words)
    try:
        if path.stat().st_size > MOST:
            raise InputError(
                f"the template is larger than {MOST // 1_000_000} MB.", where=words, remedy="Take pictures out of it."
            )
        return path.read_bytes()
    except OSError as failure:
        raise InputError(
            f"the template cannot be opened ({failure.strerror}).", where=words, remedy="Check its name."
        ) from failure
