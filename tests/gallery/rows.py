"""One small invented family for each row of the notation's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import About, Condition, Fact, Life, Person, Place
from chronology.record.plans import Plan
from chronology.record.sources import Standing
from chronology.record.ties import (
    Bond,
    MultipleBirth,
    Order,
    Parentage,
    ParentageKind,
    ParentalResponsibility,
    ParentCertainty,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
    Zygosity,
)
from chronology.record.values import Record
from exporters.genogram.chosen import bond_kind
from exporters.genogram.emotions import EMOTIONS, Emotion
from tests.families import child_of, couple, person

DAY = date(2024, 6, 1)


@dataclass(frozen=True)
class Row:
    """One row of the gallery."""

    section: str
    key: str
    """Name of its pictures' files."""
    words: str
    """What it shows."""
    records: tuple[Record, ...]
    fill: str = "health"


def rows() -> tuple[Row, ...]:
    """Return every row, section by section."""
    return (*_persons(), *_losses(), *_marks(), *_health(), *_descents(), *_couples(), *_ties(), *_homes(), *_hard())


def _one(key: str, words: str, section: str = "People", **more: object) -> Row:
    gender = str(more.pop("gender", "female"))
    born = str(more.pop("born", "1990-03-12"))
    return Row(section, key, words, (person("a", str(more.pop("name", "Ada")), gender, born, **more),))


def _persons() -> list[Row]:
    return [
        _one("male", "male, with the age inside", gender="male", name="Ben"),
        _one("female", "female"),
        _one("non-binary", "non-binary or another gender", gender="non-binary", name="Cy"),
        _one("gender-unknown", "gender not known", gender="unknown", name="Dee"),
        _one("subject", "subject child", born="2015-02-01", is_subject=True),
        _one("died", "died: age at death", gender="male", name="Ben", is_dead=True, death=When(edtf="2020-05-01")),
        _one("age-uncertain", "age where the date leaves it open", born="1962"),
        _one("group", "several people in one symbol", gender="unknown", name="Cousins", born="", number=4),
        _one("group-unknown", "a group whose number is not known", gender="unknown", name="Cousins", born="", number=0),
        _one("unconfirmed", "reported, not confirmed", gender="male", name="Ed", born="", is_confirmed=False),
        _one("network", "not family", name="Nan Friend", place=Place.NETWORK),
        Row(
            "People",
            "professional",
            "a professional with a tie to somebody, and the role",
            (
                person("a", "Ada", "female", "2015-02-01"),
                person("w", "Jo Penn", "female", place=Place.PROFESSIONAL, role="health visitor", agency="Elm clinic"),
                Bond(id="t", source="w", target="a", nature="mentor"),
            ),
        ),
        _one("pet", "pet", gender="unknown", name="Rex", born="", place=Place.PET),
    ]


def _mother() -> Person:
    return person("m", "Mo", "female", "1990-03-12")


def _with_mother(key: str, words: str, section: str, *children: Record) -> Row:
    first = person("c", "Cy", "male", "2014-01-02")
    ids = [r.id for r in (first, *children) if isinstance(r, Person)]
    return Row(section, key, words, (_mother(), first, *children, *(child_of(i, "m") for i in ids)))


def _losses() -> list[Row]:
    section = "Pregnancy and loss"
    lives = (
        ("pregnancy", "pregnancy, with the date due", Life.EXPECTED, "2024-11"),
        ("miscarriage", "miscarriage, in its place among the siblings", Life.MISCARRIAGE, "2019"),
        ("stillbirth", "stillborn", Life.STILLBIRTH, "2019-02"),
        ("ectopic", "ectopic pregnancy", Life.ECTOPIC, "2019"),
        ("termination", "terminated pregnancy (with `--show terminations`)", Life.TERMINATION, "2019"),
    )
    return [
        _with_mother(key, words, section, person("x", "", "female", born, life=life))
        for key, words, life, born in lives
    ]


