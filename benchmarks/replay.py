"""When the record first shows neglect over time, against what the reviews say: `python -m benchmarks.replay`.

Each published case under KINLINE_CORPUS is shown as at the end of every month, as if the later entries were not there: the
first month with the pattern (certain, possible) beside the dates that the review itself calls missed. Made children always:
neglected over years (by which of their concerns it is shown), and controls with as much contact whose concerns were resolved,
single, medical or explained by hardship (how many show it). A case never shown counts a lead of 0.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measuring import figure
from chronology.intake.importing import case_from_files
from chronology.lives.children import subject_children
from chronology.patterns.registry import patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When, add_months
from chronology.record.entries import Entry, Explanation, Neglect
from chronology.record.people import Person

RULE = ("chronic_neglect",)
KINDS = ("resolved", "single", "medical", "hardship")


def months(first: date, last: date) -> list[date]:
    """Return the last day of every month from one day to another."""
    out = []
    day = date(first.year, first.month, 1)
    while day <= last:
        day = add_months(day, 1)
        out.append(day - timedelta(1))
    return out


def first_shown(case: CaseFile, child: str, days: list[date]) -> dict[str, date]:
    """Return the first of some days on which the pattern is shown, by certainty."""
    found: dict[str, date] = {}
    for day in days:
        for pattern in patterns_of(case, child, day=day, only=RULE):
            found.setdefault(pattern.certainty.value, day)
        if "certain" in found:
            break
    return found


def replayed(folder: Path) -> None:
    """Print each case's first months, and over all of them how many are shown in time and the median lead."""
    leads: list[float] = []
    in_time = 0
    cases = sorted(folder.glob("*.conclusions.json"))
    for file in cases:
        name = file.name.partition(".")[0]
        told = json.loads(file.read_text("utf-8"))
        plan = case_from_files([folder / f"{name}.ged", folder / f"{name}.chronology.csv"], day=date.today())  # noqa: DTZ011
        outcome = When(edtf=told["outcome_date"])
        missed = [When(edtf=d["date"]) for d in told["should_have_been_recognised"]]
        first = min(e.when.earliest for e in plan.case.entries if e.when.earliest)
        assert outcome.latest is not None
        days = months(first, outcome.latest)
        shown: list[date] = []
        print(f"{name}: outcome {outcome.edtf}; called missed {', '.join(w.edtf for w in missed)}")
        for child in subject_children(plan.case, outcome.latest):
            found = first_shown(plan.case, child.id, days)
            shown += found.values()
            print(f"  {child.shown_name}: " + (", ".join(f"{k} {v:%Y-%m}" for k, v in found.items()) or "not shown"))
        by = missed[min(1, len(missed) - 1)].latest
        earliest = min(shown, default=None)
        in_time += earliest is not None and by is not None and (earliest.year, earliest.month) <= (by.year, by.month)
        leads.append((outcome.latest - earliest).days / 30.4375 if earliest else 0.0)
    if cases:
        figure("cases shown by the second date called missed", f"{in_time} of {len(cases)}")
        figure("median lead before the outcome, months", f"{statistics.median(leads):.1f}")


