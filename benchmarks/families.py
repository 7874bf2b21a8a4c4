"""Family files of other programs: one made family written in each format, and how much of it comes back exactly.

The family is made from a seed: names, genders, births and deaths, couples with their years, adopted and foster children,
twins. What a format cannot say is not asked of it. Real files are read where KINLINE_CORPUS names them.
"""

from __future__ import annotations

import csv
import io
import os
import random
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.measuring import best_of, figure, options
from chronology.intake.importing import FileGiven, plan_import
from chronology.record.casefile import CaseFile

DAY = date(2026, 1, 1)
_FIRST = {"M": ("Dan", "Ben", "Cai", "Óscar", "李明"), "F": ("Ada", "Kim", "Zoë", "Joan", "Ffion")}
_LAST = ("Reed", "Cole", "Ash", "O'Dell", "Birch-Oak", "van Elm")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WAYS = {"birth": "Biological", "adopted": "Adopted", "foster": "Foster"}


@dataclass
class Someone:
    """One made person."""

    id: str
    first: str
    last: str
    sex: str
    born: date
    died: int | None = None


@dataclass
class Couple:
    """One made couple and their children, each with the way of descent."""

    father: Someone
    mother: Someone
    year: int
    ended: int | None
    children: list[tuple[Someone, str]] = field(default_factory=list)
    twins: tuple[Someone, Someone] | None = None


def made_family(couples: int, seed: int = 11) -> tuple[list[Someone], list[Couple]]:
    """Return invented people in couples that follow one another over generations."""
    chance = random.Random(seed)
    people: list[Someone] = []
    unions: list[Couple] = []
    free: list[Someone] = []

    def person(sex: str, year: int) -> Someone:
        born = date(year, chance.randint(1, 12), chance.randint(1, 28))
        one = Someone(f"p{len(people) + 1}", chance.choice(_FIRST[sex]), chance.choice(_LAST), sex, born)
        one.died = year + chance.randint(40, 60) if year < 1930 and chance.random() < 0.5 else None
        people.append(one)
        return one

    for _ in range(couples):
        child = (
            free.pop(0) if free and chance.random() < 0.8 else person(chance.choice("MF"), chance.randint(1880, 1990))
        )
        other = person("F" if child.sex == "M" else "M", child.born.year + chance.randint(-3, 3))
        father, mother = (child, other) if child.sex == "M" else (other, child)
        year = max(father.born.year, mother.born.year) + 20
        couple = Couple(father, mother, year, year + 9 if chance.random() < 0.3 else None)
        for _ in range(chance.randint(0, 4)):
            way = chance.choices(("birth", "adopted", "foster"), (8, 1, 1))[0]
            born = person(chance.choice("MF"), year + chance.randint(1, 8))
            couple.children.append((born, way))
            free.append(born)
        by_birth = [one for one, way in couple.children if way == "birth"]
        if len(by_birth) > 1 and chance.random() < 0.3:
            by_birth[1].born = by_birth[0].born
            couple.twins = (by_birth[0], by_birth[1])
        unions.append(couple)
    return people, unions


def _words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def as_genopro(people: list[Someone], unions: list[Couple]) -> bytes:
    """Return the family as GenoPro writes it."""
    individuals = [
        f'<Individual ID="{p.id}"><Name><First>{escape(p.first)}</First><Last>{escape(p.last)}</Last></Name><Gender>{p.sex}</Gender>'
        f"<Birth><Date>{_words(p.born)}</Date></Birth>"
        + (f"<IsDead>Y</IsDead><Death><Date>{p.died}</Date></Death>" if p.died else "")
        + "</Individual>"
        for p in people
    ]
    families, links, marriages, twins = [], [], [], []
    for n, c in enumerate(unions):
        families.append(
            f'<Family ID="f{n}"><Relation>{"Divorce" if c.ended else "Marriage"}</Relation><Unions>m{n}</Unions></Family>'
        )
        ended = f"<Divorce><Date>{c.ended}</Date></Divorce>" if c.ended else ""
        marriages.append(f'<Marriage ID="m{n}"><Date>{c.year}</Date>{ended}</Marriage>')
        links += [
            f'<PedigreeLink PedigreeLink="Parent" Family="f{n}" Individual="{p.id}"/>' for p in (c.father, c.mother)
        ]
        links += [
            f'<PedigreeLink PedigreeLink="{_WAYS[way]}" Family="f{n}" Individual="{p.id}"/>' for p, way in c.children
        ]
        if c.twins:
            twins.append(f'<Twin TwinLink="Identical" Family="f{n}" Siblings="{c.twins[0].id},{c.twins[1].id}"/>')
    boxes = {
        "Individuals": individuals, "Families": families, "PedigreeLinks": links, "Marriages": marriages, "Twins": twins,
    }  # fmt: skip
    written = "".join(f"<{tag}>" + "".join(items) + f"</{tag}>" for tag, items in boxes.items())
    return f"<GenoPro>{written}</GenoPro>".encode()


