"""What takes long in the domain and in the exporters asks at each entry or stage, and is stopped there; asking changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from chronology.checks.caseloads import found_in, searchable, summary_of
from chronology.checks.registry import points_of
from chronology.disclosure.projection import Request, project
from chronology.intake.importing import FileGiven, plan_import
from chronology.journal.fold import state_hash
from chronology.lives.children import subject_children
from chronology.lives.differences import differences
from chronology.lives.experience import experience_of
from chronology.lives.matters import matters_of
from chronology.lives.timeline import child_timeline
from chronology.patterns.registry import RULES, patterns_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Origin
from chronology.record.steps import asked_at_each_step
from exporters.documents.chronology import chronology_document
from exporters.documents.writing import render
from exporters.ecomap.ecomap import ecomap
from exporters.genogram.genogram import laid_out
from exporters.lanes.lanes import lanes_of
from tests.families import three_siblings

DAY = date(2026, 11, 2)
MANY = 40


class NoLonger(Exception):
    pass


def family() -> CaseFile:
    return three_siblings().with_records(
        Entry(
            id=f"x{n}",
            when=When(edtf=f"2018-{1 + n % 12:02}-{1 + n % 28:02}"),
            children=("ada",),
            event=f"No food at home, row {n}",
            origin=Origin(agency="School" if n % 2 else "Police"),
            category="hunger",
        )
        for n in range(MANY)
    )


def rows_of_csv() -> bytes:
    lines = [f"{1 + n % 28}/{1 + n % 12}/2019,Ada Shaw,Came late {n}" for n in range(MANY)]
    return "\n".join(["Date,Child,Event", *lines]).encode()


def written(form: str) -> Callable[[CaseFile], Any]:
    def write(case: CaseFile) -> bytes:
        return render(chronology_document(case, "ada", day=DAY), form)

    return write


LONG: dict[str, tuple[Callable[[CaseFile], Any], int]] = {
    "patterns": (lambda case: patterns_of(case, "ada", day=DAY), MANY + len(RULES)),
    "points to consider": (lambda case: points_of(case, subject_children(case, DAY), day=DAY), MANY),
    "a child's timeline": (lambda case: child_timeline(case, "ada", day=DAY), MANY),
    "a child's life": (lambda case: experience_of(case, "ada", day=DAY), MANY),
    "lanes": (lambda case: lanes_of(case, [experience_of(case, "ada", day=DAY)]).text, MANY),
    "matters": (matters_of, MANY),
    "as known on a day": (lambda case: case.as_known_on(DAY).case.records, MANY),
    "as at a day": (lambda case: case.as_at(DAY).case.records, MANY),
    "what differs": (lambda case: differences(CaseFile(), case), MANY),
    "the document check code": (state_hash, MANY),
    "a family in one line": (lambda case: summary_of(case, day=DAY), MANY),
    "a search": (lambda case: found_in(searchable(case), "food"), MANY),
    "what an audience may see": (
        lambda case: state_hash(project(case, Request("court", "ada"), day=DAY).case),
        MANY,
    ),
    "an import": (
        lambda case: plan_import(case, [FileGiven("a.csv", rows_of_csv())], day=DAY, random_ids=False).records,
        MANY,
    ),
    "a layout": (lambda case: laid_out(case, day=DAY).layout, 3),
    "an ecomap": (lambda case: ecomap(case, "ada", day=DAY).sentences, 3),
    **{
        f"a chronology as {form}": (written(form), MANY)
        for form in ("docx", "html", "txt", "csv", "xlsx", "json", "pdf")
    },
}


@pytest.mark.parametrize("what", LONG)
def test_it_asks_at_each_step_and_gives_the_same_as_unasked(what: str):
    work, least = LONG[what]
    asked = count()
    with asked_at_each_step(lambda: next(asked)):
        found = work(family())
    assert next(asked) >= least
    assert found == work(family())


@pytest.mark.parametrize("what", LONG)
def test_it_ends_at_whichever_step_it_is_wanted_no_more(what: str):
    work, least = LONG[what]
    asked = 0

    def no_longer() -> None:
        nonlocal asked
        asked += 1
        if asked == least:
            raise NoLonger

    with pytest.raises(NoLonger), asked_at_each_step(no_longer):
        work(family())
    assert asked == least
