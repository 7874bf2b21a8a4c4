"""Where a text quotes somebody: quotation marks of every usual form, over paragraphs too, and lines that begin with “>”.

Where a text leaves it open how far a quotation goes, more of it is taken as quoted and not less:

- Double marks, " ", “ ” and « », nest in any mixture. One that is never closed covers to the end of its paragraph.
- A single mark opens only after a space, a bracket, a colon, a dash or the beginning, and closes only before a space, punctuation or the end: the
  apostrophes of don't, mum's and the parents' do neither. After an s it closes only if no later mark does, since it may be
  a possessive. An unclosed ' opens nothing; an unclosed ‘ covers to the end of its paragraph, unless it is an apostrophe as in ‘90s.
- A quotation goes on over a paragraph's end where the next paragraph begins with an opening mark of its kind, or, of double marks,
  where the next one closes.
- A paragraph ends at a blank line.
- A line that begins with “>” is quoted, and a paragraph that begins with one is quoted to its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile("[\"“”„‟«»‹›'‘’‚‛]")
_SINGLE = "'"
_KINDS = {'"': '"', "“": "“", "”": "“", "„": "“", "‟": "“", "«": "«", "»": "«", "‹": "‹", "›": "‹"}
_KINDS |= dict.fromkeys("'‘’‚‛", _SINGLE)
_OPENING = frozenset("“„‟«‹‘‚‛")
_CLOSING = frozenset("”»›’")
_BEFORE_OPENING = frozenset("([{<:-–—/=*_|\"“„‟«‹'‘‚‛")
_AFTER_CLOSING = frozenset(".,;:!?)]}>-–—/…*_|\"”»›'’")
_NEVER_FIRST = frozenset(".,;:!?)]}")
_ELISION = re.compile(r"\d\ds\b|(?:em|til|till|tis|twas|cause|cos|coz|bout|round|n)\b", re.IGNORECASE)
_MAY_END_NO_QUOTATION = re.compile(r"(?:s|in|\d|\b(?:an|o|th|wi|ol))$", re.IGNORECASE)
_DEEPEST = 50
"""Marks that open within one another beyond this are no quotation."""


@dataclass(slots=True)
class _Open:
    """A mark that has opened and not yet closed."""

    start: int
    kind: str
    needs_close: bool
    """Whether it opens nothing where it is not closed."""
    is_decade: bool = False
    """Whether it may be the apostrophe of '90s."""
    is_continued: bool = False
    may_end: int = 0
    """Just after a mark that closes it or is an apostrophe; 0 for none."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark, and what the characters around it make of it."""

    at: int
    kind: str
    opens: bool
    closes: bool
    begins_line: bool
    begins_paragraph: bool
    paragraph: int


