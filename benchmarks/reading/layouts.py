"""Seeded chronologies in twelve layouts as agencies use them, with the truth of every row and field."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.reading.agencies import AGENCIES, kinds
from benchmarks.reading.families import MadeFamily

Maker = Callable[[random.Random, date], tuple[str, str]]
"""Takes a day and gives a date as written, and as EDTF."""

LAYOUTS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "court schedule": (
        ("serial", ("Serial number", "No.", "Serial No")),
        ("date", ("Date",)),
        ("event", ("Event-detail", "Event detail", "Details of event")),
        ("document", ("Witness or document reference", "Source: witness or document reference", "Document ref")),
    ),
    "chronolator": (
        ("date", ("Date", "Date from")),
        ("time", ("Time",)),
        ("end", ("End date", "Date to")),
        ("sequence", ("Sequence",)),
        ("source", ("Source of information", "Source")),
        ("event", ("Event", "Significant event")),
        ("analysis", ("Comment", "Comments")),
    ),
    "case system export": (
        ("date", ("Date range", "Date(s)")),
        ("category", ("Category", "Event type")),
        ("source", ("Source", "Agency")),
        ("event", ("Description", "Details")),
        ("analysis", ("Analysis", "Worker analysis")),
    ),
    "partnership": (
        ("date", ("Date", "Date of event")),
        ("event", ("Event", "Significant event")),
        ("source", ("Agency", "Agency / source")),
        ("impact", ("Impact on child", "Impact on the child")),
        ("action", ("Action taken", "Action taken by agency")),
        ("outcome", ("Review", "Outcome / review")),
    ),
    "period template": (
        ("date", ("Date or period of event", "Date/Period of event")),
        ("event", ("Brief description of event", "Description of event (brief, factual, plain English)")),
        ("source", ("Who/which agency", "Source (practitioner, service or agency)")),
        ("impact", ("Impact on child (positive or negative)", "Impact")),
        ("action", ("Action to mitigate impact", "Action taken to mitigate impact on child")),
        ("outcome", ("Review",)),
    ),
    "evidence template": (
        ("date", ("Date",)),
        (
            "event",
            (
                "Incident or sequence of incidents relevant to the child's welfare",
                "Incident or event relevant to welfare",
            ),
        ),
        ("impact", ("Significance", "Significance for the child")),
    ),
    "school log": (
        ("moment", ("Date/Time", "Date and time")),
        ("children", ("Pupil", "Name of pupil", "Student name")),
        ("category", ("Incident category", "Category")),
        ("event", ("Details", "Incident details")),
        ("action", ("Action", "Action taken")),
        ("worker", ("Staff member", "Added by", "Member of staff")),
    ),
    "health contacts": (
        ("date", ("Date of contact", "Contact date")),
        ("children", ("Child", "Name of child")),
        ("category", ("Type of contact", "Contact type")),
        ("outcome", ("Outcome", "Outcome of contact")),
        ("seen", ("Was child seen?", "Child seen (Y/N)")),
        ("worker", ("Practitioner", "Health professional")),
    ),
    "police log": (
        ("document", ("Log no.", "Incident number")),
        ("moment", ("Date/time of incident", "Date and time of incident")),
        ("event", ("Occurrence summary", "Summary of incident")),
        ("people", ("Persons present", "Persons involved")),
        ("worker", ("Officer", "Reporting officer")),
        ("told", ("Referral made to CSC (Y/N)", "CSC informed")),
    ),
    "two columns": (("date", ("Date", "When")), ("event", ("What happened", "Event"))),
    "three columns": (
        ("date", ("When", "Date")),
        ("source", ("Source", "From whom")),
        ("event", ("What happened", "Notes")),
    ),
    "paragraphs": (("date", ("",)), ("source", ("",)), ("event", ("",))),
}
"""Layout → its fields with the wordings of their headers."""


@dataclass
class MadeRow:
    """One row as it is to be written, and what it is."""

    written: dict[str, str]
    """Field → text."""
    truth: dict[str, str]
    """What the entry has to hold: date (EDTF), event, source, children (ids), action, …"""
    day: date | None = None
    """The exact day, where it may stand as a real date."""
    month_only: bool = False
    clock: str = ""
    is_banded: bool = False
    """Whether its date says no year: the band above does."""


@dataclass
class MadeTable:
    """A layout's rows before they are written to a file."""

    layout: str
    fields: list[str]
    headers: list[str]
    title: list[str]
    rows: list[MadeRow]
    bands: dict[int, str] = field(default_factory=dict)
    """Index of a row → the year that stands above it."""


