"""Agencies and services around one child: those that write entries about it, come to its meetings, or help it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.entries import Entry
from chronology.record.plans import Attendance, Service, ServicePeriod, ServiceState
from chronology.record.values import Id
from exporters.ecomap.lines import PLAIN, Help, Line
from exporters.ecomap.sectors import sector_of
from exporters.ecomap.standing import day_words, start_of
from exporters.ecomap.system import Ring, System

IN_THE_RECORD = "in the record"
"""Said of what is known only because it writes, or is written of: it tells nothing of how strong a tie is."""


@dataclass
class _Contact:
    """What one agency has to do with the child, as it is gathered."""

    names: Counter[str] = field(default_factory=Counter)
    entries: list[When] = field(default_factory=list)
    came: list[When] = field(default_factory=list)
    listed: list[When] = field(default_factory=list)
    """Meetings for which it is named, without that it came."""

    @property
    def name(self) -> str:
        """Its name as it is written most, with a capital first."""
        written = min(self.names, key=lambda n: (-self.names[n], n))
        return written[:1].upper() + written[1:]


class Contacts:
    """Gathers the agencies and services of one child from the case file as at a day."""

    def __init__(self, case: CaseFile, child: Id, day: date, near: Iterable[Id], calls_another: Callable[[str], bool]):
        self._case = case
        self._child = child
        self._day = day
        self._near = frozenset(near)
        self._calls_another = calls_another
        self.notices: list[str] = []
        self._hidden = 0
        self._ended = 0

    def systems(self) -> list[System]:
        """Return every agency and service, and say what is not among them."""
        services = [s for s in (self._service(s) for s in self._case.services) if s is not None]
        agencies = self._agencies()
        known = {_key(s.name) for s in (*services, *agencies)}
        found = [*services, *agencies, *self._named_services(known)]
        if self._hidden:
            are = "1 agency or service is" if self._hidden == 1 else f"{self._hidden} agencies or services are"
            self.notices.append(f"{are} not drawn: the name calls another child by name")
        if self._ended:
            had = "1 service" if self._ended == 1 else f"{self._ended} services"
            self.notices.append(f"{had} had ended by the day: not drawn")
        return found

    def _agencies(self) -> list[System]:
        contacts: dict[str, _Contact] = defaultdict(_Contact)
        nobody = 0
        for entry in self._case.entries_about(self._child):
            name = self._writer(entry)
            if not name:
                nobody += 1
                continue
            contacts[_key(name)].names[name] += 1
            contacts[_key(name)].entries.append(start_of(entry.when))
        for meeting in self._case.meetings:
            if self._child not in meeting.children:
                continue
            for someone in meeting.attendance:
                name = " ".join(someone.agency.split())
                if name and someone.person is None:
                    contact = contacts[_key(name)]
                    contact.names[name] += 1
                    (contact.came if someone.attended else contact.listed).append(start_of(meeting.when))
        if nobody:
            say = "1 entry does" if nobody == 1 else f"{nobody} entries do"
            self.notices.append(
                f"{say} not say which agency wrote it" if nobody == 1 else f"{say} not say who wrote them"
            )
        return [
            s for s in (self._agency(key, contact) for key, contact in sorted(contacts.items())) if s is not None
        ] + self._people_of_meetings()

    def _writer(self, entry: Entry) -> str:
        if entry.origin.agency.strip():
            return " ".join(entry.origin.agency.split())
        documents = self._case.documents
        written = {documents[c.document].agency for c in entry.cites if c.document in documents} - {""}
        return " ".join(written.pop().split()) if len(written) == 1 else ""

    def _agency(self, key: str, contact: _Contact) -> System | None:
        name = contact.name
        if self._calls_another(name):
            self._hidden += 1
            return None
        notes = []
        if contact.entries:
            notes += [f"{IN_THE_RECORD} {years_of(contact.entries)}", *_counted(contact.entries, "entry", "entries")]
        notes += _meetings(contact.came, contact.listed)
        return System(
            f"agency:{key}",
            f"agency:{key}",
            name,
            "agency",
            sector_of(name),
            Ring.PROFESSIONAL,
            tuple(notes),
            (Line(words=f"{IN_THE_RECORD} {years_of([*contact.entries, *contact.came, *contact.listed])}"),),
            said=tuple(notes),
        )

    def _people_of_meetings(self) -> list[System]:
        """Return those who are named at the child's meetings without an agency and who are nobody's record."""
        met: dict[str, list[tuple[Attendance, When]]] = defaultdict(list)
        for meeting in self._case.meetings:
            for someone in meeting.attendance if self._child in meeting.children else ():
                if someone.person is None and not someone.agency.strip() and someone.name.strip():
                    met[_key(someone.name)].append((someone, start_of(meeting.when)))
        found = []
        for key, times in sorted(met.items()):
            name, role = " ".join(times[0][0].name.split()), next((s.role for s, _ in times if s.role.strip()), "")
            if self._calls_another(f"{name} {role}"):
                self._hidden += 1
                continue
            came = [when for someone, when in times if someone.attended]
            notes = tuple(n for n in (role, *_meetings(came, [when for _, when in times])) if n)
            where = sector_of(role)
            line = Line(words=f"{IN_THE_RECORD} {years_of([when for _, when in times])}")
            at = f"met:{key}"
            found.append(System(at, at, name, "person", where, Ring.PROFESSIONAL, notes, (line,), said=notes))
        return found

    def _named_services(self, known: set[str]) -> list[System]:
        """Return the services that this child's entries name and that nothing else tells of."""
        named: dict[str, _Contact] = defaultdict(_Contact)
        for entry in self._case.entries_about(self._child):
            name = " ".join(entry.service.split())
            if name and _key(name) not in known:
                named[_key(name)].names[name] += 1
                named[_key(name)].entries.append(start_of(entry.when))
        found = []
        for key, contact in sorted(named.items()):
            name = contact.name
            if self._calls_another(name):
                self._hidden += 1
                continue
            years = years_of(contact.entries)
            counted, last = _counted(contact.entries, "entry", "entries")
            notes = (f"named in {counted}", *([years] if len(contact.entries) > 1 else []), last)
            line = Line(words=f"{IN_THE_RECORD} {years}")
            at = f"service:{key}"
            place = sector_of(name)
            found.append(System(at, at, name, "service", place, Ring.PROFESSIONAL, notes, (line,), said=notes))
        return found

    def _service(self, service: Service) -> System | None:
        if not (self._child in service.children or self._near & set(service.people)):
            return None
        name, provider = " ".join(service.name.split()), " ".join(service.provider.split())
        if self._calls_another(f"{name} {provider}"):
            self._hidden += 1
            return None
        period = self._state(service)
        if period is not None and period.state is ServiceState.ENDED:
            self._ended += 1
            return None
        state = _state_words(period) if period is not None else ""
        notes = tuple(n for n in (f"by {provider}" if provider else "", state) if n)
        line = PLAIN
        if period is not None:
            helps = period.state is ServiceState.STARTED
            line = Line(help=Help.TO_CENTRE if helps else Help.NONE, words=period.state.value)
        place = sector_of(name, provider)
        return System(service.id, service.id, name, "service", place, Ring.PROFESSIONAL, notes, (line,), said=notes)

    def _state(self, service: Service) -> ServicePeriod | None:
        """Return where a service stands on the day: its latest period that had begun; undated ones keep their place."""
        latest: ServicePeriod | None = None
        for period in service.periods:
            begun = period.when.began_by(self._day) if period.when.is_period else period.when.happened_by(self._day)
            if begun is Falls.NO:
                continue
            if latest is None or period.when.is_undated or period.when.sort_key >= latest.when.sort_key:
                latest = period
        if latest is None or latest.state is ServiceState.ENDED or not latest.when.is_period:
            return latest
        ended = latest.when.ends[1]
        if ended is not None and ended < self._day:
            return latest.model_copy(update={"state": ServiceState.ENDED})
        return latest