def _marks() -> list[Row]:
    section = "Marks beside a person"
    return [
        _one(
            "gender-history",
            "gender history (with `--show gender-history`)",
            section,
            sex_at_birth="male",
            about=About(gender_history="transitioned 2012"),
        ),
        _one(
            "unassigned",
            "unassigned at birth (with `--show gender-history`)",
            section,
            sex_at_birth="unassigned",
            about=About(gender_history="intersex"),
        ),
        _one(
            "orientation",
            "orientation (with `--show orientation`)",
            section,
            about=About(orientation="bisexual"),
        ),
        _one(
            "heritage",
            "heritage, language, more than one culture (with `--show heritage`)",
            section,
            about=About(ethnicity="Somali", language="Somali", culture="Somalia, then Wales"),
            facts=(Fact(what="immigration", when=When(edtf="1998")),),
        ),
        _one("secret", "family secret (with `--show secrets`)", section, facts=(Fact(what="family secret"),)),
        Row(
            section,
            "orders",
            "orders and plans in force, below the child",
            (
                person("a", "Ada", "female", "2015-02-01", is_subject=True),
                Order(id="o1", child="a", status="ico", when=When(edtf="2024-01/..")),
                Order(id="o2", child="a", status="s20", when=When(edtf="2023/2024-01")),
            ),
        ),
        Row(
            section,
            "plan-category",
            "a child protection plan with its category (with `--show abuse`)",
            (
                person("a", "Ada", "female", "2015-02-01", is_subject=True),
                Plan(id="l1", child="a", tier="child_protection", category="Neglect", when=When(edtf="2024-01/..")),
            ),
        ),
        Row(
            section,
            "responsibility",
            "parental responsibility: of both, of one, of somebody without a line",
            (
                *_pair(),
                *[
                    record
                    for n, (i, holders) in enumerate((("c", ("m", "f")), ("d", ("m",)), ("e", ())))
                    for record in (
                        person(i, ("Cy", "Di", "Ed")[n], "male", f"201{n}-05-02"),
                        child_of(i, "m", "f", union="p"),
                        *(ParentalResponsibility(id=f"pr-{i}-{h}", holder=h, child=i) for h in holders),
                    )
                ],
                ParentalResponsibility(id="pr-la", authority="council", child="e", when=When(edtf="2023-02-01")),
            ),
        ),
    ]


def _health() -> list[Row]:
    section = "Health and addiction"
    kinds: tuple[tuple[str, str, tuple[Condition, ...]], ...] = (
        ("illness", "illness or impairment", (Condition(what="epilepsy", area="physical"),)),
        (
            "mental-health",
            "mental health (with `--show mental-health`)",
            (Condition(what="depression", area="mental"),),
        ),
        ("illness-suspected", "suspected", (Condition(what="diabetes", area="physical", suspected=True),)),
        ("illness-recovered", "recovered", (Condition(what="leukaemia", area="physical", recovered=True),)),
        ("addiction", "addiction (with `--show addiction`)", (Condition(what="alcohol", area="addiction"),)),
        (
            "addiction-suspected",
            "addiction suspected",
            (Condition(what="alcohol", area="addiction", suspected=True),),
        ),
        (
            "addiction-recovered",
            "addiction, recovered",
            (Condition(what="heroin", area="addiction", when=When(edtf="2010/2016")),),
        ),
        (
            "both",
            "both",
            (Condition(what="depression", area="mental"), Condition(what="alcohol", area="addiction")),
        ),
        (
            "letters",
            "smoking, obesity, a difficulty with language",
            tuple(Condition(what=what, area="physical") for what in ("smokes", "obesity", "language delay")),
        ),
        (
            "several",
            "several conditions of one family",
            tuple(
                Condition(what=what, area="physical") for what in ("asthma", "diabetes", "epilepsy", "eczema", "lupus")
            ),
        ),
    )
    rows = [_one(key, words, section, health=health) for key, words, health in kinds]
    return [*rows, _carrier(section), _heritage()]


def _carrier(section: str) -> Row:
    parents = (
        person("f", "Lee", "male", "1988", health=(Condition(what="sickle cell carrier", area="physical"),)),
        person("m", "Mo", "female", "1990", health=(Condition(what="carrier of sickle cell", area="physical"),)),
    )
    child = person("c", "Cy", "male", "2014", health=(Condition(what="sickle cell", area="physical"),))
    words = "carriers, and somebody who has it"
    return Row(
        section,
        "carrier",
        words,
        (*parents, child, couple("p", "f", "m", ("married", "2012")), child_of("c", "f", "m")),
    )


