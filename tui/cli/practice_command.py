"""`kinline practice`: the practice data in force, a council's own file checked, a blank workbook and a Word template."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chronology.record.errors import InputError, UsageError
from tui.cli.speaking import say, say_json
from tui.cli.view_commands import output_given

LONGEST = 110
"""Characters of a value that are shown."""
BAD = 3


def show(arguments: Namespace) -> int:
    """Say the practice data in force, of one section or the sections there are; what a council set is marked."""
    from chronology.practice.council import SECTIONS
    from chronology.practice.laid import council_in_force, data_of

    section = arguments.section
    if section and section not in SECTIONS:
        raise UsageError(f"there is no section {section}.", remedy=f"Name one of: {', '.join(SECTIONS)}.")
    council = council_in_force()
    changed = {(c.section, c.place): c for c in council.changes} if council else {}
    if arguments.json:
        wanted = [section] if section else list(SECTIONS)
        say_json(
            {
                "council": council.called if council else None,
                "sections": {name: _plain(data_of(name)) for name in wanted},
                "changed": [_change(c) for (name, _), c in changed.items() if name in wanted],
            }
        )
        return 0
    say(f"Practice data: {f'as it ships, with {council.called} laid over it' if council else 'as it ships'}")
    if not section:
        for name, words in SECTIONS.items():
            count = sum(of == name for of, _ in changed)
            say(f"  {name:<15} {words}{f' ({count} set by the council)' if count else ''}")
        unsure = sum(value == "to be confirmed" for name in SECTIONS for _, value in _lines(data_of(name)))
        say()
        say(f"kinline practice show SECTION lists one. {unsure} rows are to be confirmed against a publication.")
        return 0
    for place, value in _lines(data_of(section)):
        was = changed.get((section, place))
        told = (
            f"   [set by {council.called}, line {was.line}; ships: {was.was or 'nothing'}]" if was and council else ""
        )
        say(f"{place} = {_cut(value)}{told}")
    return 0


def check(arguments: Namespace) -> int:
    """Check a council's file without putting it into force: every fault with its line, or every value that it sets."""
    from chronology.patterns.words import counted
    from chronology.practice.council import checked_council

    name = arguments.file
    try:
        data = Path(name).read_bytes()
    except OSError as failure:
        raise InputError(
            f"the file cannot be opened ({failure.strerror}).", where=name, remedy="Check its name."
        ) from failure
    practice, faults = checked_council(data, Path(name).name)
    if arguments.json:
        say_json(
            {
                "file": name,
                "faults": [{"line": f.line, "place": f.place, "message": f.words} for f in faults],
                "changes": [_change(c) for c in practice.changes] if practice else [],
            }
        )
        return BAD if faults else 0
    for fault in faults:
        say(fault.told(name))
    if practice is None:
        say(f"{len(faults)} to put right; nothing of it is in force.")
        return BAD
    for change in practice.changes:
        say(f"line {change.line}: {change.section}: {change.place}: {_cut(change.was) or 'new'} → {_cut(change.now)}")
    sections = dict.fromkeys(change.section for change in practice.changes)
    say(
        f"{counted(len(practice.changes), 'value')} set, in {', '.join(sections) or 'no section'}. It can be used: --practice {name}"
    )
    return 0


def template(arguments: Namespace) -> int:
    """Write a blank workbook with a sheet for each kind of table of the work."""
    from exporters.documents.atomic import replace_file
    from exporters.work.blank import blank_workbook

    path = output_given(arguments.output, ("xlsx",))
    replace_file(path, blank_workbook())
    say(f"{path}: one sheet a kind of table. Fill what you need; kinline import CASE {path.name} reads it.")
    return 0


def word_template(arguments: Namespace) -> int:
    """Write a Word template to start a council's own from, with every field once."""
    from exporters.documents.atomic import replace_file
    from exporters.documents.template_example import example_template

    path = output_given(arguments.output, ("docx",))
    replace_file(path, example_template(arguments.of))
    say(
        f"{path}: every field of {'an' if arguments.of == 'assessment' else 'a'} {arguments.of} once. Change it in Word;"
    )
    say(f"kinline {arguments.of} CASE --template {path.name} -o OUT.docx fills it.")
    return 0


def _lines(data: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value with its place, keys with dots between."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _lines(value, f"{place}.{key}" if place else str(key))
    elif isinstance(data, list) and data and all(isinstance(row, dict) and "key" in row for row in data):
        for row in data:
            name = f"{row.get('nation', '')} {row['key']}".strip()
            yield from _lines(row, f"{place}.{name}")
    else:
        yield place, ", ".join(map(str, data)) if isinstance(data, list) else str(data)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _change(change: Any) -> dict[str, Any]:
    return {
        "section": change.section,
        "place": change.place,
        "ships": change.was,
        "value": change.now,
        "line": change.line,
    }


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data if isinstance(data, str | int | float | bool) else str(data)
