"""Every row of the wording data can be told apart and says where it comes from."""

from __future__ import annotations

import pytest

from chronology.practice.wording import Group, wording_data

DATA = wording_data()


def test_every_row_has_a_key_of_its_own():
    assert len({p.key for p in DATA.phrases}) == len(DATA.phrases)


def test_every_group_is_described_and_has_rows():
    assert set(DATA.groups) == set(Group) == {p.group for p in DATA.phrases}
    assert all(group.title and group.why for group in DATA.groups.values())


@pytest.mark.parametrize("phrase", DATA.phrases, ids=lambda p: p.key)
def test_every_row_says_what_to_write_instead_and_where_that_comes_from(phrase):
    assert all((phrase.words, phrase.instead, phrase.source, phrase.authority, phrase.yes, phrase.no))


@pytest.mark.parametrize("phrase", DATA.phrases, ids=lambda p: p.key)
def test_a_row_names_each_of_its_words_once(phrase):
    for words in (phrase.words, phrase.unless, phrase.needs):
        assert len(set(words)) == len(words)


def test_every_setting_has_its_reason():
    assert all(parameter.why for parameter in DATA.parameters.values())
