"""A case file opened beside the screen: given up by Esc, and what opens all the same is closed again, unseen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chronology.journal.opencase import OpenCase
    from tui.jobs import Job


async def opened_unless_given_up(job: Job, opens: Callable[[], OpenCase]) -> OpenCase:
    """Return the case file opened; raises what opening raises, and Stopped as soon as it is given up.

    Finding the key takes seconds and cannot be stopped halfway: a case file that opens after that is closed at once.
    """
    opening = asyncio.ensure_future(asyncio.to_thread(job.stoppable(opens)))
    try:
        return await job.wait_for(opening)
    except BaseException:
        opening.add_done_callback(_close)
        raise


def _close(opening: asyncio.Future[OpenCase]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
