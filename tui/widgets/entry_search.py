"""Looking for words in the rows of a table: the rows found before are looked through where the words only grew."""

from __future__ import annotations

from collections.abc import Sequence

from tui.widgets.entry_table import Row

Searched = tuple[str, Row]
"""The folded text that words are looked for in, and its row."""


class EntrySearch:
    """The rows of one table, in the order in which they are shown."""

    def __init__(self, rows: Sequence[Searched] = ()) -> None:
        self._all = rows
        self._words: tuple[str, ...] = ()
        self._found: Sequence[Searched] = rows

    def holding(self, words: Sequence[str]) -> list[Row]:
        """Return the rows whose text holds every one of these folded words, in order; every row without words."""
        # A row that holds the new words holds each old word that stands within one of them.
        has_grown = all(any(was in word for word in words) for was in self._words)
        found = self._found if has_grown else self._all
        for word in sorted(set(words), key=len, reverse=True):
            found = [one for one in found if word in one[0]]
        self._words, self._found = tuple(words), found
        return [row for _, row in found]
