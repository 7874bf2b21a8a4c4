"""Writes the gallery anew: `python -m tests.gallery [FOLDER]`, after a change to the notation that is meant."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.gallery.pictures import FOLDER, pages

if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, text in pages().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