def as_gramps(people: list[Someone], unions: list[Couple]) -> bytes:
    """Return the family as Gramps writes it."""
    events: list[str] = []

    def event(kind: str, day: str) -> str:
        events.append(
            f'<event handle="_e{len(events)}" id="E{len(events)}"><type>{kind}</type><dateval val="{day}"/></event>'
        )
        return f'<eventref hlink="_e{len(events) - 1}" role="{"Family" if kind in {"Marriage", "Divorce"} else "Primary"}"/>'

    persons = [
        f'<person handle="_{p.id}" id="{p.id}"><gender>{p.sex}</gender><name type="Birth Name"><first>{escape(p.first)}</first>'
        f"<surname>{escape(p.last)}</surname></name>{event('Birth', p.born.isoformat())}"
        f"{event('Death', str(p.died)) if p.died else ''}</person>"
        for p in people
    ]
    families = []
    for n, c in enumerate(unions):
        children = "".join(
            f'<childref hlink="_{p.id}" mrel="{way.title()}" frel="{way.title()}"/>' for p, way in c.children
        )
        ended = event("Divorce", str(c.ended)) if c.ended else ""
        families.append(
            f'<family handle="_f{n}" id="F{n}"><rel type="Married"/><father hlink="_{c.father.id}"/><mother hlink="_{c.mother.id}"/>'
            f"{event('Marriage', str(c.year))}{ended}{children}</family>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><database xmlns="http://gramps-project.org/xml/1.7.1/">'
        f"<events>{''.join(events)}</events><people>{''.join(persons)}</people><families>{''.join(families)}</families></database>"
    ).encode()


def as_pedigree(people: list[Someone], unions: list[Couple]) -> bytes:
    """Return the family as a pedigree table, with figures for the sexes."""
    of = {p.id: c for c in unions for p, way in c.children if way == "birth"}
    twin = {a.id: b.id for c in unions if c.twins for a, b in (c.twins, c.twins[::-1])}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        ["ID", "first name", "surname", "sex", "date of birth", "date of death", "momID", "dadID", "twinID", "zygosity"]
    )
    for p in people:
        parents = of.get(p.id)
        mother, father = (parents.mother.id, parents.father.id) if parents else ("NA", "NA")
        born = p.born.strftime("%d/%m/%Y")
        table.writerow(
            [
                p.id,
                p.first,
                p.last,
                "01"[p.sex == "M"],
                born,
                p.died or "NA",
                mother,
                father,
                twin.get(p.id, "NA"),
                "mz",
            ]
        )
    return out.getvalue().encode()


def exact(data: bytes, name: str, people: list[Someone], unions: list[Couple], ways: set[str]) -> tuple[int, int, int]:
    """Return how many statements of the family come back exactly, of how many, and how many come that nobody made."""
    case = plan_import(CaseFile(), [FileGiven(name, data)], day=DAY, random_ids=False).case
    by_ref = {p.ref: p for p in case.people.values()}
    ref = {p.id: p.ref for p in case.people.values()}
    told: set[object] = set()
    for p in case.people.values():
        told.add((p.ref, p.name, p.gender.value, p.birth.edtf, p.death.edtf, p.is_dead))
    told |= {(ref[t.child], frozenset(ref[i] for i in t.parents), t.way.value) for t in case.parentages}
    told |= {
        (frozenset(ref[i] for i in p.partners), tuple((s.status.value, s.when.edtf) for s in p.steps))
        for p in case.partnerships
        if p.steps
    }
    told |= {(frozenset(ref[i] for i in b.children), b.zygosity.value) for b in case.multiple_births}
    meant: set[object] = set()
    for one in people:
        known = by_ref.get(one.id)
        shown = known.name.replace(" ", "") if known else ""
        is_named = shown in {f"{one.first}{one.last}".replace(" ", ""), f"{one.last}{one.first}".replace(" ", "")}
        meant.add(
            (one.id, known.name if known and is_named else None, {"M": "male", "F": "female"}[one.sex], one.born.isoformat(),
             str(one.died or ""), one.died is not None)
        )  # fmt: skip
    for c in unions:
        both = frozenset((c.father.id, c.mother.id))
        meant |= {(p.id, both, way) for p, way in c.children if way in ways}
        if "steps" in ways:
            meant.add((both, (("married", str(c.year)), *((("divorced", str(c.ended)),) if c.ended else ()))))
        if c.twins and "twins" in ways:
            meant.add((frozenset(p.id for p in c.twins), "identical"))
    return len(meant & told), len(meant), len(told - meant)


def main() -> None:
    """Print the figures."""
    quick = options(__doc__ or "").quick
    people, unions = made_family(60 if quick else 2_000)
    every = {"birth", "adopted", "foster", "steps"}
    made = {
        "family.gno": (as_genopro(people, unions), {*every, "twins"}),
        "family.gramps": (as_gramps(people, unions), every),
        "family.csv": (as_pedigree(people, unions), {"birth", "twins"}),
    }
    for name, (data, ways) in made.items():
        right, of, more = exact(data, name, people, unions, ways)
        figure(f"statements of {len(people):,} people that come back exactly, {name}", f"{right} of {of}")
        figure(f"statements that nobody made, {name}", more)
        given = FileGiven(name, data)
        seconds, _ = best_of(1, lambda given=given: plan_import(CaseFile(), [given], day=DAY, random_ids=False))
        figure(f"{name} taken into a case file, seconds", f"{seconds:.2f}")
    corpus = os.environ.get("KINLINE_CORPUS")
    if not corpus:
        print("KINLINE_CORPUS is not set: real files are not read")
        return
    folders = ("genopro", "gramps_xml", "family_csv")
    files = sorted(path for folder in folders for path in Path(corpus, "corpus", folder).iterdir())
    for path in files:
        report = plan_import(CaseFile(), [FileGiven(path.name, path.read_bytes())], day=DAY, random_ids=False).reports[
            0
        ]
        told = report.error or f"{report.people} people, {report.families} families, {len(report.warnings)} to look at"
        figure(f"{path.name} ({report.kind})", told)


if __name__ == "__main__":
    main()
