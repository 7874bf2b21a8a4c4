"""Opening a finished file in the viewer that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from chronology.record.errors import UsageError


def open_in_viewer(path: Path) -> None:
    """Open a file in the system's viewer without waiting for it; raises UsageError where there is none."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a file that was just written, by the program that the system has for it
        return
    viewer = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if viewer is None:
        raise UsageError("no viewer is known here.", remedy=f"Open {path} yourself.")
    # The viewer's own words would be drawn over the screen: it is given nowhere to write.
    subprocess.Popen(  # noqa: S603 - the system's opener and a file that was just written, without a shell
        [viewer, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