def made_table(layout: str, family: MadeFamily, chance: random.Random, count: int = 24) -> MadeTable:
    """Return so many rows of a layout in the order of their days, with uncertain and missing dates among them."""
    spec = list(LAYOUTS[layout])
    if layout not in {"paragraphs", "two columns", "three columns"} and chance.random() < 0.6:
        chance.shuffle(spec)
    names = [name for name, _ in spec]
    headers = [chance.choice(wordings) for _, wordings in spec]
    child = family.case.people[family.children[0]]
    has_children = "children" in names
    title = chance.choice(
        [
            [f"Chronology for {child.name}"],
            [f"Chronology of significant events: {child.name}", "Confidential"],
            ["Multi-agency chronology", f"Name of child: {child.name}"],
        ]
    )
    table = MadeTable(layout, names, headers, [] if has_children else title, [])
    uses_bands = chance.random() < 0.6
    day = date(2017, 2, 3)
    year = 0
    for number in range(count):
        day += timedelta(days=chance.randint(2, 60))
        row = _row(names, family, chance, day, number, banded=uses_bands and chance.random() < 0.5)
        if uses_bands and day.year != year:
            year = day.year
            table.bands[number] = str(year)
        table.rows.append(row)
    return table


def _row(
    names: list[str], family: MadeFamily, chance: random.Random, day: date, number: int, *, banded: bool
) -> MadeRow:
    people = family.case.people
    child = chance.choice(family.children) if "children" in names else family.children[0]
    agency = chance.choice(sorted(AGENCIES))
    kind = chance.choice([k for k in kinds() if agency in k])
    words = chance.choice(kind[agency]).format(
        c=people[child].given,
        s=people[family.children[1]].given,
        m="Mum",
        p=people[family.roles["partner"]].given,
        g="MGM",
        n=chance.randint(3, 9),
    )
    words = (
        f"{words[:-1] if words.endswith('.') else words} ({chance.choice(['ref', 'contact', 'note'])} {number + 1})."
    )
    if chance.random() < 0.15:
        words += f"\n{chance.choice(['Follow up', 'Plan'])}: “{chance.choice(['ring on Monday', 'visit agreed'])}”; letter sent – copy on file."
    row = MadeRow({}, {"event": words, "children": child})
    row.written["event"] = words
    _date(row, names, chance, day, banded=banded)
    for name in names:
        if name not in row.written and name not in {"date", "moment", "event"}:
            _other(row, name, family, chance, agency, child, number)
    if "event" not in names:
        del row.written["event"]
        row.truth["event"] = ""
        if not row.written.get("outcome"):
            row.written["outcome"] = row.truth["outcome"] = words
    return row


def _date(row: MadeRow, names: list[str], chance: random.Random, day: date, *, banded: bool) -> None:
    roll = chance.random()
    if "moment" in names:
        row.clock = f"{chance.randint(7, 22):02}:{chance.choice(['00', '15', '30', '45'])}"
        style = chance.choice(["{d:%d/%m/%Y} {t}", "{d:%d/%m/%y} {t}", "{d.day} {d:%B %Y} {t}"])
        row.written["moment"], row.truth["date"] = style.format(d=day, t=row.clock), f"{day.isoformat()}T{row.clock}"
        row.day = day
        return
    if roll < 0.07:
        row.written["date"], row.truth["date"] = "", ""
    elif roll < 0.25:
        row.written["date"], row.truth["date"] = chance.choice(_UNCERTAIN)(chance, day)
    elif roll < 0.33:
        row.written["date"], row.truth["date"] = f"{day:%b-%y}", f"{day:%Y-%m}"
        row.day, row.month_only = day, True
    elif banded:
        row.written["date"] = chance.choice(
            [f"{day.day} {day:%B}", f"{day.day}{_th(day.day)} {day:%b}", f"{day:%d/%m}"]
        )
        row.truth["date"], row.is_banded = day.isoformat(), True
    elif "end" in names and roll < 0.6:
        end = day + timedelta(days=chance.randint(2, 20))
        row.written["date"], row.written["end"] = f"{day:%d/%m/%Y}", f"{end:%d/%m/%Y}"
        row.truth["date"] = f"{day.isoformat()}/{end.isoformat()}"
    elif "time" in names and roll < 0.8:
        row.clock = f"{chance.randint(7, 22):02}:{chance.choice(['00', '20', '45'])}"
        row.written["date"], row.written["time"] = f"{day:%d/%m/%Y}", row.clock
        row.truth["date"], row.day = f"{day.isoformat()}T{row.clock}", day
    else:
        row.written["date"] = chance.choice(_EXACT)(day)
        row.truth["date"], row.day = day.isoformat(), day


