"""Any keys in any order, on screens of any size: nothing crashes, and undoing all of it gives the first state again."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.monkey import run, steps


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(steps()), min_size=8, max_size=20))
def test_any_keys_in_any_order_can_all_be_undone(chosen: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(run(Path(folder), chosen))
    assert outcome.is_back