def control(kind: str, seed: int) -> CaseFile:
    """Return an invented family with much contact and no neglect over time."""
    draw = random.Random(f"{kind} {seed}")
    child = Person(id="c", name="Ada Reed", birth=When(edtf="2014-03-02"), is_subject=True)
    start = date(2016, 1, 4) + timedelta(draw.randrange(900))
    rows: list[tuple[int, str, dict[str, Any]]] = []

    def add(after: int, category: str, **more: Any) -> None:
        rows.append((after, category, more))

    for k in range(draw.randrange(10, 25)):
        add(30 * k + draw.randrange(20), draw.choice(("home_visit", "health_contact", "school", "visit", "core_group")))
    domains = ("FTP-food", "FTP-hygiene", "LOS", "FTP-shelter", "FTP-education")
    if kind == "resolved":
        until = draw.choice((60, 120, 180))
        for _ in range(draw.choice((2, 3, 4, 5))):
            add(
                draw.randrange(until),
                draw.choice(("referral", "concern_reported", "home_conditions")),
                neglect=draw.choice(domains),
            )
        add(draw.randrange(40, until + 40), "service_started")
        for k in range(4):
            add(until + 30 + 40 * k, draw.choice(("progress", "strength")))
        add(until + 200, "case_closed")
    elif kind == "single":
        for _ in range(draw.choice((1, 2, 3, 4))):
            add(draw.randrange(6), draw.choice(("referral", "police_report", "concern_reported")), neglect="LOS")
        add(20, "assessment")
        add(45, "no_further_action")
    elif kind == "medical":
        for _ in range(draw.randrange(4, 12)):
            add(
                draw.randrange(700),
                draw.choice(("hospital_admission", "health", "cancelled", "was_not_brought", "growth")),
                neglect=draw.choice(("", "", "FTP-medical")),
            )
        for _ in range(draw.choice((0, 1, 2))):
            add(draw.randrange(700), "concern_reported", neglect="FTP-medical", explained="disability")
    else:
        for _ in range(draw.randrange(4, 10)):
            add(
                draw.randrange(900),
                draw.choice(("home_conditions", "hunger", "hygiene", "referral")),
                neglect=draw.choice(domains),
                explained=draw.choice(("money", "housing")),
            )
        add(60, "service_offered")
    entries = [
        Entry(
            id=f"e{k}",
            when=When.on(start + timedelta(after)),
            category=category,
            children=("c",),
            neglect=(Neglect(domain=more["neglect"]),) if more.get("neglect") else (),
            explained_by=(Explanation(by=more["explained"]),) if more.get("explained") else (),
            event=f"{category} {k}",
        )
        for k, (after, category, more) in enumerate(rows)
    ]
    return CaseFile.of([child, *entries])


def neglected(seed: int) -> CaseFile:
    """Return an invented child with neglect concerns every few months over four years, among as much other contact."""
    draw = random.Random(f"neglected {seed}")
    child = Person(id="c", name="Ada Reed", birth=When(edtf="2014-03-02"), is_subject=True)
    start = date(2016, 1, 4) + timedelta(draw.randrange(400))
    entries = []
    after = 0
    domains = draw.sample(("FTP-food", "FTP-hygiene", "LOS", "FTP-shelter", "EMO"), 3)
    for _k in range(12):
        after += draw.randrange(60, 220)
        kind = draw.choice(("referral", "concern_reported", "home_conditions", "hygiene"))
        entries.append((after, kind, (Neglect(domain=draw.choice(domains)),)))
        entries += [(after + draw.randrange(50), draw.choice(("home_visit", "school", "visit")), ()) for _ in range(2)]
        if draw.random() < 0.3:
            entries.append((after + 50, draw.choice(("case_closed", "service_started", "was_not_brought")), ()))
    return CaseFile.of(
        [
            child,
            *(
                Entry(
                    id=f"e{k}",
                    when=When.on(start + timedelta(d)),
                    category=c,
                    children=("c",),
                    neglect=n,
                    event=f"{c} {k}",
                )
                for k, (d, c, n) in enumerate(entries)
            ),
        ]
    )


def onsets(number: int) -> None:
    """Print in how many made neglected children the pattern is shown, and by which of their concerns at the median."""
    at = []
    for seed in range(number):
        case = neglected(seed)
        concerns = [e.when.earliest for e in case.entries if e.neglect]
        days = [d for d in concerns if d is not None]
        found = first_shown(case, "c", sorted({e.when.earliest for e in case.entries if e.when.earliest}))
        if found:
            at.append(sum(d <= found["certain"] for d in days))
    figure("made neglected children for whom it is shown", f"{len(at)} of {number}")
    figure("  by which of their concerns, median (of 12)", f"{statistics.median(at):g}" if at else "none")


def controls(number: int) -> None:
    """Print how many made controls show the pattern at any month, by kind."""
    every = 0
    for kind in KINDS:
        alarms = 0
        for seed in range(number):
            case = control(kind, seed)
            first = case.entries[0].when.earliest
            assert first is not None
            alarms += bool(first_shown(case, "c", months(first, add_months(first, 48))[::3]))
        every += alarms
        figure(f"controls that show it, {kind}", f"{alarms} of {number}")
    figure("controls that show it, share", f"{100 * every / (number * len(KINDS)):.1f} %")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ten controls of each kind")
    is_quick = parser.parse_args().quick
    onsets(10 if is_quick else 100)
    controls(10 if is_quick else 100)
    where = os.environ.get("KINLINE_CORPUS")
    if not where:
        print("KINLINE_CORPUS is not set: no published case was replayed")
        return
    replayed(Path(where) / "cases")


if __name__ == "__main__":
    main()
