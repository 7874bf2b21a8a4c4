"""A document in each of its formats, by the suffix of the file that is asked for, as one file or as volumes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from chronology.record.errors import UsageError
from exporters.documents.atomic import replace_files
from exporters.documents.docx import docx_bytes
from exporters.documents.html import html_bytes
from exporters.documents.jsons import json_bytes
from exporters.documents.pages import Document
from exporters.documents.pdf import pdf_with_notices
from exporters.documents.sheets import csv_bytes, xlsx_bytes
from exporters.documents.text import text_bytes
from exporters.documents.volumes import left_from_earlier, volume_paths, volumes_of

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
    """Return the document in one of FORMATS as one file; the same document gives the same bytes. Raises as `rendered`."""
    return rendered(document, form)[0]


def rendered(document: Document, form: str, *, template: bytes | None = None) -> Made:
    """Return the document in one of FORMATS as one file, and what is to be said of it.

    With a Word template a .docx is that template filled. Raises UsageError for another format, and for a PDF that needs more
    memory than most computers have: see `rendered_files`.
    """
    if form.casefold() == "pdf" and len(volumes_of(document, form)) > 1:
        raise UsageError(
            f"this document has {document.rows:,} rows, more than one PDF can hold.",
            remedy="Make one for each period with --from and --to, or write it as docx.",
        )
    return _rendered(document, form, template)


Progress = Callable[[str], None]
"""Told in words what is being written, where that takes long: “volume 3 of 10”; may raise to stop it, as each step may."""


def rendered_files(
    document: Document, path: Path | str, progress: Progress | None = None, *, template: bytes | None = None
) -> tuple[tuple[tuple[Path, bytes], ...], tuple[str, ...]]:
    """Return the files that the document becomes in the format of the path's suffix, and what is to be said of them.

    One file under the asked path, or volumes beside it (`ada-1-of-3.pdf`) where it is too long for one; a Word template that is
    filled stays one. Nothing is written: `replace_files` puts them in place. Raises UsageError for an unknown suffix.
    """
    path = Path(path)
    form = path.suffix.lstrip(".").casefold()
    volumes = (document,) if template is not None else volumes_of(document, form)
    paths = volume_paths(path, len(volumes))
    made: list[tuple[Path, bytes]] = []
    said: dict[str, None] = {}
    for at, (volume, place) in enumerate(zip(volumes, paths, strict=True), 1):
        doing = f"volume {at} of {len(volumes)}" if len(volumes) > 1 else "laying out the pages"
        if progress is not None and (len(volumes) > 1 or form == "pdf"):
            progress(doing)
        content, notices = _rendered(volume, form, template)
        made.append((place, content))
        said.update(dict.fromkeys(notices))
    return tuple(made), (*_said_of(path, paths), *said)


def _said_of(path: Path, paths: Sequence[Path]) -> Iterator[str]:
    """Yield which files a document became, and which of an earlier run lie beside them."""
    if len(paths) > 1:
        yield f"Too long for one file, so in {len(paths)} volumes: {paths[0].name} to {paths[-1].name}."
    earlier = [one for one in left_from_earlier(path, paths) if len(paths) > 1 or one != path]
    if earlier:
        names = ", ".join(one.name for one in earlier)
        yield f"Of an earlier run and no part of this one: {names}. Delete what is no longer needed."


def write_document(
    document: Document, path: Path | str, progress: Progress | None = None, *, template: bytes | None = None
) -> tuple[str, ...]:
    """Write the document in the format of the path's suffix and return what its maker should know.

    With a Word template a .docx is that template filled. What is too long for one file becomes volumes beside the path. All are made before any is put in place, each whole or not at
    all. Raises UsageError for an unknown suffix or a folder that is not there, KinlineError where a file cannot be written.
    """
    files, notices = rendered_files(document, path, progress, template=template)
    replace_files(files)
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
