"""The drawing: nothing meets, the legend holds what is used, every form says the same, and the same each time."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.record.dates import When
from chronology.record.errors import UsageError
from chronology.record.people import Life, Place
from chronology.record.values import Record
from exporters.drawing.scene import Path, Words
from exporters.ecomap.ecomap import FORMS, Ecomap, render, rendered
from exporters.ecomap.legend import LINES, SHAPES
from exporters.ecomap.sectors import SECTORS, sector_of
from tests.exporters.documents.test_bad_text import BAD
from tests.exporters.ecomap.near import around, bond, draw, entry, overlaps, service, someone, texts, vale
from tests.families import child_of, person

BEA = person("bea", "Bea Vale", "female", "2014-02-03", is_subject=True)
WAYS = ({}, {"is_household": True}, {"has_circles": True}, {"has_circles": True, "is_household": True})
NATURES = ("close", "distant", "conflict", "cutoff", "support", "friend", "close but stressful")


def _legend(drawing: Ecomap) -> list[str]:
    return [group.title for group in drawing.scene.groups if group.role == "legend"]


def _many(count: int, name: str = "Person") -> list[Record]:
    people = [someone(f"p{n}", f"{name} {n}", "network", "neighbour") for n in range(count // 2)]
    ties = [bond(f"p{n}", "bea", NATURES[n % len(NATURES)]) for n in range(count // 2)]
    agencies = [
        entry(f"e{n}", "bea", agency=f"{('School', 'GP', 'Police', 'Housing')[n % 4]} {n}")
        for n in range(count // 2, count)
    ]
    return [BEA, *people, *ties, *agencies]


@pytest.mark.parametrize("way", WAYS, ids=["child", "home", "circles", "home circles"])
def test_words_lines_and_symbols_keep_off_one_another(way: dict[str, bool]) -> None:
    assert overlaps(draw(*vale(), **way)) == []


@pytest.mark.parametrize("has_circles", [False, True], ids=["map", "circles"])
def test_sixty_around_a_child_are_all_drawn_once_and_nothing_meets(has_circles: bool) -> None:
    drawing = draw(*_many(60), has_circles=has_circles)
    titles = [group.title for group in drawing.scene.groups if group.role in {"person", "service"}]
    assert len(titles) == len(set(titles)) == 60
    assert overlaps(drawing) == []


def test_a_large_map_stays_whole_on_one_page() -> None:
    data, said = rendered(draw(*_many(40)), "pdf")
    assert data.count(b"/MediaBox") == 1
    assert said == ()


@pytest.mark.parametrize("natures", [("close", "distant"), ("close", "distant", "conflict"), ("support", "cutoff")])
def test_accounts_that_differ_stand_side_by_side_on_a_page_no_larger_than_others(natures: tuple[str, ...]) -> None:
    drawing = draw(*vale(), *(bond("friend", "bea", nature) for nature in natures))
    told = [group.title for group in drawing.scene.groups if group.role == "tie" and group.title.startswith("Nell Ash")]
    assert len(told) == 2
    assert drawing.scene.width < draw(*vale()).scene.width * 1.25


_NAMES = st.one_of(
    st.sampled_from(
        ["محمد بن علي", "שרה כהן", "Wolfeschlegelsteinhausenbergerdorff" * 3, "", "\u202eAnn\x07", "小明", "A\nB"]
    ),
    st.text(max_size=40),
)
_ROLES = st.sampled_from(["", "neighbour", "teacher", "health visitor " * 6, "football coach", "police officer"])


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(
            _NAMES,
            _ROLES,
            st.lists(st.sampled_from(NATURES), min_size=1, max_size=4, unique=True),
            st.sampled_from(["network", "professional", "carer"]),
        ),
        max_size=14,
    ),
    st.lists(_NAMES, max_size=8),
    st.booleans(),
)
def test_whatever_they_are_called_nothing_meets(
    people: list[tuple[str, str, list[str], str]], agencies: list[str], has_circles: bool
) -> None:
    records: list[Record] = [BEA]
    for n, (name, role, natures, place) in enumerate(people):
        records += [someone(f"p{n}", name, place, role), *(bond(f"p{n}", "bea", nature) for nature in natures)]
    records += [entry(f"e{n}", "bea", agency=name) for n, name in enumerate(agencies)]
    drawing = draw(*records, has_circles=has_circles)
    assert overlaps(drawing) == []
    assert sum(1 for s in drawing.around.systems if s.person) == len(people)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_record_gives_the_same_bytes(form: str) -> None:
    assert render(draw(*vale()), form) == render(draw(*vale()), form)


def test_no_graphviz_is_asked_whatever_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {form: render(draw(*vale()), form) for form in ("svg", "dot", "json")}
    monkeypatch.setattr(subprocess, "run", None)
    monkeypatch.setattr(shutil, "which", None)
    monkeypatch.setenv("PATH", "")
    assert {form: render(draw(*vale()), form) for form in before} == before


def test_the_legend_holds_what_the_drawing_uses_and_no_more() -> None:
    alone = draw(BEA)
    assert _legend(alone)[:1] == ["the child"]
    assert not set(_legend(alone)) & {words for words, _ in LINES.values()}
    whole = _legend(draw(*vale()))
    assert set(whole) == {words for words, _ in LINES.values()} | {
        SHAPES[key] for key in ("female", "male", "non-binary", "unknown", "child", "service")
    }
    more = draw(
        BEA, person("bump", "", life=Life.EXPECTED, born="2025-05"), child_of("bump", "mo"), child_of("bea", "mo"),
        person("mo", "Mo Vale", "female", is_confirmed=False), person("dog", "Rex", place=Place.PET), bond("dog", "bea", "close"),
    )  # fmt: skip
    assert {SHAPES[key] for key in ("expected", "unconfirmed", "pet")} <= set(_legend(more))


def _marks(nature: str, **more: object) -> list[object]:
    drawing = draw(BEA, someone("nell", "Nell Ash", "network"), bond("nell", "bea", nature, **more))
    (tie,) = [g for g in drawing.scene.groups if g.role == "tie"]
    return list(tie.marks)


@pytest.mark.parametrize(
    ("nature", "width", "dashed", "paths"),
    [("close", 3.6, False, 1), ("friend", 1.1, False, 1), ("distant", 1.6, True, 1), ("cutoff", 1.1, False, 4)],
)
def test_each_strength_is_drawn_in_its_own_way_with_its_word(
    nature: str, width: float, dashed: bool, paths: int
) -> None:
    marks = _marks(nature)
    lines = [m for m in marks if isinstance(m, Path)]
    assert len(lines) == paths
    assert (lines[0].stroke.width, bool(lines[0].stroke.dash)) == (width, dashed)
    assert [m.text for m in marks if isinstance(m, Words)] == [nature]


def test_a_stressful_line_is_hatched_and_help_has_a_head_at_who_is_helped() -> None:
    assert len([m for m in _marks("conflict") if isinstance(m, Path)]) > 5
    middle = draw(BEA).layout.centre.half[0]
    heads = {
        way: [m for m in _marks("support", is_mutual=way) if isinstance(m, Path) and m.is_closed]
        for way in (True, False)
    }
    assert (len(heads[True]), len(heads[False])) == (2, 1)
    drawing = draw(BEA, someone("nell", "Nell Ash", "network"), bond("bea", "nell", "support"))
    (tie,) = [g for g in drawing.scene.groups if g.role == "tie"]
    (head,) = [m for m in tie.marks if isinstance(m, Path) and m.is_closed]
    node = json.loads(render(drawing, "json"))["nodes"][0]
    assert abs(head.points[0][0] - node["x"]) < middle
    assert tie.title == "Nell Ash and Bea Vale: strong tie, called support, help goes from Bea Vale"


def test_a_record_that_holds_nothing_gives_a_page_that_says_so() -> None:
    drawing = draw(BEA)
    assert drawing.around.systems == ()
    assert "Nobody and nothing is recorded around the centre" in drawing.scene.description
    assert "This record holds nothing for Bea Vale on the day of: who lives in the same home, family" in texts(drawing)
    assert "nobody and nothing is recorded around the centre" in render(drawing, "txt").decode()
    assert all(render(drawing, form) for form in FORMS)
    assert overlaps(drawing) == overlaps(draw(BEA, has_circles=True)) == []


def test_the_heading_names_title_child_day_and_author() -> None:
    drawing = draw(*vale(), title="Around Bea", author="A. Worker", state_hash="0123456789abcdef0123")
    assert drawing.heading[0] == "Around Bea"
    assert drawing.heading[1].split(" · ") == [
        "As at 31 January 2025", "child: Bea Vale", "drawn by A. Worker", "recorded by hand",
        "document check code 0123456789abcdef",
    ]  # fmt: skip
    assert draw(*vale(), is_household=True).heading[0] == "Ecomap of Bea Vale and household"
    assert draw(*vale(), has_circles=True).heading[0] == "Network circles of Bea Vale"


def test_the_description_tells_everyone_everything_and_every_line() -> None:
    told = draw(*vale()).scene.description
    for sentence in (
        "At the centre: Bea Vale, female, aged 10.",
        "Home and carers: Mo Vale, mother; strong tie, stressful, called close; stressful.",
        "Home and carers: Kit Rowe, mother's partner; stressful tie, called conflict (alleged).",
        "Family: Ted Vale, paternal uncle; tie cut off, called cutoff.",
        "Community and faith: Sam Lock, football coach; strong tie, called support, help goes both ways.",
        "Health: Play therapy, by Thornbeck CAMHS, waiting since March 2024.",
        "School and early years: School, in the record 2023–2024, 2 entries, last 12 Nov 2024.",
    ):
        assert sentence in told


def test_the_text_form_has_everyone_under_their_kind_with_a_sample_of_the_line() -> None:
    lines = render(draw(*vale()), "txt").decode().splitlines()
    assert "│  ═══════ close  Ivy Vale: paternal grandmother" in lines
    assert "│  ◄═════► support  Sam Lock: football coach" in lines
    assert "│  ───┤├── cutoff  Ted Vale: paternal uncle" in lines
    assert "│  ─╫─╫─╫─ conflict (alleged)  Kit Rowe: mother's partner" in lines
    circles = render(draw(*vale(), has_circles=True), "txt").decode()
    assert circles.index("HOUSEHOLD AND IMMEDIATE") < circles.index("WIDER FAMILY") < circles.index("PROFESSIONALS")
    assert "═══════" not in circles


def test_the_json_has_every_node_once_with_its_lines_to_the_centre() -> None:
    drawing = draw(*vale())
    data = json.loads(render(drawing, "json"))
    assert {n["name"] for n in data["nodes"]} == set(around(drawing))
    refs = [n["ref"] for n in data["nodes"]] + [m["ref"] for m in data["centre"]["members"]]
    assert len(refs) == len(set(refs))
    by_name = {n["name"]: n for n in data["nodes"]}
    (line,) = [line for line in data["lines"] if line["from"] == "gran"]
    assert (line["to"], line["kind"], line["direction"], line["words"]) == ("bea", "strong", "none", "close")
    assert by_name["Ivy Vale"]["sector"] == "family"
    assert {label["for"] for label in data["labels"]} <= set(refs)
    assert data["rings"] == []
    rings = json.loads(render(draw(*vale(), has_circles=True), "json"))
    assert [ring["ring"] for ring in rings["rings"]] == [1, 2, 3]
    assert rings["lines"] == []
    for node in rings["nodes"]:
        band, inner = (
            rings["rings"][node["ring"] - 1],
            rings["rings"][node["ring"] - 2] if node["ring"] > 1 else rings["centre"],
        )
        x, y = node["x"] - rings["centre"]["x"], node["y"] - rings["centre"]["y"]
        assert (
            (2 * x / band["w"]) ** 2 + (2 * y / band["h"]) ** 2
            < 1
            < (2 * x / inner["w"]) ** 2 + (2 * y / inner["h"]) ** 2
        )


def test_the_dot_form_pins_everyone_and_says_each_lines_kind() -> None:
    source = render(draw(*vale()), "dot").decode()
    assert source.count('!"') == len(around(draw(*vale()))) + 1
    assert source.count(" -- centre") == sum(len(s.lines) for s in around(draw(*vale())).values())
    assert "penwidth=3.6" in source
    assert "dir=both" in source


@pytest.mark.parametrize(("name", "shown"), BAD.values(), ids=BAD.keys())
def test_bad_names_are_words_and_nothing_else(name: str, shown: str) -> None:
    bad = someone("x", "x", "network", name).model_copy(update={"name": name})
    drawing = draw(
        BEA, bad, bond("x", "bea", "close"), entry("e", "bea", agency=f"GP {name}"), service("s", f"A {name}", "bea")
    )
    text = {form: render(drawing, form).decode("utf-8") for form in ("svg", "txt", "dot", "json")}
    for form in ("svg", "txt", "dot"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text[form])
    root = ElementTree.fromstring(text["svg"])
    assert {e.tag.rpartition("}")[2] for e in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "path",
        "ellipse",
        "text",
    }
    assert " ".join(shown.split()) in " ".join((root.findtext("{http://www.w3.org/2000/svg}desc") or "").split())
    assert overlaps(drawing) == []
    assert render(drawing, "png").startswith(b"\x89PNG")
    assert render(drawing, "pdf").startswith(b"%PDF")


def test_every_word_stays_at_seven_points_on_a_landscape_page_for_a_dozen_around_a_child() -> None:
    drawing = draw(*vale())
    smallest = min(m.size for g in drawing.scene.groups for m in g.marks if isinstance(m, Words))
    assert min((841.9 - 56) / drawing.scene.width, (595.3 - 56) / drawing.scene.height) * smallest >= 7.0


def test_a_letter_without_a_shape_is_said_and_another_form_is_refused() -> None:
    drawing = draw(BEA, someone("x", "小明", "network"), bond("x", "bea", "close"))
    assert "no shape in the bundled fonts" in rendered(drawing, "png")[1][0]
    with pytest.raises(UsageError, match=r"not written as \.gif"):
        render(drawing, "gif")


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("School nurse", "health"), ("Thornbeck Primary School", "school"), ("Children’s centre", "school"),
        ("GP", "health"), ("Social care", "care"), ("Police", "justice"), ("Magistrates' court", "justice"),
        ("Housing", "housing"), ("St Mary's church", "community"), ("Educational psychologist", "school"),
        ("Paediatrics", "health"), ("Zeta", "other"), ("", "other"), ("Adoption panel", "care"), ("Wardrobe Ltd", "other"),
    ],
)  # fmt: skip
def test_an_agency_belongs_where_its_words_say(words: str, sector: str) -> None:
    assert sector_of(words) == sector
    assert sector in {s.key for s in SECTORS}


@pytest.mark.parametrize("life", [life for life in Life if life not in {Life.BORN, Life.TERMINATION}])
@pytest.mark.parametrize("way", WAYS)
def test_a_pregnancy_and_what_became_of_it_can_be_at_the_centre(life: Life, way: dict[str, bool]) -> None:
    drawing = draw(person("kit", "Kit Vale", born="2014-02-03", life=life), child="kit", **way)
    for form in ("txt", "svg", "dot", "json"):
        assert "Kit Vale" in render(drawing, form).decode()
    assert "aged" not in render(drawing, "txt").decode()


def test_a_child_who_has_died_is_not_said_to_grow_older() -> None:
    child = person("kit", "Kit Vale", born="2014-02-03", death=When(edtf="2018-05-05"), is_dead=True)
    words = render(draw(child, child="kit"), "txt").decode()
    assert "died 5 May 2018" in words
    assert "aged" not in words


def test_an_ecomap_of_a_pregnancy_that_was_ended_is_refused() -> None:
    with pytest.raises(UsageError, match="sensitive mark"):
        draw(person("kit", "Kit Vale", born="2014-02-03", life=Life.TERMINATION), child="kit")
