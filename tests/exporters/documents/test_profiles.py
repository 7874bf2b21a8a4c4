"""What a profile lets in and out, whose entries a chronology holds, what is listed as left out, and what a court asks for."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from chronology.practice.council import read_council
from chronology.practice.laid import with_practice
from chronology.practice.profiles import Profile
from chronology.record.dates import When
from chronology.record.entries import Impact, Neglect, Origin, Significance
from chronology.record.errors import InputError, UsageError
from chronology.record.sources import Restriction
from exporters.documents.chronology import chronology_document
from exporters.documents.columns import AGENCY_COLOURS, OTHER_COLOUR
from exporters.documents.docx_styles import INK, QUIET
from exporters.documents.pages import Document, Heading, Points, Table
from exporters.documents.profiles import profile_of_file
from exporters.documents.writing import render
from tests.exporters.documents.marlow import ADA, BEN, DAY, entry, marlow
from tests.exporters.documents.reading import parts
from tests.exporters.documents.test_chronology import values

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def own(**more: Any) -> Profile:
    return Profile.model_validate(
        {
            "key": "own",
            "title": "Own chronology",
            "says": "It holds what our handbook says.",
            "columns": ("number", "date", "event", "source", "impact"),
            **more,
        }
    )


def events(document: Document) -> list[str]:
    return [one["event"] for one in values(document)["entries"]]


def left(document: Document) -> dict[str, dict[str, Any]]:
    return {row["reason"]: row for row in values(document)["left_out"]}


KINDS = (
    entry(30, "2019-01-01", "MARKED", significance=Significance.YES, category="supervision"),
    entry(31, "2019-01-02", "HUNGRY", category="hunger"),
    entry(32, "2019-01-03", "UNWASHED", neglect=(Neglect(domain="FTP-hygiene", child=ADA),)),
    entry(33, "2019-01-04", "BEN-UNWASHED", children=(ADA, BEN), neglect=(Neglect(domain="FTP-hygiene", child=BEN),)),
    entry(34, "2019-01-05", "A VISIT", category="visit"),
)


def chosen(profile: Profile, **options: Any) -> Document:
    return chronology_document(marlow(*KINDS), ADA, profile=profile, day=DAY, **options)


def test_kinds_and_domains_of_neglect_are_in_whatever_they_are_marked():
    document = chosen(
        own(
            significance=(Significance.YES,),
            always_categories=("hunger",),
            always_neglect=("FTP-hygiene",),
            never_categories=("supervision",),
        )
    )
    found = events(document)
    assert "HUNGRY" in found
    assert "UNWASHED" in found
    assert "BEN-UNWASHED" not in found, "the domain is another child's"
    assert "MARKED" not in found
    assert left(document)["of a kind that this chronology leaves out"]["entries"] == [KINDS[0].id]


def test_only_some_kinds_are_in_where_a_profile_names_them():
    document = chosen(own(only_categories=("visit", "hunger")))
    assert events(document) == ["HUNGRY", "A VISIT"]


@pytest.mark.parametrize("form", ["json", "csv", "txt", "html"])
def test_impact_that_does_not_stand_leaves_in_no_form(form):
    case = marlow(entry(35, "2019-02-01", "COLD", impacts=(Impact(child=ADA, words="SHIVERING"),)))
    assert "SHIVERING" in render(chronology_document(case, ADA, profile=own(), day=DAY), form).decode()
    assert "SHIVERING" not in render(chronology_document(case, ADA, profile=own(impact=False), day=DAY), form).decode()


def test_every_column_at_the_largest_type_still_fits_the_page():
    columns = ("number", "date", "age", "event", "source", "impact", "heard", "action", "analysis")
    document = chronology_document(marlow(), ADA, profile=own(columns=columns, points=20, table_points=20), day=DAY)
    tables = [b for b in document.blocks if isinstance(b, Table) and b.title == "Chronology by date"]
    assert all(column.width > 0 for column in tables[0].columns)
    assert sum(column.width for column in tables[0].columns) == pytest.approx(273, abs=0.6)


# A file


FILE = b"""[[profiles]]
key = "core-group"
title = "Core group chronology"
says = "It holds what is significant."
columns = ["number", "date", "event", "source"]
"""


def test_a_profile_is_read_from_a_file_and_one_that_ships_can_be_changed_by_it():
    assert profile_of_file(FILE, "core.toml").title == "Core group chronology"
    changed = profile_of_file(b'[[profiles]]\nkey = "conference"\nanalysis = false\n', "c.toml")
    assert (changed.title, changed.analysis) == ("Conference chronology", False)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (FILE + FILE.replace(b"core-group", b"other"), "2 are in it"),
        (FILE + b"[recording.parameters]\nshort_run = 4\n", "also sets recording"),
        (b'council = "Thornbeck"\n', "0 are in it"),
        (FILE.replace(b'"source"', b'"risk"'), "core.toml, line 5"),
    ],
)
def test_a_file_that_is_no_single_profile_is_refused(data, says):
    with pytest.raises(InputError, match=re.escape(says)):
        profile_of_file(data, "core.toml")


def test_a_councils_profile_is_asked_for_by_its_name():
    with with_practice(read_council(FILE, "thornbeck.toml")):
        assert values(chronology_document(marlow(), ADA, profile="core-group", day=DAY))["profile"] == "core-group"
    with pytest.raises(UsageError, match="there is no profile “core-group”"):
        chronology_document(marlow(), ADA, profile="core-group", day=DAY)


# What is left out


def points_below(document: Document, heading: str) -> tuple[str, ...]:
    at = next(i for i, b in enumerate(document.blocks) if isinstance(b, Heading) and b.text == heading)
    block = document.blocks[at + 1]
    assert isinstance(block, Points)
    return block.items


def test_few_that_are_left_out_are_listed_by_date_and_source_without_their_words():
    document = chronology_document(marlow(), ADA, profile="conference", day=DAY)
    (told,) = (item for item in points_below(document, "What was left out") if "significant" in item)
    assert told.replace("\u00a0", " ") == (
        "4 entries: not marked significant. Which: 2 Jun 2019, Police; Sept 2020, Hospital; "
        "20 May 2021, source not recorded; not dated, Family."
    )


def test_many_that_are_left_out_are_counted_by_year_and_source():
    more = [entry(100 + n, f"20{10 + n % 2}-03-0{1 + n % 9}", "SAID", origin=Origin(agency="GP")) for n in range(20)]
    document = chronology_document(marlow(*more), ADA, profile="conference", day=DAY)
    (told,) = (item for item in points_below(document, "What was left out") if "significant" in item)
    assert told.startswith("24 entries: not marked significant. By year: 2010: GP 10; 2011: GP 10; 2019: Police 1; ")
    assert told.endswith("without a year: Family 1.")


def test_of_what_is_withheld_nothing_is_listed():
    hidden = entry(
        36, "2019-03-03", "SECRET", restriction=(Restriction.PRIVILEGED,), origin=Origin(agency="SOLICITORS")
    )
    document = chronology_document(marlow(hidden), ADA, profile="conference", day=DAY)
    row = left(document)["withheld: legal advice and privileged papers"]
    assert row == {"reason": "withheld: legal advice and privileged papers", "count": 2}
    assert "SOLICITORS" not in render(document, "txt").decode()


def test_a_source_that_is_named_after_another_child_is_not_named():
    ben_s = entry(37, "2019-03-03", "SAID", origin=Origin(agency="Friends of Ben Marlow"))
    document = chronology_document(marlow(ben_s), ADA, profile="conference", day=DAY)
    assert "Friends of" not in " ".join(points_below(document, "What was left out"))


# Whose entries


def test_a_single_agency_chronology_holds_its_entries_and_counts_the_others():
    document = chronology_document(marlow(), ADA, day=DAY, agencies=("SCHOOL",))
    assert document.title == "Case-file chronology of School: Ada Marlow"
    assert {one["agency"] for one in values(document)["entries"]} == {"School"}
    assert values(document)["agencies"] == {"only": ["School"], "held": ["School"]}
    assert left(document)["of another agency"]["count"] == 4
    assert left(document)["with no agency recorded"]["count"] == 2
    assert "single-agency chronology" in render(document, "txt").decode()


def test_several_agencies_are_chosen_and_several_are_said_where_none_is():
    document = chronology_document(marlow(), ADA, day=DAY, agencies=("police", "School"))
    assert values(document)["agencies"]["held"] == ["Police", "School"]
    everything = render(chronology_document(marlow(), ADA, day=DAY), "txt").decode()
    assert "Agencies: Family, Health visiting, Hospital, Police and School (multi-agency chronology)" in everything


def test_an_agency_that_nobody_knows_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match="Family, Health visiting, Hospital, Police, School"):
        chronology_document(marlow(), ADA, day=DAY, agencies=("Fire brigade",))


# For a court


def court() -> Document:
    return chronology_document(
        marlow(entry(38, "1999-05-05", "LONG AGO")), ADA, profile="court", day=DAY, author="P. Nandra"
    )


def test_nothing_is_cut_by_its_age_for_a_court():
    assert events(court())[0] == "LONG AGO"


def test_a_court_document_in_word_has_no_words_below_twelve_point():
    found = parts(render(court(), "docx"))
    styles = {
        style.get(f"{_W}styleId"): style
        for style in ElementTree.fromstring(found["word/styles.xml"]).iter(f"{_W}style")
    }

    def size(style: str) -> int:
        mark = styles[style].find(f"{_W}rPr/{_W}sz")
        above = styles[style].find(f"{_W}basedOn")
        if mark is not None:
            return int(mark.get(f"{_W}val", "0"))
        assert above is not None
        return size(above.get(f"{_W}val", ""))

    checked = 0
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        root = ElementTree.fromstring(found[name])
        assert all(int(mark.get(f"{_W}val", "0")) >= 24 for mark in root.iter(f"{_W}sz"))
        for paragraph in root.iter(f"{_W}p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            if style is not None and "".join(t.text or "" for t in paragraph.iter(f"{_W}t")).strip():
                assert size(style.get(f"{_W}val", "")) >= 24, style.attrib
                checked += 1
    assert checked > 20


def test_a_court_document_in_a_browser_has_no_words_below_twelve_point():
    page = render(court(), "html").decode()
    sizes = [float(n) for n in re.findall(r"font(?:-size)?:\s*([\d.]+)pt", page)]
    assert min(sizes) == 12
    assert all(float(n) >= 1 for n in re.findall(r"font-size:\s*([\d.]+)em", page))


def test_a_court_document_as_pdf_has_no_words_below_twelve_point(tmp_path: Path):
    if shutil.which("pdftohtml") is None:
        pytest.skip("poppler's pdftohtml is not on this machine")
    (tmp_path / "c.pdf").write_bytes(render(court(), "pdf"))
    said = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-zoom", "1", "-stdout", str(tmp_path / "c.pdf")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    sizes = [int(n) for n in re.findall(r'<fontspec id="\d+" size="(\d+)"', said)]
    assert min(sizes) >= 12


def test_tables_are_set_at_the_profiles_size_in_word_whatever_the_text_is():
    document = chronology_document(marlow(), ADA, profile=own(points=10, table_points=12), day=DAY)
    found = parts(render(document, "docx"))["word/document.xml"].decode()
    assert '<w:sz w:val="24"/>' in found


# Colours


def luminance(colour: str) -> float:
    """Return relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", ["FFFFFF", "EEF0F2"])
@pytest.mark.parametrize("colour", [*AGENCY_COLOURS, OTHER_COLOUR, INK, QUIET])
def test_every_colour_has_the_contrast_of_text_on_the_page_and_on_the_band_of_a_year(colour, ground):
    assert contrast(colour, ground) >= 4.5


def test_the_measure_of_contrast_is_the_published_one():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_two_agencies_share_a_colour():
    assert len({*AGENCY_COLOURS, OTHER_COLOUR}) == len(AGENCY_COLOURS) + 1


def test_a_period_is_said_of_what_it_leaves_out_and_the_summary_looks_at_the_whole_record():
    case = marlow(entry(39, "2018-06-01", "REFERRED", category="referral", origin=Origin(agency="Social care")))
    document = chronology_document(case, ADA, profile="court", day=DAY, start=date(2019, 1, 1))
    assert "REFERRED" not in events(document)
    assert points_below(document, "Length of involvement")[0].replace("\u00a0", " ") == (
        "With the family and with Ada: first recorded 1 June 2018 (referral), 3 years before 1 June 2021."
    )
    assert When.on(DAY).words() == "1 June 2021"
