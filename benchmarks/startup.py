"""How long a command takes to begin: `--help`, and the smallest job on plain files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import best_of, figure, options

_FAMILY = "0 HEAD\n0 @A@ INDI\n1 NAME Ada /Shaw/\n1 BIRT\n2 DATE 2010\n0 TRLR\n"


def main() -> None:
    """Print the figures."""
    times = 2 if options(__doc__ or "").quick else 7

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    bare, _ = best_of(times, lambda: run("-c", "pass"))
    shown, _ = best_of(times, lambda: run("-m", "tui.cli", "--help"))
    figure("python alone, seconds", f"{bare:.3f}")
    figure("kinline --help, seconds", f"{shown:.3f}")
    figure("--help to python alone", f"{shown / bare:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        family = Path(folder, "family.ged")
        family.write_text(_FAMILY, "utf-8")
        drawn, _ = best_of(
            times, lambda: run("-m", "tui.cli", "genogram", str(family), "-o", str(family.with_suffix(".svg")))
        )
    figure("a genogram of one person from a plain file, seconds", f"{drawn:.3f}")


if __name__ == "__main__":
    main()