def _state_words(period: ServicePeriod) -> str:
    """Return where a service stands and from when: "since March 2024", "waiting since …", "refused May 2023"."""
    if period.when.is_undated:
        return period.state.value
    day = day_words(start_of(period.when))
    if period.state is ServiceState.STARTED:
        return f"since {day}"
    goes_on = period.state in {ServiceState.WAITING, ServiceState.DELAYED}
    return f"{period.state.value} {'since ' if goes_on else ''}{day}"


def years_of(dates: Iterable[When]) -> str:
    """Return the years that dates span: "2018–2024", "2018"; "not dated" where none is."""
    years = sorted({when.year for when in dates if when.year is not None})
    if not years:
        return "not dated"
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _counted(dates: list[When], one: str, many: str) -> tuple[str, str]:
    """Return how many there are and the day of the last: ("63 entries", "last 12 Nov 2024")."""
    last = day_words(max(dates, key=lambda when: when.sort_key))
    return (f"1 {one}", last) if len(dates) == 1 else (f"{len(dates)} {many}", f"last {last}")


def _meetings(came: list[When], listed: list[When]) -> tuple[str, ...]:
    """Return at how many meetings somebody was, or for how many somebody is only named."""
    if not came and not listed:
        return ()
    count, last = _counted(came or listed, "meeting", "meetings")
    return f"{'at' if came else 'named for'} {count}", last


def _key(name: str) -> str:
    """Return a name as it is known again by."""
    return " ".join(name.casefold().split())
