"""Drawings for an audience: nothing withheld in any form's bytes, nothing missing that may be seen, no holes."""

from __future__ import annotations

import importlib
import io
import json
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.disclosure.audiences import AUDIENCES
from chronology.disclosure.projection import Request
from chronology.disclosure.restricted import records_about
from chronology.disclosure.search import texts_of
from chronology.disclosure.spellings import folded
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.errors import OutputRefused
from exporters.documents.origins import BY_HAND
from exporters.genogram.chosen import Sensitive
from exporters.genogram.genogram import Genogram, genogram
from exporters.genogram.withheld import own_words
from exporters.genogram.writing import FORMS, Printing, files_of, render
from tests.chronology.disclosure.withheld_families import (
    DAY,
    EVERY_AUDIENCE,
    NEVER,
    OF_OTHERS,
    PARENTS,
    families,
    hollis,
)
from tests.exporters.genogram.drawn import vale
from tests.families import child_of, couple, person
from tui.cli.options import AUDIENCES as OFFERED


def drawn(audience: str, case: CaseFile | None = None, child: str = "ada", **more: object) -> Genogram:
    request = Request(audience, child, PARENTS.get(audience))
    return genogram(case or hollis(), day=DAY, child=child, redact=request, **more)  # type: ignore[arg-type]


