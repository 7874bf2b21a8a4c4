"""Every wording is found in its example and not in the one beside it; nothing is found inside a quotation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.checks.quotations import quotations_in
from chronology.checks.wording import hits_in, texts_of
from chronology.practice.wording import Group, wording_data
from chronology.record.entries import Entry, Impact, OwnAccount, View

PHRASES = wording_data().phrases
QUOTED = {
    "straight": '"{}"',
    "curly": "“{}”",
    "low": "„{}”",
    "German": "„{}“",
    "single": "'{}'",
    "curly single": "‘{}’",
    "mixed single": "'{}’",
    "guillemets": "«{}»",
    "nested": "“She told me: ‘{}’, and cried”",
    "nested the other way": "‘She told me: “{}” and cried’",
    "nested straight": "\"She told me: '{}', and cried\"",
    "nested alike": "“She told me “{}” and cried”",
    "with an apostrophe": "‘We don't say mum's {} or the others’’",
    "with a possessive": "‘The parents’ house, {}, and so on’",
    "with a possessive, straight": "'The parents' house {} and so on'",
    "with an inch": '"It was 6" deep and {} there."',
    "bracketed": "(“{}”)",
    "not closed": "“{}",
    "straight, not closed": '"{} and more',
    "over paragraphs": "“It began.\n\n“Then {} again.\n\n“And it ended.”",
    "straight, over paragraphs": '"It began.\n\n"Then {} again.\n\n"And it ended."',
    "single, over paragraphs": "‘It began.\n\n‘Then {} again.\n\n‘And it ended.’",
    "over paragraphs, marked at the ends": "“It began.\n\nThen {} again.\n\nAnd it ended.”",
    "over lines": '"It began,\nthen {},\nand it ended."',
}
QUOTED_BY_LINES = ("> {}", "  > {}", "> It began,\nthen {}\nand it ended.")
TRICKY = [
    "In the '90s the parents' house",
    "In the ‘90s the parents’ house",
    "It's mum's, she didn't say:",
    "It was 6\" deep and 5' long.",
    "“Yes,” she said, ‘no’ he said.",
    "\"Yes,\" she said, 'no' he said.",
    "Get 'em, ‘em and 'til then",
    "«Oui», the twins’",
    "> Quoted.\n\n",
    "“Not closed,\n\n",
    "Line\n",
]
PLAIN = st.one_of(
    st.text(alphabet="abc dë, .;:-Ä1", max_size=30), st.lists(st.sampled_from(TRICKY), max_size=3).map(" ".join)
)
phrases = st.sampled_from([(p, w) for p in PHRASES for w in p.words])


def said(wording: str) -> str:
    """A wording as somebody would write it."""
    return " ".join("really" if word == "*" else word.removesuffix("*") for word in wording.split())


def keys(text: str, **options) -> list[str]:
    return [hit.key for hit in hits_in(text, **options)]


def place_of(phrase) -> str:
    return phrase.only_in[0].value


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.key)
def test_each_row_is_found_in_its_example_and_not_in_the_other(phrase):
    assert keys(phrase.yes, place=place_of(phrase)) == [phrase.key]
    assert keys(phrase.no, place=place_of(phrase)) == []


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda p: p.key)
def test_each_wording_of_a_row_is_found(phrase):
    needed = f" ({said(phrase.needs[0])})" if phrase.needs else ""
    for wording in phrase.words:
        found = hits_in(f"It says {said(wording)}{needed}.", place=place_of(phrase))
        assert [h.key for h in found] == [phrase.key], wording


@pytest.mark.parametrize("phrase", [p for p in PHRASES if p.group is Group.LABEL], ids=lambda p: p.key)
def test_labels_are_looked_for_in_danger_statements_and_goals_only(phrase):
    assert phrase.key not in keys(phrase.yes)
    assert phrase.key in keys(phrase.yes, place="safety_goal")


@pytest.mark.parametrize("phrase", [p for p in PHRASES if p.group is Group.NOT_BROUGHT], ids=lambda p: p.key)
def test_a_young_person_who_goes_alone_does_miss_appointments(phrase):
    assert keys(phrase.yes, child_age=15) == [phrase.key]
    assert keys(phrase.yes, child_age=16) == []


@settings(max_examples=1500)
@given(phrases, st.sampled_from(sorted(QUOTED)), PLAIN, PLAIN, st.sampled_from(["danger_statement", "safety_goal"]))
def test_nothing_is_found_inside_a_quotation(row, form, before, after, place):
    inside = QUOTED[form].format(said(row[1]))
    text = f"{before} {inside} {after}"
    start = len(before) + 1
    assert not [h for h in hits_in(text, place=place) if start <= h.start < start + len(inside)]


@pytest.mark.parametrize("form", [*QUOTED.values(), *QUOTED_BY_LINES])
def test_no_wording_of_the_data_is_found_in_any_form_of_quotation(form):
    for phrase in PHRASES:
        needed = said(phrase.needs[0]) if phrase.needs else ""
        for wording in phrase.words:
            text = form.format(f"{said(wording)} {needed}".strip())
            assert not hits_in(text, place=place_of(phrase)), text
            assert not hits_in(f"Seen at home.\n\n{text}", place=place_of(phrase)), text


@settings(max_examples=600)
@given(
    phrases, st.sampled_from(["“Yes,” she said. ", "He said 'no'. ", "It's mum's. ", "> Yes\n\n", "«Oui» was all. "])
)
def test_the_same_words_outside_a_quotation_are_found(row, quotation):
    phrase, wording = row
    needed = f" ({said(phrase.needs[0])})" if phrase.needs else ""
    text = f"{quotation}Then nothing. Then it was late. It says {said(wording)}{needed}."
    assert hits_in(text, place=place_of(phrase))


@pytest.mark.parametrize(
    "text",
    [
        "Don't say it was grubby; mum's flat isn't hers.",
        "In the '90s the house was grubby and the parents' car was stolen.",
        "In the ‘90s the house was grubby and the parents’ car was stolen.",
        "The parents' house was grubby, the children's too, and the boys' room.",
        "It was 6\" deep and 5' long and grubby.",
        "Mum said that it was grubby.",
        "Get 'em out, it was grubby.",
        "Mother said 'no' to the parents' group, and it was grubby; 'yes' to others' ideas.",
        "The twins’ room was grubby and the girls’ room was not.",
        "She said “yes”, he said ‘no’, and it was grubby.",
        "‘No,’ he said. It was grubby. ‘Yes,’ she said.",
        'He said "it was 5". It was grubby. "Yes," she said.',
        "“Unclosed, to the end.\n\nIt was grubby.",
        "> The letter says so.\n\nIt was grubby.",
        "The letter says so:\n> so\nIt was grubby.",
    ],
)
def test_apostrophes_and_earlier_quotations_hide_nothing(text: str):
    assert keys(text) == ["grubby"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("a “b” c", ["“b”"]),
        ("a 'b' and 'c d'", ["'b'", "'c d'"]),
        ("a “b “c” d” e", ["“b “c” d”"]),
        ("a “b\n\nc", ["“b\n"]),
        ("the parents' b", []),
        ("a:'b'", ["'b'"]),
        ("> a\nb\n\nc", ["> a\nb\n"]),
        ("a\n> b\nc", ["> b\n"]),
        ("„a“ b", ["„a“"]),
        ("»a« b", ["»a«"]),
        ("", []),
    ],
)
def test_quotations_begin_and_end_at_their_marks(text: str, quoted: list[str]):
    assert [text[start:end] for start, end in quotations_in(text)] == quoted


@given(st.text(alphabet="ab s'’‘“”\"«»>\n.5-", max_size=80))
def test_quotations_of_any_text_are_in_order_and_apart(text: str):
    found = quotations_in(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@settings(max_examples=300)
@given(st.lists(phrases, max_size=4), st.sampled_from([" ", ". ", "\n", " – ", ", "]))
def test_a_hit_says_where_its_words_stand(rows, between):
    text = between.join(said(wording) for _, wording in rows)
    found = hits_in(text, place="danger_statement")
    assert all(text[h.start : h.end] == h.words for h in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "written", ["non-engaging", "non‑engaging", "Non Engaging", "non\u00a0engaging", "NON–ENGAGING", "non\nengaging"]
)
def test_hyphens_spaces_and_capitals_are_read_alike(written: str):
    assert keys(f"Father is {written}.") == ([] if "–" in written else ["non_engagement"])


@pytest.mark.parametrize("written", ["DNA'd", "DNA’d", "dna’d"])
def test_apostrophes_are_read_alike(written: str):
    assert keys(f"Ada {written} again.") == ["dna"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada was seen. No concerns.", ["no_concerns"]),
        ("No concerns observed.", ["no_concerns"]),
        ("There were no concerns.", ["no_concerns"]),
        ("No concerns. Ada ate toast.", []),
        ("Ada ate toast. No concerns.", []),
        ("Ada ate toast. The bus was late. No concerns.", ["no_concerns"]),
        ("Ada said “I like it here”. No concerns.", []),
        ("Weight 12.4kg, no concerns.", []),
        ("Visit on 12/03/2024, no concerns.", ["no_concerns"]),
    ],
)
def test_a_judgement_stands_where_it_says_what_was_observed(text: str, found: list[str]):
    assert keys(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "DNA results came back from the laboratory.",
        "Contact number given; contact with police; eye contact was good.",
        "He has a student placement at the clinic.",
        "Appropriate adult present.",
        "EU settled status was granted.",
        "She is learning fine motor skills.",
        "Mother did not attend the conference.",
        "Ada did not attend school.",
    ],
)
def test_words_that_mean_something_else_are_let_be(text: str):
    assert keys(text) == []


def test_of_wordings_over_each_other_the_longest_is_told():
    (hit,) = hits_in("No concerns were noted.")
    assert (hit.words, hit.start, hit.group) == ("No concerns were noted", 0, "unobserved")


@pytest.mark.parametrize(
    "text",
    [
        "Mother was non-engaging, no concerns, contact with mum. " * 20_000,
        "no concerns contact number " * 40_000,
        "'a “b \"c «d ‘" * 100_000,
        "'" * 1_000_000,
        '"' * 1_000_000,
        "a" * 1_000_000,
        "\n" * 1_000_000,
        "." * 1_000_000,
        "> " * 500_000,
        "a'" * 500_000,
    ],
    ids=lambda t: repr(t[:12]),
)
def test_a_megabyte_of_text_is_gone_through(text: str):
    assert all(text.startswith(hit.words, hit.start) for hit in hits_in(text))


def test_only_the_authors_own_words_of_an_entry_are_given():
    entry = Entry(
        id="a",
        event="one",
        action="two",
        outcome="three",
        analysis="four",
        note="five",
        impacts=(Impact(child="ada", words="six"), Impact(child="ben", words="")),
        views=(View(child="ada", words="seven", question="eight"),),
        own_accounts=(OwnAccount(words="nine"),),
    )
    assert list(texts_of(entry)) == [
        ("event", "one"),
        ("action", "two"),
        ("outcome", "three"),
        ("analysis", "four"),
        ("note", "five"),
        ("impact", "six"),
    ]
