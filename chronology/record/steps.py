"""The steps of what may take long: at each, whoever waits for it may stop it.

What is worked out takes neither clock nor thread. It says `go_on()` at each natural step, or goes through its things with
`stepwise`; whoever begins it gives one callable with `asked_at_each_step`, which may raise. Nothing is kept of what was
begun, and without such a callable a step does nothing: the result never depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
Ask = Callable[[], object]
"""Returns where the work is still wanted; raises to stop it."""

_ask: ContextVar[Ask | None] = ContextVar("ask", default=None)


@contextmanager
def asked_at_each_step(ask: Ask) -> Iterator[None]:
    """Let every step of what is done within ask this first, and end with what it raises."""
    before = _ask.set(ask)
    try:
        yield
    finally:
        _ask.reset(before)


def go_on() -> None:
    """Ask whether what is being worked out is still wanted; raises what stops it."""
    ask = _ask.get()
    if ask is not None:
        ask()


def stepwise(things: Iterable[T]) -> Iterator[T]:
    """Yield the things, each a step; raises what stops it."""
    ask = _ask.get()
    if ask is None:
        yield from things
        return
    for thing in things:
        ask()
        yield thing
