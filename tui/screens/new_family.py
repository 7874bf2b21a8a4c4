"""The form that begins a new family."""

from __future__ import annotations

from pathlib import Path

from tui.screens.writing import Checked, Field, Rows, WriteForm
from tui.setting_up import file_name_of


def new_form(folder: Path) -> WriteForm[str]:
    """Return the form that asks for a family's name; a name whose case file is there already is at fault."""

    def check(rows: Rows) -> Checked[str]:
        name = " ".join(rows[0].get("name", "").split())
        if not name:
            return Checked(None, {"name": "What is the family called?"})
        path = folder / file_name_of(name)
        if path.exists():
            return Checked(None, {"name": f"{path.name} is there already: write something that tells the two apart."})
        return Checked(name)

    tells = "Its case file is made in this folder, encrypted to your identity and to the recovery recipient."
    return WriteForm(
        "A new family",
        [Field("name", "Name of the family, as on the file; for example Reed and Shaw")],
        check,
        tells=tells,
    )
