"""Reads documents back without the code that wrote them, so that what is in their bytes can be looked for."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest


def unzipped(package: bytes) -> str:
    """Return every part of an Office file as one text, parts that are not text left out."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def parts(package: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pdf_text(content: bytes, folder: Path) -> str:
    """Return a PDF's text and metadata as poppler sees them."""
    if shutil.which("pdftotext") is None or shutil.which("pdfinfo") is None:
        pytest.skip("poppler's pdftotext and pdfinfo are not on this machine")
    path = folder / "read.pdf"
    path.write_bytes(content)
    said = [["pdftotext", "-raw", str(path), "-"], ["pdfinfo", str(path)]]
    return "\n".join(subprocess.run(c, capture_output=True, text=True, check=True).stdout for c in said)


def text_of(content: bytes, form: str, folder: Path) -> str:
    """Return everything that can be read out of a document's bytes."""
    if form in {"docx", "xlsx"}:
        return unzipped(content)
    if form == "pdf":
        return pdf_text(content, folder)
    text = content.decode("utf-8")
    return html.unescape(text) if form == "html" else text


def docx_paragraphs(content: bytes) -> str:
    """Return the words of a DOCX file's body, a line a paragraph."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = ElementTree.fromstring(parts(content)["word/document.xml"])
    return "\n".join("".join(t.text or "" for t in p.iter(f"{w}t")) for p in root.iter(f"{w}p"))


def squeezed(text: str) -> str:
    """Return a text without white space and places to break, for words that a page may break over lines."""
    return re.sub(r"[\s\u200b]+", "", text)
