"""GenoPro's Individual elements as INDI records; what there is no field for becomes a fact or is carried."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from chronology.readers.families.dates import date_line, period_line
from chronology.readers.families.genopro_words import LIVES
from chronology.readers.families.structures import Structure, Tree
from chronology.readers.families.xmlfiles import (
    carried_of,
    child_of,
    children_of,
    line_of,
    tag_of,
    text_below,
    text_of,
)

_LISTS = {"Occupations": ("Occupation", "OCCU", "Title"), "Educations": ("Education", "EDUC", "Institution")}
"""Lists of a life's facts: the item, the tag and which of its words stand for it."""
_OWN = {"Position", "IsDead", "Gender", "Name", "Birth", "Death", "Comment"}
_ADDRESS = ("Street", "Street1", "Street2", "City", "County", "State", "Zip", "PostalCode", "Country")


class PersonMaker:
    """Makes INDI records, and the events of people and couples."""

    def __init__(self, tree: Tree, listed: Mapping[str, Any]) -> None:
        self._tree = tree
        self._listed = listed
        self.pictures = 0
        """How many pictures were named."""

    def make(self, individual: Any, made: Structure) -> None:
        """Hang everything that an individual's element says below its record."""
        self._names(child_of(individual, "Name"), made)
        self._gender(individual, made)
        self._birth(child_of(individual, "Birth"), made)
        self._death(individual, made)
        self._pregnancy(individual, made)
        for child in children_of(individual):
            tag, words, line = tag_of(child), text_of(child), line_of(child)
            if tag in _OWN:
                if tag == "Comment" and words:
                    made.add("NOTE", words, line)
            elif tag == "Display":
                for label in child.iter("{*}Text", "Text"):
                    made.add("FACT", text_of(label), line_of(label)).add("TYPE", "label on the drawing")
            elif tag in {"Pictures", "Picture"}:
                self.pictures += max(1, len(child))
                made.hang(carried_of(child))
            elif tag in _LISTS:
                self._list(child, made, *_LISTS[tag])
            elif tag == "Contacts":
                for contact in self._items(child, "Contact", made):
                    self._contact(contact, made)
            else:
                self._facts(child, made)

    # --- names

    def _names(self, name: Any | None, made: Structure) -> None:
        if name is None:
            return
        parts = {tag: text_below(name, tag) for tag in ("First", "Middle", "Last", "Last2", "Suffix", "Title")}
        first, middle, last = parts["First"], parts["Middle"], parts["Last"]
        whole = " ".join(text_of(name).split())
        shown = _joined(first, middle, last, parts["Suffix"]) or parts["Last2"] or whole or text_below(name, "Display")
        line = line_of(name)
        if shown:
            record = made.add("NAME", shown.replace("/", " "), line)
            if first or middle or last:
                record.add("GIVN", " ".join(w for w in (first, middle) if w))
                record.add("SURN", last)
            nickname = text_below(name, "Nickname", "NickName", "Nick")
            if nickname:
                record.add("NICK", nickname)
        if parts["Last2"] and shown != parts["Last2"]:
            at_birth = made.add("NAME", _joined(first, middle, parts["Last2"], "").replace("/", " "), line)
            at_birth.add("TYPE", "birth")
        if parts["Title"]:
            made.add("TITL", parts["Title"], line)
        said = {word for child in children_of(name) if tag_of(child) != "Display" for word in _words(text_of(child))}
        for other in dict.fromkeys((whole, " ".join(text_below(name, "Display").split()))):
            is_told = _words(other) <= said | _words(shown) or "".join(other.split()) == "".join(shown.split())
            if other and not is_told:
                made.add("NAME", other.replace("/", " "), line).add("TYPE", "aka")
        known = {"First", "Middle", "Last", "Last2", "Suffix", "Title", "Display", "Nickname", "NickName", "Nick"}
        for child in children_of(name):
            if tag_of(child) not in known and text_of(child):
                made.add("FACT", text_of(child), line_of(child)).add("TYPE", f"name, {tag_of(child)}")

    def _gender(self, individual: Any, made: Structure) -> None:
        element = child_of(individual, "Gender")
        words = text_of(element) or (individual.get("Gender") or "").strip()
        if words.upper() in {"P", "PET"}:
            made.add("_PLACE", "pet")
        elif words.strip("_").casefold() not in {"", "u", "unknown", "blank"}:
            made.add("SEX", words, line_of(element) if element is not None else made.line)

    # --- birth and death

    def _birth(self, birth: Any | None, made: Structure) -> None:
        if birth is None:
            return
        self.event(birth, made, "BIRT", beside=("Baptism",))
        for baptism in children_of(birth, "Baptism"):
            self.event(baptism, made, "BAPM")

    def _death(self, individual: Any, made: Structure) -> None:
        death = child_of(individual, "Death")
        is_dead = text_below(individual, "IsDead").upper() in {"Y", "YES", "TRUE", "1"}
        cause = text_below(death, "Cause") if death is not None else ""
        life = LIVES.get(cause.casefold())
        if life:
            made.add("_LIFE", life)
        if death is None or not (len(death) or is_dead):
            if is_dead:
                made.add("DEAT", "Y")
            return
        record = self.event(death, made, "DEAT", beside=("Funeral", "Disposition", "Burial"))
        if not is_dead and not record.below:
            assert made.below is not None
            made.below.remove(record)
        for rite in children_of(death, "Funeral", "Disposition", "Burial"):
            kind = text_below(rite, "Type")
            tag = "CREM" if "cremat" in kind.casefold() else "EVEN" if tag_of(rite) == "Funeral" else "BURI"
            rested = self.event(rite, made, tag, beside=("Type",))
            if tag == "EVEN":
                rested.add("TYPE", "funeral")
            if kind and tag != "CREM":
                rested.add("NOTE", kind)

    def _pregnancy(self, individual: Any, made: Structure) -> None:
        birth = child_of(individual, "Birth")
        length = text_below(birth, "PregnancyLength", "Pregnancy") if birth is not None else ""
        is_open = not made.first("DEAT", "_LIFE") and not text_below(birth, "Date")
        if length and is_open:
            made.add("_LIFE", "expected", line_of(birth))
            self._tree.warn(made.line, f"taken for an unborn child: a pregnancy ({length}) and no date of birth")

    # --- facts

    def event(self, element: Any, made: Structure, tag: str, *, beside: Collection[str] = ()) -> Structure:
        """Hang an event with its date, place and words below a record, and return it."""
        event = made.add(tag, "", line_of(element))
        self.details(element, event, beside=beside)
        return event

    def details(self, element: Any, event: Structure, *, beside: Collection[str] = ()) -> None:
        """Hang what an element says of when, where, why and how below an event."""
        dates = {tag: text_below(element, tag, f"Date{tag}") for tag in ("Start", "End")}
        for child in children_of(element):
            tag, words, line = tag_of(child), text_of(child), line_of(child)
            if tag in beside or tag in {"Start", "End", "DateStart", "DateEnd"}:
                continue
            match tag:
                case "Date":
                    if words:
                        event.hang(date_line(words, line))
                case "Place":
                    event.add("PLAC", self._place(child), line)
                case "Age":
                    event.add("AGE", words, line)
                case "Cause":
                    event.add("CAUS", words, line)
                case "Comment":
                    event.add("NOTE", words, line)
                case _ if len(child):
                    for leaf in child.iter():
                        if tag_of(leaf) and text_of(leaf):
                            event.add("NOTE", f"{tag} {tag_of(leaf)}: {text_of(leaf)}", line_of(leaf))
                case _ if words:
                    event.add("NOTE", f"{words_apart(tag)}: {words}", line)
        if any(dates.values()) and event.first("DATE") is None:
            event.hang(period_line(dates["Start"], dates["End"], event.line))

    def _place(self, element: Any) -> str:
        words = text_of(element)
        place = self._listed.get(words)
        return (text_below(place, "Name") or text_of(place) if place is not None else words) or ", ".join(
            text_of(child) for child in children_of(element) if text_of(child)
        )

    def _items(self, listing: Any, tag: str, made: Structure) -> list[Any]:
        """Return the items of a list, those that it names by their ids among them."""
        items = list(children_of(listing, tag))
        for identity in filter(None, re.split(r"[\s,;]+", text_of(listing))):
            if identity in self._listed:
                items.append(self._listed[identity])
            else:
                self._tree.warn(line_of(listing), f"it names {identity}, which is not in the file")
                made.add(f"_{tag.upper()}", identity, line_of(listing))
        for child in children_of(listing):
            if tag_of(child) != tag:
                made.hang(carried_of(child))
        return items

    def _list(self, listing: Any, made: Structure, item: str, tag: str, main: str) -> None:
        for element in self._items(listing, item, made):
            words = text_below(element, main) or text_of(element)
            fact = made.add(tag, words, line_of(element))
            self.details(element, fact, beside=(main,))

    def _contact(self, contact: Any, made: Structure) -> None:
        """Hang a home where a contact has a street, else what it says as a fact."""
        address = child_of(contact, "Address")
        box = address if address is not None and len(address) else contact
        parts = {tag: text_below(box, tag) for tag in _ADDRESS}
        whole = ", ".join(" ".join(w.split()) for w in (text_of(address), *parts.values()) if w)
        is_home = bool(text_of(address) or parts["Street"] or parts["Street1"])
        record = made.add("RESI", "", line_of(contact))
        if whole:
            record.add("ADDR" if is_home else "PLAC", whole)
        self.details(contact, record, beside=("Address", *_ADDRESS))
        if address is not None and box is address:
            self.details(address, record, beside=_ADDRESS)

    def _facts(self, element: Any, made: Structure) -> None:
        """Keep what GenoPro or its user added to an individual as facts under its own name."""
        for leaf in element.iter():
            if tag_of(leaf) and text_of(leaf):
                made.add("FACT", text_of(leaf), line_of(leaf)).add("TYPE", words_apart(tag_of(leaf)))
            for name in getattr(leaf, "attrib", ()):
                if tag_of(leaf) and leaf.get(name).strip():
                    made.add("FACT", leaf.get(name), line_of(leaf)).add(
                        "TYPE", f"{words_apart(tag_of(leaf))}, {words_apart(name)}"
                    )


def words_apart(tag: str) -> str:
    """Return an element's name as words: "PregnancyLength" as "pregnancy length"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", tag.rpartition("}")[2]).replace("_", " ")
    return " ".join(parted.split()).casefold()


def _joined(first: str, middle: str, last: str, suffix: str) -> str:
    """Return a whole name; where it is written in Chinese, Japanese or Korean, the family name first and no blanks."""
    if any(
        "CJK" in unicodedata.name(letter, "") or "HANGUL" in unicodedata.name(letter, "") for letter in last + first
    ):
        return f"{last}{middle}{first}"
    return " ".join(word for word in (first, middle, last, suffix) if word)


def _words(text: str) -> set[str]:
    return {word for word in re.split(r"[\s()\[\]\"'“”,.]+", text.casefold()) if word}
