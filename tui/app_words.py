"""What is said alike on the command line and in the app, with the app's own way where the words name an option."""

from __future__ import annotations

import re

_WAYS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(option), way)
    for option, way in (
        (r"\(kinline withheld\)", "(F6)"),
        (r"--show (\S+) (?:draws|writes) (?:it|them)", r"under “Marks shown” it is chosen: \1"),
        (r"name one with --child", "choose one under “Of”"),
        (r"--who \"WORDS=NAME\" says whom a name means \(or professional, or nobody\)", "Enter on a name says whom it means"),
        (r"--take-changes \d+ takes it over", "Enter on its line takes it over"),
        (r"or say which is which with --columns MAP\.toml", "or say which is which: Enter on the line “columns”"),
    )
)  # fmt: skip
"""Words that name an option of a command → how the same is done here."""


_SHOWN = re.compile(r"--show (\S+) (?:draws|writes) (?:it|them)")


def in_the_app(words: str) -> str:
    """Return words with what is done here in place of each option that they name."""
    for option, way in _WAYS:
        words = option.sub(way, words)
    return words


def in_the_view(words: str) -> str:
    """Return words of the drawing as they stand below the genogram on the screen, where no mark can be chosen."""
    return in_the_app(_SHOWN.sub(r"an export draws it where its marks shown are: \1", words))
