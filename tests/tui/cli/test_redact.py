"""`kinline genogram --redact`: for whom, about which child, and what is refused."""

from __future__ import annotations

import pytest

from chronology.record.errors import OutputRefused


def test_a_drawing_for_the_father_says_so_and_how_much_was_withheld(kinline, folder):
    ran = kinline("genogram", "family.ged", "--child", "Ada", "--redact", "other_parent", "--for", "Tom Shaw",
                  "--purpose", "family time", "-o", "g.txt")  # fmt: skip
    assert ran.code == 0, ran.err
    assert "for the child's father (family time): names of carers, addresses" in (folder / "g.txt").read_text("utf-8")
    assert "withheld, WORDS:" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--redact", "child"), "--child NAME"),
        (("--redact", "court", "--for", "Kelly"), "Leave it out"),
        (("--redact", "other_parent", "--child", "Ada", "--for", "Ben"), "Kelly Reed; Tom Shaw"),
        (("--redact", "parent", "--child", "Ada", "--for", "Nobody"), "Name one with --for"),
        (("--for", "Kelly"), "--redact AUDIENCE"),
        (("--purpose", "why"), "--redact AUDIENCE"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_do_and_writes_nothing(kinline, folder, words, said):
    ran = kinline("genogram", "family.ged", *words, "-o", "g.svg")
    assert ran.code == 2
    assert said in ran.err
    assert not (folder / "g.svg").exists()


def test_an_audience_that_nobody_knows_is_refused_with_those_there_are(kinline):
    ran = kinline("genogram", "family.ged", "--redact", "neighbours", "-o", "g.svg")
    assert ran.code == 2
    assert "open_file_request" in ran.err


def test_a_leak_ends_with_exit_code_six_and_no_file(kinline, folder, monkeypatch):
    monkeypatch.setattr("exporters.genogram.characters.character_drawing", lambda *_, **__: "Ada of I3 and I1\n")
    ran = kinline("genogram", "family.ged", "--child", "Ada", "--redact", "child", "-o", "g.txt")
    assert ran.code == 6
    assert "a record number in text" in ran.err
    assert not (folder / "g.txt").exists()


@pytest.mark.parametrize(
    "words", [("chronology", "-o", "g.json"), ("ecomap", "-o", "g.svg"), ("child", "--lanes", "g.svg")]
)
def test_of_several_childrens_documents_all_are_written_or_none(kinline, folder, monkeypatch, words):
    from tui.leaving import Leaving

    real, seen = Leaving.searched, []

    def searched(self, *given, **more):
        seen.append(self)
        if len(seen) == 2:
            raise OutputRefused("something withheld stands in it: a name in text.")
        return real(self, *given, **more)

    monkeypatch.setattr(Leaving, "searched", searched)
    command, *options = words
    ran = kinline(command, "family.ged", "school.csv", *options)
    assert (ran.code, len(seen)) == (6, 2)
    assert not list(folder.glob("g*"))
