"""Plans, services and meetings: what was done, for which child, from when to when."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chronology.record.dates import UNDATED, When
from chronology.record.sources import Stated
from chronology.record.values import Id, Value


class Plan(Stated):
    """One child's plan or status for a period; several may run side by side."""

    kind: ClassVar[str] = "plan"

    child: Id
    tier: str
    """Key of the practice data: early_help, child_in_need, child_protection, pre_proceedings, looked_after …"""
    category: str = ""
    """Category of a child protection plan (neglect …) or legal status of a child we care for."""
    when: When = UNDATED
    """From when to when; open while it runs."""
    ended_because: str = ""
    is_planned_step_down: bool = False
    case_ids: tuple[str, ...] = ()


class ServiceState(StrEnum):
    """Where a service stands for a while."""

    OFFERED = "offered"
    WAITING = "waiting"
    STARTED = "started"
    DELAYED = "delayed"
    REFUSED = "refused"
    ENDED = "ended"
    NOT_AVAILABLE = "not available"


class ServicePeriod(Value):
    """One period of a service, with the reason for it."""

    state: ServiceState
    when: When = UNDATED
    reason: str = ""


class Service(Stated):
    """Help that was offered, waited for, given or missed."""

    kind: ClassVar[str] = "service"

    ref: str = ""
    name: str
    provider: str = ""
    children: tuple[Id, ...] = ()
    """The children it is for."""
    people: tuple[Id, ...] = ()
    """The adults it is for."""
    periods: tuple[ServicePeriod, ...] = ()
    need: str = ""
    """What it was to help with."""


class Attendance(Value):
    """Whether somebody came to a meeting."""

    name: str
    person: Id | None = None
    role: str = ""
    agency: str = ""
    attended: bool | None = None
    """None where it is not recorded."""
    reason: str = ""


class Meeting(Stated):
    """A meeting, for which children, and who attended."""

    kind: ClassVar[str] = "meeting"

    what: str
    """strategy meeting, conference, core group, review, network meeting …"""
    when: When = UNDATED
    children: tuple[Id, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    decisions: str = ""
    entry: Id | None = None
    """The entry of the chronology that tells of it."""


class VisitRecord(Stated):
    """A period for which somebody declared one child's record of visits complete."""

    kind: ClassVar[str] = "visit_record"

    child: Id
    when: When = UNDATED
    declared_by: str = ""
    declared_on: When = UNDATED


class Family(Stated):
    """What is true of the case file as a whole."""

    kind: ClassVar[str] = "family"

    name: str
    """What the case file is called."""
    nation: str = ""
    """england, scotland, wales or northern_ireland: whose timescales apply; empty for that of the practice data in force."""
    council: str = ""
    case_ids: tuple[str, ...] = ()
