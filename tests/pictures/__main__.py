"""Writes the pictures of the screens anew: `python -m tests.pictures [NAME …]`, after a change to a screen that is meant."""

from __future__ import annotations

import asyncio
import sys

from tests.pictures.screens import FOLDER, SHOTS, picture

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for shot in SHOTS:
        if not sys.argv[1:] or shot.name in sys.argv[1:]:
            made = asyncio.run(picture(shot))
            (FOLDER / f"{shot.name}.svg").write_text(made, encoding="utf-8", newline="\n")