def readable(data: bytes, form: str) -> str:
    """Return everything that somebody who unpacks a file by other means than the search's would read."""
    text = data.decode("latin-1") + data.decode("utf-8", "replace")
    for at in (m.end() for m in re.finditer(rb"stream\r?\n", data)):
        try:
            text += zlib.decompressobj().decompress(data[at:]).decode("latin-1")
        except zlib.error:
            continue
    if form == "pdf" and (tool := shutil.which("pdftotext")):
        text += subprocess.run([tool, "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    if form == "json":
        text += json.dumps(json.loads(data), ensure_ascii=False)
    return text


def test_the_command_offers_every_audience():
    assert tuple(AUDIENCES) == OFFERED


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_nothing_withheld_stands_in_any_form_for_any_audience(audience, form):
    text = readable(render(drawn(audience, show=list(Sensitive)), form), form)
    never = (*NEVER, *(OF_OTHERS if audience not in {"court", "conference"} else ()))
    assert [word for word in never if word in text] == []


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_the_heading_says_for_whom_and_what_is_withheld(audience):
    said = render(drawn(audience), "txt").decode()
    assert AUDIENCES[audience].heading in " ".join(said.split())


@settings(max_examples=25, deadline=None)
@given(families(), st.sampled_from(EVERY_AUDIENCE), st.sampled_from(FORMS))
def test_in_any_family_carers_strangers_addresses_and_notes_are_in_no_bytes_and_kin_are_in_the_picture(
    case, audience, form
):
    parent = {"parent": "mum", "other_parent": "dad0"}.get(audience)
    drawing = genogram(case, day=DAY, child="child0", redact=Request(audience, "child0", parent))
    text = readable(render(drawing, form), form)
    people = case.people
    ways = {p: held.way.value for held in case.parentages for p in held.parents}
    hidden = [w for p in people.values() for w in p.note.split()[1:]]
    hidden += [w for h in case.households.values() for w in re.findall("[A-Z][a-z]{5,}", h.address)]
    hidden += ["Radult", *(p.ref for p in people.values() if p.ref)]
    stranger = {i for i, way in ways.items() if way in {"foster", "private fostering", "adopted"}} - {"mums"}
    stranger |= {"friend"} if audience not in {"court", "conference"} else set()
    hidden += [w for i in stranger & set(people) for w in people[i].name.split()]
    assert [w for w in hidden if w in text] == []
    svg = render(drawing, "svg").decode()
    kin = {
        p
        for held in case.parentages
        if held.child in {"child0", "mum"} and held.way.value == "birth"
        for p in held.parents
    }
    assert [i for i in kin | {"child0"} if people[i].name not in svg] == []


@settings(max_examples=20, deadline=None)
@given(families(), st.sampled_from(EVERY_AUDIENCE))
def test_no_hole_tells_of_anybody_left_out_the_bytes_are_those_of_a_family_without_them(case, audience):
    parent = {"parent": "mum", "other_parent": "dad0"}.get(audience)
    request = Request(audience, "child0", parent)
    whole = genogram(case, day=DAY, child="child0", redact=request)
    assert whole.projection
    there = set(whole.projection.case.people) | set(whole.projection.stands_for.values())
    fewer = CaseFile.of(records_about(case, frozenset(there)))
    less = genogram(fewer, day=DAY, child="child0", redact=request)
    assert all(render(whole, form) == render(less, form) for form in ("svg", "txt", "json", "dot"))


def _into_pdf_title(monkeypatch):
    from exporters.drawing import pdf

    made = pdf.pdf_bytes
    monkeypatch.setattr(
        "exporters.drawing.pdf.pdf_bytes",
        lambda *a, **k: (made(*a, **k)[0].replace(b"/Author()", b"/Author(Perpetua)"), ()),
    )


def _into_pdf_stream(monkeypatch):
    from exporters.drawing import pdf

    made = pdf.pdf_bytes
    body = zlib.compress(b"BT (Perpetua) Tj ET")
    leak = b"99 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (len(body), body)
    monkeypatch.setattr(
        "exporters.drawing.pdf.pdf_bytes",
        lambda *a, **k: (made(*a, **k)[0].replace(b"xref\n", leak + b"xref\n", 1), ()),
    )


# Each writer is imported here before any is patched: one that is first imported meanwhile would keep the patched part.
WRITERS = [importlib.import_module(f"exporters.drawing.{name}") for name in ("pdf", "raster", "svg")]


def _into_svg_desc(monkeypatch):
    from exporters.drawing import svg

    made = svg.svg_text
    monkeypatch.setattr(
        "exporters.drawing.svg.svg_text", lambda *a, **k: made(*a, **k).replace("</desc>", " Perpetua</desc>")
    )


def _into_svg_hidden_text(monkeypatch):
    from exporters.drawing import svg

    made = svg.svg_text
    hidden = '<text opacity="0" fill="white">Perpetua</text></svg>'
    monkeypatch.setattr("exporters.drawing.svg.svg_text", lambda *a, **k: made(*a, **k).replace("</svg>", hidden))


def _into_png_text(monkeypatch):
    from exporters.drawing import raster

    made = raster.png_bytes
    body = b"tEXtComment\0Perpetua"
    leak = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    monkeypatch.setattr(
        "exporters.drawing.raster.png_bytes", lambda *a, **k: ((d := made(*a, **k)[0])[:33] + leak + d[33:], ())
    )


def _into_dot(monkeypatch):
    monkeypatch.setattr("exporters.genogram.dots.dot_source", lambda _: "graph { // Perpetua\n}")


def _into_txt(monkeypatch):
    monkeypatch.setattr("exporters.genogram.characters.character_drawing", lambda *_, **__: "Perpetua\n")


def _into_json(monkeypatch):
    monkeypatch.setattr("exporters.genogram.writing.as_json", lambda _: {"ref": "Perpetua"})


LEAKS = [
    ("pdf", _into_pdf_title), ("pdf", _into_pdf_stream), ("svg", _into_svg_desc), ("svg", _into_svg_hidden_text),
    ("png", _into_png_text), ("dot", _into_dot), ("txt", _into_txt), ("json", _into_json),
]  # fmt: skip


@pytest.mark.parametrize(("form", "plant"), LEAKS, ids=lambda x: getattr(x, "__name__", x))
def test_a_planted_leak_is_refused(monkeypatch, form, plant):
    plant(monkeypatch)
    drawing = drawn("child")
    with pytest.raises(OutputRefused) as refused:
        files_of([(drawing, Path(f"ada.{form}"))])
    assert refused.value.exit_code == 6
    assert "erpetua" not in str(refused.value)


@pytest.mark.parametrize("given", [{"title": "Ada at Perpetua's"}, {"author": "P. Lindqvist"}])
@pytest.mark.parametrize("form", ["svg", "png", "pdf", "txt"])
def test_a_title_or_author_that_names_somebody_withheld_is_refused(given, form):
    with pytest.raises(OutputRefused):
        render(drawn("child", **given), form)


def test_a_file_name_that_names_somebody_withheld_is_refused():
    with pytest.raises(OutputRefused):
        files_of([(drawn("child"), Path("ada-at-lindqvist.svg"))])


def test_a_recorded_professional_may_sign():
    assert b"Thea Brandreth" in render(drawn("child", author="Thea Brandreth"), "svg")


@pytest.mark.parametrize("form", ["svg", "pdf", "txt"])
def test_a_name_withheld_that_the_notation_uses_as_a_word_stops_no_drawing(form):
    case = hollis().with_records([person("m", "May Close", "female", "1991-04-05"), person("w", "Jan White")])
    assert render(drawn("child", case), form)


def crowd() -> CaseFile:
    """Return a family too large for one page, so that its PDF is an overview and linked sheets."""
    records = [person("pa", "Qabo Qaba", "male", "1900"), person("ma", "Qebo Qebe", "female", "1901")]
    for n in range(60):
        records += [
            person(f"q{n}", f"Q{'aeiou'[n % 5]}{'aeiou'[n // 5 % 5]}{'aeiou'[n // 25]}z Qaba", "male", str(1920 + n)),
            child_of(f"q{n}", "pa", "ma"),
        ]  # type: ignore[list-item]
    return CaseFile.of(records)


def impossible() -> CaseFile:
    """Return a family in which hardly anything can be."""
    records = [
        person("qa", "Qabo Qaba", "male", "2000", is_dead=True, death=When(edtf="1990")),
        person("qe", "Qebo Qebe", "female", "1980", is_dead=True, death=When(edtf="1981")),
        person("qi", "Qibo Qibi", "male", "1970-02-03"),
        child_of("qi", "qa", "qe"),
        child_of("qa", "qi"),
        child_of("qe", "qe"),
        couple("qq", "qa", "qa"),
    ]
    return CaseFile.of(records)


@pytest.mark.parametrize(
    ("case", "child", "profile"),
    [(CaseFile.of(vale()), None, "uk"), (CaseFile.of(vale()), None, "mcgoldrick"), (CaseFile.of(vale()), "bea", "nsgc"),
     (hollis(), "ada", "uk"), (crowd(), None, "uk"), (impossible(), None, "uk")],
    ids=["uk", "mcgoldrick", "nsgc", "homes", "sheets", "faults"],
)  # fmt: skip
@pytest.mark.parametrize("form", FORMS)
def test_every_word_that_a_drawing_says_of_its_own_is_known_as_such(form, case, child, profile):
    named = {
        word
        for r in case.records.values()
        for word in _letters(f"{r.id} {getattr(r, 'name', '')} {getattr(r, 'status', '')} {getattr(r, 'ref', '')}")
    }
    named |= {word for p in case.people.values() for condition in p.health for word in _letters(condition.what)}
    drawing = genogram(
        case, day=DAY, child=child, profile=profile, show=[] if child == "ada" else list(Sensitive), state_hash="0" * 16
    )
    known = {word for text in own_words(DAY) for word in _letters(text)}
    known |= _letters(BY_HAND)  # of what an audience may see it is never said
    data = render(drawing, form, Printing(paper="a4") if form == "pdf" and case.people.get("pa") else Printing())
    said = {w for where, text in texts_of(data, form) if "font" not in where for w in _letters(text)}
    fused = {word for word in said if len(word) > 15 or word.endswith("typst")}
    assert sorted(w for w in said - named - known - fused if len(w) > 1) == []


def _letters(text: str) -> set[str]:
    """Return the words of a text, but for those that were cut short."""
    return set(re.findall(r"[^\W\d_]+", folded(re.sub(r"\w+…", "", text))))


def test_a_name_from_right_to_left_is_found_in_a_pdf():
    from chronology.disclosure.search import hits
    from chronology.disclosure.tokens import identifiers

    case = CaseFile.of([person("a", "علي حسن", "male"), person("b", "Zoë Ormskirk", "female")])
    tokens = identifiers(case)
    data = render(genogram(case, day=DAY), "pdf")
    layer = [hit for hit in hits(data, "pdf", tokens) if hit.where == "the text layer"]
    assert sum(hit.count for hit in layer if hit.kind.value == "a name") == 4
    assert io.BytesIO(data).read(4) == b"%PDF"


@pytest.mark.parametrize("audience", EVERY_AUDIENCE)
def test_the_same_family_and_audience_give_the_same_bytes(audience):
    shuffled = CaseFile.of(reversed(list(hollis().records.values())))
    assert render(drawn(audience), "json") == render(drawn(audience), "json")
    assert sorted(drawn(audience).present) == sorted(drawn(audience, shuffled).present)
