"""Each benchmark runs in its quick form and prints figures; no figure is asserted here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUBJECTS = sorted(
    [p.stem for p in (ROOT / "benchmarks").glob("*.py") if p.stem not in {"__init__", "measuring"}]
    + [p.parent.name for p in (ROOT / "benchmarks").glob("*/__main__.py")]
)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_benchmark_prints_its_figures(subject: str):
    ran = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{subject}", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert any(character.isdigit() for character in ran.stdout)
