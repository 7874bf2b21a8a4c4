"""A genogram holds everyone once and every relation, moves nobody from day to day, and never gives away what is withheld."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from datetime import date

import pytest

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.errors import UsageError
from chronology.record.people import Place
from chronology.record.sources import Citation, Document, Restriction
from chronology.record.ties import Bond, Partnership, PartnershipStatus, PartnershipStep
from exporters.genogram.chosen import bond_kind
from exporters.genogram.data import as_json, refs_of
from exporters.genogram.draw import moved_by
from exporters.genogram.genogram import genogram
from exporters.genogram.notation import PROFILES, legend_words
from exporters.genogram.writing import FORMS, render
from tests.exporters.genogram.drawn import DAY, SVG, draw, groups, in_words, picture, svg, texts, vale
from tests.families import child_of, couple, person, three_siblings

REED = date(2020, 1, 1)
NAMES = [
    "Joan Reed", "Alan Reed", "Kelly Reed", "Donna Reed", "Mark Reed", "Tom Shaw", "Lee Cole", "Ada Shaw", "Ben Shaw",
    "Cora Cole", "Name Lost",
]  # fmt: skip


def test_everyone_stands_once_in_every_form() -> None:
    drawing = genogram(three_siblings(), day=REED)
    words = Counter("".join(t.itertext()) for t in svg(drawing).iter(f"{SVG}text"))
    assert [words[name] for name in NAMES] == [1] * len(NAMES)
    drawn = picture(drawing).partition("\n\n")[2]
    assert [drawn.count(name) for name in NAMES] == [1] * len(NAMES)
    assert sorted(node["name"] for node in as_json(drawing)["nodes"]) == sorted(NAMES)
    dot = render(drawing, "dot").decode()
    assert [dot.count(f'xlabel="{name}"') for name in NAMES] == [1] * len(NAMES)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_family_gives_the_same_bytes(form: str) -> None:
    assert render(draw(*vale()), form) == render(draw(*vale()), form)


def test_a_family_whose_ids_are_given_anew_is_drawn_the_same() -> None:
    def named(prefix: str) -> CaseFile:
        people = [person(prefix + n, n.title() + " Reed", g, b) for n, g, b in (
            ("zoe", "female", "1990"), ("al", "male", "1989"), ("kit", "male", "2015"), ("bo", "female", "2012"),
            ("cy", "male", "1991"), ("di", "female", "2018"))]  # fmt: skip
        ties = (
            couple(prefix + "x", prefix + "al", prefix + "zoe", ("married", "2010")),
            couple(prefix + "a", prefix + "cy", prefix + "zoe", ("dating", "2017")),
            *(child_of(prefix + c, prefix + "al", prefix + "zoe") for c in ("kit", "bo")),
            child_of(prefix + "di", prefix + "cy", prefix + "zoe"),
        )
        return CaseFile.of((*people, *ties) if prefix == "a" else (*ties[::-1], *people[::-1]))

    one, other = (genogram(named(prefix), day=DAY) for prefix in ("a", "z"))
    assert render(one, "svg") == render(other, "svg")


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UsageError):
        render(draw(person("a", "Ann")), "exe")


def _boxes(drawing: object) -> dict[str, tuple[float, float, float, float]]:
    return {
        n["id"]: (n["x"] - n["w"] / 2, n["y"] - n["h"] / 2, n["x"] + n["w"] / 2, n["y"] + n["h"] / 2)
        for n in as_json(drawing)["nodes"]  # type: ignore[arg-type]
    }


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("family", ["reed", "vale"])
def test_labels_overlap_neither_each_other_nor_a_symbol_nor_a_line_of_others(family: str) -> None:
    drawing = genogram(three_siblings(), day=REED) if family == "reed" else draw(*vale())
    given = as_json(drawing)
    refs = refs_of(drawing)
    labels = [
        (la["for"], (la["x"] - la["w"] / 2, la["y"] - la["h"] / 2, la["x"] + la["w"] / 2, la["y"] + la["h"] / 2))
        for la in given["labels"]
    ]
    assert labels
    for (_, a), (_, b) in itertools.combinations(labels, 2):
        assert not _meet(a, b)
    for _, box in labels:
        assert not any(_meet(box, symbol) for symbol in _boxes(drawing).values())
    lines = [(d["points"], {refs[d["child"]]}) for d in given["descents"]]
    lines += [(p["points"], set()) for p in given["partnerships"]]
    for whose, box in labels:
        for points, own in lines:
            if whose not in own:
                for (ax, ay), (bx, by) in itertools.pairwise(points):
                    assert not _meet(box, (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))), (whose, points)


def test_words_beside_lines_keep_clear_of_symbols_and_names() -> None:
    drawing = draw(*vale())
    dx, dy = moved_by(drawing.picture)
    labels = [(la["x"] - la["w"] / 2, la["y"] - la["h"] / 2, la["x"] + la["w"] / 2, la["y"] + la["h"] / 2)
              for la in as_json(drawing)["labels"]]  # fmt: skip
    spots = [(r[0] + dx, r[1] + dy, r[2] + dx, r[3] + dy) for r in drawing.picture.spots.bounds if r[2] - r[0] > 1]
    assert spots
    for spot in spots:
        assert not any(_meet(spot, box) for box in (*labels, *_boxes(drawing).values()))


def test_a_slash_keeps_away_from_where_children_hang() -> None:
    drawing = genogram(three_siblings(), day=REED)
    middle = next(c.middle for c in drawing.layout.couples if c.union == "m-dad1")
    assert abs(drawing.picture.spots.slashes["m-dad1"][0] - middle[0]) > 8


def test_nobody_moves_from_one_day_to_another() -> None:
    days = [date(y, 6, 1) for y in (2006, 2009, 2013, 2016, 2019, 2023, 2026)]
    drawings = [draw(*vale(), day=day) for day in days]
    whole = as_json(drawings[-1])
    for drawing in drawings:
        given = as_json(drawing)
        for key in ("nodes", "partnerships", "descents", "labels", "ties"):
            places = {
                json.dumps([v for k, v in sorted(item.items()) if k != "text" and k != "w"]) for item in given[key]
            }
            later = {
                json.dumps([v for k, v in sorted(item.items()) if k != "text" and k != "w"]) for item in whole[key]
            }
            gone = {"bump"} if key in {"nodes", "descents", "labels"} else set()
            assert {p for p in places if not any(g in p for g in gone)} <= later
        assert (drawing.scene.width, moved_by(drawing.picture)) == (
            drawings[-1].scene.width,
            moved_by(drawings[-1].picture),
        )


def test_who_is_not_born_yet_is_not_drawn_and_that_is_said() -> None:
    drawing = draw(*vale(), day=date(2009, 1, 1))
    assert "Cy Vale" not in render(drawing, "svg").decode()
    assert "Bea Vale" in texts(drawing)
    assert any("had not been born by 1 January 2009" in notice for notice in drawing.notices)


def test_who_had_not_died_yet_is_alive_on_an_earlier_day() -> None:
    before, after = (draw(*vale(), day=date(y, 1, 1)) for y in (2019, 2021))
    assert "d. May 2020" not in texts(before)
    assert "d. May 2020" in texts(after)
    assert "†" in picture(after).splitlines()[4]


def test_a_partnership_has_only_the_steps_of_its_days() -> None:
    assert "LT 2006" in texts(draw(*vale(), day=date(2007, 1, 1)))
    assert "LT 2006, m. 2008, s. 2019" in texts(draw(*vale()))


def test_only_what_was_known_on_a_day_is_drawn() -> None:
    records = (
        person("a", "Ann Reed", "female", "1990"),
        person("b", "Bo Reed", "male", "2015", known=When(edtf="2021-05-01")),
        child_of("b", "a"),
    )
    drawing = draw(*records, known_on=date(2020, 1, 1))
    assert "Bo Reed" not in render(drawing, "svg").decode()
    assert "as known on 1 January 2020" in render(drawing, "svg").decode()
    assert any("not recorded" in notice for notice in drawing.notices)


def test_a_child_who_was_not_known_on_the_day_is_refused() -> None:
    records = (person("b", "Bo Reed", "male", "2015", known=When(edtf="2021-05-01")),)
    with pytest.raises(UsageError, match="not known on"):
        draw(*records, child="b", known_on=date(2020, 1, 1))


def test_a_drawing_for_one_child_reaches_so_many_generations_and_says_who_is_left_out() -> None:
    three = genogram(three_siblings(), day=REED, child="ada")
    two = genogram(three_siblings(), day=REED, child="ada", generations=2)
    assert "Joan Reed" in texts(three)
    assert "Joan Reed" not in texts(two)
    assert "Kelly Reed" in texts(two)
    assert any("further away than 2 generations" in notice for notice in two.notices)
    assert three.scene.title == "Genogram of Ada Shaw"


def test_generations_without_a_child_are_said_to_mean_nothing() -> None:
    drawing = genogram(three_siblings(), day=REED, generations=1)
    assert len(drawing.present) == 11
    assert any("counted from a child" in notice for notice in drawing.notices)


def test_a_parent_beyond_reach_leaves_the_other_parent_s_line() -> None:
    records = (
        person("k", "Kit", "male", "2015"),
        person("m", "Mum", "female", "1990"),
        person("u", "Uncle", "male", "1992"),
        person("g", "Gran", "female", "1960"),
        person("c", "Cousin", "male", "2016"),
        person("w", "Uncle's Wife", "female", "1993"),
        child_of("k", "m"),
        child_of("m", "g"),
        child_of("u", "g"),
        child_of("c", "u", "w"),
    )
    drawing = draw(*records, child="k", generations=3)
    drawn = set(drawing.present)
    parents = {d["child"]: d["parents"] for d in as_json(drawing)["descents"]}
    assert ("c" in drawn) == ("c" in parents)
    assert "m" in parents


def test_the_description_lists_everyone_and_every_relation() -> None:
    drawing = draw(*vale())
    said = drawing.description
    for i in drawing.present:
        assert drawing.case.people[i].shown_name in said
    for words in (
        "Al Vale and Mo Vale: cohabiting 2006, married June 2008, separated 2019",
        "Mr Hyde and Mo Vale: affair about 2018",
        "Cy Vale is the child of Al Vale (adopted) and Mo Vale (adopted), 2012",
        "Cy Vale is the child of Ivy Long",
        "Bea Vale is cared for by Nan Friend (special guardianship)",
        "Di Vale and Eda Vale: twins, zygosity identical",
        "Gus Vale (foster care) lives there",
        "Bea Vale: interim care order, since January 2024",
        "Mo Vale and Bea Vale: close",
        "Dee Vorced and Mo Vale: conflict (alleged)",
        "Mr Hyde, male, reported, not confirmed",
        "Sibs of Al, gender not known, stands for 3 people",
    ):
        assert words in said
    children = [p.child for p in drawing.case.parentages if p.child in drawing.present]
    told = said.count("is the child of") + said.count("is cared for by")
    assert told == len(children)


def test_in_words_a_name_with_a_full_stop_stays_on_one_line() -> None:
    drawing = draw(
        person("a", "Ann St. John", "female", "1990"), person("b", "J. R. St. John", "male"), child_of("b", "a")
    )
    assert in_words(drawing) == [
        "2 people.",
        "Ann St. John, female, born 1990, aged 35 or 36.",
        "J. R. St. John, male.",
        "J. R. St. John is the child of Ann St. John.",
    ]


def test_the_legend_holds_what_is_used_and_no_more() -> None:
    plain = draw(person("a", "Ann", "female", "1990"), person("b", "Bo", "male", "2015"), child_of("b", "a"))
    assert texts(plain, "legend") == ["male", "female", "child by birth"]
    full = texts(draw(*vale()), "legend")
    assert {"died", "subject child", "A: adopted", "identical twins", "divorced", "lives in one household"} <= set(full)
    assert "ICO interim care order" in full
    assert "annulled" not in full


def test_every_row_of_the_legend_is_known() -> None:
    known = set(legend_words().values())
    for profile in PROFILES:
        for words in texts(draw(*vale(), profile=profile), "legend"):
            short = words.partition(" ")[2]
            assert words in known or short in known or words in {"?", "P"} or any(words.endswith(k) for k in known)


def test_ties_of_violence_are_withheld_from_every_form_with_a_notice() -> None:
    drawing = draw(*vale())
    for form in ("svg", "dot", "txt", "json"):
        assert b"violence" not in render(drawing, form)
    said = "ties, couples and plans of violence, abuse, control, neglect or exploitation: 1 recorded and not drawn; --show abuse draws it"
    assert said in drawing.notices
    assert {t["kind"] for t in as_json(drawing)["ties"]} == {"conflict", "close"}


@pytest.mark.parametrize("nature", ["Violent", "sexual abuse", "coercive and controlling", "neglects", "grooming"])
def test_natures_that_could_be_read_as_findings_are_withheld(nature: str) -> None:
    records = (person("a", "Ann"), person("b", "Bo"), Bond(id="t", source="a", target="b", nature=nature))
    assert as_json(draw(*records))["ties"] == []
    assert nature not in draw(*records).description


def test_a_tie_that_rests_on_an_allegation_says_so() -> None:
    assert "conflict (alleged)" in texts(draw(*vale()), "tie")


def test_a_protected_address_is_in_no_form() -> None:
    drawing = draw(*vale())
    for form in FORMS:
        assert b"Safe Street" not in render(drawing, form)
    assert any("address withheld" in words for words in texts(drawing, "household"))


def test_terminations_are_hidden_and_the_worker_is_told() -> None:
    drawing = draw(*vale())
    assert "term" not in drawing.layout.places
    for form in ("svg", "txt", "json", "dot"):
        assert b"ermina" not in render(drawing, form)
    assert "terminated pregnancies: 1 recorded and not drawn; --show terminations draws it" in drawing.notices


def test_restricted_records_are_withheld_with_the_reason() -> None:
    records = (
        person("a", "Ann Reed", "female", "1990"),
        person("b", "Bo Reed", "male", "2015"),
        person("x", "Secret Caller", "male", restriction=(Restriction.REFERRER,)),
        couple("c", "a", "x", ("dating", "2020")),
        child_of("b", "a"),
        child_of("b", "x", way="adopted").model_copy(update={"restriction": (Restriction.ADOPTION,)}),
    )
    drawing = draw(*records)
    assert all(b"Secret" not in render(drawing, form) for form in FORMS)
    assert set(drawing.layout.places) == {"a", "b"}
    assert any("2 records of people and ties are withheld" in notice for notice in drawing.notices)


def test_a_plan_known_only_from_a_privileged_entry_is_no_badge() -> None:
    child = person("a", "Ann Reed", "female", "2015", is_subject=True)
    start = Entry(id="e", when=When(edtf="2024-01-01"), children=("a",), category="care_episode_start", event="In care")
    held = start.model_copy(update={"restriction": (Restriction.PRIVILEGED,)})
    assert "cared for" in texts(draw(child, start))
    assert "cared for" not in texts(draw(child, held))
    assert draw(child, held).notices == []


def test_a_professional_without_a_tie_is_counted_and_not_drawn() -> None:
    drawing = draw(
        person("a", "Ann Reed"),
        *(person(i, i.upper(), place=Place.PROFESSIONAL) for i in ("p", "q")),
        Bond(id="t", source="p", target="q", nature="mentor"),
    )
    assert set(drawing.layout.places) == {"a"}
    said = "2 professionals are recorded without a tie to anybody here, and not drawn on the genogram"
    assert said in drawing.notices


def test_siblings_whose_parents_are_not_known_hang_from_a_question_mark_that_is_nobody() -> None:
    records = (person("a", "Ann"), person("b", "Bo"), child_of("a", union="u"), child_of("b", union="u"))
    drawing = draw(*records)
    assert set(drawing.present) == {"a", "b"}
    assert {n["ref"] for n in as_json(drawing)["nodes"]} == {"a", "b"}
    assert as_json(drawing)["partnerships"] == []
    assert {d["child"]: (d["parents"], d["kind"]) for d in as_json(drawing)["descents"]} == {
        "a": ([], "unknown"),
        "b": ([], "unknown"),
    }
    assert "small ?: partner or parents not known" in texts(drawing, "legend")
    assert "2 people" in drawing.description
    for form in FORMS:
        assert render(drawing, form)


def test_one_child_without_parents_recorded_hangs_from_nobody() -> None:
    drawing = draw(person("a", "Ann"), child_of("a", union="u"))
    assert as_json(drawing)["descents"] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_partner_who_is_not_known_is_a_question_mark_beside_the_dates(form: str) -> None:
    steps = (PartnershipStep(status=PartnershipStatus.MARRIED, when=When(edtf="2013")),)
    records = (person("m", "Mo"), person("c", "Cy"), Partnership(id="p", partners=("m",), steps=steps))
    drawing = draw(*records, child_of("c", "m", union="p"))
    assert "m. 2013" in texts(drawing, "partnership")
    assert {n["ref"] for n in as_json(drawing)["nodes"]} == {"m", "c"}
    assert [p["partners"] for p in as_json(drawing)["partnerships"]] == [["m"]]
    assert render(drawing, form)


def test_lines_of_different_families_cross_with_a_gap_in_the_level_one() -> None:
    people = [person(i, i, "male" if i in "acefk" else "female", b) for i, b in (
        ("a", "1940"), ("b", "1942"), ("c", "1965"), ("d", "1966"), ("e", "1964"), ("f", "1968"), ("g", "1990"),
        ("h", "1992"), ("i", "1993"), ("j", "1995"), ("k", "2015"))]  # fmt: skip
    ties = [
        child_of("c", "a", "b"), child_of("f", "a", "b"), child_of("g", "c", "d"), child_of("i", "c", "d"),
        child_of("h", "e", "f"), child_of("j", "e", "f"), child_of("k", "g", "h"),
    ]  # fmt: skip
    drawing = draw(*people, *ties)
    (gaps,) = groups(drawing, "crossing")
    assert len(gaps.marks) // 2 >= drawing.layout.rules["crossing"].violations >= 1
    assert groups(genogram(three_siblings(), day=REED), "crossing") == []


def test_a_couple_recorded_twice_is_one_line_with_all_its_children() -> None:
    records = (
        person("a", "Ann", "female", "1980"),
        person("b", "Bo", "male", "1980"),
        person("k", "Kit", "male", "2010"),
        person("l", "Lou", "male", "2012"),
        couple("one", "a", "b", ("married", "2005")),
        couple("two", "b", "a", ("married", "2012")),
        child_of("k", "a", "b", union="one"),
        child_of("l", "b", "a", union="two"),
    )
    given = as_json(draw(*records))
    assert len(given["partnerships"]) == 1
    assert {d["child"] for d in given["descents"]} == {"k", "l"}
    assert len({tuple(d["points"][0]) for d in given["descents"]}) == 1


def test_outlines_of_homes_hold_members_and_nobody_else() -> None:
    drawing = draw(*vale())
    for home in as_json(drawing)["households"]:
        corners = [tuple(p) for p in home["points"]]
        outlines = [(*corners[n], *corners[n + 2]) for n in range(0, len(corners), 4)]
        for i, box in _boxes(drawing).items():
            held = any(o[0] <= box[0] and o[1] <= box[1] and box[2] <= o[2] and box[3] <= o[3] for o in outlines)
            assert held == (i in home["members"])
            assert held or not any(_meet(box, o) for o in outlines)


def test_a_child_placed_alone_has_an_outline_that_names_no_carer() -> None:
    assert "foster care" in texts(draw(*vale()), "household")


def test_json_has_the_documented_shape() -> None:
    given = json.loads(render(draw(*vale()), "json"))
    assert list(given) == [
        "nodes",
        "partnerships",
        "descents",
        "labels",
        "households",
        "ties",
        "faults",
        "placements",
        "rules",
    ]
    shapes = {
        "nodes": {"id", "ref", "name", "x", "y", "w", "h", "row"},
        "partnerships": {"id", "partners", "points"},
        "descents": {"child", "parents", "kind", "points"},
        "labels": {"for", "text", "x", "y", "w", "h"},
        "households": {"id", "members", "points"},
        "ties": {"from", "to", "kind", "points"},
    }
    for key, shape in shapes.items():
        assert given[key]
        assert all(set(item) == shape for item in given[key])
    assert list(given["rules"]) == ["split_rows", "apart", "order", "stranger", "crossing"]
    assert all(set(rule) == {"violations", "fewest", "proved"} for rule in given["rules"].values())
    refs = [n["ref"] for n in given["nodes"]]
    assert len(set(refs)) == len(refs)
    assert {la["for"] for la in given["labels"]} <= set(refs)


def test_refs_are_unique_even_where_two_files_used_the_same() -> None:
    given = as_json(draw(person("a", "Ann", ref="I1"), person("b", "Bo", ref="I1"), person("c", "Cy", ref="I2")))
    assert {n["id"]: n["ref"] for n in given["nodes"]} == {"a": "a", "b": "b", "c": "I2"}


def test_positions_in_json_are_those_of_the_svg() -> None:
    drawing = genogram(three_siblings(), day=REED)
    node = next(n for n in as_json(drawing)["nodes"] if n["name"] == "Kelly Reed")
    circles = [(float(e.get("cx", 0)), float(e.get("cy", 0))) for e in svg(drawing).iter(f"{SVG}ellipse")]
    assert any(abs(x - node["x"]) < 0.1 and abs(y - node["y"]) < 0.1 for x, y in circles)


def test_an_empty_case_file_gives_an_empty_drawing_in_every_form() -> None:
    drawing = draw()
    assert all(render(drawing, form) for form in FORMS)
    assert as_json(drawing)["nodes"] == []


def test_the_heading_names_the_day_the_subject_children_and_the_author() -> None:
    drawing = genogram(
        three_siblings(), day=REED, author="A. Worker", title="The Reeds", state_hash="0123456789abcdef99"
    )
    title, line = texts(drawing, "heading")
    assert title == "The Reeds"
    assert line.split(" · ") == [
        "As at 1 January 2020",
        "subject children: Ada Shaw, Ben Shaw, Cora Cole",
        "drawn by A. Worker",
        "recorded by hand",
        "document check code 0123456789abcdef",
    ]
    assert "Cora" not in texts(genogram(three_siblings(), day=date(2016, 1, 1)), "heading")[1]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), []),
        (("a.ged",), ["from a.ged"]),
        (("b.ged", "a.ged"), ["from a.ged and b.ged"]),
        (("a", "b", "c"), ["from 3 files"]),
    ],
)
def test_the_heading_says_from_which_files_the_people_come(files: tuple[str, ...], said: list[str]) -> None:
    documents = [Document(id=f"d{n}", name=name) for n, name in enumerate(files)]
    cites = tuple(Citation(document=d.id, row=3) for d in documents)
    drawing = draw(person("a", "Ann", cites=cites), *documents, Document(id="other", name="other.docx"))
    assert [part for part in texts(drawing, "heading")[1].split(" · ") if part.startswith("from ")] == said


def test_every_group_says_what_it_is() -> None:
    assert all(group.title for group in draw(*vale()).scene.groups)
    assert len(groups(draw(*vale()), "person")) == len(draw(*vale()).present)


@pytest.mark.parametrize("nature", ["hits him", "DV", "drug use", "drinks with", "Threatening", "a word of one's own"])
def test_a_tie_in_words_that_are_not_the_notations_is_not_drawn(nature: str) -> None:
    assert bond_kind(nature) is not None


@pytest.mark.parametrize("nature", ["close", "cut off", "Godparent", "FRIEND", "in conflict", "main carer"])
def test_a_tie_in_the_notations_words_is_drawn(nature: str) -> None:
    assert bond_kind(nature) is None


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("2020", "partners from 2020"), ("2016/2019", "partners 2016-2019"), ("2016/..", "partners 2016-")],
)
def test_partners_without_a_status_have_the_year_beside_their_line(edtf: str, words: str) -> None:
    records = (
        person("mum", "Kelly Reed", "female"),
        person("lee", "Lee Cole", "male"),
        couple("u", "mum", "lee", ("not recorded", edtf)),
    )
    assert words in texts(draw(*records))


def test_partners_of_whom_neither_status_nor_year_is_known_have_no_words_beside_their_line() -> None:
    records = (
        person("mum", "Kelly Reed", "female"),
        person("lee", "Lee Cole", "male"),
        couple("u", "mum", "lee", ("not recorded", "")),
    )
    assert not any(text.startswith("partners") and "status" not in text for text in texts(draw(*records)))


def test_a_drawing_of_nobody_says_so() -> None:
    assert draw().notices == ["nobody is drawn: nobody is recorded of whom this drawing may tell"]
    assert not any("nobody is drawn" in notice for notice in draw(*vale()).notices)
