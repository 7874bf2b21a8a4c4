"""A council's own practice data: read, checked against what ships with the program, every fault with its line."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from pydantic import ValidationError

from chronology.practice import profiles
from chronology.practice.laid import data_of, merged, shipped
from chronology.practice.toml_lines import Path, line_of, lines_of, read_toml
from chronology.record.errors import InputError

SECTIONS: Mapping[str, str] = {
    "categories": "kinds of entries, domains of neglect, tiers of plans",
    "patterns": "the patterns' settings, words and questions",
    "timescales": "timescales of each nation, with the day from which each holds",
    "checks": "points to consider: what settles them, and their settings",
    "decisions": "kinds of threshold decisions and their outcomes",
    "wording": "words to think about, and what to write instead",
    "recording": "what similar wording is measured by",
    "matters": "when accounts of several sources are offered as one matter",
    "profiles": "what goes into each kind of chronology, and how large it is set",
    "agencies": "words by which agencies and professionals are known",
    "kin": "what records call relatives, and short forms of names",
    "columns": "headers of chronologies",
    "people_columns": "headers of lists of people",
    "work_tables": "tables of plans, decisions, services and the like",
    "bank_holidays": "bank holidays of each nation",
}
"""What a council may change: each is a file of this package, with `from_data` in the module of its name (or the one below)."""
_MODULES = {"bank_holidays": "working_days"}
_ABOUT = frozenset({"council", "source", "valid_from"})
_FIXED = {
    ("patterns", "rules"): "no rule of that name is known; a rule is added to the program, not to the practice data",
    ("checks",): "no check of that name is known; a check is added to the program, not to the practice data",
    ("work_tables",): "no table of that name is known",
}
"""Tables of which only what is there can be changed."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a council's file."""

    line: int
    place: str
    """The keys from the top, dots between."""
    words: str

    def told(self, name: str) -> str:
        """Return it as one line with its file."""
        return f"{name}, line {self.line}: {f'{self.place}: ' if self.place else ''}{self.words}"


@dataclass(frozen=True)
class Change:
    """One value that a council sets."""

    section: str
    place: str
    was: str
    """What ships with the program; empty where it is new."""
    now: str
    line: int


@dataclass(frozen=True)
class CouncilPractice:
    """A council's own practice data, checked."""

    name: str
    """The file's name."""
    council: str
    source: str
    digest: str
    """Hash of the file, hexadecimal."""
    data: Mapping[str, Mapping[str, Any]] = field(repr=False)
    changes: tuple[Change, ...] = ()

    @property
    def called(self) -> str:
        """How it is named where data in force is told: council and the beginning of the hash."""
        return f"{self.council or self.name} ({self.digest[:8]})"

    def laid_over(self, section: str, data: dict[str, Any]) -> dict[str, Any]:
        """Return a shipped section with the council's own laid over it."""
        over = self.data.get(section)
        return merged(data, over, lambda *_: None, f"set by {self.called}") if over else data


def read_council(data: bytes, name: str) -> CouncilPractice:
    """Return a council's practice data from TOML; raises InputError with every fault, each with its line."""
    practice, faults = checked_council(data, name)
    if practice is None:
        raise InputError(
            "\n".join(fault.told(name) for fault in faults) + ".",
            remedy=f"Put {'it' if len(faults) == 1 else 'them'} right; kinline practice check FILE looks again.",
        )
    return practice