def _heritage() -> Row:
    people = (
        person("f", "Lee", "male", "1988", about=About(ethnicity="Somali")),
        person("m", "Mo", "female", "1990", about=About(ethnicity="Welsh; Irish")),
        person("c", "Cy", "male", "2014", about=About(ethnicity="Welsh; Irish; Somali")),
        person("d", "Di", "female", "2016"),
    )
    lines = (couple("p", "f", "m", ("married", "2012")), child_of("c", "f", "m"), child_of("d", "f", "m"))
    words = "heritage as the fill, of whom it is recorded (`--fill heritage`)"
    return Row("Heritage", "heritage-fill", words, (*people, *lines), fill="heritage")


def _pair(*steps: tuple[str, str], **more: object) -> tuple[Record, ...]:
    held = tuple(PartnershipStep(status=PartnershipStatus(s), when=When(edtf=w)) for s, w in steps)
    return (
        person("f", "Lee", "male", "1988-09-30"),
        _mother(),
        Partnership(id="p", partners=("f", "m"), steps=held, **more),  # type: ignore[arg-type]
    )


def _descents() -> list[Row]:
    section = "Descent"

    def child(key: str, words: str, way: str, when: str = "", **more: object) -> Row:
        held = Parentage(
            id="x",
            child="c",
            parents=("f", "m"),
            way=ParentageKind(way),
            when=When(edtf=when),
            partnership="p",
            **more,  # type: ignore[arg-type]
        )
        return Row(section, key, words, (*_pair(("married", "2010")), person("c", "Cy", "male", "2014-01-02"), held))

    def doubt(key: str, words: str, sure: ParentCertainty) -> Row:
        return child(key, words, "birth", certainty={"f": sure})

    twins = (person("c", "Cy", "male", "2014-01-02"), person("d", "Di", "male", "2014-01-02"))

    def born_together(key: str, words: str, zygosity: Zygosity) -> Row:
        births = MultipleBirth(id="t", children=("c", "d"), zygosity=zygosity)
        lines = (child_of("c", "f", "m", union="p"), child_of("d", "f", "m", union="p"))
        return Row(section, key, words, (*_pair(("married", "2010")), *twins, *lines, births))

    return [
        child("birth", "child by birth", "birth"),
        child("adopted", "adopted", "adopted", "2016-04"),
        Row(
            section,
            "adopted-out",
            "adopted: the birth parent and the adopters",
            (
                *_pair(("married", "2010")),
                person("b", "Bea", "female", "1996"),
                person("c", "Cy", "male", "2014-01-02"),
                child_of("c", "b"),
                child_of("c", "f", "m", way="adopted", when="2016-04", union="p"),
            ),
        ),
        child("foster", "foster child, from when to when", "foster", "2016-04/2018"),
        child("private-fostering", "private fostering", "private fostering", "2016-04/2018"),
        child("informal", "informal care", "informal care", "2016/2017"),
        child("kinship", "kinship care", "kinship care", "2016-04/.."),
        child("guardianship", "special guardianship", "special guardianship", "2016-04/.."),
        child("child-arrangements", "child arrangements order", "child arrangements order", "2016-04/.."),
        child("step", "step-child", "step", "2016/.."),
        child("donor", "donor", "donor"),
        child("surrogate", "surrogate", "surrogate"),
        child("descent-unknown", "descent not known", "not known"),
        doubt("presumed", "parentage presumed", ParentCertainty.PRESUMED),
        doubt("parentage-alleged", "parentage alleged", ParentCertainty.ALLEGED),
        doubt("disputed", "parentage disputed", ParentCertainty.DISPUTED),
        doubt("proved", "proved by DNA test", ParentCertainty.PROVED),
        doubt("excluded", "shown not to be a parent", ParentCertainty.EXCLUDED),
        Row(
            section,
            "four-parent-sets",
            "four parent sets: by birth, fostered, then a guardian, then adopted",
            (
                *_pair(("married", "2010")),
                person("b", "Bea", "female", "1996"),
                person("g", "Gran", "female", "1960"),
                person("k", "Kit", "male", "1980"),
                person("c", "Cy", "male", "2014-01-02", is_subject=True),
                child_of("c", "b"),
                child_of("c", "k", way="foster", when="2015/2016"),
                child_of("c", "g", way="special guardianship", when="2016/2019"),
                child_of("c", "f", "m", way="adopted", when="2020-04", union="p"),
            ),
        ),
        _with_mother("one-parent", "one parent recorded", section),
        Row(
            section,
            "siblings-unknown-parents",
            "siblings whose parents are not known",
            (
                person("c", "Cy", "male", "2014-01-02"),
                person("d", "Di", "female", "2016-05-02"),
                *(Parentage(id=f"x{i}", child=i, parents=(), partnership="q") for i in ("c", "d")),
            ),
        ),
        born_together("twins", "twins", Zygosity.FRATERNAL),
        born_together("twins-identical", "identical twins", Zygosity.IDENTICAL),
        born_together("twins-unknown", "twins, not known of which kind", Zygosity.UNKNOWN),
    ]


