"""The words that a date may hold: a text with any other is none, which is soon known of a text that is not a date at all."""

from __future__ import annotations

import re

from chronology.record.uk_calendar import MONTH_WORDS, NAMES, THIRDS, WEEKDAY_WORDS, YEAR_KINDS
from chronology.record.uk_marks import ABOUT, DAY_PARTS, DOUBTED
from chronology.record.uk_numbers import ORDINALS
from chronology.record.uk_phrases import HOW, NOW, TO, WEEKS

_WORD = re.compile(r"[a-z]+")
_OF_GRAMMAR = (
    "a am and at ay between during either ever from fy h halfterm hours hrs in ish just m midday "
    "night noon of on onward onwards or over overnight p part pm s shortly since so some sometime soon tbc the thereabouts throughout "
    "time to up w wc year"
)
"""Words that the readers of dates (`uk_phrases`, `uk_marks`, `uk_numbers`) look for one by one."""
_OF_MASKS = "zz z xx x dd mm day month date yyyy xxxx zzzz t"
"""What stands for a part of a date that is not known, and the T before a time."""

DATE_WORDS = frozenset(
    {
        *(*MONTH_WORDS, *WEEKDAY_WORDS, *THIRDS, *YEAR_KINDS, *ABOUT, *DOUBTED, *DAY_PARTS, *ORDINALS, *TO),
        *(word for words in (*NAMES, *NOW) for word in words),
        *(word for words, _ in (*HOW, *WEEKS) for word in words),
        *_OF_GRAMMAR.split(),
        *_OF_MASKS.split(),
    }
)
"""Every word that a text may hold which is read as a date; a wider list than any one date allows."""


def may_be_dated(text: str) -> bool:
    """Return whether every word of a text may stand in a date; where one may not, `read_when` gives it no date."""
    return not text.isascii() or DATE_WORDS.issuperset(_WORD.findall(text.lower()))
