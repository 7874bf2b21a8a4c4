"""Shell completion."""

from __future__ import annotations

from argparse import Namespace


def completion(arguments: Namespace) -> int:
    """Print the shell code that completes kinline's commands and options."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["kinline"], shell=arguments.shell))
    return 0
