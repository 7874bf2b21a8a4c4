"""Every pattern rule has its page, its source, its settings with their reasons, and its place in the registry."""

from __future__ import annotations

import pytest

from chronology.patterns.registry import RULES
from chronology.practice.checks import checks_data
from chronology.practice.patterns import pattern_data
from chronology.practice.wording import wording_data
from tests.rule_pages.pages import DOCS, pages


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_page_says_what_the_practice_data_says(name: str):
    assert (DOCS / name).read_text("utf-8") == pages()[name], "run python -m tests.rule_pages"


def test_every_page_is_of_a_rule():
    assert {f"patterns/{path.name}" for path in (DOCS / "patterns").glob("*.md")} == set(pages()) - {
        "patterns.md",
        "timescales.md",
        "wording.md",
        "checks.md",
        "work.md",
    }


def test_the_registry_and_the_practice_data_name_the_same_rules():
    assert {rule.key for rule in RULES} == set(pattern_data().rules)
    assert len({rule.key for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("key", sorted(pattern_data().rules))
def test_every_rule_says_where_it_comes_from_and_how_it_can_mislead(key: str):
    data = pattern_data().rules[key]
    assert all((data.source, data.question, data.stops_when, data.says, data.example, data.limits))
    assert all(parameter.why for parameter in data.parameters.values())


@pytest.mark.parametrize("key", [phrase.key for phrase in wording_data().phrases])
def test_every_row_of_the_wording_data_is_on_its_page(key: str):
    assert f"| `{key}` |" in (DOCS / "wording.md").read_text("utf-8")


@pytest.mark.parametrize("key", sorted(checks_data()))
def test_every_check_is_on_its_page_with_what_settles_it(key: str):
    assert f"| `{key}` |" in (DOCS / "checks.md").read_text("utf-8")
    assert all(parameter.why for parameter in checks_data()[key].parameters.values())
