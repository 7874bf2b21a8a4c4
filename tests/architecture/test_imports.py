"""The house: late imports, and a domain that never sees the screen."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "textual",
    "rich",
    "networkx",
    "docx",
    "typst",
    "openpyxl",
    "highspy",
    "numpy",
    "resvg_py",
    "lxml",
    "sqlcipher3",
)


def _modules_after(code: str) -> set[str]:
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {name.partition(".")[0] for name in out.stdout.splitlines()}


def test_asking_for_help_loads_nothing_heavy():
    loaded = _modules_after(
        "import contextlib, io\nfrom tui.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n    main(['--help'])"
    )
    assert not loaded & {*HEAVY, "pydantic"}


def test_the_record_loads_no_exporter_and_no_screen():
    loaded = _modules_after("import chronology.record.casefile, chronology.record.kinds")
    assert not loaded & {*HEAVY, "exporters", "tui"}


@pytest.mark.parametrize("module", ["exporters.documents.chronology", "exporters.genogram.genogram"])
def test_exporters_never_load_the_screen(module: str):
    assert not _modules_after(f"import {module}") & {"textual", "rich", "tui"}


def test_the_screen_starts_without_the_exporters_engines():
    loaded = _modules_after("import tui.app")
    assert not loaded & {"networkx", "docx", "typst", "openpyxl", "highspy", "numpy", "resvg_py"}