def _th(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_EXACT: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}.{d.month}.{d:%y}",
    lambda d: f"{d.day} {d:%B %Y}",
    lambda d: f"{d:%d %b %y}",
    lambda d: f"{d.day}{_th(d.day)} {d:%B %Y}",
    lambda d: f"{d:%A} {d.day} {d:%B %Y}",
    lambda d: d.isoformat(),
)

_UNCERTAIN: tuple[Maker, ...] = (
    lambda _, d: (f"?{d:%d/%m/%y}", f"{d.isoformat()}?"),
    lambda _, d: (f"{d:%d/%m/%Y}?", f"{d.isoformat()}?"),
    lambda _, d: (f"c. {d.year}", f"{d.year}~"),
    lambda _, d: (f"{d:%B %Y}", f"{d:%Y-%m}"),
    lambda _, d: (f"early {d:%B %Y}", f"[{d:%Y-%m}-01..{d:%Y-%m}-10]"),
    lambda _, d: (f"Summer {d.year}", f"{d.year}-22"),
    lambda _, d: (
        f"w/c {_monday(d):%d/%m/%Y}",
        f"[{_monday(d).isoformat()}..{(_monday(d) + timedelta(days=6)).isoformat()}]",
    ),
    lambda _, d: (f"between Jan and March {d.year}", f"[{d.year}-01..{d.year}-03]"),
    lambda _, d: (f"{d.year}/{(d.year + 1) % 100:02}", f"[{d.year}-04-01..{d.year + 1}-08-31]"),
    lambda _, d: (f"{d.year}", f"{d.year}"),
    lambda _, d: (
        f"{d:%d/%m/%Y} - {d + timedelta(days=9):%d/%m/%Y}",
        f"{d.isoformat()}/{(d + timedelta(days=9)).isoformat()}",
    ),
    lambda _, d: (f"3-5 {d:%B %Y}", f"{d:%Y-%m}-03/{d:%Y-%m}-05"),
    lambda _, d: (f"on or before {d.day} {d:%B %Y}", f"[..{d.isoformat()}]"),
)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_TEXTS = {
    "action": [
        "Letter sent to parents",
        "Referred to MASH the same day",
        "Discussed in supervision",
        "No action recorded",
        "",
    ],
    "outcome": ["Single assessment begun", "No further action", "To be reviewed at core group", "Advice given", ""],
    "analysis": ["Fits earlier incidents", "First time this was seen", "Mother's account differs", ""],
    "impact": [
        "Came to school frightened and tired",
        "Missed a day of learning",
        "Felt looked after at grandmother's",
        "",
    ],
    "category": ["Home visit", "Police callout", "Something of our own", "Referral", "Hunger"],
    "worker": ["J. Brook", "Mr Farrow", "PC 4412 Hale", "A Lindqvist"],
}


def _other(
    row: MadeRow, name: str, family: MadeFamily, chance: random.Random, agency: str, child: str, number: int
) -> None:
    """Write a field that is neither the date nor what happened."""
    people = family.case.people
    if name in _TEXTS:
        row.written[name] = row.truth[name] = chance.choice(_TEXTS[name])
    elif name == "source":
        row.written[name] = row.truth[name] = AGENCIES[agency]
    elif name == "children":
        row.written[name] = chance.choice([people[child].given, people[child].name])
    elif name in {"serial", "sequence"}:
        row.written[name] = str(number + 1)
    elif name == "document":
        row.written[name] = row.truth[name] = f"C{number + 3}"
    elif name == "seen":
        row.written[name] = chance.choice(["Yes", "No", "Y", "N"])
        row.truth[name] = row.written[name][0].upper()
    elif name == "told":
        row.written[name] = chance.choice(["Y", "N", "Yes", "No"])
        row.truth[name] = {"Y": "yes", "N": "no"}[row.written[name][0]]
    elif name == "people":
        row.written[name] = row.truth[name] = (
            f"{people[family.roles['mother']].name}; {people[family.roles['partner']].name}"
        )
