"""A long PDF is laid out in a process of its own: the same bytes, nothing of the case outside the pipe, and it can be stopped."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chronology.record.errors import KinlineError
from chronology.record.steps import asked_at_each_step
from exporters.documents import pdf, pdf_layouts, processes
from exporters.documents.chronology import chronology_document
from exporters.documents.pages import Document
from exporters.documents.pdf import pdf_bytes, pdf_with_notices
from tests.exporters.documents.marlow import ADA, DAY, entry, marlow
from tests.exporters.documents.reading import pdf_text, squeezed


def made(*more: Any) -> Document:
    return chronology_document(marlow(*more), ADA, day=DAY)


@pytest.fixture
def apart(started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started, each document in one of its own."""
    monkeypatch.setattr(pdf, "APART", 0)
    return started


def test_it_gives_the_same_bytes_in_either_process(
    apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = pdf_bytes(made())
    assert len(apart) == 1
    assert apart[0].returncode == 0
    monkeypatch.setattr(pdf, "APART", 10**9)
    assert pdf_bytes(made()) == other
    assert b"pdfuaid:part" in other
    assert len(apart) == 1


def test_nothing_of_the_case_stands_in_its_arguments(apart: list[subprocess.Popen[bytes]]) -> None:
    pdf_bytes(made())
    arguments = apart[0].args
    assert isinstance(arguments, tuple)
    assert arguments == (sys.executable, "-P", pdf_layouts.__file__)


def test_what_the_standard_refuses_is_said_from_there_too(apart: list[subprocess.Popen[bytes]]) -> None:
    content, said = pdf_with_notices(made(entry(80, "2020-05-05", "She is called আমিনা at home.")))
    assert b"pdfuaid:part" not in content
    assert "bengali" in said[0]
    assert len(apart) == 1


def test_ctrl_c_ends_the_process_and_is_passed_on(
    apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    wait, times = POPEN.wait, []

    def stopped(self: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        times.append(self.poll())
        if len(times) == 1:
            raise KeyboardInterrupt
        return wait(self, timeout)

    monkeypatch.setattr(processes, "_command", lambda _: (sys.executable, "-c", SLEEPS))
    monkeypatch.setattr(POPEN, "wait", stopped)
    with pytest.raises(KeyboardInterrupt):
        pdf_bytes(made())
    assert times[0] is None
    assert apart[0].returncode not in {None, 0}


POPEN = subprocess.Popen

SLEEPS = "import os, sys, time; sys.stdin.buffer.read(); os.write(1, b'+x'); os.close(1); time.sleep(60)"
"""A layout that does not end by itself."""


@pytest.mark.parametrize("dies", ["import os; os._exit(3)", "import sys; sys.stdin.buffer.read(); sys.exit(1)"])
def test_a_process_that_dies_is_an_error_with_what_to_do(
    dies: str, apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_command", lambda _: (sys.executable, "-c", dies))
    with pytest.raises(KinlineError, match="too little memory") as raised:
        pdf_bytes(made())
    assert "docx or html" in raised.value.remedy
    assert apart[0].returncode is not None


def test_short_documents_and_packed_programs_start_no_process(
    apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert pdf_bytes(made()).startswith(b"%PDF")
    monkeypatch.delattr(sys, "frozen")
    monkeypatch.setattr(pdf, "APART", 300)
    assert pdf_bytes(replace(made(), notices=())).startswith(b"%PDF")
    assert apart == []


def test_a_row_that_no_page_can_hold_breaks_and_loses_nothing(tmp_path: Path) -> None:
    long = " ".join(f"Sentence number {n}." for n in range(900))
    words = pdf_text(pdf_bytes(made(entry(70, "2020-05-05", long))), tmp_path)
    found = re.findall(r"\d+", squeezed(words).replace("number", " "))
    assert set(map(str, range(900))) <= set(found)


def test_a_row_that_fits_a_page_is_kept_whole(tmp_path: Path) -> None:
    entries = [
        entry(200 + n, f"2020-05-{n + 1:02}", f"Begins{n} " + "and goes on " * 40 + f"ends{n}.") for n in range(25)
    ]
    pages = pdf_text(pdf_bytes(made(*entries)), tmp_path).split("\f")
    for n in range(25):
        assert [f"Begins{n} " in page for page in pages] == [f"ends{n}." in page for page in pages]
        assert sum(f"ends{n}." in page for page in pages) == 1


def test_a_layout_that_is_no_longer_wanted_is_stopped_and_leaves_no_process(
    apart: list[subprocess.Popen[bytes]],
) -> None:
    class Stopped(Exception):
        pass

    def no_longer() -> None:
        if apart:
            raise Stopped

    with pytest.raises(Stopped), asked_at_each_step(no_longer):
        pdf_with_notices(made())
    assert len(apart) == 1
    assert apart[0].poll() is not None


def test_the_process_is_asked_about_while_it_works_and_the_bytes_are_the_same(
    apart: list[subprocess.Popen[bytes]],
) -> None:
    asked: list[str] = []
    with asked_at_each_step(lambda: asked.append("still?") if apart else None):
        assert pdf_with_notices(made())[0] == pdf_bytes(made())
    assert asked