def quotations_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of every stretch that is quoted, in order, none overlapping; the marks are within."""
    reader = _Reader(text)
    reader.read()
    merged: list[tuple[int, int]] = []
    for start, end in sorted(reader.found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


class _Reader:
    """Goes through a text once, mark by mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[tuple[int, int]] = []
        self.open: list[_Open] = []

    def read(self) -> None:
        paragraphs = self._paragraphs()
        following: dict[str, _Mark] = {}
        ahead = []
        for _, marks in reversed(paragraphs):
            ahead.append(dict(following))
            for mark in reversed(marks):
                following[mark.kind] = mark
        for number, ((end, marks), after) in enumerate(zip(paragraphs, reversed(ahead), strict=True)):
            for mark in marks:
                self._take(mark)
            self._end_paragraph(number, end, after)

    def _paragraphs(self) -> list[tuple[int, list[_Mark]]]:
        """Return the end and the marks of each paragraph; what is quoted by “>” is noted and has no marks."""
        out: list[tuple[int, list[_Mark]]] = []
        marks: list[_Mark] = []
        at, is_quoted, is_first = 0, False, True
        for line in self.text.splitlines(keepends=True):
            bare = line.strip()
            if not bare:
                if not is_first:
                    out.append((at, marks))
                marks, is_quoted, is_first = [], False, True
            else:
                if is_quoted or bare[0] == ">":
                    self.found.append((at, at + len(line)))
                    is_quoted = is_quoted or is_first
                else:
                    marks += self._marks(line, at, len(out), is_first=is_first)
                is_first = False
            at += len(line)
        out.append((at, marks))
        return out

    def _marks(self, line: str, offset: int, paragraph: int, *, is_first: bool) -> list[_Mark]:
        out = []
        begin = len(line) - len(line.lstrip())
        for match in _MARK.finditer(line):
            at, sign = match.start(), match.group()
            opens, closes = _sides(line, at, sign)
            if opens or closes:
                starts = at == begin
                out.append(_Mark(offset + at, _KINDS[sign], opens, closes, starts, starts and is_first, paragraph))
        return out

    def _take(self, mark: _Mark) -> None:
        matching = self._matching(mark.kind)
        if matching is not None and mark.closes and not (mark.opens and mark.begins_line):
            self._close(mark, matching)
        elif mark.opens:
            self._begin(mark, matching)

    def _begin(self, mark: _Mark, matching: int | None) -> None:
        if matching is not None:
            outer = self.open[matching]
            if mark.begins_line and not outer.is_decade:
                outer.is_continued |= mark.begins_paragraph
                return
            if outer.may_end:
                self._end(matching, outer.may_end)
        if len(self.open) < _DEEPEST:
            is_single = mark.kind == _SINGLE
            may_be_elision = is_single and _ELISION.match(self.text, mark.at + 1) is not None
            needs_close = may_be_elision or (is_single and self.text[mark.at] not in _OPENING)
            is_decade = may_be_elision and self.text[mark.at + 1].isdigit()
            self.open.append(_Open(mark.at, mark.kind, needs_close, is_decade))

    def _matching(self, kind: str) -> int | None:
        """Return which open mark one of this kind would close; a single one closes none from outside a double one."""
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].kind == kind:
                return index
            if kind == _SINGLE:
                return None
        return None

    def _close(self, mark: _Mark, index: int) -> None:
        opened = self.open[index]
        after = self.text[mark.at + 1 : mark.at + 2]
        before = self.text[max(0, mark.at - 4) : mark.at]
        is_open = not after or after.isspace()
        if is_open and (before[-1:].isdigit() or (mark.kind == _SINGLE and _MAY_END_NO_QUOTATION.search(before))):
            opened.may_end = 0 if opened.is_decade else mark.at + 1
        else:
            self._end(index, mark.at + 1)

    def _end(self, index: int, end: int) -> None:
        self.found.append((self.open[index].start, end))
        del self.open[index:]

    def _end_paragraph(self, number: int, end: int, after: dict[str, _Mark]) -> None:
        going_on: list[_Open] = []
        for opened in self.open:
            if opened.may_end:
                self.found.append((opened.start, opened.may_end))
            elif _goes_on(opened, after.get(opened.kind), number + 1):
                going_on = [opened]
                break
            elif opened.is_continued or not opened.needs_close:
                self.found.append((opened.start, end))
        self.open = going_on


def _sides(line: str, at: int, sign: str) -> tuple[bool, bool]:
    """Return whether a mark may open a quotation and whether it may close one."""
    before = line[at - 1] if at else " "
    after = line[at + 1] if at + 1 < len(line) else " "
    is_first = not after.isspace() and (after not in _NEVER_FIRST or line.startswith("...", at + 1))
    can_open = is_first and (before.isspace() or before in _BEFORE_OPENING)
    can_close = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if _KINDS[sign] == _SINGLE:
        if sign in _OPENING:
            return can_open or not can_close, can_close and not can_open
        return can_open, can_close and (before.isalnum() or not can_open)
    if sign in _OPENING:
        return can_open or not can_close, can_close and not can_open
    if sign in _CLOSING:
        return can_open and not can_close, True
    if can_open != can_close:
        return can_open, can_close
    return not before.isdigit(), True


def _goes_on(opened: _Open, mark: _Mark | None, paragraph: int) -> bool:
    """Return whether a quotation that a paragraph leaves open goes on, by the next mark of its kind."""
    if mark is None or opened.is_decade:
        return False
    if mark.begins_paragraph and mark.opens:
        return mark.paragraph == paragraph
    return opened.kind != _SINGLE and mark.closes and not mark.opens
