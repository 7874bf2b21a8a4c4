"""Undocumented means red: every command, and every page that is linked, is there."""

from __future__ import annotations

import re
import shlex
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
