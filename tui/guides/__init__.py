"""Guides that are read inside the app, as files of plain text."""

from __future__ import annotations

from importlib.resources import files


def guide_text(name: str) -> str:
    """Return a guide's words."""
    return files("tui.guides").joinpath(f"{name}.txt").read_text(encoding="utf-8")
