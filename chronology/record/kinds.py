"""Every kind of record, by the word under which the journal files it."""

from __future__ import annotations

from chronology.record.decisions import Claim, Closure, Decision
from chronology.record.entries import Entry
from chronology.record.households import Household, Residence
from chronology.record.imports import Correction, Layout, Matter, Naming
from chronology.record.people import Person
from chronology.record.plans import Family, Meeting, Plan, Service, VisitRecord
from chronology.record.releases import Pseudonym, Release
from chronology.record.safety import DangerStatement, FamilyOffer, SafetyGoal, SafetyPlan, SafetyScale
from chronology.record.sources import Document
from chronology.record.supervision import PatternReview, Supervision
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
        Plan,
        Service,
        Decision,
        Claim,
        Closure,
        DangerStatement,
        SafetyGoal,
        SafetyScale,
        SafetyPlan,
        FamilyOffer,
        Supervision,
        PatternReview,
        Document,
        Layout,
        Naming,
        Correction,
        Matter,
        Release,
        Pseudonym,
    )
}
