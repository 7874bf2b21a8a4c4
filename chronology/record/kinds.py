"""Every kind of record, by the word under which the journal files it."""

from __future__ import annotations

from chronology.record.entries import Entry
from chronology.record.households import Household, Residence
from chronology.record.imports import Correction, Layout, Matter, Naming
from chronology.record.people import Person
from chronology.record.plans import Family, Meeting, Oversight, Plan, Service, VisitRecord
from chronology.record.sources import Document
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Order,
    Parentage,
    ParentalResponsibility,
    Partnership,
)
from chronology.record.values import Record

KINDS: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (
        Family,
        Person,
        Partnership,
        Parentage,
        MultipleBirth,
        Bond,
        ParentalResponsibility,
        Order,
        Household,
        Residence,
        Entry,
        VisitRecord,
        Meeting,
        Oversight,
        Plan,
        Service,
        Document,
        Layout,
        Naming,
        Correction,
        Matter,
    )
}
