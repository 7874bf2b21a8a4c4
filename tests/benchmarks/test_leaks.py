"""The leak campaign looks for everything that it planted, finds it wherever it is put, and forbids what the rules forbid."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from benchmarks.leaks.campaign import FORMS, Output, as_source, asked, of_family, run
from benchmarks.leaks.families import Role
from benchmarks.leaks.making import made_family
from benchmarks.leaks.planting import NOT_PLANTED, Planter, every_text_field, text_fields
from benchmarks.leaks.policy import AUDIENCES, Ask, Policy
from benchmarks.leaks.proving import NEEDS_POPPLER, PLACES, is_found
from benchmarks.leaks.searching import Searcher, missing_tools
from chronology.record.kinds import KINDS
from chronology.record.values import Value

FAMILIES = [made_family(seed) for seed in range(4)]


@pytest.mark.parametrize(("form", "place"), PLACES)
def test_the_searcher_finds_what_is_put_into(form: str, place: str):
    if (form, place) in NEEDS_POPPLER and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not there: the words on a PDF's pages are not searched")
    assert is_found(PLACES[form, place], form)


def test_every_text_field_of_every_record_is_planted():
    planted = {token.field for family in FAMILIES for token in family.planted}
    assert every_text_field() - planted == set(NOT_PLANTED)


def test_every_kind_of_record_is_in_the_families():
    made = {record.kind for family in FAMILIES for record in family.case.records.values()}
    assert made == set(KINDS)


def test_everything_planted_stands_in_the_case_file():
    for family in FAMILIES:
        written = "\n".join(record.model_dump_json() for record in family.case.records.values()).lower()
        lost = [token for token in family.planted if token.words.lower() not in written]
        assert not lost


def test_a_field_added_later_is_planted_without_being_told():
    class Later(Value):
        said: str = ""
        others: tuple[str, ...] = ()

    planter = Planter(1)
    made = planter.value(Later, "a-record")
    assert text_fields(Later) == {"said": "str", "others": "tuple[str, ...]"}
    assert {token.words for token in planter.planted} == {made.said, *made.others}


def test_a_seed_gives_the_same_family():
    assert made_family(3).case.records == FAMILIES[3].case.records
    assert made_family(3).planted == FAMILIES[3].planted


def test_tokens_are_unlike_one_another():
    for family in FAMILIES:
        words = [t.words for t in family.planted if t.field.startswith(("Impact.", "View.", "Entry."))]
        assert len(words) == len(set(words))


def test_a_childs_own_is_forbidden_to_nobody_in_its_own_document_and_to_everybody_in_a_siblings():
    family = next(f for f in FAMILIES if len(f.children) > 1)
    one, other = family.children[:2]
    for audience in ("", *AUDIENCES):
        ours, theirs = (Policy(family, Ask("chronology", child, audience)) for child in (one, other))
        impacts = [t for t in family.planted if t.field == "Impact.words" and t.whose == {one} and not t.is_restricted]
        not_theirs = {i for i, told in family.entries.items() if told.is_alleged or not told.children}
        assert [t for t in impacts if ours.why(t) and t.record not in not_theirs] == []
        assert all(theirs.why(t) for t in impacts)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_foster_carers_and_restricted_records_are_forbidden_for(audience: str):
    for family in FAMILIES:
        policy = Policy(family, Ask("chronology", family.children[0], audience, None))
        carers = set(family.of_role(Role.CARER))
        restricted = [t for t in family.planted if t.is_restricted and t.record not in family.lifted]
        names = [t for t in family.planted if t.field == "Person.name" and t.whose & carers]
        assert all(policy.why(token) for token in (*restricted, *names))


def test_a_leak_that_is_made_on_purpose_is_found(monkeypatch: pytest.MonkeyPatch):
    from exporters.documents import text

    sibling = next(f for f in FAMILIES if len(f.children) > 1)
    child = sibling.children[sibling.seed % len(sibling.children)]
    other = next(c for c in sibling.children if c != child)
    theirs = [t for t in sibling.planted if t.field == "Impact.words" and t.whose == {other}]
    secret = next(t.words for t in theirs if t.record not in sibling.included)
    write = text.text_bytes
    monkeypatch.setattr("exporters.documents.writing._WRITERS", {"txt": lambda d: (write(d) + secret.encode(), ())})
    monkeypatch.setattr(
        "benchmarks.leaks.campaign.asked", lambda *_, **__: [Output(Ask("chronology", child), (), "txt")]
    )
    found = of_family(sibling.seed)
    assert {(leak.words, leak.reason) for leak in found.leaks} == {(secret, "a sibling's own")}


def test_some_outputs_of_a_family_hold_nothing_that_they_must_not():
    found = of_family(1, commands=("chronology",))
    assert sum(found.made.values()) + len(found.refused) == 8
    assert found.failed == []
    assert {leak.reason for leak in found.leaks if not leak.key[1].startswith(("court", "conf"))} == set()


def test_a_campaign_covers_every_command_audience_and_form():
    wanted = {(c, a, f) for c in FORMS for a in ("without --redact", *AUDIENCES) for f in FORMS[c]}
    covered = {output.key for seed in range(112) for output in asked(replace(FAMILIES[1], seed=seed))}
    assert covered == wanted


def test_a_missing_tool_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert missing_tools()["pdftotext"] == "the words on a PDF's pages"


def test_a_made_family_is_read_by_the_command_line():
    family = FAMILIES[0]
    mother = [t for t in family.planted if t.field == "Person.name" and t.whose == {family.mother}]
    with as_source(family):
        code, said = run(["people", "made.kin"])
    assert code == 0
    assert Searcher(mother).found_in(said) == set(mother)
