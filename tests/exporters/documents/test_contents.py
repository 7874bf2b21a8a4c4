"""A list of contents leads to every heading of its levels, and figures have the same number in every form."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exporters.documents.pages import Contents, Document, Heading, Paragraph, Picture, Shape, headings_listed
from exporters.documents.writing import render
from tests.exporters.documents.marlow import DAY
from tests.exporters.documents.reading import docx_paragraphs, parts, pdf_text
from tests.exporters.documents.test_formats import PIXEL

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLES = ["1. Family & home", "Ada", "2. Plans"]


def made(*, has_contents: bool = True) -> Document:
    listed = (Heading("What is in it"), Contents()) if has_contents else ()
    return Document(
        title="A pack",
        blocks=(
            Paragraph("Before."),
            *listed,
            Heading("1. Family & home"),
            Picture(PIXEL, "Two parents", "The family", width=20, own_page=False),
            Picture(PIXEL, "A line", width=20, own_page=False),
            Heading("Ada", 2),
            Heading("Homes", 3),
            Picture(PIXEL, "A street", "The street", width=20),
            Heading("2. Plans"),
            Paragraph("None."),
        ),
        day=DAY,
        shape=Shape.PORTRAIT,
    )


def body(document: Document) -> ElementTree.Element:
    return ElementTree.fromstring(parts(render(document, "docx"))["word/document.xml"])


def test_headings_of_two_levels_are_listed_and_not_the_one_over_the_list() -> None:
    assert [heading.text for _, heading in headings_listed(made())] == TITLES
    assert headings_listed(made(has_contents=False)) == ()


def test_in_word_each_entry_is_a_link_to_its_heading() -> None:
    root = body(made())
    links = {
        link.get(f"{W}anchor"): "".join(text.text or "" for text in link.iter(f"{W}t"))
        for link in root.iter(f"{W}hyperlink")
    }
    assert list(links.values()) == TITLES
    for paragraph in root.iter(f"{W}p"):
        for mark in paragraph.findall(f"{W}bookmarkStart"):
            if mark.get(f"{W}name") in links:
                words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
                assert words == links.pop(mark.get(f"{W}name"))
    assert links == {}


def test_in_word_the_list_is_a_field_without_invented_pages_that_asks_nothing_on_opening() -> None:
    package = parts(render(made(), "docx"))
    words = package["word/document.xml"].decode()
    fields = re.findall(r"<w:instrText[^>]*>([^<]*)</w:instrText>", words)
    assert [field.split()[0] for field in fields] == ["TOC", "PAGEREF", "PAGEREF", "PAGEREF", "SEQ", "SEQ"]
    assert fields[0].split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\u"]
    assert words.count('fldCharType="begin"') == words.count('fldCharType="end"') == len(fields)
    list_of_contents = body(made()).find(f".//{W}sdtContent")
    assert list_of_contents is not None
    shown = "".join(text.text or "" for text in list_of_contents.iter(f"{W}t"))
    assert shown == "".join(TITLES)
    assert "dirty" not in words
    assert "updateFields" not in package["word/settings.xml"].decode()


def test_in_word_the_ids_of_bookmarks_differ_and_every_style_is_there() -> None:
    package = parts(render(made(), "docx"))
    words, styles = package["word/document.xml"].decode(), package["word/styles.xml"].decode()
    ids = re.findall(r'<w:bookmarkStart[^>]*w:id="(\d+)"', words)
    assert len(ids) == len(set(ids)) == 3
    for style in set(re.findall(r'w:(?:pStyle|tblStyle) w:val="([^"]+)"', words)):
        assert f'w:styleId="{style}"' in styles


def test_in_a_page_of_html_each_entry_leads_to_its_heading() -> None:
    page = render(made(), "html").decode()
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', page)
    assert [title for _, title in links] == ["1. Family &amp; home", "Ada", "2. Plans"]
    for anchor, title in links:
        assert re.search(rf'<h[23] id="{anchor}" dir="auto">{re.escape(title)}</h', page)
    assert "<nav" not in render(made(has_contents=False), "html").decode()


def test_in_text_the_list_is_set_in_by_level() -> None:
    assert "- 1. Family & home\n  - Ada\n- 2. Plans\n" in render(made(), "txt").decode()


def test_the_pdf_gives_pages_and_links_and_keeps_to_pdf_ua(tmp_path: Path) -> None:
    content = render(made(), "pdf")
    assert b"pdfuaid:part" in content
    assert content.count(b"/Subtype /Link") or content.count(b"/Subtype/Link")
    words = re.sub(r"[ .\u2060]+", " ", pdf_text(content, tmp_path))
    assert "1 Family & home 1" in words
    assert "2 Plans 3" in words


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_figures_with_a_caption_are_numbered_alike(form: str, tmp_path: Path) -> None:
    content = render(made(), form)
    if form == "docx":
        words = docx_paragraphs(content)
    elif form == "pdf":
        words = pdf_text(content, tmp_path).replace("\u00a0", " ")
    else:
        words = content.decode()
    assert "Figure 1: The family" in words
    assert "Figure 2: The street" in words
    assert "Figure 3" not in words
