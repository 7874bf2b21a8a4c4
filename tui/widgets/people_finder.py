"""The line that finds people on the drawing by part of a name, and how many it found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from chronology.record.people import Person
from chronology.record.values import Id
from tui.textual_quirks import Line, inert


class PeopleFinder(Vertical):
    """One line above the drawing, open until Esc closes it."""

    DEFAULT_CSS = """
    PeopleFinder { height: auto; }
    PeopleFinder #find { display: none; height: 1; border: none; padding: 0 1; }
    PeopleFinder #found { display: none; height: 1; padding: 0 1; }
    """

    class Typing(Message):
        """The words changed: whom they find is to be looked for."""

    class NextWanted(Message):
        """The next whom the words find is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.matches: tuple[Id, ...] = ()
        """Whom the words find, in reading order."""

    def compose(self) -> ComposeResult:
        """Lay out the line and what it found."""
        yield Line(placeholder="part of a name; Enter goes to the next, Esc closes", id="find")
        yield Static(id="found", markup=False)

    @property
    def _line(self) -> Line:
        return self.query_one("#find", Line)

    def open(self) -> None:
        """Open the line."""
        self._line.display = True
        self._line.focus()

    def close(self) -> bool:
        """Close the line, which then finds nobody, and return whether it was open."""
        was_open = bool(self._line.display)
        if was_open:
            self._line.value = ""
            self._line.display = False
            self.query_one("#found").display = False
        return was_open

    def search(self, people: Iterable[Person]) -> tuple[Id, ...]:
        """Look for the words among people in reading order; return whom they find, those whose name begins so first."""
        self.matches = (
            tuple(person.id for person in found_among(people, self._line.value)) if self._line.value.strip() else ()
        )
        return self.matches

    def after(self, person: Id | None, by: int) -> Id | None:
        """Return who is found next after somebody, or before; None where nobody is found."""
        if not self.matches:
            return None
        at = self.matches.index(person) + by if person in self.matches else 0
        return self.matches[at % len(self.matches)]

    def tell(self, marked: Id | None) -> None:
        """Say how many were found, and which of them is marked."""
        found = self.query_one("#found", Static)
        words = self._line.value.strip()
        found.display = bool(words)
        if not self.matches:
            found.update(inert(f"Nobody drawn on this day is called {words}."))
        elif marked in self.matches:
            found.update(inert(f"{self.matches.index(marked) + 1} of {len(self.matches)}"))
        else:
            found.update(inert(f"{len(self.matches)} found"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask for people to be looked for."""
        event.stop()
        self.post_message(self.Typing())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for the next."""
        event.stop()
        self.post_message(self.NextWanted())


def found_among(people: Iterable[Person], words: str) -> list[Person]:
    """Return the people whose name, or another name, holds the words, those whose name begins so first; all without words."""
    wanted = _plain_letters(words)
    found = [person for person in people if wanted in _plain_letters(_named(person))]
    begun = f" {wanted}"
    return sorted(found, key=lambda person: begun not in f" {_plain_letters(person.shown_name)}")


def _named(person: Person) -> str:
    return " ".join((person.shown_name, person.given, person.surname, *(name.text for name in person.names)))


def _plain_letters(text: str) -> str:
    """Return a text in lower case without accents, as people type a name."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())