def _couples() -> list[Row]:
    section = "Couples"

    def pair(key: str, words: str, *steps: tuple[str, str], **more: object) -> Row:
        return Row(section, key, words, _pair(*steps, **more))

    cousins = (
        person("g", "Gran", "female", "1940"),
        *(person(i, n, "female", b) for i, n, b in (("u", "Una", "1962"), ("v", "Viv", "1964"))),
        *(child_of(i, "g") for i in ("u", "v")),
        child_of("f", "u"),
        child_of("m", "v"),
    )
    with_child = (person("c", "Cy", "male", "2014-01-02"), child_of("c", "f", "m", union="p"))
    return [
        pair("married", "married", ("married", "2015")),
        pair("civil-partnership", "civil partnership", ("civil partnership", "2015")),
        pair("cohabiting", "living together", ("cohabiting", "2015")),
        pair("living-apart", "living apart together", ("living apart together", "2015")),
        pair("engaged", "engaged", ("engaged", "2015")),
        pair("dating", "in a relationship", ("dating", "2015")),
        pair("casual", "casual relationship", ("casual", "2015")),
        pair("affair", "affair", ("affair", "2015")),
        pair(
            "secret-affair",
            "affair recorded as secret (with `--show secrets`)",
            ("affair", "2015"),
            features=("secret",),
        ),
        pair("not-recorded", "partners, status not recorded"),
        pair("separated", "separated", ("married", "2010"), ("separated", "2015")),
        pair("legally-separated", "legally separated", ("married", "2010"), ("legally separated", "2015")),
        pair("divorced", "divorced", ("married", "2010"), ("divorced", "2015")),
        pair("cohabitation-ended", "cohabitation ended", ("cohabiting", "2010"), ("cohabitation ended", "2015")),
        pair("relationship-ended", "relationship ended", ("dating", "2010"), ("ended", "2011")),
        pair("annulled", "annulled", ("married", "2010"), ("annulled", "2011")),
        pair("widowed", "widowed", ("married", "2010"), ("widowed", "2020")),
        pair(
            "reconciled",
            "separated, then reconciled",
            ("married", "2010"),
            ("separated", "2015"),
            ("reconciled", "2016"),
        ),
        pair(
            "not-sentimental",
            "sharing a home without sentiment",
            ("cohabiting", "2015"),
            features=("non-sentimental cohabitation",),
        ),
        pair("forced", "a forced marriage (with `--show abuse`)", ("married", "2015"), features=("forced",)),
        pair("abusive", "an abusive union (with `--show abuse`)", ("cohabiting", "2015"), features=("abusive",)),
        pair("alleged", "a partnership that is alleged", ("dating", "2015"), standing=Standing.ALLEGED),
        Row(section, "related", "partners related by blood", (*_pair(("married", "2012")), *cousins)),
        pair("no-children", "no children, by choice", ("married", "2015"), features=("childless by choice",)),
        pair("infertility", "no children, infertility", ("married", "2015"), features=("infertility",)),
        Row(
            section,
            "children-with",
            "the slash leans to the parent with whom the children live",
            (
                *_pair(("married", "2010"), ("separated", "2015")),
                *with_child,
                Household(id="h", name="Lee's flat"),
                *(Residence(id=f"r{i}", person=i, household="h", when=When(edtf="2015/..")) for i in ("f", "c")),
            ),
        ),
        Row(
            section,
            "partner-unknown",
            "a partner who is not known",
            (
                _mother(),
                person("c", "Cy", "male", "2014-01-02"),
                Partnership(
                    id="p",
                    partners=("m",),
                    steps=(PartnershipStep(status=PartnershipStatus.DATING, when=When(edtf="2013")),),
                ),
                child_of("c", "m", union="p"),
            ),
        ),
        Row(
            section,
            "several-partners",
            "three partners, the earliest nearest",
            (
                _mother(),
                *(person(f"f{n}", ("Al", "Bo", "Col")[n], "male", f"198{n}") for n in range(3)),
                couple("p0", "f0", "m", ("married", "2008"), ("divorced", "2012")),
                couple("p1", "f1", "m", ("cohabiting", "2013"), ("cohabitation ended", "2016")),
                couple("p2", "f2", "m", ("dating", "2020")),
                *(person(f"c{n}", ("Di", "Ed", "Flo")[n], "female", f"20{n + 10}-02-03") for n in range(2)),
                *(child_of(f"c{n}", f"f{n}", "m", union=f"p{n}") for n in range(2)),
            ),
        ),
    ]


