"""A command line that runs in this process, with an identity of its own and small invented files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from chronology.journal.stores.keys import make_plain_identity
from tui.cli import main

FAMILY = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Kelly /Reed/
1 SEX F
1 BIRT
2 DATE 4 JUL 1988
0 @I2@ INDI
1 NAME Tom /Shaw/
1 SEX M
0 @I3@ INDI
1 NAME Ada /Shaw/
1 SEX F
1 BIRT
2 DATE 12 MAR 2010
0 @I4@ INDI
1 NAME Ben /Shaw/
1 SEX M
1 BIRT
2 DATE 30 SEP 2014
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 MARR
2 DATE 2009
1 CHIL @I3@
1 CHIL @I4@
0 TRLR
"""

ROWS = """date,children,event,source,impact: Ada,impact: Ben
12/01/2016,Ada; Ben,Arrived hungry,School,Ada was tearful,Ben ate twice
early March 2018,Ben,Not brought to the clinic,Health visitor,,He missed his test
,Ada,Said she was cold,School,,
31/02/2019,Ada,A day that does not exist,School,,
"""


@dataclass
class Ran:
    """What one command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an invented family and its chronology, which commands run in."""
    (tmp_path / "family.ged").write_text(FAMILY, "utf-8")
    (tmp_path / "school.csv").write_text(ROWS, "utf-8")
    make_plain_identity(tmp_path / "me.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kinline(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run one command and return its exit code and what it said."""

    def run(*words: str) -> Ran:
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def case(kinline: Callable[..., Ran], folder: Path) -> str:
    """A case file with the family and its chronology imported."""
    recovery = make_plain_identity(folder / "recovery.txt").recipient
    assert kinline("new", "reed.kin", "--identity", "me.txt", "--recovery", recovery).code == 0
    assert kinline("import", "reed.kin", "family.ged", "school.csv", "--identity", "me.txt").code == 0
    return "reed.kin"
