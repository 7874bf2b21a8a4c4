"""What Gramps hangs below people and families: names, dates, events, addresses, notes and where they are from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chronology.readers.families.structures import DateRead, Structure, Tree, as_ref
from chronology.readers.families.xmlfiles import (
    attribute_of,
    carried_of,
    child_of,
    children_of,
    line_of,
    tag_of,
    text_below,
    text_of,
)
from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.record.dates import When

_PERSONAL = {
    "Birth": "BIRT", "Death": "DEAT", "Baptism": "BAPM", "Christening": "CHR", "Adult Christening": "CHRA",
    "Burial": "BURI", "Cremation": "CREM", "Adopted": "ADOP", "Census": "CENS", "Emigration": "EMIG",
    "Immigration": "IMMI", "Naturalization": "NATU", "Graduation": "GRAD", "Retirement": "RETI", "Probate": "PROB",
    "Will": "WILL", "Occupation": "OCCU", "Education": "EDUC", "Religion": "RELI", "Nobility Title": "TITL",
    "Confirmation": "CONF", "First Communion": "FCOM", "Blessing": "BLES", "Bar Mitzvah": "BARM",
    "Bat Mitzvah": "BASM", "Bas Mitzvah": "BASM", "Ordination": "ORDN", "Property": "PROP", "Residence": "RESI",
    "Number of Marriages": "NMR",
}  # fmt: skip
_OF_COUPLES = {
    "Marriage": "MARR", "Divorce": "DIV", "Annulment": "ANUL", "Engagement": "ENGA", "Divorce Filing": "DIVF",
    "Marriage Settlement": "MARS", "Marriage License": "MARL", "Marriage Contract": "MARC", "Marriage Banns": "MARB",
    "Residence": "RESI", "Census": "CENS",
}  # fmt: skip
_OTHER_ACCOUNT = "Alternate Marriage"
"""Another account of one marriage, and no marriage of its own."""
_VALUED = {"OCCU", "EDUC", "RELI", "TITL", "PROP", "EVEN", "NMR", "FACT"}
"""Tags whose description is what they are, rather than words about it."""
_NAMES = {"birth name": "birth", "married name": "married", "also known as": "aka"}
_DATES = ("dateval", "daterange", "datespan", "datestr")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_POINT = re.compile(r"(\d{1,4})(?:-(\d\d))?(?:-(\d\d))?\Z")
_ADDRESS = ("street", "locality", "city", "county", "state", "postal", "country")
DEEPEST_PLACE = 20
"""Places that enclose one another, from a house to a continent."""


class PartMaker:
    """Makes what people and families have in common, in one file."""

    def __init__(self, tree: Tree, items: Mapping[str, Any], refs: Mapping[str, str]) -> None:
        self._tree = tree
        self._items = items
        self._refs = refs
        self.media = 0
        """How often a picture or file was named."""

    def say_private(self, element: Any, what: str) -> None:
        """Say that Gramps marks something private."""
        self._tree.warn(line_of(element), f"its file marks {what} private: decide what may be shared")

    def common(self, child: Any, made: Structure) -> None:
        """Hang a note, a source, an attribute or anything else that is no event below a record."""
        tag, line = tag_of(child), line_of(child)
        match tag:
            case "noteref":
                self._point(child, made, "NOTE")
            case "note":
                made.add("NOTE", text_of(child), line)
            case "citationref" | "sourceref":
                self._point(child, made, "SOUR")
            case "tagref":
                self._point(child, made, "_TAG")
            case "objref":
                self.media += 1
                self._point(child, made, "OBJE")
            case "attribute":
                fact = made.add("FACT", attribute_of(child, "value"), line)
                fact.add("TYPE", attribute_of(child, "type") or "attribute")
                if attribute_of(child, "priv") == "1":
                    self.say_private(child, "this attribute")
                    fact.add("RESN", "private in Gramps")
                for below in children_of(child):
                    self.common(below, fact)
            case _:
                made.hang(carried_of(child))

    def _point(self, child: Any, made: Structure, tag: str) -> None:
        handle = attribute_of(child, "hlink")
        pointer = made.point(tag, self._refs.get(handle) or as_ref(handle) or "VOID", line_of(child))
        if handle not in self._refs and tag != "NOTE":
            self._tree.warn(line_of(child), f"it names {handle or 'nothing'} by a handle that is not in the file")
        for below in children_of(child):
            pointer.hang(carried_of(below))

    def event(self, event: Any, made: Structure, ref: Any, *, is_family: bool) -> None:
        """Hang an event below whom it happened to; whoever was only there has it as a fact."""
        kind = text_below(event, "type") or attribute_of(event, "type") or "Event"
        role = attribute_of(ref, "role")
        is_own = role in {"", "Primary", "Family"}
        tag = (_OF_COUPLES if is_family else _PERSONAL).get(kind, "EVEN") if is_own else "EVEN"
        words = text_below(event, "description")
        if is_family and kind == _OTHER_ACCOUNT:
            tag = "FACT"
        record = made.add(tag, words if tag in _VALUED else "", line_of(event))
        if tag == "DEAT":
            record.value = "Y"
        if tag in {"EVEN", "FACT"}:
            there = f"{kind}, in a role not known" if role == "Unknown" else f"{role} at {kind}"
            record.add("TYPE", kind if is_own else there)
        elif words and tag not in _VALUED:
            record.add("NOTE", words)
        if kind == "Stillbirth" and is_own and not is_family:
            made.add("_LIFE", "stillbirth")
        if "1" in {attribute_of(event, "priv"), attribute_of(ref, "priv")}:
            self.say_private(event, "this event")
            record.add("RESN", "private in Gramps")
        for child in children_of(event):
            match tag_of(child):
                case "type" | "description":
                    pass
                case "place":
                    record.add("PLAC", self.place(child), line_of(child))
                case "cause":
                    record.add("CAUS", text_of(child), line_of(child))
                case "attribute":
                    self._attribute(child, record)
                case name if name in _DATES:
                    date_below(child, record)
                case _:
                    self.common(child, record)
        if ref is not event:
            for child in children_of(ref):
                if tag_of(child) == "attribute":
                    self._attribute(child, record)
                else:
                    self.common(child, record)

    def _attribute(self, attribute: Any, event: Structure) -> None:
        kind, value = attribute_of(attribute, "type"), attribute_of(attribute, "value")
        if kind in {"Age", "Cause"}:
            event.add("AGE" if kind == "Age" else "CAUS", value, line_of(attribute))
        else:
            event.add("NOTE", f"{kind}: {value}", line_of(attribute))
        for child in children_of(attribute):
            self.common(child, event)

    def place(self, ref: Any) -> str:
        """Return a place's name with those that enclose it; a handle that leads nowhere is said and kept."""
        handle = attribute_of(ref, "hlink")
        place = self._items.get(handle)
        if place is None:
            if handle:
                self._tree.warn(line_of(ref), f"it names the place {handle}, which is not in the file")
            return text_of(ref) or handle
        names: list[str] = []
        seen: set[str] = set()
        while place is not None and handle not in seen and len(names) < DEEPEST_PLACE:
            seen.add(handle)
            title = text_below(place, "ptitle") if not names else ""
            if title:
                return title
            name = child_of(place, "pname")
            names.append(attribute_of(name, "value") if name is not None else "")
            above = child_of(place, "placeref")
            handle = attribute_of(above, "hlink") if above is not None else ""
            place = self._items.get(handle)
        return ", ".join(name for name in names if name)