def _ties() -> list[Row]:
    section = "Emotional lines"

    def tie(key: str, words: str, **more: object) -> Row:
        bond = Bond(id="t", source="a", target="b", **more)  # type: ignore[arg-type]
        return Row(
            section, key, words, (person("a", "Ada", "female", "1990"), person("b", "Ben", "male", "1992"), bond)
        )

    rows = [tie(f"tie-{e.key}", e.legend + _how(e), nature=e.said_as[0], when=When(edtf="2019/..")) for e in EMOTIONS]
    return [
        *rows,
        tie("tie-plain", "any other tie, with its words", nature="neighbour"),
        tie("tie-own-words", "words of one's own (with `--show own-words`)", nature="looks up to"),
        tie("tie-alleged", "a tie that rests on an allegation", nature="controlling", standing=Standing.ALLEGED),
        tie("tie-mutual", "going both ways", nature="focused on", is_mutual=True),
    ]


def _how(emotion: Emotion) -> str:
    kind = bond_kind(emotion.said_as[0])
    return f" (with `--show {kind.value}`)" if kind else ""


def _homes() -> list[Row]:
    section = "Households"
    people: Sequence[Record] = (
        *_pair(("cohabiting", "2012")),
        person("c", "Cy", "male", "2014-01-02"),
        person("d", "Di", "female", "2016-01-02"),
        *(child_of(i, "f", "m", union="p") for i in ("c", "d")),
    )

    def lives(home: str, since: str, *who: str, footing: Footing = Footing.HOME) -> list[Record]:
        return [
            Residence(id=f"r-{home}-{i}", person=i, household=home, footing=footing, when=When(edtf=since)) for i in who
        ]

    return [
        Row(
            section,
            "household",
            "who lives in one household",
            (*people, Household(id="h", name="14 Elm Row"), *lives("h", "2014/..", "f", "m", "c", "d")),
        ),
        Row(
            section,
            "two-households",
            "two households, one child placed away from home",
            (
                *people,
                Household(id="h", name="14 Elm Row"),
                Household(id="k", name="Foster home"),
                *lives("h", "2014/..", "m", "d"),
                *lives("k", "2020/..", "c", footing=Footing.FOSTER),
            ),
        ),
        Row(
            section,
            "institution",
            "a child in a residential home, a parent in hospital",
            (
                *people,
                Household(id="h", name="14 Elm Row"),
                Household(id="k", name="Oak House"),
                Household(id="w", name="Hill Ward"),
                *lives("h", "2014/..", "f", "d"),
                *lives("k", "2020/..", "c", footing=Footing.RESIDENTIAL),
                *lives("w", "2024-05/..", "m", footing=Footing.HOSPITAL),
            ),
        ),
        Row(
            section,
            "placements",
            "a child's homes as dated episodes, with the orders in force beneath",
            (
                _mother(),
                person("c", "Cy", "male", "2014-01-02", is_subject=True),
                child_of("c", "m"),
                Household(id="h", name="Mo's flat"),
                Household(id="k", name="Foster home"),
                Household(id="g", name="Gran's house"),
                *lives("h", "2014-01-02/2019-05", "c"),
                *lives("k", "2019-05-20/2020-02-03", "c", footing=Footing.FOSTER),
                *lives("g", "2020-03-10/..", "c", footing=Footing.KINSHIP),
                Order(id="o1", child="c", status="s20", when=When(edtf="2019-05-20/2019-09-01")),
                Order(id="o2", child="c", status="ico", when=When(edtf="2019-09-01/2020-03-10")),
                Order(id="o3", child="c", status="sgo", when=When(edtf="2020-03-10/..")),
            ),
        ),
        Row(
            section,
            "protected-address",
            "an address that is withheld",
            (*people, Household(id="h", name="x", is_address_protected=True), *lives("h", "2014/..", "m", "c", "d")),
        ),
    ]


