"""GenoPro's emotional and social relationships as ties; what is not between two people of the file as facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chronology.readers.families.genopro_people import PersonMaker, words_apart
from chronology.readers.families.genopro_words import TIES
from chronology.readers.families.structures import Structure, Tree
from chronology.readers.families.xmlfiles import (
    attribute_of,
    carried_of,
    child_of,
    children_of,
    line_of,
    text_below,
)


class TieReader:
    """Reads a file's ties, once its people are known."""

    def __init__(
        self,
        tree: Tree,
        root: Any,
        listed: Mapping[str, Any],
        person_of: Callable[[str], Structure | None],
        ref_of: Callable[[str], str],
    ) -> None:
        self._tree = tree
        self._root = root
        self._listed = listed
        self._person = person_of
        self._ref = ref_of

    def read(self) -> None:
        """Hang every tie on whom it concerns."""
        self._emotional()
        self._social()

    def _emotional(self) -> None:
        listing = child_of(self._root, "EmotionalRelationships")
        for tie in children_of(listing, "EmotionalRelationship"):
            words = attribute_of(tie, "EmotionalLink") or text_below(tie, "EmotionalLink")
            self._tie(tie, words or "associated")

    def _social(self) -> None:
        for tie in children_of(child_of(self._root, "SocialRelationships"), "SocialRelationship"):
            words = attribute_of(tie, "Connection") or text_below(tie, "Connection")
            self._tie(tie, words or "associated", is_social=True)

    def _tie(self, tie: Any, words: str, *, is_social: bool = False) -> None:
        """Add a tie from the first to the second: it hangs on the second, and points to who has the role."""
        line = line_of(tie)
        first, second = attribute_of(tie, "Entity1"), attribute_of(tie, "Entity2")
        source, target = self._person(first), self._person(second)
        nature = TIES.get(words)
        if nature is None and (is_social or words == "associated"):
            nature = words_apart(words)
        elif nature is None:
            self._tree.warn(line, f"“{words[:60]}” is no tie that is known here: kept in its own words")
            nature = words
        if source is None or target is None or source is target:
            self._loose(tie, nature, first, second)
            return
        made = target.point("ASSO", source.xref, line)
        made.add("RELA", nature)
        self._comment(tie, made)

    def _loose(self, tie: Any, nature: str, first: str, second: str) -> None:
        """Keep a tie that is not between two people of the file with the one that it has."""
        line = line_of(tie)
        if self._ref(first) == self._ref(second):
            self._tree.warn(line, f"a tie from {first or 'nobody'} to themselves: kept as written")
            self._tree.records.append(carried_of(tie))
            return
        at_first, at_second = self._person(first), self._person(second)
        person, other = (at_first, second) if at_first is not None else (at_second, first)
        for identity in (first, second):
            if self._person(identity) is None and identity not in self._listed:
                self._tree.warn(line, f"a tie names {identity or 'nobody'}, who is not in the file: kept in words")
        if person is None:
            if {first, second} <= set(self._listed):
                self._tree.warn(line, "a tie between two who are not people: kept as written")
            self._tree.records.append(carried_of(tie))
            return
        entity = self._listed.get(other)
        called = text_below(entity, "Name", "Title", "Comment") if entity is not None else ""
        if entity is not None:
            self._tree.warn(line, f"a tie to {called or other}, which is not a person: kept as a fact")
        fact = person.add("FACT", f"{nature}: {called or other}", line)
        fact.add("TYPE", "tie")
        self._comment(tie, fact)

    def _comment(self, tie: Any, made: Structure) -> None:
        events = PersonMaker(self._tree, self._listed)
        events.details(tie, made, beside=("Connection", "EmotionalLink", "Position", "Display", "Colors", "Lines"))
