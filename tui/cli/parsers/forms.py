"""The forms, marks and profiles that options offer, by their names: what they are is imported only where it is needed."""

from __future__ import annotations

FORMATS_GENOGRAM = ("svg", "png", "pdf", "dot", "txt", "json")
SENSITIVE = (
    "terminations", "orientation", "gender-history", "mental-health", "addiction", "abuse", "heritage", "secrets",
    "own-words", "all",
)  # fmt: skip
"""The marks that `--show` knows: those of exporters.genogram.chosen, which is imported only where it is needed."""
FORMATS_ECOMAP = FORMATS_GENOGRAM
PROFILES = ("casefile", "conference", "court", "facts")
"""The profiles that ship: those of chronology.practice.profiles, imported only where they are needed."""
FORMATS_CHRONOLOGY = ("docx", "pdf", "html", "csv", "xlsx", "json", "txt")
