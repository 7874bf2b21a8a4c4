"""Whose rows are, told once every file of an import is read: "all" over several files, and rows that name children in their words alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chronology.intake.groups import all_named, group_called
from chronology.intake.report import FileReport, Taken, Warn, rows_said
from chronology.lives.children import subject_children
from chronology.lives.mentions import mentions, other_children, words_of
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import ChildNotTold
from chronology.record.people import Person
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record


def meant_of_all(
    case: CaseFile,
    taken_of: Mapping[int, Taken],
    records: list[Record],
    reports: list[FileReport | None],
) -> CaseFile:
    """Return the case file with "all" and "both" meant of the children of every file, where each names some and no family is known."""
    children = [p for p in case.people.values() if p.is_subject]
    for i, taken in taken_of.items():
        changed: dict[str, list[Entry]] = {}
        for entry_id, words in taken.of_groups:
            entry, group = case.records[entry_id], group_called(words)
            assert isinstance(entry, Entry)
            meant = tuple(child.id for child in group.among(children) or ()) if group else ()
            if meant and set(meant) != set(entry.children):
                changed.setdefault(words, []).append(
                    entry.model_copy(update={"children": meant, "children_as_written": ""})
                )
        report = reports[i]
        if not changed or report is None:
            continue
        warned = [warning for warning in report.warnings if warning.group not in changed]
        for words, entries in changed.items():
            who = all_named(case.people[child].shown_name for child in entries[0].children)
            rows = [cite.row for entry in entries for cite in entry.cites[:1] if cite.row]
            said = f"“{words[:60]}” is taken as {who}, now that every file given is read: no birth is recorded"
            warned.append(Warn(line=min(rows, default=0), message=f"{said} ({rows_said(rows)})"))
            case = case.with_records(entries)
            records.extend(entries)
        reports[i] = report.model_copy(update={"warnings": tuple(sorted(warned, key=lambda w: (w.line, w.message)))})
    return case


def say_whose(case: CaseFile, taken_of: Mapping[int, Taken], reports: list[FileReport | None], day: date) -> None:
    """Say which rows name no child but call several by name: they stand on no such child's page until somebody sets it.

    Each can be put right like a row that is not added: in the preview, or with the table that --not-added writes.
    """
    children: tuple[Person, ...] | None = None
    for i, taken in taken_of.items():
        report = reports[i]
        if report is None or not taken.of_nobody:
            continue
        if children is None:
            children = _children(case, day)
        called: dict[Id, tuple[Id, ...]] = {}
        for entry_id in stepwise(taken.of_nobody):
            entry = case.records.get(entry_id)
            if isinstance(entry, Entry) and len(found := mentions(words_of(entry), children)) > 1:
                called[entry_id] = found
        if not called:
            continue
        rows: dict[tuple[Id, ...], list[int]] = {}
        fates = []
        for fate in report.fates:
            who = called.get(fate.entry) if fate.fate == "added" else None
            if who is None:
                fates.append(fate)
                continue
            rows.setdefault(who, []).append(fate.row)
            names = all_named(case.people[c].shown_name for c in who)
            reason = f"calls {names} by name, and does not say which of them it is about"
            fates.append(fate.model_copy(update={"reason": reason, "cells": taken.of_nobody[fate.entry]}))
        warned = [
            *report.warnings,
            *(
                Warn(
                    line=some[0],
                    message=f"{all_named(case.people[c].shown_name for c in who)} are called by name and no column says whose "
                    f"{'row it is' if len(some) == 1 else 'rows they are'}: on the page of none of them until the children are set, "
                    f"in the preview of the import or with --not-added and --corrected ({rows_said(some)})",
                )
                for who, some in rows.items()
            ),
        ]
        reports[i] = report.model_copy(
            update={"fates": tuple(fates), "warnings": tuple(sorted(warned, key=lambda w: (w.line, w.message)))}
        )


def _children(case: CaseFile, day: date) -> tuple[Person, ...]:
    """Return the children who have a page, and those whose name keeps an entry off one."""
    try:
        subjects = subject_children(case, day)
    except ChildNotTold:
        return ()
    every = {p.id: p for child in subjects for p in (child, *other_children(case, child.id))}
    return tuple(every.values())
