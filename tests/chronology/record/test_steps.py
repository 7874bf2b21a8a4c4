"""The steps of what takes long: asked at each, stopped by what is raised, and no part of the result."""

from __future__ import annotations

import threading

import pytest

from chronology.record.steps import asked_at_each_step, go_on, stepwise


class NoLonger(Exception):
    pass


def test_nobody_is_asked_where_nobody_waits():
    go_on()
    assert list(stepwise("abc")) == ["a", "b", "c"]


def test_each_step_asks_and_gives_the_same_things():
    asked: list[int] = []
    with asked_at_each_step(lambda: asked.append(1)):
        go_on()
        assert list(stepwise("abc")) == ["a", "b", "c"]
    assert len(asked) == 4


def test_what_is_raised_ends_the_work_before_the_next_thing():
    done: list[str] = []

    def not_after_two() -> None:
        if len(done) == 2:
            raise NoLonger

    with pytest.raises(NoLonger), asked_at_each_step(not_after_two):
        for at, thing in enumerate(stepwise("abc")):
            done.insert(at, thing)
    assert done == ["a", "b"]


def test_afterwards_nobody_is_asked_any_more_even_where_it_was_stopped():
    def no_longer() -> None:
        raise NoLonger

    with pytest.raises(NoLonger), asked_at_each_step(no_longer):
        go_on()
    go_on()


def test_another_thread_is_not_asked():
    asked: list[int] = []
    with asked_at_each_step(lambda: asked.append(1)):
        other = threading.Thread(target=go_on)
        other.start()
        other.join()
    assert not asked
