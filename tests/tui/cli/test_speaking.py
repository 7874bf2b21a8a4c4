"""What is said on a terminal is shown and never obeyed: every letter there is, one by one."""

from __future__ import annotations

import sys
import unicodedata

from tui.cli.speaking import plain

OVERRIDES = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_controls_overrides_and_half_letters_alone_are_replaced():
    every = [chr(number) for number in range(sys.maxunicode + 1)]
    obeyed = {c for c in every if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n", "\t"} | OVERRIDES
    replaced = {c for c, shown in zip(every, plain("".join(every)), strict=True) if c != shown}
    assert replaced == obeyed
    assert plain("".join(sorted(obeyed))) == "\ufffd" * len(obeyed)
