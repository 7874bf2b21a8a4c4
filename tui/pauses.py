"""When Python looks for what is no longer used: never while a person types.

With a case file of 20,000 entries one full look through everything that is held takes a third of a second, and the
collector begins it whenever enough was made since the last one: in the middle of a word.
"""

from __future__ import annotations

import gc


def keep() -> None:
    """Leave what is held now out of what the collector looks through, until `let_go`."""
    gc.freeze()


def let_go() -> None:
    """Look through everything again from now on."""
    gc.unfreeze()


def tidy() -> None:
    """Free what nothing uses now, which takes a moment, and keep the rest."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
