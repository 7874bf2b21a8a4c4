"""Undocumented means red: every command, and every page that is linked, is there."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
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


def _parsers_of(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for within in action.choices.values():
                yield from _parsers_of(within)


def _options_of(command: str) -> set[tuple[str, ...]]:
    """Return the options of a command and of what is done by it, each with its short form."""
    parser = build_parser()._subparsers._group_actions[0].choices[command]
    actions = [action for one in _parsers_of(parser) for action in one._actions]
    return {
        tuple(action.option_strings)
        for action in actions
        if action.option_strings and "--help" not in action.option_strings
    }


def _section_of(command: str) -> str:
    sections = re.split(r"^## ", (DOCS / "commands.md").read_text("utf-8"), flags=re.MULTILINE)
    return next(section for section in sections if f"`kinline {command}`" in section.split("\n")[0])


def _shared() -> dict[str, set[str]]:
    """Return the options of the table of those that several commands share, each with the commands it is said of."""
    parsers = build_parser()._subparsers._group_actions[0].choices
    with_source = {name for name, parser in parsers.items() if any(a.dest == "source" for a in parser._actions)}
    text = (
        (DOCS / "commands.md").read_text("utf-8").split("## Options that several commands share")[1].split("\n## ")[0]
    )
    found = {}
    for option, whose in re.findall(r"^\| `(--[\w-]+)[^`]*` \| ([^|]*) \|", text, re.MULTILINE):
        said = set(re.findall(r"`([\w-]+)`", whose))
        if whose.strip() == "every command":
            said = set(parsers)
        found[option] = said | (with_source if "every command with SOURCE" in whose else set())
    return {option: said for option, said in found.items() if said}


@pytest.mark.parametrize("command", _commands())
def test_every_option_of_every_command_is_documented(command: str):
    section, shared = _section_of(command), _shared()
    missing = [
        names[-1]
        for names in _options_of(command)
        if not any(
            re.search(rf"(?<![\w-]){name}(?![\w-])", section) or command in shared.get(name, ()) for name in names
        )
    ]
    assert not missing


def test_what_is_said_of_shared_options_is_so():
    for option, commands in _shared().items():
        for command in commands & set(_commands()):
            assert any(option in names for names in _options_of(command)), f"kinline {command} has no {option}"


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