def checked_council(data: bytes, name: str) -> tuple[CouncilPractice | None, tuple[Fault, ...]]:
    """Return a council's practice data, or None and every fault, by line."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        read = read_toml(text)
    except UnicodeDecodeError as failure:
        line = data[: failure.start].count(b"\n") + 1
        return None, (Fault(line, "", "this is no UTF-8 text; save the file as UTF-8"),)
    except tomllib.TOMLDecodeError as failure:
        return None, (Fault(_line_in(str(failure), text), "", f"this is no TOML: {failure}"),)
    lines = lines_of(text)
    faults: list[Fault] = []

    def say(path: Path, words: str) -> None:
        faults.append(Fault(line_of(lines, path), ".".join(map(str, path)), words))

    sections: dict[str, Mapping[str, Any]] = {}
    for key, value in read.items():
        if key in SECTIONS:
            if isinstance(value, dict):
                sections[key] = value
            elif isinstance(value, list) and key in shipped(key):
                sections[key] = {key: value}
                lines.update({(key, *path): line for path, line in list(lines.items()) if path[:1] == (key,)})
            else:
                say((key,), "this is a section, so a table is asked for")
        elif key not in _ABOUT:
            say((key,), f"there is no section of that name; there are {', '.join(SECTIONS)}")
    for section, over in sections.items():
        for path, words in _faults_of(section, over, sections.get("categories", {})):
            say((section, *path), words)
    if faults:
        return None, tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.line, fault.place)))
    changes = [change for section, over in sections.items() for change in _changes(section, over, lines)]
    return (
        CouncilPractice(
            name,
            str(read.get("council", "")),
            str(read.get("source", "")),
            hashlib.sha256(data).hexdigest(),
            sections,
            tuple(changes),
        ),
        (),
    )


def _line_in(words: str, text: str) -> int:
    """Return the line that a TOML error names; the last one where it says "end of document"."""
    _, _, after = words.rpartition("line ")
    number = after.split(",")[0].strip(" )")
    return int(number) if number.isdigit() else text.count("\n") + 1


def _faults_of(section: str, over: Mapping[str, Any], own_kinds: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    before = shipped(section)
    found += _unknown(section, before, over)
    data = merged(before, over, lambda path, words: found.append((path, words)), "set by the council")
    yield from found
    if found:
        return
    try:
        read = validated(section, data)
        if section == "profiles":
            kinds, domains = (_known(own_kinds, of) for of in ("categories", "neglect"))
            for path, words in profiles.faults_of(read, kinds, domains):
                yield _as_written(data, over, path), words
    except ValidationError as failure:
        for error in failure.errors():
            yield _as_written(data, over, error["loc"]), _words_of(section, error)
    except (ValueError, KeyError, TypeError) as failure:
        yield (), str(failure)


def _known(own_kinds: Mapping[str, Any], of: str) -> frozenset[str]:
    """Return the kinds of entries, or domains of neglect, that are known: in force, and those of the file itself."""
    return frozenset({**data_of("categories")[of], **own_kinds.get(of, {})})


def _words_of(section: str, error: Any) -> str:
    """Return what is wrong in words; of a setting that is not known what there is."""
    if section == "profiles" and error["type"] == "extra_forbidden" and error["loc"][:1] == ("profiles",):
        return f"there is no setting of that name; there are {', '.join(profiles.KEYS)}"
    return str(error["msg"]).removeprefix("Value error, ")


def _as_written(data: Mapping[str, Any], over: Mapping[str, Any], path: Path) -> Path:
    """Return the place in the council's file of a place in the data in force: its rows are numbered apart."""
    out: list[str | int] = []
    at: Any = data
    mine: Any = over
    for key in path:
        step = key
        try:
            row = at[key]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(step, int) and isinstance(row, dict) and isinstance(mine, list):
            same = [i for i, r in enumerate(mine) if r.get("key") == row.get("key")]
            step = same[0] if same else step
        out.append(step)
        at = row
        mine = (
            mine.get(step)
            if isinstance(mine, dict)
            else mine[step]
            if isinstance(mine, list) and isinstance(step, int) and step < len(mine)
            else None
        )
    return tuple(out)


def _unknown(section: str, before: Mapping[str, Any], over: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield what a council's file names that can only be changed where it is there, and is not."""
    for key in over:
        if key not in before and (section,) not in _FIXED:
            yield (key,), f"there is nothing of that name in {section}; there are {', '.join(before)}"
    for path, words in _FIXED.items():
        if path[0] != section:
            continue
        old: Any = before
        new: Any = over
        for key in path[1:]:
            old, new = old.get(key, {}), new.get(key, {})
        for key, value in new.items() if isinstance(new, dict) else ():
            if key not in old:
                yield (*path[1:], key), words
                continue
            known = old[key].get("parameters", {})
            given = value.get("parameters", {}) if isinstance(value, dict) else {}
            for name in given:
                if name not in known:
                    has = f"there are {', '.join(known)}" if known else "it has none"
                    yield (*path[1:], key, "parameters", name), f"there is no setting of that name; {has}"
    if section == "recording":
        for name in over.get("parameters", {}):
            if name not in before["parameters"]:
                yield (
                    ("parameters", name),
                    f"there is no setting of that name; there are {', '.join(before['parameters'])}",
                )
    if section == "categories":
        counts = {**before["counts"], **over.get("counts", {})}
        for key, row in over.get("categories", {}).items():
            if isinstance(row, dict) and row.get("counts") is not None and row["counts"] not in counts:
                yield (
                    ("categories", key, "counts"),
                    f"“{row['counts']}” is nothing to count as; there are {', '.join(counts)}",
                )


def validated(section: str, data: dict[str, Any]) -> Any:
    """Return a section as its module reads it; raises pydantic's ValidationError where it is not as it has to be."""
    module = import_module(f"chronology.practice.{_MODULES.get(section, section)}")
    return module.from_data(data)


def _changes(section: str, over: Mapping[str, Any], lines: dict[Path, int]) -> Iterator[Change]:
    before = dict(_leaves(shipped(section)))
    data = merged(shipped(section), over, lambda *_: None, "set by the council")
    for path, value in _leaves(data):
        if path and path[-1] == "why":
            continue
        if path not in before or before[path] != value:
            written = _as_written(data, over, _numbered(data, path))
            yield Change(
                section,
                ".".join(map(str, path)),
                _shown(before[path]) if path in before else "",
                _shown(value),
                line_of(lines, (section, *written)),
            )


def _leaves(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value with its place; rows of an array are named by their key."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list) and data and all(isinstance(row, dict) and "key" in row for row in data):
        for row in data:
            yield from _leaves(row, (*path, f"{row.get('nation', '')} {row['key']}".strip()))
    else:
        yield path, data


def _numbered(data: Any, path: Path) -> Path:
    """Return a place with rows by number again."""
    out: list[str | int] = []
    for step in path:
        if isinstance(data, list):
            at = next(i for i, row in enumerate(data) if f"{row.get('nation', '')} {row['key']}".strip() == step)
            out.append(at)
            data = data[at]
        else:
            out.append(step)
            data = data[step]
    return tuple(out)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
