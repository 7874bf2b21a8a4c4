"""What benchmarks share: the clock, memory, and how a figure is printed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def options(about: str) -> argparse.Namespace:
    """Return the options that every benchmark takes."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--quick", action="store_true", help="a small run that takes seconds")
    return parser.parse_args()


def best_of(times: int, work: Callable[[], T]) -> tuple[float, T]:
    """Return the least seconds of several runs, and the last run's result."""
    least = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        result = work()
        least = min(least, time.perf_counter() - begun)
    return least, result


def figure(what: str, value: object) -> None:
    """Print one figure on a line of its own."""
    print(f"{what:<62} {value}", flush=True)