def names_below(name: Any, made: Structure, parts: PartMaker) -> None:
    """Hang a name below a person, with its parts; what has no place of its own is carried."""
    line = line_of(name)
    first, suffix = text_below(name, "first"), text_below(name, "suffix")
    surnames: list[str] = []
    for surname in children_of(name, "surname", "last"):
        words = (attribute_of(surname, key) if key else text_of(surname) for key in ("prefix", "", "connector"))
        surnames.append(" ".join(word for word in words if word))
    last = " ".join(word for word in surnames if word)
    whole = " ".join(word for word in (first, last, suffix) if word)
    if whole:
        record = made.add("NAME", whole.replace("/", " "), line)
        record.add("GIVN", first)
        record.add("SURN", last)
        kind = attribute_of(name, "type")
        if sum(1 for _ in made.all("NAME")) > 1 or kind.casefold() not in {"", "birth", "birth name"}:
            record.add("TYPE", _NAMES.get(kind.casefold(), kind))
        if attribute_of(name, "priv") == "1":
            parts.say_private(name, "this name")
            record.add("RESN", "private in Gramps")
        nick = text_below(name, "nick")
        if nick:
            record.add("NICK", nick)
        for child in children_of(name):
            if tag_of(child) in _DATES:
                date_below(child, record)
            elif tag_of(child) in {"noteref", "citationref", "sourceref", "note"}:
                parts.common(child, record)
            elif tag_of(child) in {"familynick", "group"}:
                record.hang(carried_of(child))
    call = text_below(name, "call")
    if call and call != first:
        made.add("NAME", call.replace("/", " "), line).add("TYPE", "nick")
    title = text_below(name, "title")
    if title:
        made.add("TITL", title, line)


