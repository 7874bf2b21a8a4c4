"""Undocumented means red: every command, and every page that is linked, is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tui.cli.arguments import build_parser

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def _commands() -> list[str]:
    actions = build_parser()._subparsers._group_actions[0]
    return sorted(actions.choices)


@pytest.mark.parametrize("command", _commands())
def test_every_command_has_its_entry(command: str):
    assert re.search(rf"^## .*`kinline {command}`", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", _commands())
def test_every_command_shows_examples_that_its_own_parser_takes(command: str):
    parser = build_parser()
    text = (DOCS / "commands.md").read_text("utf-8")
    examples = re.findall(rf"^    kinline ({command}\b.*)$", text, re.MULTILINE)
    for example in examples:
        parser.parse_args(shlex.split(example))
    assert examples or command == "completion"


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_reached_from_the_index():
    index = (DOCS / "index.md").read_text("utf-8")
    assert {p.name for p in DOCS.glob("*.md")} - {"index.md"} <= set(re.findall(r"\(([\w-]+\.md)\)", index))


def test_the_readme_has_exactly_two_commands_for_a_fresh_machine():
    quick = (ROOT / "README.md").read_text("utf-8").split("## Quick start")[1].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)```", quick, re.DOTALL)
    assert [len(block.strip().splitlines()) for block in blocks] == [1, 1]


def _between(page: str, mark: str) -> str:
    return (DOCS / page).read_text("utf-8").split(f"<!-- {mark} -->")[1].split(f"<!-- /{mark} -->")[0].strip()


def test_every_column_and_its_synonyms_are_documented():
    from importlib.resources import files

    data = tomllib.loads(files("chronology.practice").joinpath("columns.toml").read_text("utf-8"))["columns"]
    rows = [f"| `{column}` | {', '.join(words)} |" for column, words in data.items()]
    assert _between("importing.md", "columns").splitlines()[2:] == rows


def test_the_key_table_of_the_docs_is_the_apps_own():
    from tui.commands import key_table

    assert _between("terminal.md", "keys") == key_table()


def test_the_forms_in_characters_of_the_docs_are_the_drawings_own():
    from exporters.genogram.forms import FORMS
    from exporters.genogram.notation import legend_words

    def cell(sign: str) -> str:
        return f"`{sign}`".replace("|", "\\|") if sign else "in words"

    words = legend_words()
    rows = [
        f"| {words[key]} | {cell(form.terminal)} | {cell(form.ascii)} |" for key, form in FORMS.items() if key in words
    ]
    assert _between("genogram.md", "forms").splitlines()[2:] == rows
