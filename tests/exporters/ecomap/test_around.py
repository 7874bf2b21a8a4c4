"""Who and what is around a child: that child's own, from the record alone, and what is left out is said."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.record.dates import When
from chronology.record.entries import Origin
from chronology.record.errors import UsageError
from chronology.record.households import Footing, Household, Residence
from chronology.record.people import Life, Place
from chronology.record.plans import Attendance, Meeting
from chronology.record.sources import Restriction
from exporters.ecomap.ecomap import FORMS, render
from exporters.ecomap.lines import Help
from exporters.ecomap.system import Ring
from tests.exporters.ecomap.near import DAY, around, bond, draw, entry, service, someone, texts, vale
from tests.families import child_of, couple, person

BEA = person("bea", "Bea Vale", "female", "2014-02-03", is_subject=True)


def _lives(i: str, home: str = "home", when: str = "2022/..", **more: object) -> Residence:
    return Residence(id=f"lives-{i}-{home}", person=i, household=home, when=When(edtf=when), **more)  # type: ignore[arg-type]


def test_everyone_and_everything_of_the_childs_is_there_with_who_they_are() -> None:
    found = around(draw(*vale()))
    assert {name: (s.sector, s.ring) for name, s in found.items()} == {
        "Mo Vale": ("home", Ring.NEAR),
        "Kit Rowe": ("home", Ring.NEAR),
        "Cal Vale": ("home", Ring.NEAR),
        "Al Vale": ("family", Ring.NEAR),
        "Ivy Vale": ("family", Ring.WIDER),
        "Ted Vale": ("family", Ring.WIDER),
        "Jo Penn": ("network", Ring.WIDER),
        "Nell Ash": ("network", Ring.WIDER),
        "Sam Lock": ("community", Ring.WIDER),
        "Swimming club": ("community", Ring.PROFESSIONAL),
        "School": ("school", Ring.PROFESSIONAL),
        "Mr Dove": ("school", Ring.PROFESSIONAL),
        "GP": ("health", Ring.PROFESSIONAL),
        "Play therapy": ("health", Ring.PROFESSIONAL),
        "T. Brook": ("health", Ring.PROFESSIONAL),
        "R. Osei": ("care", Ring.PROFESSIONAL),
        "Police": ("justice", Ring.PROFESSIONAL),
        "Housing": ("housing", Ring.PROFESSIONAL),
    }
    assert found["Kit Rowe"].notes == ("mother's partner",)
    assert found["Ivy Vale"].notes == ("paternal grandmother",)
    assert found["School"].notes == ("in the record 2023–2024", "2 entries", "last 12 Nov 2024")
    assert found["Housing"].notes == ("at 1 meeting", "3 June 2024")
    assert found["Police"].notes == ("named for 1 meeting", "3 June 2024")
    assert found["Play therapy"].notes == ("by Thornbeck CAMHS", "waiting since March 2024")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", [{}, {"is_household": True}, {"has_circles": True}], ids=["child", "home", "circles"])
def test_nothing_of_a_siblings_is_in_any_form(form: str, more: dict[str, bool]) -> None:
    drawing = draw(*vale(), **more)
    data = texts(drawing).encode() if form in {"png", "pdf"} else render(drawing, form)
    for word in ("Audiology", "Speech therapy", "Nell Ash and Cal", "conflict;", "aged 7"):
        assert word.encode() not in data
    assert "2 ties are recorded and not drawn" in " ".join(drawing.notices) or more


def test_a_siblings_own_map_holds_none_of_hers() -> None:
    found = around(draw(*vale(), child="cal"))
    assert {"Audiology", "Speech therapy", "Nell Ash"} <= set(found)
    assert not {"GP", "Play therapy", "Mr Dove", "R. Osei", "Housing", "T. Brook"} & set(found)
    assert found["School"].notes == ("in the record 2024", "1 entry", "12 Nov 2024")
    assert found["Mo Vale"].lines[0].kind == "plain"


def test_somebody_recorded_with_another_child_alone_is_not_drawn_and_is_counted() -> None:
    cal = person("cal", "Cal Vale", "male", "2017", is_subject=True)
    hers = someone("m", "Lee Marsh", "network", "mentor")
    drawing = draw(BEA, cal, hers, bond("m", "cal", "mentor"))
    assert "Lee Marsh" not in texts(drawing)
    assert "1 person is not drawn: recorded with others, not with Bea Vale" in drawing.notices
    assert "Lee Marsh" in around(draw(BEA, cal, hers, bond("m", "cal", "mentor"), bond("m", "bea", "friend")))


def test_words_that_call_another_child_by_name_are_not_drawn() -> None:
    cal = person("cal", "Cal Vale", "male", "2017", is_subject=True)
    drawing = draw(
        BEA, cal,
        entry("e", "bea", agency="Cal's nursery"), service("s", "Signing for Cal", "bea"),
        someone("t", "Ann Todd", "network", "Cal's tutor"), bond("t", "bea", "close to Cal"),
    )  # fmt: skip
    assert "Cal" not in texts(drawing).replace("Cal Vale", "")
    assert set(around(drawing)) == {"Ann Todd"}
    assert "2 agencies or services are not drawn: the name calls another child by name" in drawing.notices
    assert "a role is not shown: it calls another child by name" in drawing.notices


@pytest.mark.parametrize(
    "restriction", [r for r in Restriction if r is not Restriction.PROTECTED_ADDRESS], ids=lambda r: r.value
)
def test_what_carries_a_restriction_stays_out_and_is_counted(restriction: Restriction) -> None:
    held = {"restriction": (restriction,)}
    secret = person("x", "Hidden Name", "male", place=Place.NETWORK, **held)
    drawing = draw(
        BEA, secret, someone("n", "Nell Ash", "network"),
        bond("x", "bea", "close"), bond("n", "bea", "close", **held),
        entry("e", "bea", agency="Hidden agency", **held), entry("f", "bea", agency="GP"),
        service("s", "Hidden service", "bea", **held),
        Meeting(id="m", what="strategy", when=When(edtf="2024"), children=("bea",),
                attendance=(Attendance(name="H", agency="Hidden office", attended=True),), **held),
    )  # fmt: skip
    assert "Hidden" not in texts(drawing)
    assert set(around(drawing)) == {"Nell Ash", "GP"}
    assert around(drawing)["Nell Ash"].lines[0].kind == "plain"
    assert any(n.startswith("2 entries are withheld and not counted:") for n in drawing.notices)
    assert any("records of people and ties are withheld" in n for n in drawing.notices)


def test_a_protected_address_is_not_named_at_the_centre() -> None:
    home = Household(id="home", name="9 Secret Row", address="9 Secret Row", is_address_protected=True)
    drawing = draw(BEA, person("mo", "Mo Vale", "female"), home, _lives("bea"), _lives("mo"), is_household=True)
    assert "Secret" not in texts(drawing)
    assert drawing.around.home == "address withheld"
    assert [p.name for p in drawing.around.members] == ["Bea Vale", "Mo Vale"]


@pytest.mark.parametrize("footing", [Footing.FOSTER, Footing.ADOPTIVE])
def test_a_foster_or_adoptive_home_is_called_by_its_footing_alone(footing: Footing) -> None:
    home = Household(id="home", name="12 Oak Lane", address="12 Oak Lane, Thornbeck")
    carer = person("c", "Sky Reed", "female")
    drawing = draw(BEA, carer, home, _lives("bea", footing=footing), _lives("c"), is_household=True)
    assert drawing.around.home == footing.value.capitalize()
    assert not any("Oak Lane" in render(drawing, form).decode() for form in ("svg", "txt", "dot", "json"))


def test_a_child_whose_own_record_is_withheld_or_who_is_not_yet_born_is_refused() -> None:
    with pytest.raises(UsageError, match="withheld"):
        draw(BEA.model_copy(update={"restriction": (Restriction.COURT,)}))
    with pytest.raises(UsageError, match="had not been born by 1 January 2010"):
        draw(BEA, day=date(2010, 1, 1))
    with pytest.raises(UsageError, match="not known on"):
        draw(BEA.model_copy(update={"known": When(edtf="2024")}), known_on=date(2020, 1, 1))


def test_with_the_household_at_the_centre_its_adults_ties_count_and_other_childrens_do_not() -> None:
    drawing = draw(*vale(), is_household=True)
    assert [p.name for p in drawing.around.members] == ["Bea Vale", "Mo Vale", "Kit Rowe", "Cal Vale"]
    found = around(drawing)
    assert not {"Mo Vale", "Kit Rowe", "Cal Vale"} & set(found)
    assert found["Jo Penn"].lines[0].words == "close; support"
    assert [line.kind for line in found["Nell Ash"].lines] == ["plain"]
    assert "3 ties are recorded and not drawn: between those who live together" in drawing.notices
    assert "Speech therapy" not in found


def test_where_nobody_recorded_the_home_the_child_alone_is_at_the_centre_and_that_is_said() -> None:
    drawing = draw(BEA, person("mo", "Mo Vale", "female"), child_of("bea", "mo"), is_household=True)
    assert (drawing.around.home, len(drawing.around.members)) == ("", 1)
    assert "where Bea Vale lived on 31 January 2025 is not recorded" in drawing.notices


def test_of_two_homes_the_one_lived_in_counts_and_that_there_are_two_is_said() -> None:
    homes = [Household(id=h, name=f"At {h}", address=h) for h in ("a", "b")]
    stays = _lives("bea", "a", footing=Footing.VISITING)
    drawing = draw(BEA, *homes, stays, _lives("bea", "b"), is_household=True)
    assert drawing.around.home == "At b"
    assert any("more than one home" in notice for notice in drawing.notices)


def test_who_cares_for_the_child_helps_the_child() -> None:
    carer = someone("c", "Sky Reed", "carer")
    home = Household(id="home", name="Foster home", address="x")
    drawing = draw(BEA, carer, home, _lives("bea", footing=Footing.FOSTER, carers=("c",)))
    line = around(drawing)["Sky Reed"].lines[0]
    assert (line.kind, line.help, line.words) == ("plain", Help.TO_CENTRE, "carer")
    by_parentage = draw(BEA, carer, child_of("bea", "c", way="foster", when="2024/.."))
    assert around(by_parentage)["Sky Reed"].sector == "home"
    former = draw(BEA, carer, child_of("bea", "c", way="foster", when="2020/2022"))
    assert "Sky Reed" not in around(former)


def test_care_without_dates_is_told_of_a_day_only_where_the_homes_of_that_day_bear_it_out() -> None:
    carer = someone("c", "Sky Reed", "carer")
    records = (
        BEA, carer, child_of("bea", "c", way="foster"), Household(id="home", name="Elm Row", address="x"),
        Household(id="fostered", name="Foster home", address="y"), _lives("bea", when="2014/2023"),
        _lives("bea", "fostered", when="2024/..", footing=Footing.FOSTER),
    )  # fmt: skip
    assert around(draw(*records))["Sky Reed"].lines[0].help is Help.TO_CENTRE
    assert "Sky Reed" not in around(draw(*records, day=date(2022, 1, 1)))
    unhoused = around(draw(*records[:3]))["Sky Reed"]
    assert (unhoused.lines[0].help, unhoused.notes[-1]) == (Help.NONE, "from when is not recorded")
    grown = BEA.model_copy(update={"birth": When(edtf="1994")})
    assert "Sky Reed" not in around(draw(grown, *records[1:3]))


def test_the_dead_the_lost_and_those_further_off_are_counted() -> None:
    drawing = draw(
        BEA, person("mo", "Mo Vale", "female"), person("nan", "Nan Vale", "female", is_dead=True),
        person("lost", "", "unknown", "2019", life=Life.MISCARRIAGE), person("ex", "Rex Hill", "male"),
        child_of("bea", "mo"), child_of("mo", "nan"), child_of("lost", "mo"),
        couple("c", "ex", "mo", ("married", "2010"), ("divorced", "2013")),
    )  # fmt: skip
    assert set(around(drawing)) == {"Mo Vale"}
    assert {
        "1 person who has died is not drawn",
        "1 pregnancy that ended is not drawn",
        "1 person of the family is not drawn: further off, and no tie to Bea Vale is recorded",
    } <= set(drawing.notices)


def test_a_tie_brings_in_whoever_it_is_with() -> None:
    cousin = person("far", "Far Cousin", "male", "1990")
    assert "Far Cousin" not in around(draw(BEA, cousin))
    assert around(draw(BEA, cousin, bond("far", "bea", "close")))["Far Cousin"].ring is Ring.WIDER


def test_the_day_asked_for_is_the_day_shown() -> None:
    records = (BEA, entry("e1", "bea", when="2022-03"), entry("e2", "bea", when="2024-06-02"),
               service("s", "Music club", "bea", when="2023-05/.."), bond("bea", "nell", "close", when=When(edtf="2023/..")),
               someone("nell", "Nell Ash", "network"))  # fmt: skip
    early = around(draw(*records, day=date(2022, 12, 31)))
    assert early["School"].notes == ("in the record 2022", "1 entry", "March 2022")
    assert "Music club" not in early
    assert early["Nell Ash"].lines[0].kind == "plain"
    late = around(draw(*records))
    assert late["School"].notes[1:] == ("2 entries", "last 2 June 2024")
    assert late["Nell Ash"].lines[0].kind == "strong"


def test_as_known_on_a_day_only_what_was_known_then_counts() -> None:
    nell = someone("nell", "Nell Ash", "network")
    known = bond("nell", "bea", "close", known=When(edtf="2021"))
    later = entry("e", "bea", known=When(edtf="2024-05-02"))
    drawing = draw(BEA, nell, known, later, entry("f", "bea", agency="GP"), known_on=date(2022, 1, 1))
    assert {name: s.lines[0].kind for name, s in around(drawing).items()} == {"Nell Ash": "strong"}
    assert any("the date we learned of them is not recorded" in notice for notice in drawing.notices)


@pytest.mark.parametrize(
    ("state", "when", "said", "way"),
    [
        ("started", "2024-03/..", "since March 2024", Help.TO_CENTRE),
        ("waiting", "2024-03/..", "waiting since March 2024", Help.NONE),
        ("delayed", "2024-03", "delayed since March 2024", Help.NONE),
        ("refused", "2024-03-02", "refused 2 Mar 2024", Help.NONE),
        ("offered", "", "offered", Help.NONE),
        ("not available", "2024", "not available 2024", Help.NONE),
    ],
)
def test_a_service_says_where_it_stands_and_helps_once_it_has_started(
    state: str, when: str, said: str, way: Help
) -> None:
    (found,) = around(draw(BEA, service("s", "Play therapy", "bea", state=state, when=when))).values()
    assert (found.notes, found.lines[0].help) == ((said,), way)


@pytest.mark.parametrize(("state", "when"), [("ended", "2024-05-02"), ("started", "2022/2023")])
def test_a_service_that_had_ended_is_counted_and_not_drawn(state: str, when: str) -> None:
    drawing = draw(BEA, service("s", "Play therapy", "bea", state=state, when=when))
    assert not drawing.around.systems
    assert "1 service had ended by the day: not drawn" in drawing.notices


def test_a_service_that_only_entries_name_is_one_without_being_told_twice() -> None:
    named = entry("e", "bea", agency="Social care", service="young carers")
    found = around(draw(BEA, named, entry("f", "bea", agency="Dentist", service="dentist")))
    assert set(found) == {"Social care", "Dentist", "Young carers"}
    assert found["Young carers"].notes == ("named in 1 entry", "1 May 2024")


def test_entries_of_nobody_and_of_no_day_are_not_counted_and_that_is_said() -> None:
    silent = entry("a", "bea").model_copy(update={"origin": Origin()})
    drawing = draw(BEA, entry("n"), entry("u", "bea", when=""), silent)
    assert not drawing.around.systems
    assert {
        "1 entry names no child and is not counted",
        "1 entry has no date and is not counted",
        "1 entry does not say which agency wrote it",
    } <= set(drawing.notices)


def test_a_professional_counts_by_what_the_record_links_to_the_child() -> None:
    worker = someone("w", "Pat Dunn", "professional", "support worker")
    assert not draw(BEA, worker).around.systems
    meeting = Meeting(id="m", what="core group", when=When(edtf="2024"), children=("bea",),
                      attendance=(Attendance(name="Pat", person="w", attended=True),))  # fmt: skip
    assert around(draw(BEA, worker, meeting))["Pat Dunn"].notes == ("support worker", "at 1 meeting")


def test_what_nothing_is_recorded_of_is_said_on_the_page() -> None:
    drawing = draw(BEA, entry("e", "bea"))
    assert drawing.around.lacking[:3] == ("who lives in the same home", "family", "friends and network")
    assert "This record holds nothing for Bea Vale on the day of: who lives in the same home, family" in texts(drawing)
    assert draw(*vale()).around.lacking == ()


def test_the_order_of_the_records_changes_nothing() -> None:
    assert render(draw(*vale()), "svg") == render(draw(*reversed(vale())), "svg")
    assert draw(*vale()).day == DAY