def address_below(address: Any, made: Structure, parts: PartMaker) -> None:
    """Hang a home below a person where an address has a street or a postcode, else a place."""
    words = {tag: text_below(address, tag) for tag in _ADDRESS}
    whole = ", ".join(" ".join(word.split()) for word in words.values() if word)
    home = made.add("RESI", "", line_of(address))
    if whole:
        home.add("ADDR" if words["street"] or words["postal"] else "PLAC", whole)
    if attribute_of(address, "priv") == "1":
        parts.say_private(address, "this address")
        home.add("RESN", "private in Gramps")
    for child in children_of(address):
        tag = tag_of(child)
        if tag == "phone":
            home.add("PHON", text_of(child), line_of(child))
        elif tag in _DATES:
            date_below(child, home)
        elif tag not in _ADDRESS:
            parts.common(child, home)


def date_below(element: Any, made: Structure) -> None:
    """Hang a date below a structure."""
    when, doubt = _when(element)
    made.hang(DateRead(when, line_of(element), doubt))


def _when(element: Any) -> tuple[When, str]:
    """Return Gramps' date: placed where it is Gregorian and whole, else kept in words."""
    tag = tag_of(element)
    value = {
        key: attribute_of(element, key) for key in ("val", "type", "start", "stop", "quality", "cformat", "newyear")
    }
    quality = f"{value['quality']} " if value["quality"] else ""
    if tag == "datestr":
        return When(as_written=value["val"]), f"the date “{value['val']}” is in words alone: kept, not placed"
    if tag == "dateval":
        words = f"{quality}{value['type']} {value['val']}".strip()
        point = _point(value["val"])
        mark = {"before": "BEF ", "after": "AFT ", "about": "ABT ", "from": "FROM ", "to": "TO "}.get(value["type"], "")
        mark = mark or ("EST " if quality else "")
        text = f"{mark}{point}" if point else ""
    else:
        joins = ("between", "and") if tag == "daterange" else ("from", "to")
        words = f"{quality}{joins[0]} {value['start']} {joins[1]} {value['stop']}"
        points = _point(value["start"]), _point(value["stop"])
        low, high = ("BET", "AND") if tag == "daterange" else ("FROM", "TO")
        text = f"{low} {points[0]} {high} {points[1]}" if all(points) else ""
    calendar = value["cformat"] or (f"year beginning {value['newyear']}" if value["newyear"] else "")
    if calendar not in {"", "Gregorian"}:
        kept = f"{words} ({calendar})"
        return When(as_written=kept), f"the date {kept} is in another calendar: kept in words, not placed"
    when, _ = read_gedcom_date(text)
    doubt = "" if when.edtf else f"the date {words} cannot be read: kept in words, not placed"
    return when.model_copy(update={"as_written": words}), doubt


def _point(value: str) -> str:
    """Return a year, month or day in GEDCOM's words; empty where it is none."""
    found = _POINT.match(value)
    if found is None or (found[2] and not 1 <= int(found[2]) <= len(_MONTHS)):
        return ""
    month = _MONTHS[int(found[2]) - 1] if found[2] else ""
    return " ".join(word for word in (found[3], month, found[1]) if word)
