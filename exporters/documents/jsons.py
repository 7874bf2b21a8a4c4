"""A document's content as JSON, for other programs; the shape is documented in docs/chronologies.md."""

from __future__ import annotations

import json
from typing import Any

from chronology.record.steps import stepwise
from exporters.documents.pages import Document
from exporters.documents.printable import printable


def json_bytes(document: Document) -> bytes:
    """Return the document's values as indented UTF-8 JSON."""
    written = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(_clean(document.data))
    return ("".join(stepwise(written)) + "\n").encode("utf-8")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in stepwise(value)]
    return value
