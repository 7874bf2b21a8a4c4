"""One scene as SVG, PNG and PDF: the words are real, nothing in it runs, and the bytes are the same every time."""

from __future__ import annotations

import re
import struct
import zlib
from datetime import date
from xml.etree import ElementTree

import pytest

from exporters.drawing.pdf import A3, A4, pdf_bytes
from exporters.drawing.raster import png_bytes
from exporters.drawing.scene import Box, Ellipse, Group, Path, Scene, Stroke, Words
from exporters.drawing.svg import svg_text

DAY = date(2025, 1, 31)
SVG = "{http://www.w3.org/2000/svg}"


def scene(name: str = "Ada Marlow", width: float = 200, height: float = 120) -> Scene:
    marks = (
        Ellipse(100, 40, 22, 22),
        Path(((10, 100), (190, 100)), Stroke(1.0, (6.0, 4.0))),
        Path(((10, 90), (60, 60), (100, 90)), is_curved=True),
        Box(150, 40, 44, 44, 8),
        Words(100, 80, name, 11, has_ground=True, width=60),
    )
    return Scene(width, height, "A family", f"{name}, female.", (Group("person", name, marks),))


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Return a PNG's width, height and rows of samples (8 bits, RGBA or RGB), unfiltered."""
    width, height, depth, colour = struct.unpack_from(">IIBB", png, 16)
    assert depth == 8
    step = {2: 3, 6: 4}[colour]
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    rows: list[bytes] = []
    before = bytes(width * step)
    for y in range(height):
        kind, row = (
            raw[y * (width * step + 1)],
            bytearray(raw[y * (width * step + 1) + 1 : (y + 1) * (width * step + 1)]),
        )
        for x in range(len(row)):
            left = row[x - step] if x >= step else 0
            up = before[x]
            corner = before[x - step] if x >= step else 0
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda value: abs(guess - value))
            row[x] = (row[x] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
        before = bytes(row)
        rows.append(before)
    return width, height, rows


def test_svg_holds_the_words_as_text_and_says_what_it_is() -> None:
    root = ElementTree.fromstring(svg_text(scene()))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "A family"
    assert root.findtext(f"{SVG}desc") == "Ada Marlow, female."
    assert [t.text for t in root.iter(f"{SVG}text")] == ["Ada Marlow"]


def test_svg_asks_for_nothing_outside_the_file() -> None:
    text = svg_text(scene('<script>alert(1)</script><image href="http://x/"/>'))
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "path", "ellipse", "text"}
    assert not re.search(r"<[^>]* (href|onload|style)=", text)


def test_svg_drops_what_no_page_can_show() -> None:
    text = svg_text(scene("A\x00\ud800d\x1b[31ma\u202e"))
    assert "Ada" in text
    assert ElementTree.fromstring(text) is not None


def test_png_shows_the_name_in_dark_pixels() -> None:
    width, _, rows = pixels(png_bytes(scene(), dpi=144)[0])
    step = len(rows[0]) // width
    band = rows[142:162]
    dark = sum(1 for row in band for x in range(0, len(row), step) if max(row[x : x + 3]) < 100)
    assert dark > 100, "without fonts a renderer leaves names out in silence"


def test_png_carries_its_resolution_and_has_no_other_words_in_it() -> None:
    png, said = png_bytes(scene(), dpi=200)
    assert said == ()
    at = png.index(b"pHYs")
    across, down, unit = struct.unpack_from(">IIB", png, at + 4)
    assert (across, down, unit) == (round(200 / 0.0254), round(200 / 0.0254), 1)
    assert zlib.crc32(png[at : at + 13]) == struct.unpack_from(">I", png, at + 13)[0]
    assert not any(chunk in png for chunk in (b"tEXt", b"iTXt", b"tIME"))


def test_a_png_of_a_large_family_is_drawn_smaller_rather_than_not() -> None:
    png, said = png_bytes(scene(width=60_000, height=120))
    assert said == ("The PNG is at 14 dots an inch: at 200 it would be wider than 12,000 dots.",)
    width, height = struct.unpack_from(">II", png, 16)
    assert (width, height) == (12_000, 24)


def test_pdf_is_tagged_and_of_the_day_asked_for() -> None:
    data, said = pdf_bytes(scene(), day=DAY, author="A. Worker")
    assert data.startswith(b"%PDF")
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"20250131" in data
    assert said == ()


def test_a_pdf_with_letters_that_no_font_has_says_so() -> None:
    data, said = pdf_bytes(scene("小明"), day=DAY)
    assert data.startswith(b"%PDF")
    assert "2 characters have no shape" in said[0]


@pytest.mark.parametrize(("width", "height", "page"), [(500, 300, A4), (950, 500, A4), (960, 500, A3), (1250, 600, A3)])
def test_pdf_takes_the_smallest_page_that_keeps_text_at_seven_points(
    width: float, height: float, page: tuple[float, float]
) -> None:
    marks = (Words(50, 50, "b. 2013", 8.5),)
    data, _ = pdf_bytes(Scene(width, height, "A", "A.", (Group("person", "A", marks),)), day=DAY)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
    assert [tuple(round(float(n), 1) for n in box) for box in boxes] == [page]


def test_a_family_too_large_for_a3_gets_one_page_as_large_as_it_takes_where_that_is_asked_for() -> None:
    marks = (Words(50, 50, "b. 2013", 8.5),)
    data, _ = pdf_bytes(Scene(4000, 700, "A", "A.", (Group("person", "A", marks),)), day=DAY, paper="one")
    width = float(re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+)", data)[0])
    assert width > A3[0]


def test_every_writer_gives_the_same_bytes_twice() -> None:
    assert svg_text(scene()) == svg_text(scene())
    assert png_bytes(scene()) == png_bytes(scene())
    assert pdf_bytes(scene(), day=DAY) == pdf_bytes(scene(), day=DAY)
