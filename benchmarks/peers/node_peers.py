"""Libraries for Node that lay a family out: those found below the folder that KINLINE_PEERS names (`npm i` makes one)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

LIBRARIES = ("relatives-tree", "family-chart")
SECONDS = 60
SIDE = 44.0


def placed(family: dict[str, Any], library: str) -> list[dict[str, Any]] | str:
    """Return where a library puts everyone, or why it does not."""
    folder = os.environ.get("KINLINE_PEERS", "")
    node = shutil.which("node")
    if not folder or node is None or not (Path(folder) / "node_modules" / library).is_dir():
        return "not installed"
    script = Path(__file__).with_name("node_peers.mjs")
    try:
        ran = subprocess.run(
            [node, str(script), library, str(Path(folder).resolve())],
            input=json.dumps(family),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {SECONDS} s"
    if ran.returncode:
        return "error"
    return [{**n, "w": SIDE, "h": SIDE} for n in json.loads(ran.stdout)]
