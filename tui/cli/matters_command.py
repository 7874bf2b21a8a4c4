"""`kinline matters`: accounts of several sources side by side, and the decision whether they tell of one matter."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.errors import UsageError
from tui.cli.sources import is_case_file, say_reports, source_of
from tui.cli.speaking import say, say_json

if TYPE_CHECKING:
    from chronology.lives.matters import FoundMatter
    from chronology.record.casefile import CaseFile
    from chronology.record.imports import Matter


def matters(arguments: Namespace) -> int:
    """List the matters that several sources tell of; with --one, --apart or --join, keep what was decided."""
    from chronology.lives.matters import matter_values, matters_of

    if arguments.one or arguments.apart or arguments.join:
        return _decide(arguments)
    source = source_of(arguments)
    found = matters_of(source.case)
    if arguments.json:
        say_json({"matters": [{"number": n} | matter_values(source.case, m) for n, m in enumerate(found, 1)]})
        return 0
    say_reports(source)
    if not found:
        say("No two sources seem to tell of one matter.")
    for number, matter in enumerate(found, 1):
        for line in _lines(number, matter, source.case):
            say(line)
    return 0


def _lines(number: int, matter: FoundMatter, case: CaseFile) -> list[str]:
    from chronology.lives.matters import matter_values

    values = matter_values(case, matter)
    state = "one matter, as decided" if matter.is_decided else "one matter?"
    lines = [f"{number:>3}  {state} ({matter.why})"]
    for account in values["accounts"]:
        place = f" [{account['file']}, row {account['row']}]" if account["file"] else ""
        event = " ".join(account["event"].split())
        lines.append(
            f"     {account['date'] or 'undated':<12} {account['agency'] or 'source not named'}: {event}{place}"
        )
    lines += [f"     the accounts differ in {words}" for words in matter.contradictions]
    return lines


def _decide(arguments: Namespace) -> int:
    from tui.opening import open_to_write

    path = Path(arguments.source[0])
    if len(arguments.source) != 1 or not is_case_file(path):
        raise UsageError("a decision is kept in a case file.", remedy="kinline matters CASE --one 3 --apart 5")
    with open_to_write(path, arguments) as opened:
        made = _made(opened.case, arguments)
        label = ", ".join(
            f"{len(m.entries)} accounts {'told of one matter' if m.is_one else 'kept apart as different matters'}"
            for m in made
        )
        opened.record(label, values=made, why=arguments.why or "")
    for matter in made:
        say(
            f"{len(matter.entries)} accounts: {'one matter' if matter.is_one else 'not one matter'}. Nothing was merged."
        )
    return 0


def _made(case: CaseFile, arguments: Namespace) -> list[Matter]:
    from chronology.lives.matters import matters_of
    from chronology.record.imports import Matter
    from chronology.record.values import new_id

    found = matters_of(case)
    made = []
    for numbers, is_one in ((arguments.one, True), (arguments.apart, False)):
        for number in numbers or ():
            if not 1 <= number <= len(found):
                raise UsageError(f"there is no matter number {number}.", remedy="kinline matters CASE lists them.")
            matter = found[number - 1]
            earlier = _earlier(case, matter.entries)
            made.append(Matter(id=earlier or new_id(), entries=matter.entries, is_one=is_one, why=arguments.why or ""))
    if arguments.join:
        known = {entry.id for entry in case.entries}
        unknown = [entry for entry in arguments.join if entry not in known]
        if unknown or len(set(arguments.join)) < 2:
            raise UsageError(
                f"{unknown[0]} is no entry of this case file." if unknown else "one account alone is no matter.",
                remedy="Give two or more ids, as kinline chronology -o OUT.json shows them.",
            )
        made.append(Matter(id=new_id(), entries=tuple(dict.fromkeys(arguments.join)), why=arguments.why or ""))
    return made


def _earlier(case: CaseFile, entries: Sequence[str]) -> str:
    from chronology.record.imports import Matter

    return next((m.id for m in case.of_kind(Matter) if set(m.entries) == set(entries)), "")
