"""Commands that only look: people, genogram, chronology."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chronology.record.errors import UsageError
from tui.cli.parsers.forms import FORMATS_CHRONOLOGY, FORMATS_GENOGRAM
from tui.cli.profiles import profile_given
from tui.cli.sources import children_meant, day_given, say_reports, source_of, today
from tui.cli.speaking import plain, progress, say, say_json
from tui.cli.templates import template_given

if TYPE_CHECKING:
    from chronology.disclosure.projection import Request
    from chronology.lives.households import Home, Member
    from chronology.lives.kinship import FamilyGraph
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from exporters.genogram.genogram import Genogram

LEAST_DPI, MOST_DPI = 36, 600
"""Dots an inch that a PNG can be asked for with."""
LEAST_WIDTH = 20
"""Columns that a text can be asked for with."""


def people(arguments: Namespace) -> int:
    """Say who is who to each child, and who lives where on the day."""
    from chronology.lives.households import household_members
    from chronology.lives.kinship import FamilyGraph

    source = source_of(arguments)
    day = day_given(arguments.as_at, "--as-at") or today()
    children = children_meant(source.case, arguments.child, day)
    graph = FamilyGraph(source.case, day)
    homes = household_members(source.case, day)
    if arguments.json:
        say_json(_people_json(source.case, children, graph, homes, day))
        return 0
    say_reports(source)
    for child in children:
        say(f"{child.shown_name}, born {child.birth.words()}" if not child.birth.is_undated else child.shown_name)
        for relation in graph.relations(child.id):
            person = source.case.people[relation.person]
            say(f"  {person.shown_name}: {relation.words}{_life_words(person, day)}")
        say()
    for home in homes:
        since = "; no end recorded" if all(member.is_open for member in home.members) else ""
        say(
            f"{home.name} on {_day_words(day)}: "
            + "; ".join(_member_words(source.case, home, m) for m in home.members)
            + since
        )
    if not homes:
        say(f"Who lived where on {_day_words(day)} is not recorded.")
    return 0


def _day_words(day: date) -> str:
    from chronology.record.dates import When

    return When.on(day).words()


def _life_words(person: Person, day: date) -> str:
    from chronology.record.dates import Falls, When, age_at

    if person.is_dead or person.death.happened_by(day) in {Falls.CERTAIN, Falls.POSSIBLE}:
        return f", died {person.death.words()}" if not person.death.is_undated else ", has died"
    if person.birth.is_undated or person.birth.happened_by(day) is Falls.NO:
        return ""
    return f", {age_at(person.birth, When.on(day)).words()}"


def _member_words(case: CaseFile, home: Home, member: Member) -> str:
    from chronology.lives.households import how_lives

    how = how_lives(case, home, member)
    return case.people[member.person].shown_name + (f" ({how})" if how else "")


def _people_json(
    case: CaseFile, children: tuple[Person, ...], graph: FamilyGraph, homes: Any, day: date
) -> dict[str, Any]:
    def told(person: Person) -> dict[str, Any]:
        return {
            "id": person.id,
            "ref": person.ref or person.id,
            "name": person.shown_name,
            "gender": person.gender.value,
            "birth": person.birth.edtf,
            "death": person.death.edtf,
        }

    return {
        "as_at": day.isoformat(),
        "children": [
            {
                **told(child),
                "people": [{**told(case.people[r.person]), "relation": r.words} for r in graph.relations(child.id)],
            }
            for child in children
        ],
        "households": [
            {
                "id": home.id,
                "name": home.name,
                "members": [
                    {
                        "id": m.person,
                        "name": case.people[m.person].shown_name,
                        "footing": m.footing,
                        "depends": m.depends,
                        "carers": [case.people[c].shown_name for c in m.carers if c in case.people],
                    }
                    for m in home.members
                ],
            }
            for home in homes
        ],
    }


def genogram(arguments: Namespace) -> int:
    """Draw the family into one file."""
    output = output_given(arguments.output, FORMATS_GENOGRAM)
    if arguments.generations is not None and arguments.generations < 1:
        raise UsageError("--generations: at least 1.", remedy="Give a whole number, as --generations 3.")
    form = output.suffix[1:].lower()
    if arguments.dpi is not None and (form != "png" or not LEAST_DPI <= arguments.dpi <= MOST_DPI):
        raise UsageError(f"--dpi: {LEAST_DPI} to {MOST_DPI} dots an inch, of a .png.")
    if (arguments.width is not None or arguments.ascii) and form != "txt":
        raise UsageError("--width and --ascii: only of a .txt.", remedy="Leave them out, or write a .txt.")
    if arguments.width is not None and arguments.width < LEAST_WIDTH:
        raise UsageError(f"--width: {LEAST_WIDTH} columns or more.")
    if arguments.paper is not None and form != "pdf":
        raise UsageError("--paper: only a .pdf has pages.", remedy="Leave it out, or write a .pdf.")
    days = sorted({day_given(words, "--as-at") or today() for words in arguments.as_at or [None]})
    source = source_of(arguments)
    say_reports(source)
    child = children_meant(source.case, arguments.child, days[0])[0].id if arguments.child else None
    redact = redaction_given(arguments, source.case, child)
    from chronology.journal.fold import state_hash
    from exporters.genogram.bounds import bounds_in_words
    from exporters.genogram.chosen import shown_marks
    from exporters.genogram.genogram import genogram as draw
    from exporters.genogram.writing import Printing, files_of
    from tui.leaving import leaving, put_in_place

    out, whole = leaving(source.case, state_hash, redact, day=days[0], keep=source.keep)
    printing = Printing(
        paper=arguments.paper or "auto",
        dpi=arguments.dpi or 200,
        width=arguments.width,
        is_ascii=arguments.ascii,
    )
    drawings: list[tuple[Genogram, Path]] = []
    with progress() as line:
        for day in days:
            path = output if len(days) == 1 else output.with_name(f"{output.stem}-{day.isoformat()}{output.suffix}")
            line("laying out the family")
            drawing = draw(
                whole,
                day=day,
                child=child,
                known_on=day_given(arguments.known_on, "--known-on"),
                profile=arguments.profile,
                fill=arguments.fill,
                generations=arguments.generations,
                title=arguments.title,
                author=arguments.author,
                state_hash=out.state_hash,
                show=shown_marks(arguments.show),
                redact=redact,
            )
            drawings.append((drawing, path))
        line(f"writing {output.name}")
        files = files_of(drawings, printing)
        put_in_place(files, out, what="genogram", keep=source.keep)
    for drawing, path in drawings:
        for notice in drawing.notices:
            print(plain(notice), file=sys.stderr)
        say(f"{path}: {len(drawing.present)} people drawn")
    say(f"layout: {bounds_in_words(drawings[0][0].layout.rules)}")
    return 0


def redaction_given(
    arguments: Namespace, case: CaseFile, child: str | None, *, is_childs_own: bool = False
) -> Request | None:
    """Return for whom something is made, if it is made for an audience."""
    if not arguments.redact:
        options = (
            ("--for", arguments.for_parent),
            ("--purpose", arguments.purpose),
            ("--pseudonyms", arguments.pseudonyms),
            ("--roles-only", arguments.roles_only),
        )
        given = [name for name, value in options if value]
        if given:
            raise UsageError(
                f"{' and '.join(given)}: only for what is made for an audience.", remedy="Add --redact AUDIENCE."
            )
        return None
    from tui.leaving import request_for

    return request_for(
        arguments.redact,
        case,
        child,
        arguments.for_parent,
        arguments.purpose,
        is_childs_own=is_childs_own,
        has_pseudonyms=arguments.pseudonyms,
        hides_professionals=arguments.roles_only,
    )


def chronology(arguments: Namespace) -> int:
    """Write a chronology for one child, or one for each subject child."""
    output = output_given(arguments.output, FORMATS_CHRONOLOGY)
    profile, template = profile_given(arguments.profile), template_given(arguments.template, output)
    source = source_of(arguments)
    say_reports(source)
    day = day_given(arguments.as_at, "--as-at") or today()
    start, end = day_given(arguments.start, "--from"), day_given(arguments.end, "--to")
    if start and end and start > end:
        raise UsageError("--from is after --to.", remedy="Give the earlier day to --from.")
    children = children_meant(source.case, arguments.child, day)
    case = source.case
    known_on = day_given(arguments.known_on, "--known-on")
    from chronology.journal.fold import state_hash
    from chronology.patterns.words import counted
    from exporters.documents.file_names import path_of_child
    from tui.exports import Chosen, chronology_export, not_learned_words
    from tui.leaving import leaving, let_leave_together

    known = case.as_known_on(known_on) if known_on is not None else None
    if known is not None:
        case = known.case
        print(not_learned_words(known), file=sys.stderr)
    chosen = Chosen(profile, start, end, tuple(arguments.only_agency), template, known)
    whole = source.case
    several = []
    with progress() as line:
        for child in children:
            path = output if arguments.child else path_of_child(output, case, child.id)
            request = redaction_given(arguments, whole, child.id, is_childs_own=True)
            out, whole = leaving(case, state_hash, request, day=day, whole=whole, keep=source.keep)
            export = chronology_export(child, path, chosen, day=day, author=arguments.author, progress=line)
            several.append((export, out))
        line(f"writing {counted(len(several), 'chronology', 'chronologies')}")
        done = let_leave_together(several, author=arguments.author, keep=source.keep)
    for child, made in zip(children, done, strict=True):
        for notice in made.notices:
            print(plain(f"{child.shown_name}: {notice}" if len(children) > 1 else notice), file=sys.stderr)
        for file, _ in made.files:
            say(f"{file}: {child.shown_name}")
    return 0


def output_given(words: str, formats: tuple[str, ...]) -> Path:
    """Return the path to write to; raises UsageError for a form that is not known or a folder that is not there."""
    path = Path(words)
    if path.suffix[1:].lower() not in formats:
        raise UsageError(
            f"--output: the name has to end in one of .{', .'.join(formats)}.",
            remedy=f"For example -o {path.stem or 'out'}.{formats[0]}",
        )
    if path.parent != Path() and not path.parent.is_dir():
        raise UsageError(f"--output: there is no folder {path.parent}.", remedy="Make it first, or name another.")
    return path
