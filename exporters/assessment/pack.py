"""The assessment pack of one child or of a family, in the order of the social work evidence template.

Family composition, genogram, ecomap, chronology, history across generations, analysis of harm, the impact on each child apart,
worries and goals, plans, what is not known, sources. The order is that of the evidence template of 2016, which is Word and local.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from chronology.checks.registry import looking_at
from chronology.disclosure.own import as_one_childs
from chronology.disclosure.restricted import without_restricted
from chronology.lives.experience import LivedExperience, experience_of, not_known_of
from chronology.lives.mentions import mention_finder, names_of, other_children
from chronology.lives.timeline import TimelineEntry
from chronology.patterns.words import counted, day_words
from chronology.practice.profiles import Profile
from chronology.record.casefile import CaseFile
from chronology.record.people import Person
from chronology.record.values import Id
from exporters.assessment.adopted import adopted_blocks
from exporters.assessment.family import composition_blocks, history_blocks
from exporters.assessment.pictures import ecomap_picture, genogram_picture
from exporters.documents.child import lanes_picture, life_sections, section_blocks, unknown_section
from exporters.documents.chronology import chronology_document
from exporters.documents.origins import BY_HAND
from exporters.documents.pages import (
    Block,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    Paragraph,
    Points,
    Row,
    Shape,
    Table,
    Tone,
    Turn,
    texts_of,
)
from exporters.documents.profiles import profile_named
from exporters.documents.wording import labels_of_files
from exporters.work import parts
from exporters.work.gathered import Work, work_of

PARTS = (
    "Family composition",
    "Genogram",
    "Ecomap",
    "Chronology",
    "History and underlying causes",
    "Analysis of harm",
    "Impact on each child",
    "Worries, goals and safety scale",
    "Plans and services",
    "What is not known",
    "Sources",
)
"""The parts of the pack, in order."""


def assessment_document(
    case: CaseFile,
    children: Sequence[Person],
    *,
    siblings: Sequence[Person] = (),
    day: date,
    profile: str | Profile = "conference",
    author: str = "",
    state_hash: str = "",
    made_for: str = "",
    included: Mapping[Id, str] | None = None,
) -> Document:
    """Return the pack of these children as at a day.

    Of one child it holds nothing of a sibling's impact, views, health or home; of several, each child's part stands apart. What
    carries a restriction is left out. `siblings` are all subject children, so that what is known of a sibling only can be said
    to be not known of this child. `made_for` says for whom it was made, where `case` is what an audience may see; `included`
    are entries about others that a person included, each with the reason. Its notices say what to look at before it leaves.
    """
    return _Pack(
        case, children, siblings or children, day, profile, author, state_hash, made_for, included or {}
    ).document()


class _Pack:
    """Builds the pack."""

    def __init__(
        self,
        case: CaseFile,
        children: Sequence[Person],
        siblings: Sequence[Person],
        day: date,
        profile: str | Profile,
        author: str,
        state_hash: str,
        made_for: str,
        included: Mapping[Id, str],
    ) -> None:
        self.whole, self.children, self.day = case, tuple(children), day
        self.profile = profile_named(profile) if isinstance(profile, str) else profile
        self.author, self.state_hash, self.made_for, self.included = author, state_hash, made_for, included
        held = without_restricted(case)
        # An included entry stands in the chronology alone, with its reason.
        self.case = held.case.with_records((), included)
        self.own = as_one_childs(self.case, [child.id for child in children])
        self.withheld = held.of_events + held.of_people
        every = tuple(dict.fromkeys((*children, *siblings)))
        self.lives = {child.id: experience_of(self.case, child.id, day=day) for child in every}
        looking = looking_at(self.own, every, day=day)
        self.works = {child.id: work_of(looking, child, ()) for child in children}
        self.notices: list[str] = []
        self.chronologies: list[Mapping[str, Any]] = []

    def document(self) -> Document:
        """Return the whole pack."""
        names = ", ".join(child.shown_name for child in self.children)
        makers = (
            self._composition,
            self._genogram,
            self._ecomaps,
            self._chronologies,
            self._history,
            self._harm,
            self._impact,
            self._worries,
            self._plans,
            self._unknown,
            self._sources,
        )
        blocks: list[Block] = [
            Facts(tuple(self._facts(names))),
            Heading("What is in this pack"),
            Contents(),
        ]
        wide = {1, 2, 3}
        shape = Shape.PORTRAIT
        for at, (title, make) in enumerate(zip(PARTS, makers, strict=True)):
            needed = Shape.LANDSCAPE if at in wide else Shape.PORTRAIT
            if needed is not shape or at in wide:
                blocks.append(Turn(needed))
                shape = needed
            blocks += [Heading(f"{at + 1}. {title}"), *make()]
        self._look_for_names(blocks)
        as_at = f"As at {day_words(self.day)}"
        code = f"Document check code {self.state_hash[:16]}" if self.state_hash else ""
        return Document(
            title=f"Assessment pack: {names}",
            blocks=tuple(blocks),
            day=self.day,
            subject=f"Assessment pack of {names}",
            author=self.author,
            running=(names, as_at),
            foot=" · ".join(part for part in (as_at, self.author, code) if part),
            shape=Shape.PORTRAIT,
            notices=tuple(dict.fromkeys(self.notices)),
            data={"chronologies": self.chronologies},
        )

    def _facts(self, names: str) -> Iterator[tuple[str, str]]:
        yield ("Child" if len(self.children) == 1 else "Children"), names
        for child in self.children:
            if not child.birth.is_undated:
                yield f"{child.given or child.shown_name} born", child.birth.words()
        yield "As at", day_words(self.day)
        if self.made_for:
            yield "Made", self.made_for
        if self.author:
            yield "Author", self.author
        if self.state_hash:
            yield "Document check code", self.state_hash[:16]

    def _each(self, make: Callable[[Person], list[Block]]) -> list[Block]:
        """Return what is made for each child, under the child's name where there are several."""
        blocks: list[Block] = []
        for child in self.children:
            if len(self.children) > 1:
                blocks.append(Heading(child.shown_name, 2))
            blocks += make(child)
        return blocks

    # The parts

    def _composition(self) -> list[Block]:
        return composition_blocks(self.own, self.children, self.day)

    def _genogram(self) -> list[Block]:
        child = self.children[0].id if len(self.children) == 1 else None
        picture, notices = genogram_picture(
            self.own, child, day=self.day, state_hash=self.state_hash, made_for=self.made_for
        )
        self.notices += [f"genogram: {notice}" for notice in notices]
        return [picture]

    def _ecomaps(self) -> list[Block]:
        blocks: list[Block] = []
        for at, child in enumerate(self.children):
            picture, notices = ecomap_picture(
                self.own, child.id, day=self.day, state_hash=self.state_hash, made_for=self.made_for
            )
            self.notices += [f"ecomap of {child.shown_name}: {notice}" for notice in notices]
            blocks += [Turn(Shape.LANDSCAPE)] if at else []
            blocks.append(picture)
        return blocks

    def _chronologies(self) -> list[Block]:
        def of(child: Person) -> list[Block]:
            document = chronology_document(
                self.whole,
                child.id,
                profile=self.profile,
                day=self.day,
                author=self.author,
                state_hash=self.state_hash,
                included=self.included,
            )
            self.chronologies.append(document.data)
            self.notices += [f"chronology of {child.shown_name}: {notice}" for notice in document.notices]
            return list(_lower(document.blocks[1:], 2 if len(self.children) > 1 else 1))

        return self._each(of)

    def _history(self) -> list[Block]:
        return history_blocks(self.case, self.children, self.day, self.profile)

    def _harm(self) -> list[Block]:
        def of(child: Person) -> list[Block]:
            work, level = self.works[child.id], 3 if len(self.children) > 1 else 2
            decisions = list(_lower(parts.decisions_blocks(work), level - 1))
            if not decisions:
                decisions = [Heading("Decisions", level), Paragraph("No threshold decision is recorded.", Tone.QUIET)]
            patterns = adopted_blocks(self.case, self.lives[child.id], min(level + 1, 3))
            return [*decisions, Heading("Patterns that a worker has adopted", level), *patterns]

        return self._each(of)

    def _impact(self) -> list[Block]:
        def of(child: Person) -> list[Block]:
            life, level = self.lives[child.id], 3 if len(self.children) > 1 else 2
            picture = lanes_picture(
                self.case, life, author=self.author, state_hash=self.state_hash, made_for=self.made_for
            )
            return [picture, *section_blocks(life_sections(self.case, life), level)]

        return self._each(of)

    def _worries(self) -> list[Block]:
        return self._of_work(lambda work: (parts.dangers_blocks(work), parts.views_blocks(work)))

    def _plans(self) -> list[Block]:
        return self._of_work(
            lambda work: (
                parts.safety_plans_blocks(work),
                parts.offers_blocks(work),
                parts.services_blocks(work),
                parts.claims_blocks(work),
                parts.closures_blocks(work),
            )
        )

    def _of_work(self, some: Callable[[Work], Iterable[list[Block]]]) -> list[Block]:
        def of(child: Person) -> list[Block]:
            blocks = [block for part in some(self.works[child.id]) for block in part]
            return list(_lower(blocks, 2 if len(self.children) > 1 else 1))

        return self._each(of)

    def _unknown(self) -> list[Block]:
        def of(child: Person) -> list[Block]:
            others = [life for ident, life in self.lives.items() if ident != child.id]
            lacking: tuple[str, ...] = not_known_of(self.lives[child.id], others)
            _, lines = unknown_section(self.lives[child.id], lacking)
            return [Points(lines)] if lines else [Paragraph("Nothing is marked as not known.", Tone.QUIET)]

        return self._each(of)

    def _sources(self) -> list[Block]:
        cited: dict[str, int] = {}
        shown = {row.entry.id: row.entry for life in self._own_lives() for row in _rows(life)}
        for entry in shown.values():
            for document in {cite.document for cite in entry.cites}:
                cited[document] = cited.get(document, 0) + 1
        labels = labels_of_files(self.case, self.children)
        rows = tuple(
            Row((labels[ident], kept.agency, str(cited[ident]), kept.sha256[:12]))
            for ident, kept in self.case.documents.items()
            if ident in cited
        )
        by_hand = sum(not entry.cites for entry in shown.values())
        if rows and by_hand and not self.made_for:
            rows = (*rows, Row((BY_HAND.capitalize(), "", str(by_hand), "")))
        columns = (
            Column("name", "File", 76, heads_row=True),
            Column("agency", "Agency", 48),
            Column("entries", "Entries", 20),
            Column("hash", "Begins with (SHA-256)", 42),
        )
        blocks: list[Block] = [Table(columns, rows, "Files that the entries were read from")] if rows else []
        if self.withheld:
            self.notices.append(f"{counted(self.withheld, 'record')} withheld: restricted where they were recorded")
        said = (
            "The counts and pictures say what is recorded, and nothing of what is not. Nothing is scored or predicted."
        )
        return [*blocks, Paragraph(said, Tone.QUIET)]

    def _own_lives(self) -> Iterator[LivedExperience]:
        return (self.lives[child.id] for child in self.children)

    def _look_for_names(self, blocks: Iterable[Block]) -> None:
        """Say how many passages name a child whose pack it is not, other than where the family is shown."""
        own = {child.id for child in self.children}
        others = tuple(p for p in other_children(self.case, self.children[0].id) if p.id not in own)
        names = mention_finder(others, tuple(name for child in self.children for name in names_of(child)))
        part, told = "", dict.fromkeys(PARTS, 0)
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                part = block.text.partition(". ")[2]
            elif part in told and part not in PARTS[:3]:
                told[part] += sum(names(text) for text in texts_of(block))
        self.notices += [
            f"{title}: {counted(count, 'passage')} name another child: look at them before it leaves the office"
            for title, count in told.items()
            if count
        ]


def _rows(life: LivedExperience) -> tuple[TimelineEntry, ...]:
    return (*life.timeline.entries, *life.timeline.undated)


def _lower(blocks: Iterable[Block], by: int) -> Iterator[Block]:
    """Yield blocks with their headings so many levels lower."""
    for block in blocks:
        yield replace(block, level=min(block.level + by, 3)) if isinstance(block, Heading) else block
