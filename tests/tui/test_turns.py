"""Turns at one case file: one piece of work at a time, even where nobody waits for it any longer."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from tui.turns import Turns


async def test_work_that_nobody_waits_for_any_longer_keeps_its_turn_until_it_is_done(case: Path):
    turns, may_end, ran = Turns(case), threading.Event(), []

    def first() -> None:
        may_end.wait(10)
        ran.append("first")

    waiting = asyncio.create_task(turns.take(first))
    while not turns.is_taken:
        await asyncio.sleep(0)
    waiting.cancel()
    second = asyncio.create_task(turns.take(lambda: ran.append("second")))
    for _ in range(50):
        await asyncio.sleep(0)
    assert turns.is_taken
    assert not ran
    may_end.set()
    await second
    assert ran == ["first", "second"]
    assert waiting.cancelled()
