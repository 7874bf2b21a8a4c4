"""The search of what goes out: nothing withheld is missed wherever it hides, and nothing shown is taken for it."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib

import pytest

from chronology.disclosure.masks import marked, masked
from chronology.disclosure.search import hits, refuse_if_found
from chronology.disclosure.tokens import Finder, Kind, Token, identifiers, withheld_tokens, without_days_shown
from chronology.record.casefile import CaseFile
from chronology.record.errors import OutputRefused
from chronology.record.households import Household
from chronology.record.people import NameKind, OtherName
from chronology.record.sources import Carried
from tests.families import person

ZEBEDY = (Token(Kind.NAME, ("zebedy",)),)
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"%PDF-1.7\n4 0 obj\n<<" + head + b"/Length 9>>\nstream\n" + body + b"\nendstream\nendobj\n%%EOF"


def packed(body: bytes, head: bytes = b"") -> bytes:
    return stream(zlib.compress(body), head + b"/Filter/FlateDecode")


def zipped(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


SHOWS = b"BT /F1 9 Tf [(\\000\\001\\000\\002) 20 (\\000\\003)] TJ <000400050006> Tj ET"
CMAP = (
    b"/CIDInit begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0003> [<005A> <0065> <0062>]"
    b" endbfrange 3 beginbfchar <0004> <0065> <0005> <0064> <0006> <0079> endbfchar endcmap"
)
TEXT_LAYER = (
    b"%PDF-1.7\n1 0 obj\n<</Font<</F1 2 0 R>>>>\nendobj\n2 0 obj\n<</Type/Font/ToUnicode 3 0 R>>\nendobj\n"
    b"3 0 obj\n<</Length 1>>\nstream\n" + CMAP + b"\nendstream\nendobj\n"
    b"5 0 obj\n<</Length 1>>\nstream\n" + SHOWS + b"\nendstream\nendobj\n%%EOF"
)
UTF16 = b"\xfe\xff" + "Zebedy".encode("utf-16-be")

HIDDEN = {
    "svg desc": ("svg", b"<svg><desc>by Zebedy</desc></svg>"),
    "svg cut in pieces": ("svg", b"<svg><text><tspan>Zeb</tspan><tspan>edy</tspan></text></svg>"),
    "svg entities": ("svg", b"<svg><text>&#90;ebed&#x79;</text></svg>"),
    "svg comment": ("svg", b"<svg><!-- Zebedy --></svg>"),
    "svg attribute": ("svg", b'<svg><g data-of="Zebedy"/></svg>'),
    "svg embedded": ("svg", b'<svg><image href="data:image/svg+xml;base64,' + base64.b64encode(b"<svg><title>Zebedy</title></svg>") + b'"/></svg>'),
    "svg instruction": ("svg", b"<?made-by Zebedy?><svg/>"),
    "png text": ("png", PNG + chunk(b"IHDR", bytes(13)) + chunk(b"tEXt", b"Author\0Zebedy") + chunk(b"IEND", b"")),
    "png packed text": ("png", PNG + chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Zebedy")) + chunk(b"IEND", b"")),
    "png international text": ("png", PNG + chunk(b"iTXt", b"A\0\1\0\0\0" + zlib.compress("Zébedy".encode())) + chunk(b"IEND", b"")),
    "after a png": ("png", PNG + chunk(b"IEND", b"") + b"Zebedy"),
    "pdf title": ("pdf", b"%PDF-1.7\n1 0 obj\n<</Title(Zeb\\145dy)>>\nendobj\n"),
    "pdf title in hexadecimal": ("pdf", b"%PDF-1.7\n1 0 obj\n<</Title<" + UTF16.hex().encode() + b">>>\nendobj\n"),
    "pdf comment": ("pdf", b"%PDF-1.7\n% Zebedy\n"),
    "pdf xmp": ("pdf", stream(b"<?xpacket?><x:xmpmeta><dc:creator>Zebedy</dc:creator></x:xmpmeta>", b"/Type/Metadata")),
    "pdf packed objects": ("pdf", packed(b"7 0 <</Author(Zebedy)>>", b"/Type/ObjStm")),
    "pdf attachment": ("pdf", packed(b"Zebedy", b"/Type/EmbeddedFile")),
    "pdf text layer": ("pdf", TEXT_LAYER),
    "pdf alternative text": ("pdf", packed(b"/Span<</ActualText(Zebedy)>>BDC EMC")),
    "dot label": ("dot", b'graph { a [label="of\\nZebedy"] }'),
    "json escaped": ("json", json.dumps({"a": ["\u005a\u00e9bedy"]}).encode()),
    "json key": ("json", b'{"Zebedy": 1}'),
    "docx": ("docx", zipped("word/document.xml", b"<w:p><w:t>Zebe</w:t><w:t>dy</w:t></w:p>")),
    "zip member's name": ("zip", zipped("Zebedy.txt", b"")),
    "gzip": ("svg", gzip.compress(b"<svg><text>Zebedy</text></svg>")),
    "txt": ("txt", "Zebedy’s".encode()),
    "utf-16": ("txt", "of Zebedy".encode("utf-16")),
    "wide letters": ("txt", "Ｚｅｂｅｄｙ".encode()),
    "letters nobody sees": ("txt", "Zeb\u200be\u00addy".encode()),
}  # fmt: skip


@pytest.mark.parametrize("place", sorted(HIDDEN))
def test_a_name_is_found_wherever_it_hides(place):
    form, data = HIDDEN[place]
    found = hits(data, form, ZEBEDY)
    assert [hit.kind for hit in found][:1] == [Kind.NAME]
    assert "zebedy" not in repr(found).casefold()


@pytest.mark.parametrize("text", ["Zebedys", "Azebedy", "Zebe dy", "zebed"])
def test_a_part_of_a_word_is_nobody(text):
    assert hits(text.encode(), "txt", ZEBEDY) == ()


def test_how_a_drawing_looks_is_nobodys_name():
    white = (Token(Kind.NAME, ("white",)), Token(Kind.NAME, ("middle",)))
    assert hits(b'<svg><rect fill="white" text-anchor="middle"/></svg>', "svg", white) == ()
    assert hits(b"<svg><text>White</text></svg>", "svg", white) != ()


def test_a_word_of_the_outputs_own_is_looked_for_only_in_a_full_name():
    tokens = (Token(Kind.NAME, ("may",)), Token(Kind.FULL_NAME, ("may", "ormskirk")))
    assert hits(b"b. 2 May 2016", "txt", tokens, {"May"}) == ()
    assert [h.kind for h in hits(b"May Ormskirk", "txt", tokens, {"May"})] == [Kind.FULL_NAME]


def test_a_refusal_says_what_kind_and_where_and_never_what():
    with pytest.raises(OutputRefused) as refused:
        refuse_if_found(b"<svg><desc>Zebedy</desc></svg>", "svg", ZEBEDY)
    assert refused.value.exit_code == 6
    assert "a name in text" in str(refused.value)
    assert "zebedy" not in str(refused.value).casefold()


def tokens_of(gone: object, *kept: object) -> set[tuple[str, ...]]:
    whole = CaseFile.of([gone, *kept])  # type: ignore[list-item]
    return {t.words for t in withheld_tokens(identifiers(whole), CaseFile.of(kept)) if not t.is_alike}  # type: ignore[arg-type]


def test_what_tells_one_person_from_the_others_is_names_birth_and_numbers():
    names = (OtherName(text="Nan Quaife", kind=NameKind.NICKNAME),)
    found = tokens_of(person("x", "Zoë Ormskirk", born="1990-05-02", names=names, case_ids=("LCS-88213",), ref="I17"))
    of_birth = {words for words in found if "90" in words or "1990" in words}
    assert found - of_birth == {
        ("zoe",), ("ormskirk",), ("zoe", "ormskirk"), ("nan",), ("quaife",), ("nan", "quaife"), ("lcs", "88213"), ("i17",),
        ("zoes",), ("ormskirks",), ("nans",), ("quaifes",),
    }  # fmt: skip
    assert of_birth >= {
        ("2", "may", "1990"), ("1990", "05", "02"), ("02", "05", "1990"), ("2", "5", "1990"), ("2", "5", "90"), ("may", "2", "1990"),
    }  # fmt: skip


WITHHELD = CaseFile.of([
    person("x", "Łukasz Søndergård", born="1971-03-03"),
    person("y", "Siobhán O'Hara-Smythe"),
    person("z", "Will Hope", carried=(Carried(tag="PHON", value="07700 900999"), Carried(tag="EMAIL", value="wh72@mail.example"))),
])  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Lukasz rang.", "SONDERGARD rang.", "Lukaszs car.", "Mrs OHara rang.", "Mrs O‘Hara rang.", "Mrs O Hara rang.", "Mrs Smythes car.",
        "Born 3.3.1971.", "Born 3rd March 1971.", "Born 03/03/71.", "Born March 3, 1971.", "Born 3 Mar 71.", "Born 03-03-1971.",
        "Rang (07700) 900999.", "Rang +44 (0)7700 900 999.", "Rang 07700.900.999.", "Rang 0044 7700900999.", "Wrote from WH72@mail.example.",
        "Will rang.", "Mr Hope rang.", "will rang", "Ada went to will hope today.",
        "Soendergaard rang.", "SOENDERGAARDs car.", "Si\u043ebhan rang.", "\u0405\u0456\u043ebh\u0430n", "SI\u039fBH\u0391N", "S\u03b9obhan’s car.",
        "S.i.o.b.h.a.n rang.", "S i o b h a n", "S. I. O. B. H. A. N.", "S-i-o-b-h-a-n", "s_i_o_b_h_a_n", "S \u0456 \u043e b h a n", "Mr W i l l",
        "L u k a s z S ø n d e r g å r d rang.", "I, S i o b h á n, say so.",
    ],
)  # fmt: skip
def test_a_name_a_birthday_and_a_number_are_found_however_people_write_them(text):
    finder = Finder(withheld_tokens(identifiers(WITHHELD), CaseFile.of([person("a", "Ada Vale")])))
    assert finder.found_in(text)
    assert masked(text, finder, {}) is None or not finder.found_in(masked(text, finder, {}))


@pytest.mark.parametrize(
    ("recorded", "written"),
    [
        ("Jo Mueller", "Müller"), ("Jo Müller", "MUELLER"), ("Jo Åse", "Aase"), ("Jo Aase", "Åse"),
        ("Jo Mueller", "Muller"), ("Jo Muller", "Mueller"), ("Jo Müller", "Muller"), ("Jo Muller", "Müller"),
        ("Jo Sørensen", "Soerensen"), ("Jo Sørensen", "Sorensen"), ("Jo Sorensen", "Soerensen"), ("Jo Soerensen", "Sorensen"),
        ("Jo Sorensen", "Sørensen"), ("Jo Soerensen", "SØRENSEN"), ("Jo Haakon", "Hakon"), ("Jo Hakon", "Haakon"),
        ("Jo Bohm", "Boehm"), ("Jo Kolundur", "Koelundur"), ("Jo Kordula", "Koerduela"), ("Jo Strasse", "Straße"), ("Jo Straße", "Strasse"),
        ("Jo Łukasz", "Lukasz"), ("Jo Lukasz", "Łukasz"), ("Jo Mueller-Vale", "Muller-Vale"),
    ],
)  # fmt: skip
def test_two_letters_for_one_are_found_and_replaced_whichever_was_recorded(recorded, written):
    finder = Finder(
        withheld_tokens(identifiers(CaseFile.of([person("x", recorded)])), CaseFile.of([person("a", "Ada Vale")]))
    )
    assert finder.found_in(f"{written} rang.")
    assert masked(f"Then {written}’s car came.", finder, {}) == "Then [name withheld]’s car came."


@pytest.mark.parametrize(
    ("recorded", "text"),
    [
        ("Jane Doe", "What to do? Do ask."), ("Jo Vale", "Joe rang."), ("Sue Vale", "Su rang."), ("Michael Vale", "Michal rang."),
        ("Michal Vale", "Michael rang."), ("Ann Froest", "There was frost. Ada was cold."), ("Ann Fuls", "She buys fuels. Ada was cold."),
        ("Ann Bauer", "Bar work. Baur."), ("Ann Coe", "The co-op."), ("Ann Quest", "Qust"), ("Ann Maes", "Mas"),
    ],
)  # fmt: skip
def test_another_spelling_takes_no_word_of_every_day_and_no_other_name(recorded, text):
    finder = Finder(
        withheld_tokens(identifiers(CaseFile.of([person("x", recorded)])), CaseFile.of([person("a", "Ada Vole")]))
    )
    assert not finder.found_in(text)
    assert masked(text, finder, {}) == text


def test_another_spelling_that_is_the_name_of_somebody_shown_stays():
    finder = Finder(
        withheld_tokens(
            identifiers(CaseFile.of([person("x", "Zoe Mueller")])), CaseFile.of([person("a", "Ada Muller")])
        )
    )
    assert masked("Muller and Mueller came.", finder, {}) == "Muller and [name withheld] came."


def test_letters_that_stand_apart_are_replaced_together():
    finder = Finder(withheld_tokens(identifiers(WITHHELD), CaseFile.of([person("a", "Ada Vale")])))
    assert masked("Then S.i.o.b.h.á.n rang 07700 900999.", finder, {}) == "Then [name withheld] rang [number withheld]."
    assert masked("Then Si\u043ebhan rang.", finder, {}) == "Then [name withheld] rang."


def test_what_a_text_tells_is_marked_where_it_stands_numbers_too():
    tokens = withheld_tokens(identifiers(WITHHELD), CaseFile.of([person("a", "Ada Vale")]))
    parts = marked("Will rang (07700) 900999 and will again.", tokens)
    assert parts == [
        ("Will", Kind.NAME), (" rang ", None), ("(07700) 900999", Kind.PHONE), (" and will again.", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ada will go to school, and we hope for good things.", "Hopefully she goes.", "On 3 March 2019 and 01.02.2020 – 03.04.2021.",
        "Wrote to a.nokes@thornbeck.gov.uk.", "3.3 miles", "She said: I'll stay.",
        "Signed A. B. C. Cole, N.H.S.", "Grades: A B C D E; y n y n", "He took 5 µg of it.", "Анна и Роман дома", "Άννα και Νίκος", "Über den Söhnen", "h o p e f u l l y",
    ],
)  # fmt: skip
def test_words_of_every_day_are_nobodys_name_and_take_nothing_from_what_is_told(text):
    finder = Finder(withheld_tokens(identifiers(WITHHELD), CaseFile.of([person("a", "Ada Vale")])))
    assert not finder.found_in(text)
    assert masked(text, finder, {}) == text


def test_the_name_of_somebody_shown_is_not_taken_for_a_possessive_of_another():
    kept = person("a", "Ada Roberts")
    assert ("roberts",) not in tokens_of(person("x", "Robert Quaife"), kept)
    assert ("robert",) in tokens_of(person("x", "Robert Quaife"), kept)


def test_a_surname_or_given_name_that_somebody_shown_bears_is_no_token():
    kept = person("a", "Ada Ormskirk"), person("z", "Zoë Vale")
    assert tokens_of(person("x", "Zoe Ormskirk"), *kept) == {("zoe", "ormskirk")}


def test_two_letters_for_one_in_the_name_of_somebody_shown_are_no_token_either():
    kept = person("a", "Ada Müller")
    assert tokens_of(person("x", "Zoe Müller"), kept) == {("zoe",), ("zoes",), ("zoe", "muller"), ("zoe", "mueller")}


def test_a_date_of_birth_on_which_something_shown_happened_is_no_token():
    born = identifiers(CaseFile.of([person("x", "Zoe Ormskirk", born="1990-05-02")]))
    assert ("2", "may", "1990") in {t.words for t in born}
    twin = CaseFile.of([person("a", "Ada Vale", born="1990-05-02")])
    assert [t for t in without_days_shown(born, twin) if t.kind is Kind.BIRTH] == []


def test_the_days_of_two_cells_and_the_digits_of_an_id_are_no_birthday_and_no_number():
    born = person("x", "Zoe Ormskirk", born="2020-04-03").model_copy(update={"note": "Rang from 09805 972309."})
    finder = Finder(identifiers(CaseFile.of([born])), small_too=False)
    assert not finder.found_in("seen,2021-03-04,2020-12-08")
    assert not finder.found_in("09805972309d7538c9a3")
    assert finder.found_in("Born April 3, 2020")
    assert finder.found_in("Rang 09805972309")


def test_initials_titles_and_words_in_small_letters_are_no_tokens():
    assert tokens_of(person("x", "Mr Z. van Ormskirk")) >= {("ormskirk",)}
    assert not {("mr",), ("z",), ("van",)} & tokens_of(person("x", "Mr Z. van Ormskirk"))


@pytest.mark.parametrize(
    ("number", "is_told"), [("12", False), ("2019", False), ("MUM", False), ("I7", True), ("88213", True)]
)
def test_a_record_number_that_could_be_an_age_a_year_or_a_word_is_no_token(number, is_told):
    whole = CaseFile.of([person("x", "", ref=number), person("y", "", case_ids=(number,))])
    assert [t.words for t in identifiers(whole)] == ([(number.casefold(),)] if is_told else [])


def test_an_address_is_its_parts_its_street_its_postcode_and_its_telephone():
    home = Household(id="h", name="Home", address="Flat 2, 17 Larch Close, Thornbeck, LS1 4AB, tel 0113 496 0000")
    found = tokens_of(home)
    assert {("17", "larch", "close"), ("larch", "close"), ("ls1", "4ab"), ("ls14ab",), ("01134960000",)} <= found
    assert ("thornbeck",) not in found
    assert ("thornbeck",) in tokens_of(home.model_copy(update={"is_address_protected": True}))


def test_names_in_scripts_without_spaces_and_from_right_to_left_are_found():
    case = CaseFile.of([person("x", "李明"), person("y", "علي حسن")])
    finder = Finder(identifiers(case))
    assert finder.found_in("这是李明的家")
    assert finder.found_in("مع علي حسن هنا")
    assert not finder.found_in("这是王芳的家")
