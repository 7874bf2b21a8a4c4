"""Writes the pages of the pattern rules anew: `python -m tests.rule_pages`, after a change to the practice data that is meant."""

from __future__ import annotations

from tests.rule_pages.pages import DOCS, pages

if __name__ == "__main__":
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
