"""A case file by command: made, opened, undone, verified, locked."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest


def test_no_case_file_is_made_over_another(kinline, case):
    ran = kinline("new", case, "--identity", "me.txt", "--recovery", "recovery.txt")
    assert ran.code == 2
    assert "there already" in ran.err


def test_without_an_identity_or_a_passphrase_nothing_is_made_and_it_is_said_how(kinline, folder, monkeypatch):
    monkeypatch.setattr("sys.stdin", open(os.devnull, encoding="utf-8"))  # noqa: SIM115, PTH123
    ran = kinline("new", "x.kin")
    assert ran.code == 2
    assert "--passphrase-file" in ran.err
    assert not (folder / "x.kin").exists()


def test_another_persons_identity_does_not_open_it(kinline, folder, case):
    from chronology.journal.stores.keys import make_plain_identity

    make_plain_identity(folder / "other.txt")
    ran = kinline("history", case, "--identity", "other.txt")
    assert ran.code == 4
    assert "does not open this case file" in ran.err


def test_the_recovery_key_opens_it(kinline, case):
    assert kinline("verify", case, "--identity", "recovery.txt").code == 0


def test_undo_and_redo_are_changes_of_their_own(kinline, case):
    def changes():
        return json.loads(kinline("history", case, "--json", "--identity", "me.txt").out)["changes"]

    assert kinline("undo", case, "--identity", "me.txt").code == 0
    assert kinline("people", case, "--child", "Ada", "--identity", "me.txt").code == 2
    assert kinline("redo", case, "--identity", "me.txt").code == 0
    assert [c["undoes"] for c in changes()] == [None, None, 2, 3]
    assert kinline("people", case, "--child", "Ada", "--identity", "me.txt").code == 0


def test_nothing_to_redo_is_said(kinline, case):
    ran = kinline("redo", case, "--identity", "me.txt")
    assert ran.code == 2
    assert "nothing to redo" in ran.err


def test_verify_finds_a_damaged_file(kinline, folder, case):
    journal = folder / case / "journal.db"
    data = bytearray(journal.read_bytes())
    data[len(data) // 2] ^= 1
    journal.write_bytes(bytes(data))
    ran = kinline("verify", case, "--identity", "me.txt")
    assert ran.code in {1, 4}


def test_history_says_who_when_and_what(kinline, case):
    ran = kinline("history", case, "--identity", "me.txt")
    assert "family.ged, school.csv imported" in ran.out
    assert "UTC" in ran.out


def test_a_missing_case_file_is_said_with_what_to_do(kinline):
    ran = kinline("history", "none.kin", "--identity", "me.txt")
    assert ran.code == 3
    assert "kinline new" in ran.err


def test_a_fault_of_the_programs_own_shows_no_value(kinline, monkeypatch, case):
    def broken(*_, **__):
        secret = "Ada was hungry"
        raise RuntimeError(secret)

    monkeypatch.setattr("tui.cli.journal_commands.history", broken)
    ran = kinline("history", case)
    assert ran.code == 70
    assert "Ada" not in ran.err + ran.out
    assert "RuntimeError" in ran.err


def test_completion_prints_shell_code(kinline):
    assert "kinline" in kinline("completion", "bash").out


def test_the_command_runs_as_a_module():
    ran = subprocess.run([sys.executable, "-m", "tui.cli", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("kinline ")


def test_nothing_but_kinline_speaks_where_it_is_run(folder):
    ran = subprocess.run(
        [sys.executable, "-m", "tui.cli", "genogram", "family.ged", "-o", "g.png"],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
    )
    assert ran.stdout == "g.png: 4 people drawn\nlayout: every rule is kept\n"
    assert ran.stderr == ""


def test_a_whole_case_file_verifies_by_json_too(kinline, case):
    ran = kinline("verify", case, "--json", "--identity", "me.txt")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert (told["changes"], told["faults"]) == (2, [])
    assert len(told["head"]) == 64


def test_an_identity_is_protected_by_a_passphrase_and_opens_what_it_made(kinline, folder, monkeypatch):
    (folder / "words").write_text("three quiet words\n", "utf-8")
    monkeypatch.setenv("KINLINE_PASSPHRASE_FILE", str(folder / "words"))
    assert kinline("identity", "new", "--recovery-to", "recovery-key.txt").code == 0
    assert kinline("new", "f.kin").code == 0
    (folder / "words").write_text("three other words\n", "utf-8")
    ran = kinline("history", "f.kin")
    assert ran.code == 4
    assert "passphrase is wrong" in ran.err
    assert kinline("history", "f.kin", "--identity", "recovery-key.txt").code == 0


def test_an_empty_passphrase_file_is_refused(kinline, folder):
    (folder / "words").write_text("\n", "utf-8")
    ran = kinline("identity", "new", "--passphrase-file", "words")
    assert ran.code == 3
    assert "empty" in ran.err


def test_a_value_altered_behind_the_journals_back_is_named(kinline, folder, case):
    from chronology.journal.stores.folders import open_case
    from chronology.journal.stores.keys import load_identity

    journal = open_case(folder / case, load_identity(folder / "me.txt"))
    journal._connection.executescript("DROP TRIGGER fact_fixed; UPDATE fact SET body = '{' WHERE kind = 'entry'")
    journal.close()
    ran = kinline("verify", case, "--identity", "me.txt")
    assert ran.code == 1
    assert "not as it was recorded" in ran.out


@pytest.mark.parametrize("command", [("new", "NAME.kin"), ("check", "NAME.kin"), ("open", "NAME")])
def test_a_name_longer_than_a_name_may_be_is_said_and_is_no_fault_of_the_program(kinline, command: tuple[str, ...]):
    ran = kinline(*(word.replace("NAME", "x" * 5000) for word in command))
    assert ran.code == 2
    assert "too long" in ran.err