def _hard() -> list[Row]:
    """Return families that other programs refuse, cut short or draw people of twice."""
    section = "Hard families"

    def people(*told: tuple[str, str, int]) -> list[Record]:
        return [person(name.lower(), name, {"f": "female", "m": "male"}[sex], str(born)) for name, sex, born in told]

    def parents(pair: str, *children: str) -> list[Record]:
        one, other = pair.split("+")
        steps = (("married", "2000"),)
        return [
            couple(f"u-{pair}", one, other, *steps),
            *(child_of(c, one, other, union=f"u-{pair}") for c in children),
        ]

    three_and_three = [
        *people(
            ("Kelly", "f", 1992), ("Dean", "m", 1988), ("Ryan", "m", 1990), ("Tyrone", "m", 1994), ("Gemma", "f", 1989),
            ("Sarah", "f", 1991), ("Mike", "m", 1963), ("Pat", "f", 1965), ("Barry", "m", 1966), ("Linda", "f", 1968),
            ("Kai", "m", 2008), ("Jade", "f", 2010), ("Jake", "m", 2012), ("Mia", "f", 2015), ("Leo", "m", 2018),
            ("Ava", "f", 2020), ("Zoe", "f", 2021),
        ),
        *parents("mike+pat", "dean"),
        *parents("barry+linda", "kelly"),
        *parents("dean+gemma", "kai"),
        *parents("dean+kelly", "jade", "jake"),
        *parents("ryan+kelly", "mia"),
        *parents("dean+sarah", "leo"),
        *parents("tyrone+kelly", "ava"),
    ]  # fmt: skip
    cousins = [
        *people(
            ("Ned", "m", 1930), ("Ivy", "f", 1932), ("Roy", "m", 1955), ("May", "f", 1957), ("Sid", "m", 1954),
            ("Una", "f", 1958), ("Cal", "m", 1980), ("Dot", "f", 1982), ("Eli", "m", 1979), ("Fay", "f", 1981),
            ("Gil", "m", 2005),
        ),
        *parents("ned+ivy", "roy", "may"),
        *parents("roy+una", "cal", "dot"),
        *parents("sid+may", "eli", "fay"),
        *parents("cal+fay", "gil"),
    ]  # fmt: skip
    return [
        Row(
            section,
            "three-partners-one-of-three",
            "a mother with three partners, one of whom has three",
            tuple(r for r in three_and_three if r.id != "zoe"),
        ),
        Row(
            section,
            "across-generations",
            "the same, and a couple across generations",
            (*three_and_three, *parents("barry+gemma", "zoe")),
        ),
        Row(section, "cousins", "cousins who have a child", tuple(cousins)),
        Row(
            section,
            "eight-partners",
            "eight partners of one person: what cannot stand side by side is led round",
            (
                person("mo", "Mo", "female", "1980"),
                *(person(f"p{n}", f"P{n}", "male", str(1975 + n)) for n in range(8)),
                *(person(f"c{n}", f"C{n}", "male", str(2000 + n)) for n in range(8)),
                *(
                    r
                    for n in range(8)
                    for r in (
                        couple(f"u{n}", f"p{n}", "mo", ("dating", str(1999 + n))),
                        child_of(f"c{n}", f"p{n}", "mo", union=f"u{n}"),
                    )
                ),
            ),
        ),
        Row(
            section,
            "own-ancestor",
            "a loop of descent that cannot be, marked",
            (*(person(i, i.upper()) for i in "abc"), child_of("b", "a"), child_of("c", "b"), child_of("a", "c")),
        ),
    ]
