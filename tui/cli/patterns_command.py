"""`kinline patterns`: patterns to consider in each child's record."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import progress, say, say_json


def patterns(arguments: Namespace) -> int:
    """Say the patterns to consider for one child, or for each subject child."""
    from chronology.patterns.registry import RULES, patterns_of
    from chronology.patterns.words import counted
    from chronology.record.errors import UsageError
    from exporters.documents.patterns import patterns_data, patterns_text

    known = [rule.key for rule in RULES]
    for key in arguments.rule:
        if key not in known:
            raise UsageError(f"--rule: there is no rule {key}.", remedy=f"Name one of: {', '.join(known)}.")
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    case = source.case
    known_on = day_given(arguments.known_on, "--known-on")
    left_out = 0
    if known_on is not None:
        known_case = case.as_known_on(known_on)
        left_out = len(known_case.entries_not_recorded)
        case = known_case.case
    children = children_meant(source.case, arguments.child, day)
    found = []
    with progress() as line:
        for child in children:
            line(f"reading the record of {child.shown_name}")
            found.append((child, patterns_of(case, child.id, day=day, only=tuple(arguments.rule))))
    if arguments.json:
        data = patterns_data(case, day, found)
        if known_on is not None:
            data |= {"known_on": known_on.isoformat(), "date_we_learned_not_recorded": left_out}
        say_json(data)
        return 0
    say_reports(source)
    if left_out:
        say(f"{counted(left_out, 'entry is', 'entries are')} left out: date we learned: not recorded.")
        say()
    say(patterns_text(case, day, found).rstrip("\n"))
    return 0
