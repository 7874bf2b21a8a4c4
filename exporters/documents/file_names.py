"""How the files of a child's documents are called: by initials and the short id, never by a name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from chronology.record.casefile import CaseFile
from chronology.record.values import Id


def document_name(case: CaseFile, child: Id, suffix: str) -> str:
    """Return the file name of a child's document: initials and the first eight digits of the id, never a name.

    Initials are letters of any alphabet, and nothing that a file system takes otherwise.
    """
    written = unicodedata.normalize("NFC", case.people[child].shown_initials)
    initials = "".join(letter for letter in written if letter.isalnum()) or "X"
    return f"{initials}-{re.sub(r'[^A-Za-z0-9]', '', child)[:8]}.{suffix.lstrip('.')}"


def path_of_child(path: Path, case: CaseFile, child: Id) -> Path:
    """Return the file of one child where several have each their own: the path with the child's document name behind its own."""
    return path.with_name(f"{path.stem}-{document_name(case, child, path.suffix)}")
