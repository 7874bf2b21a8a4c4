"""What is true of the case file as a whole, as the fields of a form: its name, nation, council and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from chronology.intake.family_edits import FamilyEdit
from chronology.practice.categories import folded
from chronology.record.casefile import CaseFile
from chronology.record.plans import Family
from chronology.record.values import new_id

NATIONS: Mapping[str, str] = {
    "england": "England", "scotland": "Scotland", "wales": "Wales", "northern_ireland": "Northern Ireland",
}  # fmt: skip
"""Whose timescales apply, by key."""
FIELDS: Mapping[str, str] = {
    "name": "What the case file is called",
    "nation": "Nation, whose timescales apply; not said: that of the practice data in force",
    "council": "Council",
    "case_ids": "The council's own numbers of the family, a semicolon between",
    "note": "Note",
}
"""What of the family may be changed, with the label of each field."""


def written_of_family(case: CaseFile) -> dict[str, str]:
    """Return the family as the fields of a form, which `family_edited` reads back to the same."""
    family = case.family or Family(id="", name="")
    return {
        "name": family.name,
        "nation": NATIONS.get(family.nation, family.nation),
        "council": family.council,
        "case_ids": "; ".join(family.case_ids),
        "note": family.note,
    }


def family_edited(case: CaseFile, fields: Mapping[str, str]) -> tuple[FamilyEdit | None, dict[str, str]]:
    """Return the edit that the changed fields make, or field → what is wrong with it; a field left alone changes nothing."""
    before = written_of_family(case)
    changed = {key: fields.get(key, "").strip() for key in FIELDS if fields.get(key, "").strip() != before[key].strip()}
    if not changed:
        return None, {"": "Nothing was changed."}
    if changed.get("name") == "":
        return None, {"name": "A case file has a name."}
    update: dict[str, object] = dict(changed)
    if "nation" in changed:
        nation = next((key for key, words in NATIONS.items() if folded(words) == folded(changed["nation"])), "")
        if changed["nation"] and not nation:
            return None, {"nation": f"Write one of these: {', '.join(NATIONS.values())}."}
        update["nation"] = nation
    if "case_ids" in changed:
        update["case_ids"] = tuple(part.strip() for part in changed["case_ids"].split(";") if part.strip())
    family = case.family or Family(id=new_id(), name="")
    said = ", ".join("the council's numbers" if key == "case_ids" else key for key in changed)
    return FamilyEdit(f"The family: {said} changed", (family.model_copy(update=update),)), {}
