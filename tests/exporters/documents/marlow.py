"""A small invented family: Ada, who is eight, her brother Ben, and what four agencies wrote down."""

from __future__ import annotations

from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When
from chronology.record.entries import (
    Entry,
    Explanation,
    Impact,
    Neglect,
    Origin,
    OwnAccount,
    Seen,
    Significance,
    View,
)
from chronology.record.people import Person
from chronology.record.sources import Basis, Citation, Document, Restriction, Standing

DAY = date(2021, 6, 1)
ADA, BEN, CARA = "ada0000000000000000a", "ben0000000000000000b", "cara000000000000000c"

PEOPLE = (
    Person(id=ADA, name="Ada Marlow", given="Ada", surname="Marlow", birth=When(edtf="2012-11-03"), is_subject=True),
    Person(id=BEN, name="Ben Marlow", given="Ben", surname="Marlow", birth=When(edtf="2017-02-20"), is_subject=True),
    Person(id=CARA, name="Cara Marlow", given="Cara", surname="Marlow", birth=When(edtf="1990")),
)

FILES = (
    Document(id="d" * 20, name="school-log.docx", form="docx", sha256="ab12cd34" * 8, agency="School"),
    Document(id="e" * 20, name="Ben hospital.xlsx", form="xlsx", sha256="99887766" * 8, agency="Hospital"),
)


def entry(number: int, edtf: str = "", event: str = "", *, written: str = "", **more: object) -> Entry:
    """Return an entry with an id made from its number."""
    when = When(edtf=edtf, as_written=written) if edtf else UNDATED
    return Entry.model_validate({"id": f"{number:020d}", "when": when, "event": event, "children": (ADA,), **more})


ENTRIES = (
    entry(
        1,
        "2019-03-12",
        "Ada arrived at 9.40 without a coat; she had not eaten since the day before.",
        origin=Origin(agency="School", person="J. Cole", document="attendance log", page="p 3"),
        basis=Basis.OBSERVED,
        cites=(Citation(document="d" * 20, place="table 1", row=7),),
        children=(ADA, BEN),
        impacts=(Impact(child=ADA, words="Tired and cold, slept in class."), Impact(child=BEN, words="BEN-IMPACT")),
        views=(
            View(child=ADA, words="I had crisps for tea.", question="What did you have for tea?", to_whom="J. Cole"),
            View(child=BEN, words="BEN-VIEW"),
        ),
        seen=(Seen(child=ADA, is_alone=True, by="J. Cole"), Seen(child=BEN, by="BEN-SEEN-BY")),
        neglect=(Neglect(domain="FTP-food"), Neglect(domain="LOS", child=BEN, severity=5, tool="GCP2")),
        action="Breakfast club offered.",
        outcome="Ada came on four of five days.",
        analysis="The third late morning in two weeks.",
        significance=Significance.YES,
    ),
    entry(
        2,
        "2018-03~",
        "Health visitor not let in.",
        written="about March 2018",
        origin=Origin(agency="Health visiting"),
        basis=Basis.DOCUMENT,
        significance=Significance.YES,
    ),
    entry(
        3,
        "2019-06-02",
        "A neighbour says there was shouting at night.",
        origin=Origin(agency="Police"),
        basis=Basis.TOLD_BY_OTHER,
        standing=Standing.ALLEGED,
        children=(),
    ),
    entry(4, "", "Ada stayed with her grandmother for some weeks.", origin=Origin(agency="Family")),
    entry(5, "2019-07-01", "BEN-EVENT", children=(BEN,), impacts=(Impact(child=BEN, words="BEN-OTHER-IMPACT"),)),
    entry(6, "2019-08-01", "COUNSEL-ADVICE", restriction=(Restriction.PRIVILEGED,)),
    entry(7, "2019-09-01", "REFERRER-NAME rang.", restriction=(Restriction.REFERRER,)),
    entry(
        8,
        "2020-09",
        "Ben was in hospital; Ada stayed at home.",
        written="Sept 2020",
        origin=Origin(agency="Hospital"),
        cites=(Citation(document="e" * 20, place="Ben", row=2),),
    ),
    entry(9, "2020-12-01", "Ben had no lunch with him.", children=(), origin=Origin(agency="School")),
    entry(10, "2022-01-01", "AFTER-THE-DAY", origin=Origin(agency="School")),
    entry(11, "2021-05/2021-07", "Ada goes to the swimming club.", significance=Significance.TURNING_POINT),
    entry(
        12,
        "2021-05-20",
        "Heating off for nine days.",
        explained_by=(Explanation(by="money", said_by="the mother"),),
        own_accounts=(
            OwnAccount(words="The meter had run out.", person=CARA),
            OwnAccount(words="BEN-ACCOUNT", person=BEN),
        ),
        count=3,
    ),
    entry(13, "2020-01-05", "WHO-IS-MEANT", children=(), children_as_written="the twins"),
)


def marlow(*more: Entry) -> CaseFile:
    """Return the family, with further entries."""
    return CaseFile.of((*PEOPLE, *FILES, *ENTRIES, *more))
