"""`kinline withheld` and `release`: what an audience does not see, and a person's decision about what it may."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chronology.record.errors import UsageError
from tui.cli.sources import children_meant, day_given, is_case_file, say_reports, source_of, today
from tui.cli.speaking import say, say_json
from tui.cli.view_commands import redaction_given

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chronology.disclosure.audiences import Reason
    from chronology.disclosure.projection import Projection, Request
    from chronology.record.casefile import CaseFile
    from chronology.record.entries import Entry
    from chronology.record.people import Person
    from chronology.record.releases import Chosen
    from chronology.record.values import Id, Record

MOST_LETTERS = 160
"""How much of an entry's words is shown to whoever decides."""


def withheld(arguments: Namespace) -> int:
    """Say what is withheld from an audience, which words name somebody withheld, and what was decided about each."""
    from chronology.disclosure.deciding import reasons_of
    from chronology.disclosure.projection import project

    if not arguments.redact:
        raise UsageError("which audience is meant?", remedy="Name it with --redact AUDIENCE.")
    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    shown = []
    for child in children:
        request = redaction_given(arguments, source.case, child.id, is_childs_own=True)
        assert request is not None
        found = project(source.case, request, day=day)
        shown.append((child, found, reasons_of(source.case, found, request, day=day)))
    if arguments.json:
        say_json({"children": [_data(source.case, *one, others=arguments.others) for one in shown]})
        return 0
    say_reports(source)
    for child, found, codes in shown:
        _tell(source.case, child, found, codes, others=arguments.others)
    return 0


def _data(
    case: CaseFile, child: Person, found: Projection, codes: Mapping[Id, Sequence[Reason]], *, others: bool
) -> dict[str, Any]:
    from chronology.disclosure.deciding import includable, restricted_of

    def told(entry: Record) -> dict[str, Any]:
        return {"id": entry.id, "kind": entry.kind, "date": _date(entry), "words": _words(entry)}

    return {
        "child": {"id": child.id, "name": child.shown_name},
        "made": found.heading,
        "withheld": {reason.value: count for reason, count in found.withheld.items() if count},
        "mentions": [
            told(case.records[m.record])
            | {
                "kinds": sorted({token.kind.value for token in m.tokens}),
                "reasons": [reason.value for reason in codes[m.record]],
                "chosen": m.chosen.value if m.chosen else None,
                "because": m.because,
            }
            for m in found.mentions
        ],
        "restricted": [
            {"id": e.id, "date": e.when.edtf, "restriction": [r.value for r in e.restriction]}
            for e in restricted_of(case, child.id)
        ],
        "others": [told(e) for e in includable(case, child.id, found.audience.key)] if others else [],
    }


def _date(record: Record) -> str:
    from chronology.record.casefile import date_of

    return date_of(record).edtf


def _words(record: Record) -> str:
    """Return the beginning of what a record says, for whoever decides about it."""
    from chronology.disclosure.texts import texts_in
    from chronology.record.entries import Entry

    parts = (
        [record.event, record.action, record.outcome, record.analysis, *(i.words for i in record.impacts)]
        if isinstance(record, Entry)
        else list(texts_in(record))
    )
    words = " · ".join(" ".join(part.split()) for part in parts if part.strip())
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"


def _tell(
    case: CaseFile, child: Person, found: Projection, codes: Mapping[Id, Sequence[Reason]], *, others: bool
) -> None:
    from chronology.disclosure.deciding import includable, restricted_of, told

    say(f"{child.shown_name}, {found.heading}")
    for notice in found.notices():
        say(f"  {notice}")
    if found.mentions:
        say()
        say("Words that name somebody withheld (decide with: kinline release CASE ID …):")
    for mention in found.mentions:
        record = case.records[mention.record]
        state = mention.chosen.value if mention.chosen else "not decided"
        why = f", because {mention.because}" if mention.because else ""
        kinds = " and ".join(sorted({token.kind.value for token in mention.tokens}))
        reasons = " ".join(reason.value for reason in codes[mention.record])
        say(f"  {mention.record[:8]}  {told(record)}: {reasons}: {kinds}; {state}{why}")
        say(f"            {_words(record)}")
    held = restricted_of(case, child.id)
    if held:
        say()
        say("Restricted (lifted one by one with: kinline release CASE ID --lift …):")
    for entry in held:
        say(f"  {entry.id[:8]}  {told(entry)}: {', '.join(r.value for r in entry.restriction)}")
    if others:
        _tell_others(case, includable(case, child.id, found.audience.key))
    say()


def _tell_others(case: CaseFile, entries: Sequence[Entry]) -> None:
    from chronology.disclosure.deciding import told

    say()
    say("About others (included one by one with: kinline release CASE ID --include …):")
    for entry in entries:
        names = ", ".join(case.people[c].shown_name for c in entry.children if c in case.people)
        say(f"  {entry.id[:8]}  {told(entry)}{f', about {names}' if names else ''}: {_words(entry)}")


def release(arguments: Namespace) -> int:
    """Keep a person's decision about one record in what is made for an audience."""
    from tui.cli.work_commands import words_given
    from tui.decisions import keep_decision
    from tui.opening import open_to_write

    path = Path(arguments.case)
    if not is_case_file(path):
        raise UsageError("a decision is kept in a case file.", remedy="Import the files into one: kinline import.")
    if not arguments.redact:
        raise UsageError("for which audience?", remedy="Name it with --redact AUDIENCE.")
    chosen, file = _chosen(arguments)
    day = today()
    words = words_given(file) if file else ""
    with open_to_write(path, arguments) as opened:
        children = children_meant(opened.case, arguments.child, day)
        if len(children) != 1:
            raise UsageError("a decision is about one child's document.", remedy="Name the child with --child.")

        def request(case: CaseFile) -> Request:
            found = redaction_given(arguments, case, children[0].id, is_childs_own=True)
            assert found is not None
            return found

        done = keep_decision(
            opened, arguments.record, chosen, request,
            because=arguments.why, worker=arguments.worker, words=words, day=day,
        )  # fmt: skip
    say(f"Change {done.seq}: {done.label}. It lapses once the record is changed; kinline undo takes it back.")
    return 0


def _chosen(arguments: Namespace) -> tuple[Chosen, str]:
    from chronology.record.releases import Chosen

    given = [
        (chosen, value if isinstance(value, str) else "")
        for chosen, value in (
            (Chosen.AS_WRITTEN, arguments.as_written),
            (Chosen.WITHOUT_NAMES, arguments.without_names),
            (Chosen.REWORDED, arguments.reworded),
            (Chosen.LEFT_OUT, arguments.left_out),
            (Chosen.INCLUDED, arguments.include),
            (Chosen.LIFTED, arguments.lift),
        )
        if value
    ]
    if len(given) != 1:
        raise UsageError(
            "one decision at a time.",
            remedy="Give one of --as-written, --without-names, --reworded FILE, --left-out, --include, --lift.",
        )
    return given[0]
