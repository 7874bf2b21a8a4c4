"""Opening a finished file in the viewer that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from chronology.record.errors import UsageError

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION")
"""What a system sets that can show a picture: X, Wayland, Windows behind a Linux, a telephone."""


def open_in_viewer(path: Path) -> None:
    """Open a file in the system's viewer without waiting for it; raises UsageError where there is none."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a file that was just written, by the program that the system has for it
        return
    is_mac = sys.platform == "darwin"
    if not is_mac and not any(os.environ.get(name) for name in _SCREENS):
        # Without a screen the opener falls back on a browser in characters, drawn over ours.
        raise UsageError("there is no screen to show it on here.", remedy=f"Open {path} where there is one.")
    viewer = shutil.which("open" if is_mac else "xdg-open")
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
