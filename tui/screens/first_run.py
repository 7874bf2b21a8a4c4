"""The first run: what an identity and a recovery recipient are, in plain words; the sample family one key away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from chronology.record.errors import KinlineError
from tui.guides import guide_text
from tui.textual_quirks import Line, inert, work

if TYPE_CHECKING:
    from tui.setting_up import SettingUp

FIELDS = (
    ("words", "Your passphrase", True),
    ("again", "The same again", True),
    ("recovery", "Council's recipient", False),
)
KEYS = "Down reads on, Tab goes to the fields, Ctrl+S makes your keys. F2 sample family, Ctrl+T guide, Esc looks round first."
WELCOME = (
    "F2 opens an invented family to try things out on; nothing below is needed for it.\n\n"
    "Kinline keeps each family in a case file that is encrypted: without a key nobody can read it, not even from a stolen "
    "laptop. Two keys open it.\n\n"
    "YOUR IDENTITY is your own key. It is made now, kept on this computer, and locked with a passphrase that only you "
    "know: eight characters or more. Take three or four words that you will remember. Kinline cannot tell it to you again.\n\n"
    "THE RECOVERY RECIPIENT is your council's key. It opens your case files when you are away, ill or have forgotten "
    "the passphrase. If your council has given you a recipient (a line that begins with age1), paste it below. If not, leave "
    "it empty: a recovery key is made beside your identity, for you to hand to whoever keeps your council's keys."
)


class FirstRun(ModalScreen[list[str] | None]):
    """Asks for a passphrase and a recovery recipient; gives what has to be told, or None where the person looks first."""

    BINDINGS = [
        Binding("escape", "back", "Look first"),
        Binding("f2", "app.sample", "Sample family"),
        Binding("ctrl+t", "app.guide", "Guide"),
        Binding("ctrl+s", "begin", "Make"),
    ]

    def __init__(self, setting_up: SettingUp) -> None:
        super().__init__()
        self._setting_up = setting_up
        self._is_making = False
        self.words = ""
        """The passphrase of the identity that was made: whoever has just chosen it is not asked for it again."""

    def compose(self) -> ComposeResult:
        """Lay out the words, the fields and the keys."""
        with Vertical(classes="window tall"):
            yield Label(inert("Welcome to Kinline"), classes="title")
            with VerticalScroll(id="why", can_focus=True):
                yield Static(inert(WELCOME), markup=False)
            for key, label, is_secret in FIELDS:
                with Horizontal(classes="first"):
                    yield Label(inert(label))
                    yield Line(password=is_secret, placeholder="" if is_secret else "age1…", id=key)
            yield Static(id="first-fault", classes="problem", markup=False)
            yield Static(inert(KEYS), markup=False)

    def on_mount(self) -> None:
        """Begin with the words, which the arrows move through."""
        self.query_one("#why").focus()

    def action_begin(self) -> None:
        """Make the identity, or say what stands in the way."""
        if self._is_making:
            return
        words, again, recovery = (self.query_one(f"#{part}", Input).value for part in ("words", "again", "recovery"))
        if words != again:
            self._tell("The two passphrases differ.")
            return
        self._is_making = True
        self._tell("Making your keys takes a few seconds, and goes on to its end …")
        self._make(words, recovery)

    @work(group="keys")
    async def _make(self, words: str, recovery: str) -> None:
        try:
            told = await asyncio.to_thread(self._setting_up.begin, words, recovery)
        except (KinlineError, OSError) as failure:
            self._tell(str(failure))
            return
        finally:
            self._is_making = False
        self.words = words
        self.dismiss(told)

    def _tell(self, fault: str) -> None:
        self.query_one("#first-fault", Static).update(inert(fault))

    def on_input_submitted(self) -> None:
        """Enter in the last field makes the identity; in another it goes on to the next."""
        if self.query_one("#recovery").has_focus:
            self.action_begin()
        else:
            self.focus_next()

    def action_back(self) -> None:
        """Go to the empty list; the words come again when a family is begun. Keys that are being made are waited for."""
        if not self._is_making:
            self.dismiss(None)


class Told(ModalScreen[None]):
    """Words that stay until they were read: where the keys are."""

    BINDINGS = [Binding("escape,enter", "back", "Go on")]

    def __init__(self, title: str, words: str, then: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._then = then

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        with Vertical(classes="window"):
            yield Label(inert(self._title), classes="title")
            with VerticalScroll(id="told-words", can_focus=True):
                yield Static(inert(self._words), markup=False)
            yield Static(inert("\nEnter goes on."), markup=False)

    def action_back(self) -> None:
        """Close the words."""
        self.dismiss(None)
        if self._then is not None:
            self._then()


class Guide(ModalScreen[None]):
    """Five minutes through the app, step by step."""

    BINDINGS = [Binding("escape,ctrl+t", "back", "Close")]

    def __init__(self, at: float = 0.0) -> None:
        super().__init__()
        self.at = at
        """How far it was read: it opens there again."""

    def compose(self) -> ComposeResult:
        """Lay out the guide and its keys."""
        with Vertical(classes="window tall"):
            with VerticalScroll(id="guide", can_focus=True):
                yield Static(inert(guide_text("five-minutes")), markup=False)
            yield Static(inert("Down and Page Down read on; Esc closes, Ctrl+T opens it here again."), markup=False)

    def on_mount(self) -> None:
        """Go on where it was read last."""
        self._words.focus()
        self.call_after_refresh(lambda: self._words.scroll_to(y=self.at, animate=False))

    @property
    def _words(self) -> VerticalScroll:
        return self.query_one("#guide", VerticalScroll)

    def action_back(self) -> None:
        """Close the guide."""
        self.at = self._words.scroll_y
        self.dismiss(None)
