"""Keys of one's own: `keys.toml` in Kinline's home gives commands other keys; every fault is said with its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key

from chronology.practice.toml_lines import line_of, lines_of, read_toml
from tui.command import Command
from tui.settings import by_line, shortened

FILE = "keys.toml"
_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
_NAMED = {
    *(key.value for key in Keys if "+" not in key.value and not key.value.startswith("<")),
    *(f"f{n}" for n in range(1, 25)),
    *KEY_NAME_REPLACEMENTS.values(),
}
_SIGNS = {_character_to_key(sign): sign for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_SAME = {
    "ctrl+i": "it is Tab to a terminal",
    "ctrl+m": "it is Enter to a terminal",
    "ctrl+h": "it is Backspace to many terminals",
    "ctrl+j": "it is Enter to some terminals",
    "ctrl+left_square_bracket": "it is Esc to a terminal",
    "ctrl+c": "most terminals copy or stop with it",
    "ctrl+s": "some terminals stop the screen with it, until Ctrl+Q",
    "f10": "GNOME Terminal and others open their menu with it",
    "f11": "most terminals go to the full screen with it",
    "shift+insert": "most terminals paste with it",
    "shift+pageup": "most terminals scroll with it",
    "shift+pagedown": "most terminals scroll with it",
    "alt+f4": "it closes the window",
    "alt+tab": "it goes to another window",
    "alt+space": "it opens the window's menu",
}
"""Keys that common terminals take for themselves or send as another, and why."""


@dataclass(frozen=True)
class OwnKeys:
    """What keys.toml came to."""

    keys: Mapping[str, tuple[str, ...]]
    """Command → the keys that it has instead of its own."""
    faults: tuple[str, ...] = ()
    """What was not taken, each with its line; the command keeps the key that it had."""
    warnings: tuple[str, ...] = ()
    """What was taken but may not work everywhere."""

    def given_to(self, commands: Sequence[Command]) -> tuple[Command, ...]:
        """Return the commands with these keys."""
        return tuple(
            replace(c, key=",".join(own), shown_key=" or ".join(shown(key) for key in own))
            if (own := self.keys.get(c.name))
            else c
            for c in commands
        )


def shown(key: str) -> str:
    """Return a key as the footer and the help show it: "Ctrl+N", "Page Up", "["."""
    *modifiers, last = key.split("+")
    if last.isupper() and len(last) == 1:
        modifiers.append("shift")
    last = _SIGNS.get(last, last.upper() if len(last) == 1 else last.replace("page", "page ").title())
    return "+".join([*(m.title() for m in modifiers), last])


def _key(words: str) -> str | None:
    """Return the toolkit's name of a key as a person writes it; None where it is none."""
    if len(words) == 1:
        return _character_to_key(words)
    *modifiers, last = words.replace(" ", "").split("+")
    if not last:
        return None
    last = last.lower() if len(last) > 1 else _character_to_key(last.lower())
    modifiers = [m.lower() for m in modifiers]
    if any(m not in _MODIFIERS for m in modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    if not (len(last) == 1 or last in _NAMED or last in _SIGNS):
        return None
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    return "+".join([*sorted(modifiers, key=_MODIFIERS.index), last])


def _theft(key: str) -> str:
    if key in _SAME:
        return _SAME[key]
    if key.startswith(("super+", "hyper+", "meta+")):
        return "the desktop keeps such keys for itself, and most terminals do not send them"
    if key.startswith("ctrl+shift+"):
        return "most terminals keep Ctrl+Shift for themselves"
    if key in {"ctrl+plus_sign", "ctrl+hyphen_minus", "ctrl+0", "ctrl+tab", "ctrl+pageup", "ctrl+pagedown"}:
        return "many terminals keep it for themselves"
    return "the terminal's menus open with it" if key.startswith("alt+") and len(key) == 5 else ""


def own_keys(text: str, commands: Sequence[Command]) -> OwnKeys:
    """Return the keys that the text of a keys.toml gives, with everything that is wrong in it, by line.

    `[keys]` holds one line a command: `undo = "ctrl+u"` or `undo = ["ctrl+z", "f11"]`. A key that two commands would
    have at once is refused, and so is a bare letter for what changes the case file.
    """
    try:
        data = read_toml(text)
    except tomllib.TOMLDecodeError as failure:
        return OwnKeys({}, (f"{FILE}: not read at all, because it is no TOML: {failure}.",))
    lines = lines_of(text)
    by_name = {c.name: c for c in commands if c.key}
    given: dict[str, tuple[str, ...]] = {}
    faults: list[tuple[int, str]] = [
        (line_of(lines, (part,)), f"[{shortened(part)}] is not known here; keys stand under [keys].")
        for part in data
        if part != "keys"
    ]
    warnings: list[tuple[int, str]] = []
    table = data.get("keys", {})
    if not isinstance(table, dict):
        faults.append((line_of(lines, ("keys",)), 'keys stand under [keys], one line a command: undo = "ctrl+u".'))
        table = {}
    for name, value in table.items():
        line = line_of(lines, ("keys", name))
        command = by_name.get(name)
        wanted = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if command is None:
            faults.append((line, f"“{shortened(name)}” is no command that has a key; docs/terminal.md lists them."))
            continue
        keys = [_key(str(words)) for words in wanted]
        if not keys or None in keys:
            faults.append((line, f'{name}: “{shortened(value)}” is no key; write one such as "ctrl+u", "f9" or "n".'))
            continue
        found = tuple(dict.fromkeys(key for key in keys if key))
        is_bare = any(len(key) == 1 or key in _SIGNS for key in found) or any(len(str(words)) == 1 for words in wanted)
        if command.changes and is_bare:
            faults.append((line, f"{name} changes the case file: no bare letter or sign may do that."))
            continue
        given[name] = found
        warnings += [(line, f"{name}: {shown(key)} may not arrive, {why}.") for key in found if (why := _theft(key))]
    for name, said in _clashes(given, by_name):
        faults.append((line_of(lines, ("keys", name)), said))
        given.pop(name, None)
    return OwnKeys(given, by_line(FILE, faults), by_line(FILE, warnings))


def _clashes(given: Mapping[str, tuple[str, ...]], by_name: Mapping[str, Command]) -> Iterable[tuple[str, str]]:
    """Return what is refused because two commands would have one key where both can be meant; until nothing is."""
    kept = dict(given)
    while True:
        holds: dict[str, list[str]] = {}
        for name, command in by_name.items():
            for key in kept.get(name, tuple(command.key.split(","))):
                holds.setdefault(key, []).append(name)
        refused = next(
            (
                (name, other, key)
                for key, names in holds.items()
                for name in names
                for other in names
                if name in kept and name != other and _meet(by_name[name], by_name[other])
            ),
            None,
        )
        if refused is None:
            return
        name, other, key = refused
        del kept[name]
        yield name, f"{name}: {shown(key)} is the key of {other} already; neither is changed."


def _meet(one: Command, two: Command) -> bool:
    """Return whether both can be meant at once: in one view, or everywhere."""
    return one.view == two.view or not one.view or not two.view
