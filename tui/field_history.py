"""What was written in the fields of a form, step by step, so that it can be taken back and done again across fields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class _Step:
    key: str
    before: str
    after: str
    is_open: bool
    """Whether what is typed next in the same field still belongs to it: up to the end of a word."""


class FieldHistory:
    """The fields' words, and the way to them."""

    def __init__(self, begun: dict[str, str]) -> None:
        self.words: dict[str, str] = dict(begun)
        """Field → what stands in it now."""
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def write(self, key: str, words: str) -> bool:
        """Note what stands in a field now; return whether it is something new."""
        before = self.words.get(key, "")
        if words == before:
            return False
        self._undone.clear()
        is_typed = abs(len(words) - len(before)) == 1 and not max(words, before, key=len)[-1].isspace()
        last = self._done[-1] if self._done else None
        if last is not None and last.key == key and last.is_open and is_typed:
            last.after = words
        else:
            self._done.append(_Step(key, before, words, is_typed))
        if not is_typed:
            self._done[-1].is_open = False
        self.words[key] = words
        return True

    def undo(self) -> str | None:
        """Take the last step back and return its field; None where there is none."""
        return self._step(self._done, self._undone, forwards=False)

    def redo(self) -> str | None:
        """Do again what was taken back last and return its field; None where there is nothing."""
        return self._step(self._undone, self._done, forwards=True)

    def _step(self, here: list[_Step], there: list[_Step], *, forwards: bool) -> str | None:
        if not here:
            return None
        step = here.pop()
        step.is_open = False
        there.append(step)
        self.words[step.key] = step.after if forwards else step.before
        return step.key
