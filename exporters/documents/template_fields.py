"""The fields of a Word template: what they are called, and their values, taken from a document's own page and data.

Nothing is read from the case file here: what a document does not hold, for an audience or a profile, no template can ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chronology.practice.categories import category_label
from chronology.record.dates import When
from chronology.record.entries import Extra
from exporters.documents.file_columns import not_shown_words
from exporters.documents.left_out import counted_words
from exporters.documents.pages import Block, Document, Facts, Heading, Picture
from exporters.documents.wording import date_words


@dataclass(frozen=True)
class Part:
    """Blocks of the page that a field stands for; they need a paragraph of their own: {{p name }}."""

    blocks: tuple[Block, ...]


COMMON = {
    "title": "the document's title",
    "child": "the child's name; of a family's pack the children's",
    "children": "the children's names, one by one",
    "initials": "the child's initials; several with commas",
    "born": "when the child was born; several with commas",
    "family": "what the family is called in the case file",
    "day": "the day it speaks of",
    "author": "who made it",
    "made": "for whom it was made and what is withheld from them, where it was made for an audience",
    "check_code": "the document check code",
    "profile": "the key of the chronology's profile",
    "says": "one sentence on what the chronology holds",
    "period": "the period of the chronology",
    "agencies": "the agencies whose entries it holds, one by one",
    "involvement": "how long social care has been involved, point by point; only of a profile that has it",
    "in_short": "what is counted at the head of the chronology, point by point",
    "entries": "the entries, one by one",
    "left_out": "what was left out, with reason and count, point by point",
    "to_check": "what to check before sharing, point by point",
}
"""Fields of words that every document has; those that tell of several things are lists."""
LISTS = ("children", "agencies", "involvement", "in_short", "entries", "left_out", "to_check")

ENTRY = {
    "child": "the child whose chronology it stands in",
    "number": "serial number",
    "date": "date as it is printed",
    "age": "the child's age",
    "event": "what happened",
    "beside": "what stands beside it: why it was included, how many events, what explains it, people's own accounts, the file's own columns",
    "source": "who says it",
    "agency": "the agency",
    "basis": "how we know",
    "standing": "recorded, alleged, admitted, found …",
    "falls": "depends on the dates, where it does; else empty",
    "impact": "what it was for this child",
    "seen": "whether and by whom the child was seen",
    "views": "the child's own words, with the question asked",
    "action": "what was done",
    "outcome": "what came of it",
    "analysis": "analysis",
    "category": "kind of entry",
    "files": "the files and rows it was read from",
}
"""Fields of one entry; empty where the profile does not let it leave, or nothing is recorded."""

CHRONOLOGY_PARTS = {
    "facts": "the facts at its head",
    "sources": "the table of agencies",
    "chronology": "the table of entries, those without a date after it",
    "files": "the table of files",
    "reading": "how to read it",
}
"""Parts of a chronology, each in a paragraph of its own: {{p chronology }}."""

PACK_PARTS = {
    "facts": "the facts at its head",
    "genogram": "the genogram alone, with its words for those who cannot see it",
    "ecomap": "the ecomap of each child, with its words",
    "part_family_composition": "part 1",
    "part_genogram": "part 2",
    "part_ecomap": "part 3",
    "part_chronology": "part 4",
    "part_history_and_underlying_causes": "part 5",
    "part_analysis_of_harm": "part 6",
    "part_impact_on_each_child": "part 7",
    "part_worries_goals_and_safety_scale": "part 8",
    "part_plans_and_services": "part 9",
    "part_what_is_not_known": "part 10",
    "part_sources": "part 11",
}
"""Parts of an assessment pack, each in a paragraph of its own: {{p part_analysis_of_harm }}."""


def fields_of(document: Document) -> dict[str, Any]:
    """Return every field of a document that a template can ask for: words, lists of words, entries, and parts."""
    chronologies = document.data.get("chronologies")
    is_pack = chronologies is not None
    told: list[Mapping[str, Any]] = list(chronologies or (document.data,) if is_pack else (document.data,))
    sections = _sections(document.blocks)
    many = len(told) > 1
    common: dict[str, Any] = {
        "title": document.title,
        "child": ", ".join(one["child"]["name"] for one in told),
        "children": [one["child"]["name"] for one in told],
        "initials": ", ".join(one["child"]["initials"] for one in told),
        "born": ", ".join(_date(one["child"]["birth"]) for one in told),
        "family": told[0]["family"],
        "day": date_words(When.on(document.day)),
        "author": document.author,
        "made": told[0]["made"],
        "check_code": told[0]["check_code"],
        "profile": told[0]["profile"],
        "says": told[0]["says"],
        "period": "; ".join(f"{one['child']['name']}: {one['period']}" if many else one["period"] for one in told),
        "agencies": sorted({agency for one in told for agency in one["agencies"]["held"]}, key=str.casefold),
        "entries": [_entry(entry, one["child"]["name"]) for one in told for entry in one["entries"]],
    }
    for name in ("involvement", "in_short", "to_check"):
        common[name] = [_whose(words, one, many) for one in told for words in one[name]]
    common["left_out"] = [
        _whose(words, one, many)
        for one in told
        for words in (
            *(counted_words(row["count"], row["reason"], row.get("which", "")) for row in one["left_out"]),
            *not_shown_words(one["columns_not_shown"]),
        )
    ]
    parts = _pack_parts(sections) if is_pack else _chronology_parts(sections)
    return {**common, **parts}


def _whose(words: str, one: Mapping[str, Any], many: bool) -> str:
    return f"{one['child']['name']}: {words}" if many else words


def _date(edtf: str) -> str:
    return date_words(When(edtf=edtf)) if edtf else "not recorded"


def _entry(entry: Mapping[str, Any], child: str) -> dict[str, Any]:
    """Return one entry's fields as words."""
    found = {name: entry.get(name, "") or "" for name in ENTRY}
    return {
        **found,
        "child": child,
        "number": entry["number"],
        "date": entry["date_in_words"],
        "category": category_label(found["category"]) if found["category"] else "",
        "beside": "\n".join(_beside(entry)),
        "falls": entry["falls"] if entry["falls"] == "depends on the dates" else "",
        "seen": _seen(entry.get("seen")),
        "views": "\n".join(_view(view) for view in entry.get("views", ())),
        "files": "; ".join(", ".join(p for p in (f["file"], f["place"]) if p) for f in entry["files"]),
    }


