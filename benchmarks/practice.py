"""Whether the checks of practice find what is left open in decisions and closures, and nothing that is not.

    python -m benchmarks.practice [--quick]

A workbook is made from a seed, with a family for each pair of a threshold decision and a closure; faults are put into about
half of them and noted. It is read as an import reads it, and what the checks find is laid beside what was put in.
"""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import openpyxl

from benchmarks.measuring import figure, options
from chronology.checks.registry import points_of
from chronology.intake.importing import FileGiven, plan_import
from chronology.practice.checks import checks_data
from chronology.practice.work_tables import work_tables
from chronology.record.casefile import CaseFile

DAY = date(2024, 6, 1)
FAMILIES = 50
KINDS = ("decision", "safety_goal", "safety_scale", "service", "claim", "view", "closure")
"""Kinds of tables that the workbook holds, each on a sheet of its own."""
CHRONOLOGY = "chronology"
ENTRY_COLUMNS = ("Date", "Children", "Category", "Event", "Source", "Basis")
ANSWERS = ("harm", "significance", "likelihood", "imminence", "impact")
CITING = ("decision_cites_nothing", "decision_of_others", "decision_cites_later", "decision_unlike")
WORDING = ("decision_harm_missing", "decision_adults_only", "decision_same_words")
PLAIN = ("decision_no_outcome", "decision_no_rationale")
OF_CLOSURES = (
    "closure_no_change", "closure_no_entries", "closure_not_maintained", "closure_no_warning", "closure_no_network",
    "closure_no_rationale", "closure_too_soon", "closure_time_unknown", "closure_goal_open", "closure_scale_low",
    "closure_service_unmet", "closure_claim_untested", "closure_no_view", "closure_relapse", "closure_not_recorded",
)  # fmt: skip
APART = (
    {"closure_too_soon", "closure_time_unknown"},
    {"closure_no_change", "closure_no_entries"},
)
"""Faults of which one leaves no room for the other."""

Seeded = set[tuple[str, int]]
"""Kind of fault, and the number of the family that has it."""


@dataclass
class Made:
    """A workbook being made."""

    chance: random.Random
    rows: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {kind: [] for kind in (*KINDS, CHRONOLOGY)})
    people: list[tuple[str, str]] = field(default_factory=list)
    seeded: Seeded = field(default_factory=set)

    def put(self, kind: str, **cells: str) -> None:
        """Add a row: column of the kind's table → words."""
        self.rows[kind].append(cells)


def names(count: int) -> Iterator[str]:
    """Yield made names, none of which is a part of another."""
    first, last = ("Ba", "Co", "Di", "Fe", "Gu", "Ka", "Lo", "Mi", "Nu", "Ra"), ("bel", "dra", "fin", "lis", "mon", "ra", "tto", "vi", "xan", "zu")  # fmt: skip
    for at in range(count):
        yield f"{first[at % 10]}{last[at // 10 % 10]} {'Ar' if at < 100 else 'Or'}dley{last[at % 10]}{first[at // 10 % 10].lower()}"


def made(seed: int, families: int) -> Made:
    """Return a made workbook with what was put into it."""
    book = Made(random.Random(seed))
    called = list(names(2 * families))
    for number in range(families):
        own, other = called[2 * number], called[2 * number + 1]
        book.people += [(own, other)]
        _decision(book, number, own, other)
        _closure(book, number, own)
    return book


