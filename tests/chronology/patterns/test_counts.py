"""A count in a pattern's sentence agrees with the entries listed under it, or the sentence says what the entries are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from chronology.demo import DEMO_DAY, demo_files
from chronology.intake.importing import FileGiven, case_from_files, plan_import
from chronology.lives.children import subject_children
from chronology.patterns.pattern import Pattern
from chronology.patterns.registry import RULES, patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Grade
from tests.chronology.patterns.lived import case_of, found, neglect, row
from tests.families import person

DAY = date(2026, 11, 29)
COUNTED = re.compile(
    r"(?<![\w(])(\d+) (?:(?:of|earlier|linked|such|neglect) )*"
    r"(?:(?:\d+ )?entr(?:y|ies)|neglect entr(?:y|ies)|reports?|notes?|matters?|concerns?|appointments?|cancelled)\b"
)
LISTED = re.compile(r"(?:\(|Listed (?:is|are) (?:the )?)(\d+)(?: entr(?:y|ies)| that)")


def _agrees(pattern: Pattern) -> bool:
    """Whether what the sentence counts, or says is listed, is what is listed; a sentence that counts no entries agrees."""
    number = len(pattern.evidence)
    listed = [int(n) for n in LISTED.findall(pattern.sentence)]
    listed += [int(n) for n in re.findall(r"listed (?:is|are) the (\d+) that", pattern.sentence)]
    if pattern.rule == "chronic_neglect":
        gathered = re.search(r"Listed are (\d+) entries: (.*)\.$", pattern.sentence)
        if gathered:
            parts = [int(n) for n in re.findall(r"(?:^|, | and )(\d+) ", gathered[2])]
            return int(gathered[1]) == number == sum(parts)
        return f"is recorded in {number} entr" in pattern.sentence
    if listed:
        return number in listed
    counts = [int(n) for n in COUNTED.findall(pattern.sentence)]
    if pattern.rule == "not_brought":
        return sum(counts[:2]) == number
    if pattern.rule == "start_again":
        return 1 + sum(counts) == number
    if pattern.rule == "rereport" and counts:
        return number == counts[0]
    return not counts or number in counts


def _wrong(case: CaseFile, day: date) -> Iterator[str]:
    for child in subject_children(case, day):
        for pattern in patterns_of(case, child.id, day=day):
            if not _agrees(pattern):
                yield f"{child.name.full}, {len(pattern.evidence)} entries under: {pattern.rule}: {pattern.sentence}"


def _busy_family() -> CaseFile:
    """A family whose rows stand for several, overlap, are told twice in a week and are copied."""
    copied = "The kitchen was dirty, there was no food in the fridge and the children were hungry again this week. " * 2
    rows = [
        *neglect("2018-02-01", "2018-02-03", "2019-03-01", "2019-03-04", "2020-05", "2021-06-01", "2021-06-01"),
        row("2020-01-05", "neglect_allegation", "FTP-hygiene", count=4),
        row("2020-02-05", "case_closed"),
        row("2020-03-01", "referral", "LOS", copied),
        row("2020-04-01", "home_conditions", "FTP-shelter", copied),
        row("2020-06-01", "home_conditions", "FTP-shelter", copied),
        row("2020-06-01", "domestic_abuse_callout", event="Police called", standing="alleged"),
        row("2020-07-01", "cp_plan_start", plan="child protection"),
        row("2020-09-01", "cp_plan_end", plan="child protection"),
        row("2020-10-01", "cin_start", plan="child in need"),
        row("2020-11-20", "cin_end", plan="child in need"),
        row("2020-12-01", "case_closed"),
        row("2020-12-20", "assessment", "FTP-food", "Assessment of hunger"),
        row("2021-01-10", "referral", "FTP-food", children=("ada", "ben")),
        row("2021-02-01", "cp_plan_start", plan="child protection"),
        row("2021-02-10", "was_not_brought", service="dental"),
        row("2021-03-10", "was_not_brought", service="dental"),
        row("2021-04-10", "cancelled", service="audiology"),
        row("2021-05-10", "no_access_visit"),
        row("2021-06", "house_move"),
        row("2022", "neglect_allegation", "FTP-food"),
        row("2018-03-01", grades=(Grade(tool="GCP2", area="housing", grade=2),)),
        row("2021-03-01", grades=(Grade(tool="GCP2", area="housing", grade=4),)),
        *(
            row(f"2022-03-{n:02}", "home_visit", event="Seen", children=("ada", "ben"), number=str(n))
            for n in range(1, 20)
        ),
    ]
    return case_of(person("ben", "Ben Shaw", "male", "2017-01-01", is_subject=True), *rows)


def test_counts_agree_with_the_entries_in_the_sample_family():
    given = [FileGiven(name, data) for name, data in demo_files()]
    case = plan_import(CaseFile(), given, day=DEMO_DAY, random_ids=False).case
    assert len(subject_children(case, DAY)) == 3
    assert not list(_wrong(case, DAY))


def test_counts_agree_with_the_entries_where_rows_stand_for_several_or_tell_of_one_matter():
    case = _busy_family()
    assert not list(_wrong(case, DAY))
    told = {p.rule for child in subject_children(case, DAY) for p in patterns_of(case, child.id, day=DAY)}
    assert len(told) > len(RULES) / 2


def test_counts_agree_with_the_entries_in_the_published_cases(corpus: Path):
    chronologies = sorted((corpus / "cases").glob("*.chronology.csv"))
    assert chronologies
    for chronology in chronologies:
        family = chronology.with_name(chronology.name.replace(".chronology.csv", ".ged"))
        case = case_from_files([p for p in (family, chronology) if p.exists()], day=DAY).case
        assert not list(_wrong(case, DAY)), chronology.name


def test_neglect_recorded_over_time_says_what_the_entries_listed_are():
    rows = [*neglect("2018-02-01", "2019-03-01", "2020-05-01"), row("2019-06-01", "case_closed")]
    (pattern,) = [p for p in found("chronic_neglect", *rows) if p.certainty.value == "certain"]
    assert "is recorded in 3 entries" in pattern.sentence
    assert pattern.sentence.endswith("Listed are 4 entries: 3 of neglect and 1 of the work being closed.")


def test_a_report_told_twice_in_a_week_is_one_report_in_two_entries():
    (pattern,) = found("report_band", *neglect("2018-02-01", "2018-02-03"))
    assert (
        pattern.sentence == "1 report (2 entries; the same matter within a week counts once) names this child: band 1."
    )


def test_a_row_that_stands_for_several_reports_is_one_entry():
    (pattern,) = found("chronic_reports", row("2018-02-01", "referral", "FTP-food", count=6))
    assert pattern.sentence.startswith("6 neglect reports (1 entry; one may stand for several) within 6 years")
    assert When(edtf="2018-02-01").words() in pattern.sentence
