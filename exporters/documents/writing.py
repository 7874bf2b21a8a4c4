"""A document in each of its formats, by the suffix of the file that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chronology.record.errors import UsageError
from exporters.documents.atomic import replace_file
from exporters.documents.docx import docx_bytes
from exporters.documents.html import html_bytes
from exporters.documents.jsons import json_bytes
from exporters.documents.pages import Document
from exporters.documents.pdf import pdf_with_notices
from exporters.documents.sheets import csv_bytes, xlsx_bytes
from exporters.documents.text import text_bytes

Made = tuple[bytes, tuple[str, ...]]


def _plainly(write: Callable[[Document], bytes]) -> Callable[[Document], Made]:
    return lambda document: (write(document), ())


_WRITERS: dict[str, Callable[[Document], Made]] = {
    "docx": _plainly(docx_bytes),
    "pdf": pdf_with_notices,
    "html": _plainly(html_bytes),
    "csv": _plainly(csv_bytes),
    "xlsx": _plainly(xlsx_bytes),
    "json": _plainly(json_bytes),
    "txt": _plainly(text_bytes),
}

FORMATS = tuple(_WRITERS)
"""The suffixes that a document can be written under."""


def render(document: Document, form: str) -> bytes:
    """Return the document in one of FORMATS; the same document gives the same bytes. UsageError for another format."""
    return _rendered(document, form)[0]


def rendered(document: Document, form: str, *, template: bytes | None = None) -> Made:
    """Return the document in one of FORMATS, and what is to be said of the file. UsageError for another format.

    With a Word template a .docx is that template filled.
    """
    return _rendered(document, form, template)


def write_document(document: Document, path: Path | str, *, template: bytes | None = None) -> tuple[str, ...]:
    """Write the document in the format of the path's suffix and return what its maker should know.

    With a Word template a .docx is that template filled. The file is written whole or not at all. Raises UsageError for an unknown suffix or a folder that is not there,
    KinlineError where the file cannot be written.
    """
    path = Path(path)
    content, notices = _rendered(document, path.suffix.lstrip("."), template)
    replace_file(path, content)
    return (*document.notices, *notices)


def _rendered(document: Document, form: str, template: bytes | None = None) -> Made:
    if template is not None:
        from exporters.documents.templates import filled

        if form.casefold() != "docx":
            raise UsageError("only a .docx is filled from a template.", remedy="Write a .docx.")
        return filled(document, template)
    writer = _WRITERS.get(form.casefold())
    if writer is None:
        raise UsageError(
            f"a document cannot be written as “.{form}”." if form else "the file's name has no suffix.",
            remedy=f"Use one of {', '.join(FORMATS)}.",
        )
    return writer(document)
