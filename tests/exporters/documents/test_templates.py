"""A council's own Word template: every field fills, case text stays text, and what a template must not hold is refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest

from chronology.record.casefile import CaseFile
from chronology.record.entries import Origin
from chronology.record.errors import InputError, UsageError
from chronology.record.sources import Restriction
from exporters.assessment.pack import assessment_document
from exporters.documents.chronology import chronology_document
from exporters.documents.packages import packed, parts_of
from exporters.documents.pages import Document
from exporters.documents.template_example import KINDS, example_template
from exporters.documents.template_fields import COMMON, ENTRY
from exporters.documents.templates import fill_template, filled
from exporters.documents.writing import write_document
from tests.exporters.documents.marlow import ADA, BEN, DAY, entry, marlow
from tests.exporters.documents.reading import docx_paragraphs, parts, unzipped
from tests.families import three_siblings


def template(*paragraphs: str, header: str = "") -> bytes:
    """Return a Word template with these paragraphs."""
    word = docx.Document()
    for words in paragraphs:
        word.add_paragraph(words)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def with_part(name: str, change: Any, *paragraphs: str) -> bytes:
    """Return a template of which one part is changed."""
    found = parts_of(template(*(paragraphs or ("{{ title }}",))))
    found[name] = change(found.get(name, b"").decode()).encode()
    return packed(found)


def ada(*more: Any, **options: Any) -> Document:
    return chronology_document(marlow(*more), ADA, day=DAY, **options)


def words_of(content: bytes) -> str:
    return docx_paragraphs(content).replace("\u00a0", " ")


# What fills


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_example_holds_every_documented_field_once(kind):
    body = docx_paragraphs(example_template(kind))
    asked = re.findall(r"\{\{p? ([\w.]+) \}\}", body) + re.findall(r"for one in (\w+)", body)
    fields = [f"entry.{name}" for name in ENTRY] + [name for name in (*COMMON, *KINDS[kind]) if name != "entries"]
    assert sorted(name for name in asked if name != "one") == sorted(fields)
    assert "for entry in entries" in body


def test_the_example_fills_with_a_chronology():
    words = words_of(fill_template(ada(author="P. Nandra", state_hash="0123456789abcdef" * 4), example_template()))
    for said in (
        "Case-file chronology: Ada Marlow",
        "P. Nandra",
        "0123 4567 89ab cdef",
        "without a coat",
        "Tired and cold, slept in class.",
        "Asked: “What did you have for tea?” “I had crisps for tea.” (to J. Cole)",
        "Seen alone by J. Cole",
        "stands for 3 events",
        "Cara Marlow’s own account: The meter had run out.",
        "about March 2018",
        "The third late morning in two weeks.",
        "1 entry: withheld: who made a referral.",
    ):
        assert said in words, said
    assert "{{" not in words
    assert "{%" not in words


def test_the_example_fills_with_a_pack_and_its_pictures_have_their_words():
    case = three_siblings()
    children = [p for p in case.people.values() if p.is_subject]
    pack = assessment_document(case, children, siblings=children, day=DAY, profile="casefile")
    content = fill_template(pack, example_template("assessment"))
    words = words_of(content)
    assert "{{" not in words
    assert all(child.shown_name in words for child in children)
    document = parts(content)["word/document.xml"].decode()
    alternatives = re.findall(r'<wp:docPr[^>]*descr="([^"]*)"', document)
    assert len(alternatives) == 2 * (1 + len(children)) + len(children), "the pictures twice, and each child's lanes"
    assert all(alternatives)
    numbers = re.findall(r'<wp:docPr[^>]*\bid="(\d+)"', document)
    assert len(set(numbers)) == len(numbers)


def test_a_kind_of_entry_is_called_as_people_call_it_and_an_unknown_one_as_it_is_written():
    more = (entry(61, "2019-04-05", "A", category="was_not_brought"), entry(62, "2019-04-06", "B", category="odd kind"))
    asked = template("{%p for entry in entries %}", "{{ entry.event }}: {{ entry.category }}", "{%p endfor %}")
    lines = words_of(fill_template(ada(*more), asked)).splitlines()
    assert "A: was not brought" in lines
    assert "B: odd kind" in lines


def test_the_councils_own_words_stay_and_its_head_is_filled():
    content = fill_template(ada(), template("Thornbeck says: {{ child }}.", header="{{ title }} · {{ day }}"))
    assert "Thornbeck says: Ada Marlow." in words_of(content)
    assert "Case-file chronology: Ada Marlow · 1" in unzipped(content)


def test_a_field_that_word_cut_into_runs_is_still_one():
    word = docx.Document()
    paragraph = word.add_paragraph("For {{ chi")
    paragraph.add_run("ld }}").bold = True
    out = io.BytesIO()
    word.save(out)
    assert "For Ada Marlow" in words_of(fill_template(ada(), out.getvalue()))


def test_a_template_can_only_ask_for_what_the_document_holds():
    asked = template(
        "{%p for entry in entries %}", "{{ entry.event }} {{ entry.analysis }} {{ entry.impact }}", "{%p endfor %}"
    )
    hidden = entry(
        53, "2020-03-03", "SECRET-WORDS", restriction=(Restriction.PRIVILEGED,), origin=Origin(agency="SECRET-AGENCY")
    )
    words = unzipped(fill_template(ada(hidden, profile="court"), asked))
    assert "SECRET" not in words
    assert "BEN-" not in words
    assert "third late morning" not in words, "a court has no analysis"
    assert "Tired and cold" not in words
    assert "without a coat" in words


def test_of_several_children_each_entry_says_whose_it_is():
    case = marlow()
    both = [case.people[ADA], case.people[BEN]]
    pack = assessment_document(case, both, siblings=both, day=DAY, profile="casefile")
    asked = template(
        "{%p for entry in entries %}", "{{ entry.child }}: {{ entry.number }} {{ entry.impact }}", "{%p endfor %}"
    )
    lines = words_of(fill_template(pack, asked)).splitlines()
    assert any(line.startswith("Ada Marlow: ") and "Tired and cold" in line for line in lines)
    assert not any(line.startswith("Ada Marlow: ") and "BEN-IMPACT" in line for line in lines)
    assert any(line.startswith("Ben Marlow: ") and "BEN-IMPACT" in line for line in lines)


def test_the_same_document_and_template_give_the_same_bytes_and_name_no_author_of_the_template():
    asked = with_part(
        "docProps/core.xml",
        lambda xml: xml.replace("python-docx", "TEMPLATE-AUTHOR").replace(
            "</cp:coreProperties>", "<cp:lastPrinted>2001-02-03T04:05:06Z</cp:lastPrinted></cp:coreProperties>"
        ),
        "{{ title }}",
        "{{p chronology }}",
    )
    first, second = (fill_template(ada(author="P. Nandra"), asked) for _ in range(2))
    assert first == second
    assert "TEMPLATE-AUTHOR" not in unzipped(first)
    assert "2001-02-03" not in unzipped(first)
    assert "<dc:creator>P. Nandra</dc:creator>" in unzipped(first)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_may_count_and_have_macros_of_its_own():
    asked = template("{% macro said(x) %}<{{ x }}>{% endmacro %}{{ said(child) }} {{ entries|length * 2 }}")
    assert "<Ada Marlow> 14" in words_of(fill_template(ada(), asked))


# Case text is text


HOSTILE = (
    "{{ 7*7 }} {% for x in y %} {# gone? #}",
    "<w:p>&amp;</w:p> ]]> <!-- &lt; -->",
    "{_{ braces }_} {_% per cent %_}",
    "{{p chronology }} {%tr endfor %}",
    "one\ntwo\tthree",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_case_text_is_never_markup(text):
    asked = template("{%p for entry in entries %}", "[{{ entry.event }}]", "{%p endfor %}", "{{p chronology }}")
    content = fill_template(ada(entry(60, "2019-04-04", text)), asked)
    root = ElementTree.fromstring(parts(content)["word/document.xml"])
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    said = []
    for paragraph in root.iter(f"{w}p"):
        marks = {f"{w}t": None, f"{w}br": "\n", f"{w}tab": "\t"}
        said.append("".join(marks[e.tag] or e.text or "" for e in paragraph.iter() if e.tag in marks))
    assert f"[{text}]" in said
    assert all(part in said for part in text.split("\n")), "the table has it too"


def test_a_name_that_is_a_tag_stays_a_name():
    person = marlow().people[ADA].model_copy(update={"name": "{{ author }} <b>", "given": "{{ author }}"})
    case = marlow().with_records([person])
    words = words_of(fill_template(chronology_document(case, ADA, day=DAY, author="NOBODY"), template("{{ child }}")))
    assert "{{ author }} <b>" in words


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("{{ chlid }} {{ mother }}", "fields that there are not: “chlid”, “mother”. There are title, child"),
        ("{% for e in entries %}{{ e.evnt }}{% endfor %}", "there is no field “evnt”; there are child, number, date"),
        ("{% if entries[0].nothing %}x{% endif %}", "there is no field “nothing”"),
        ("{{ title.__class__ }}", "“__class__”|asks for what|unsafe"),
        ("{{ ''.__class__.__mro__ }}", "asks for"),
        ("{{ 'a' * 1000000000 }}", "asks for what no field is"),
        ("{{ '%1000000000d' % 1 }}", "asks for what no field is"),
        ("{{ '{:>1000000000}'.format(1) }}", "asks for what no field is"),
        ("{{ entries.clear() }}", "asks for what no field is"),
        ("{{ 9 ** 9 ** 9 }}", "asks for what no field is"),
        ("{{ child|safe }}", "No filter named 'safe'"),
        ("{% autoescape false %}{{ child }}{% endautoescape %}", "turns escaping off"),
        ("{% include 'x' %}", "takes in another template"),
        ("{{ range(10) }}", "“range”"),
        ("{{ child", "cannot be read"),
        ("{% for e in entries %}", "cannot be read"),
        ("{{ entries }}", "a list is put in as it is"),
        ("before {{ chronology }} after", "{{p name }}"),
        ("{{r title }}", "where Word shows none"),
        ("{%tr for e in entries %}", "cannot be read|cannot be filled"),
    ],
)
def test_a_template_that_asks_wrongly_is_refused_with_the_reason(asked, says):
    with pytest.raises(InputError) as failure:
        fill_template(ada(), template(asked))
    assert any(words in str(failure.value) for words in says.split("|")), str(failure.value)


# What a template may not hold


_RELATION = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}" TargetMode="External"/></Relationships>'


def _related(kind: str, target: str = "https://elsewhere.example/x") -> Any:
    return lambda xml: xml.replace("</Relationships>", _RELATION.format(kind, target))


def _in_body(words: str) -> Any:
    return lambda xml: xml.replace("<w:p>", f"{words}<w:p>", 1)


RELS, BODY = "word/_rels/document.xml.rels", "word/document.xml"


@pytest.mark.parametrize(
    ("part", "change", "says"),
    [
        ("word/vbaProject.bin", lambda _: "x", "macros"),
        ("[Content_Types].xml", lambda xml: xml.replace("document.main+xml", "document.macroEnabled.main+xml"), ".docm"),
        (RELS, _related("image"), "a picture that lies elsewhere"),
        (RELS, _related("oleObject"), "an object that lies elsewhere"),
        (RELS, _related("somethingNew"), "lies elsewhere (somethingNew)"),
        (BODY, lambda xml: xml.replace("<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1), "declares a document type"),
        (BODY, _in_body('<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>'), "hidden text"),
        (BODY, _in_body('<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'), "tracked changes"),
        (BODY, _in_body('<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>'), "fetches something"),
        (
            BODY,
            _in_body(
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r>'
                '<w:r><w:instrText>AUTO x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            ),
            "fetches something",
        ),
        (BODY, lambda xml: xml[:-20], "is no XML"),
    ],
)  # fmt: skip
def test_a_template_with_what_would_go_out_unseen_or_come_in_is_refused(part, change, says):
    with pytest.raises(InputError) as failure:
        fill_template(ada(), with_part(part, change))
    assert says in str(failure.value)


def test_comments_are_refused():
    word = docx.Document()
    word.add_comment(word.add_paragraph("{{ title }}").runs, text="note to self", author="SOMEBODY")
    out = io.BytesIO()
    word.save(out)
    with pytest.raises(InputError, match="comments"):
        fill_template(ada(), out.getvalue())


@pytest.mark.parametrize("data", [b"", b"no zip", packed({"[Content_Types].xml": b"<Types/>"}), b"PK\x03\x04 cut off"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(InputError, match="no Word file"):
        fill_template(ada(), data)


def test_a_file_that_unpacks_to_very_much_is_refused():
    big = parts_of(template("{{ title }}")) | {"word/media/x.png": bytes(61_000_000)}
    with pytest.raises(InputError, match="more than 60 MB"):
        fill_template(ada(), packed(big))


def test_the_template_it_was_made_from_is_taken_out_and_that_is_said():
    linked = with_part("word/_rels/settings.xml.rels", lambda _: (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + _RELATION.format("attachedTemplate", "file:///C:/Users/SOMEBODY/Normal.dotm")
    ))  # fmt: skip
    content, said = filled(ada(), linked)
    assert "SOMEBODY" not in unzipped(content)
    assert any("was made from was taken out" in words for words in said)


def test_the_ids_of_editing_sessions_are_taken_out():
    content = fill_template(ada(), with_part(BODY, lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="00AB12CD">', 1)))
    assert "00AB12CD" not in unzipped(content)


def test_a_link_that_a_reader_may_click_stays():
    content = fill_template(ada(), with_part(RELS, _related("hyperlink", "https://council.example/help")))
    assert "https://council.example/help" in unzipped(content)


# Writing


def test_only_a_word_file_is_filled_and_nothing_is_written_where_it_cannot_be(tmp_path):
    with pytest.raises(UsageError, match=r"only a \.docx"):
        write_document(ada(), tmp_path / "x.pdf", template=template("{{ title }}"))
    with pytest.raises(InputError):
        write_document(ada(), tmp_path / "x.docx", template=template("{{ nothing }}"))
    assert not list(tmp_path.iterdir())


def test_what_goes_to_a_court_says_that_the_type_is_the_templates(tmp_path):
    notices = write_document(ada(profile="court"), tmp_path / "x.docx", template=template("{{ title }}"))
    assert any("12 points" in notice for notice in notices)
    assert not any(
        "12 points" in n for n in write_document(ada(), tmp_path / "y.docx", template=template("{{ title }}"))
    )


def test_a_child_of_whom_nothing_is_recorded_fills_too():
    case = CaseFile.of((marlow().people[ADA],))
    words = words_of(fill_template(chronology_document(case, ADA, day=DAY), example_template()))
    assert "Ada Marlow" in words


# What is documented


@pytest.mark.parametrize(
    ("mark", "fields", "before"),
    [("common", COMMON, ""), ("entry", ENTRY, "entry."), *((kind, KINDS[k], "") for kind, k in (("chronology",) * 2, ("pack", "assessment")))],
)  # fmt: skip
def test_every_field_is_documented(mark, fields, before):
    page = (Path(__file__).parents[3] / "docs" / "templates.md").read_text("utf-8")
    rows = page.split(f"<!-- {mark} -->")[1].split(f"<!-- /{mark} -->")[0].strip().splitlines()[2:]
    assert rows == [f"| `{before}{name}` | {says} |" for name, says in fields.items()]


def test_every_way_of_writing_a_field_that_is_documented_fills():
    page = (Path(__file__).parents[3] / "docs" / "templates.md").read_text("utf-8")
    shown = page.split("## How fields are written")[1].split("## Fields of every document")[0]
    written = [words.replace("\\|", "|") for words in re.findall(r"`(\{[{%][^`]*[}%]\})`", shown)]
    rows = [words for words in written if words.startswith("{%tr")]
    word = docx.Document()
    for words in written:
        if words not in rows:
            word.add_paragraph(words)
    table = word.add_table(rows=3, cols=1)
    for cell, words in zip(table.columns[0].cells, (rows[0], "{{ entry.event }}", rows[1]), strict=True):
        cell.text = words
    out = io.BytesIO()
    word.save(out)
    said = words_of(fill_template(ada(profile="court"), out.getvalue()))
    assert "Family, Health visiting, Hospital, Police, School" in said
    assert "1 entry: withheld: who made a referral." in said
    assert "without a coat" in said
    assert "{" not in said