def _uk(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _chosen(book: Made, kinds: Iterable[str], most: int) -> set[str]:
    kinds = list(kinds)
    if book.chance.random() < 0.5:
        return set()
    found: set[str] = set()
    for kind in book.chance.sample(kinds, min(most, len(kinds))):
        if not any(kind in pair and found & pair for pair in APART):
            found.add(kind)
    return found


def _entry(book: Made, day: date, who: str, event: str, category: str = "hunger") -> str:
    """Add an entry and return how a table cites it."""
    rows = book.rows[CHRONOLOGY]
    rows.append(
        dict(zip(ENTRY_COLUMNS, (_uk(day), who, category, event, "Hawthorn Primary School", "observed"), strict=True))
    )
    return f"{CHRONOLOGY}.xlsx row {len(rows) + 1}" if book.chance.random() < 0.5 else _uk(day)


def _answers(name: str, way: int) -> dict[str, str]:
    """Return answers to the five questions about one child."""
    said = (
        ("comes to school hungry and looks for food", "has lost weight over a term", "it happens most weeks", "it was so again this week", "cannot learn in the mornings"),
        ("stores bread under a bed", "is small for the age", "it is found at every visit", "it was found yesterday", "wakes at night and searches"),
    )[way]  # fmt: skip
    return {question: f"{name}: {words}" for question, words in zip(ANSWERS, said, strict=True)}


def _decision(book: Made, number: int, own: str, other: str) -> None:
    chance = book.chance
    given, sibling = own.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    day = date(2023, 2, 1) + timedelta(days=chance.randrange(40))
    first, second = day - timedelta(days=90), day - timedelta(days=30)
    own_cited = [_entry(book, d, own, f"{given} was hungry.") for d in (first, second)]
    row = len(book.rows[CHRONOLOGY]) + 2
    _entry(book, day - timedelta(days=20), other, f"{sibling} hid bread.")
    other_cited = f"{CHRONOLOGY}.xlsx row {row}"
    kinds: set[str] = set()
    if chance.random() < 0.5:
        kinds |= {chance.choice(some) for some in (PLAIN, CITING, WORDING) if chance.random() < 0.5}
    if {"decision_no_outcome", "decision_unlike"} <= kinds:
        kinds.remove("decision_unlike")
    mine, cited = _answers(given, 0), "; ".join(own_cited)
    if "decision_harm_missing" in kinds:
        mine |= dict.fromkeys(chance.sample(ANSWERS, chance.randrange(1, 5)), "")
    if "decision_adults_only" in kinds:
        mine = dict.fromkeys(ANSWERS, "Tess was drinking and her partner shouted")
    if "decision_cites_nothing" in kinds:
        cited = ""
    if "decision_of_others" in kinds:
        cited = other_cited
    if "decision_cites_later" in kinds:
        cited += "; " + _entry(book, day + timedelta(days=9), own, f"{given} was hungry again.")
    if "decision_unlike" in kinds:
        cited = own_cited[0]
    if "decision_unlike" in kinds or (number % 5 == 0 and "decision_cites_nothing" not in kinds):
        book.put(
            "decision", ref=f"E{number}", what="section 47", child=own, outcome="no further action",
            rationale="one report, and food was seen in the home", entries=own_cited[0],
            **{"from": _uk(day - timedelta(days=60))}, **_answers(given, 0),
        )  # fmt: skip
    book.put(
        "decision", ref=f"D{number}", what="section 47", child=own, entries=cited,
        outcome="" if "decision_no_outcome" in kinds else "child protection conference",
        rationale="" if "decision_no_rationale" in kinds else "harm seen over a term, from two sources",
        **{"from": _uk(day)}, **mine,
    )  # fmt: skip
    theirs = mine if "decision_same_words" in kinds else _answers(sibling, 1)
    theirs = {question: words.replace(given, sibling) for question, words in theirs.items()}
    book.put("decision", ref=f"D{number}", child=other, entries=other_cited, **theirs)
    book.seeded |= {(kind, number) for kind in kinds}


def _closure(book: Made, number: int, own: str) -> None:
    chance = book.chance
    given, goal = own.split(maxsplit=1)[0], f"G{number}"
    day = date(2024, 1, 5) + timedelta(days=chance.randrange(40))

    def back(days: int) -> str:
        return _uk(day - timedelta(days=days))

    kinds = _chosen(book, OF_CLOSURES, 3)
    if "closure_not_recorded" in kinds:
        _entry(book, day, own, "The work ended.", "case closed")
        book.seeded |= {("closure_not_recorded", number)}
        return
    seen = "" if "closure_time_unknown" in kinds else back(20 if "closure_too_soon" in kinds else 250)
    good = _entry(book, day - timedelta(days=12), own, f"{given} had eaten at home and brought lunch.", "strength")
    book.put(
        "safety_goal", ref=goal, children=own, parents_do="Tess cooks every evening", holds_for="6 months", seen_from=seen,
        met="" if "closure_goal_open" in kinds else back(5),
    )  # fmt: skip
    book.put(
        "safety_scale", child=own, measures=goal, by="School", value="4" if "closure_scale_low" in kinds else "9", why="meals",
        **{"from": back(10)},
    )  # fmt: skip
    if "closure_service_unmet" in kinds:
        book.put("service", name=f"Play therapy {number}", children=own, waiting=back(200), reason="the list is closed")
    else:
        book.put(
            "service",
            name=f"Play therapy {number}",
            children=own,
            started=back(200),
            ended=back(50),
            reason="completed",
        )
    book.put(
        "claim", children=own, words="There is a meal every night", said_by="Tess", basis="told by parent",
        for_it="" if "closure_claim_untested" in kinds else good, **{"from": back(30)},
    )  # fmt: skip
    said = {"from": back(200 if "closure_no_view" in kinds else 15)}
    book.put("view", child=own, words="There is tea now", **said)
    closure = {
        "ref": f"C{number}", "from": _uk(day), "children": own, "changed": f"{given} is fed every day", "entries": good,
        "changed_from": seen, "maintained_by": "Joan's Thursdays and the food budget", "goals": goal, "manager": "Team manager",
        "warning_signs": "hidden food; hungry on Mondays", "noticed_by": "Joan (grandmother): rings us",
        "rationale": "Seen for more than seven months by school",
    }  # fmt: skip
    blank = (
        ("closure_no_change", "changed", ""),
        ("closure_no_entries", "entries", ""),
        ("closure_not_maintained", "maintained_by", ""),
        ("closure_no_warning", "warning_signs", ""),
        ("closure_no_network", "noticed_by", "Mrs Bell (teacher): rings us"),
        ("closure_no_rationale", "rationale", ""),
    )
    book.put("closure", **(closure | {column: words for kind, column, words in blank if kind in kinds}))
    if "closure_relapse" in kinds:
        _entry(book, day + timedelta(days=40), own, f"{given} was hungry and took food.")
    book.seeded |= {(kind, number) for kind in kinds}


def workbooks(book: Made) -> tuple[bytes, bytes]:
    """Return the entries as one workbook, and the work as another with a sheet for each kind of table."""
    entries = {"Entries": (ENTRY_COLUMNS, [tuple(row.values()) for row in book.rows[CHRONOLOGY]])}
    work = {}
    for kind in KINDS:
        columns = work_tables()[kind].columns
        rows = [tuple(row.get(column, "") for column in columns) for row in book.rows[kind]]
        work[work_tables()[kind].label] = (tuple(column.label for column in columns.values()), rows)
    return _workbook(entries), _workbook(work)


def _workbook(sheets: Mapping[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]) -> bytes:
    out = openpyxl.Workbook()
    out.remove(out.worksheets[0])
    for name, (headers, rows) in sheets.items():
        page = out.create_sheet(name)
        for row in (headers, *rows):
            page.append(row)
    kept = io.BytesIO()
    out.save(kept)
    return kept.getvalue()


def family(book: Made) -> bytes:
    """Return the made people as a list: two siblings and their mother in each family."""
    lines = ["ID,Name,Born,Mother,Subject child"]
    for number, children in enumerate(book.people):
        lines.append(f"M{number},Mother{number} Vale{number},1990,,")
        lines += [
            f"P{number}{at},{name},{2013 + 3 * at}-0{at + 3}-04,M{number},yes" for at, name in enumerate(children)
        ]
    return "\n".join(lines).encode()


def found_in(book: Made) -> tuple[Seeded, Counter[str]]:
    """Return what the checks find of decisions and closures after an import, and how many points there are of other kinds."""
    entries, work = workbooks(book)
    given = [
        FileGiven("family.csv", family(book)),
        FileGiven(f"{CHRONOLOGY}.xlsx", entries),
        FileGiven("work.xlsx", work),
    ]
    plan = plan_import(CaseFile.of([]), given, day=DAY)
    refused = [fate for report in plan.reports for fate in report.fates if fate.fate == "refused"]
    assert not refused, refused[:3]
    case = plan.case
    family_of = {name: number for number, children in enumerate(book.people) for name in children}
    children = tuple(p for p in case.people.values() if p.is_subject)
    found: Seeded = set()
    others: Counter[str] = Counter()
    for point in points_of(case, children, day=DAY):
        if not point.kind.startswith(("decision_", "closure_")):
            others[point.kind] += 1
            continue
        about = point.child or getattr(case.records[point.records[0]], "children", ("",))[0]
        found.add((point.kind, family_of[case.people[about].name]))
    return found, others


def main() -> None:
    """Print the figures."""
    quick = options(__doc__ or "").quick
    seeds = range(1) if quick else range(20)
    put, missed, invented = 0, [], []
    kinds: set[str] = set()
    decisions = closures = 0
    for seed in seeds:
        book = made(seed, FAMILIES)
        found, _ = found_in(book)
        put += len(book.seeded)
        kinds |= {kind for kind, _ in book.seeded}
        decisions += len({row["ref"] for row in book.rows["decision"]})
        closures += len(book.rows["closure"])
        missed += [(seed, *one) for one in sorted(book.seeded - found)]
        invented += [(seed, *one) for one in sorted(found - book.seeded)]
    figure("decisions and closures read", f"{decisions} and {closures}")
    figure("faults put in, kinds of fault", f"{put}, {len(kinds)}")
    figure("faults not found", str(len(missed)))
    figure("points that were not put in", str(len(invented)))
    for words, some in (("not found", missed), ("not put in", invented)):
        for seed, kind, number in some[:12]:
            print(f"  {words}: {kind}, family {number} of seed {seed}")
    settled = sum(1 for data in checks_data().values() if data.settles.strip())
    figure("checks that say what would settle a point", f"{settled} of {len(checks_data())}")


if __name__ == "__main__":
    main()
