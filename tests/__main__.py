"""Run everything that has to hold: `python -m tests`, or `python -m tests --quick` without the linters."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "style": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "behaviour": ["pytest", "-n", "auto"],
}


def main(arguments: list[str]) -> int:
    """Run the checks in order and return 1 if any of them failed; all of them are run."""
    quick = "--quick" in arguments
    failed = []
    for name, (tool, *options) in CHECKS.items():
        if quick and name != "behaviour":
            continue
        print(f"── {name}: {tool} {' '.join(options)}", flush=True)
        program = Path(sys.executable).parent / tool
        found = program if program.exists() else program.with_suffix(".exe")
        if subprocess.run([str(found), *options], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print("All hold." if not failed else f"Failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
