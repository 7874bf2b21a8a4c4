"""Every key of a TOML text is found on the line it stands on, however the text is laid out."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.practice.toml_lines import line_of, lines_of, read_toml

TEXT = '''# a remark with [brackets] and = signs
council = "Thornbeck"

[categories.categories]
hunger = { counts = "concern", label = "hunger [x] = y" }
"odd key".label = "a"

[patterns.rules.frequent.parameters]
number = 4  # more
words = [
    "one ] two",   # ] here too
    "three = 3",
]
text = """
[not.a.table]
key = 1
"""
after = 1

[[timescales]]
key = "a"
[[timescales]]
key = "b"
limit = 9
[timescales.more]
deep = 1
'''


def test_keys_are_found_on_their_lines():
    lines = lines_of(TEXT)
    at = dict(enumerate(TEXT.split("\n"), 1))
    for path in (
        ("council",),
        ("categories", "categories", "hunger"),
        ("categories", "categories", "odd key", "label"),
        ("patterns", "rules", "frequent", "parameters", "number"),
        ("patterns", "rules", "frequent", "parameters", "after"),
        ("timescales", 1, "limit"),
        ("timescales", 1, "more", "deep"),
    ):
        assert str(path[-1]) in at[lines[path]], path
    assert ("not", "a", "table") not in lines
    assert at[line_of(lines, ("timescales", 0, "nothing"))] == "[[timescales]]"


KEYS = st.text("abcdef_-1", min_size=1, max_size=5)
VALUES = st.one_of(
    st.integers(0, 9).map(str),
    st.sampled_from(['"[a]"', '"# no"', "'x = 1'", '["a", "]"]', '[\n  1,\n  2,\n]', '"""\n[t]\nk = 1\n"""', "{ a = 1, b = [2] }", "true"]),
)  # fmt: skip


@given(st.lists(st.tuples(KEYS, st.lists(st.tuples(KEYS, VALUES), max_size=4)), max_size=5))
def test_every_key_that_is_read_has_a_line_that_holds_it(tables):
    text = ""
    for table, rows in dict(tables).items():
        text += f"[{table}]\n" + "".join(f"{key} = {value}\n" for key, value in dict(rows).items())
    lines, written = lines_of(text), text.split("\n")
    for table, rows in tomllib.loads(text).items():
        assert written[lines[table,] - 1] == f"[{table}]"
        for key in rows:
            assert written[lines[table, key] - 1].startswith(f"{key} =")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = " + "[" * 100_000, "nested too deep"),
        (f"[a{'.a' * 200}]\n", "more than a hundred parts"),
        (f"a = {'9' * 5_000}\n", "a number or a date"),
        (f"# {'x' * 1_000_000}", "longer than 1,000,000"),
        ("a = 1\na = 2\n", "Cannot overwrite"),
    ],
)
def test_a_text_that_cannot_be_read_is_one_kind_of_failure(text: str, why: str):
    with pytest.raises(tomllib.TOMLDecodeError, match=why):
        read_toml(text)


def test_a_sentence_of_many_dots_is_no_key_of_many_parts():
    words = "Seen. " * 90 + "... " * 200
    assert read_toml(f'a = "{words}"\n') == {"a": words}