def _beside(entry: Mapping[str, Any]) -> Iterable[str]:
    if "included" in entry:
        yield f"Included, because {entry['included']}" if entry["included"] else "Included"
    if entry.get("count", 1) > 1:
        yield f"stands for {entry['count']} events"
    for why in entry.get("explained_by", ()):
        yield f"explained by {why['by']}" + (f", as {why['said_by']} said" if why["said_by"] else "")
    for account in entry.get("own_accounts", ()):
        yield f"{account['who']}’s own account: {account['words']}"
    for column in entry.get("file_columns", ()):
        if not Extra(**column).is_numbering:
            yield f"{column['column']}: {column['words']}"


def _seen(seen: Mapping[str, Any] | None) -> str:
    if not seen:
        return ""
    by = f" by {seen['by']}" if seen["by"] else ""
    return f"Seen alone{by}" if seen["alone"] else f"Seen{by}"


def _view(view: Mapping[str, Any]) -> str:
    asked = f"Asked: “{view['question']}” " if view["question"] else ""
    beside = ", ".join(p for p in (f"to {view['to_whom']}" if view["to_whom"] else "", view["present"]) if p)
    return f"{asked}“{view['words']}”" + (f" ({beside})" if beside else "")


# Parts of the page


def _sections(blocks: Iterable[Block]) -> dict[str, tuple[Block, ...]]:
    """Return the blocks below each heading of the first level; those before any of them under an empty one."""
    found: dict[str, list[Block]] = {"": []}
    at = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            at = block.text
            found[at] = []
        else:
            found[at].append(block)
    return {heading: tuple(some) for heading, some in found.items()}


def _chronology_parts(sections: Mapping[str, tuple[Block, ...]]) -> dict[str, Any]:
    undated = sections.get("Entries without a date", ())
    return {
        "facts": Part(tuple(block for block in sections[""] if isinstance(block, Facts))),
        "sources": Part(sections.get("Where it comes from", ())),
        "chronology": Part(
            (*sections.get("Chronology", ()), *((Heading("Entries without a date", 2), *undated) if undated else ()))
        ),
        "files": Part(sections.get("Files", ())),
        "reading": Part(sections.get("How to read it", ())),
    }


def _pack_parts(sections: Mapping[str, tuple[Block, ...]]) -> dict[str, Any]:
    by_name = {_name(heading): blocks for heading, blocks in sections.items() if heading}
    parts = {name: Part(by_name.get(name, ())) for name in PACK_PARTS if name.startswith("part_")}
    return {
        "facts": Part(tuple(block for block in sections[""] if isinstance(block, Facts))),
        "genogram": Part(_pictures(parts["part_genogram"])),
        "ecomap": Part(_pictures(parts["part_ecomap"])),
        **parts,
    }


def _pictures(part: Part) -> tuple[Block, ...]:
    return tuple(block for block in part.blocks if isinstance(block, Picture))


def _name(heading: str) -> str:
    """Return "part_analysis_of_harm" for "6. Analysis of harm"."""
    return "part_" + "_".join(re.findall(r"[a-z]+", heading.partition(". ")[2].casefold()))
