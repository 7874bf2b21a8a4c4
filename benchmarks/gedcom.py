"""GEDCOM: persons and families exact on real files, what comes back of an export, and the time and memory of a large one.

The peer gedcom-lite is measured in the same run where it is installed. Real files are read where KINLINE_CORPUS
names them.
"""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measuring import best_of, figure, options
from chronology.disclosure.restricted import without_restricted
from chronology.intake.families import take_family
from chronology.intake.ids import DerivedIds
from chronology.intake.importing import FileGiven, plan_import
from chronology.readers.gedcom import read_gedcom
from chronology.record.casefile import CaseFile
from chronology.record.errors import KinlineError
from chronology.record.sources import Document
from exporters.gedcom.lines import Version
from exporters.gedcom.tree import gedcom_file
from exporters.genogram.chosen import Sensitive


def made_file(people: int, seed: int = 7) -> bytes:
    """Return a GEDCOM file of so many invented people in families of four."""
    chance = random.Random(seed)
    lines = ["0 HEAD", "1 GEDC", "2 VERS 5.5.1", "1 CHAR UTF-8"]
    for i in range(people):
        lines += [
            f"0 @I{i}@ INDI",
            f"1 NAME Person{i} /Family{i % 977}/",
            f"1 SEX {chance.choice('MFU')}",
            "1 BIRT",
            f"2 DATE {chance.randint(1, 28)} {chance.choice(['JAN', 'MAY', 'OCT'])} {chance.randint(1850, 2020)}",
            "2 PLAC Somewhere, Shire",
            "1 NOTE A note about this person that runs on",
            "2 CONT and on to a second line",
            f"1 {'FAMS' if i % 4 < 2 else 'FAMC'} @F{i // 4}@",
        ]
    for i in range(people // 4):
        lines += [
            f"0 @F{i}@ FAM",
            f"1 HUSB @I{i * 4}@",
            f"1 WIFE @I{i * 4 + 1}@",
            f"1 CHIL @I{i * 4 + 2}@",
            f"1 CHIL @I{i * 4 + 3}@",
        ]
    return "\n".join([*lines, "0 TRLR", ""]).encode()


def corpus_exact(corpus: Path) -> tuple[int, int, list[str]]:
    """Return how many files give persons and families exactly, of how many, and which do not."""
    wrong = []
    rows = (corpus / "corpus" / "counts.tsv").read_text("utf-8").splitlines()[1:]
    for row in rows:
        name, persons, families = row.split("\t")
        try:
            read = read_gedcom((corpus / "corpus" / name).read_bytes(), name)
        except KinlineError as failure:
            wrong.append(f"{name}: {failure}")
            continue
        if (len(read.of("INDI")), len(read.of("FAM"))) != (int(persons), int(families)):
            wrong.append(name)
    return len(rows) - len(wrong), len(rows), wrong


def round_trips(corpus: Path) -> tuple[int, int, Counter[str]]:
    """Return how many exports of real families there were, of how many people, and in how many each kind of thing differs."""
    exports = people = 0
    differ: Counter[str] = Counter()
    for path in sorted(
        p for p in (corpus / "corpus").rglob("*") if p.suffix.lower() in {".ged", ".gdz", ".gno", ".gramps"}
    ):
        first = _read(path.name, path.read_bytes())
        if first is None or not first.people:
            continue
        case = without_restricted(first).case
        for form in Version:
            again = _read("again.ged", gedcom_file(case, form, show=frozenset(Sensitive)).text.encode())
            exports, people = exports + 1, people + len(case.people)
            one, two = told(case), told(again) if again is not None else {}
            differ.update(kind for kind in one if one[kind] != two.get(kind))
    return exports, people, differ


def _read(name: str, data: bytes) -> CaseFile | None:
    plan = plan_import(CaseFile(), [FileGiven(name, data)], day=date(2026, 1, 1), random_ids=False)
    return None if plan.errors else plan.case


def told(case: CaseFile) -> dict[str, object]:
    """Return what a case file says of its family, people by their place in it."""
    at = {ident: number for number, ident in enumerate(case.people)}
    return {
        "people": [
            (p.name, p.given, p.surname, p.gender, p.birth.edtf, p.death.edtf, p.is_dead, p.life, set(p.names), p.note)
            for p in case.people.values()
        ],
        "couples": Counter(
            (frozenset(at[x] for x in u.partners), tuple((s.status, s.when.edtf) for s in u.steps))
            for u in case.partnerships
            if u.partners and u.steps
        ),
        "parents": Counter(
            (
                at[d.child],
                frozenset(at[x] for x in d.parents if x in at),
                d.way,
                frozenset((at[x], w) for x, w in d.ways.items()),
                frozenset((at[x], c) for x, c in d.certainty.items()),
            )
            for d in case.parentages
        ),
        "ties": Counter((at[b.source], at[b.target], b.nature) for b in case.bonds),
        "births": Counter((frozenset(at[x] for x in m.children), m.zygosity) for m in case.multiple_births),
        "homes": Counter((at[r.person], r.when.edtf, r.footing) for r in case.residences),
    }


def peak_of(module: str, work: str, path: Path) -> int:
    """Return the peak memory, in MB, of a fresh process that reads the file; 0 where the system does not tell (only Linux does)."""
    code = (
        f"import {module} as m, pathlib, sys\ndata = pathlib.Path(sys.argv[1]).read_bytes()\nkept = {work}\n"
        "status = pathlib.Path('/proc/self/status')\n"
        "lines = status.read_text().splitlines() if status.exists() else []\n"
        "print(next((int(line.split()[1]) // 1024 for line in lines if line.startswith('VmHWM')), 0))"
    )
    out = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    return int(out.stdout)


def main() -> None:
    """Print the figures."""
    quick = options(__doc__ or "").quick
    corpus = os.environ.get("KINLINE_CORPUS")
    if corpus:
        exact, total, wrong = corpus_exact(Path(corpus))
        figure("real files with persons and families exact", f"{exact} of {total}")
        for name in wrong:
            print(f"  not exact: {name}")
        if not quick:
            exports, persons, differ = round_trips(Path(corpus))
            figure("exports of real families read back (people in them)", f"{exports} ({persons:,})")
            for kind in ("people", "couples", "parents", "births", "ties", "homes"):
                figure(f"exports in which {kind} differ", str(differ[kind]))
    else:
        print("KINLINE_CORPUS is not set: real files are not read")
    people = 6_000 if quick else 120_000
    data = made_file(people)
    seconds, read = best_of(1 if quick else 3, lambda: read_gedcom(data, "made.ged"))
    assert len(read.of("INDI")) == people
    figure(f"{people:,} people parsed, seconds", f"{seconds:.2f}")
    del read
    if find_spec("gedcom_lite"):
        import gedcom_lite

        peer = best_of(1 if quick else 3, lambda: gedcom_lite.parse(data))[0]
        figure("gedcom-lite on the same file, seconds", f"{peer:.2f}")
        figure("ours to gedcom-lite's", f"{seconds / peer:.2f}")
    else:
        print("gedcom-lite is not installed: not compared")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.ged")
        path.write_bytes(data)
        figure(
            "whole process at its highest, ours, MB",
            peak_of("chronology.readers.gedcom", "m.read_gedcom(data, 'm')", path),
        )
        if find_spec("gedcom_lite"):
            figure("whole process at its highest, gedcom-lite, MB", peak_of("gedcom_lite", "m.parse(data)", path))
    gc.collect()
    parsed = read_gedcom(made_file(people // 20), "made.ged")
    source = Document(id="d1", name="made.ged", form="gedcom")
    seconds, taken = best_of(
        1,
        lambda: take_family(parsed, "made.ged", case=CaseFile(), source=source, ids=DerivedIds("made")),
    )
    figure(f"{people // 20:,} people taken into a case file, seconds", f"{seconds:.2f}")
    case = CaseFile.of([source, *taken.records])
    again = Document(id="d2", name="made.ged", form="gedcom")
    second = take_family(parsed, "made.ged", case=case, source=again, ids=DerivedIds("again"))
    figure("records that the same people add when taken again", len(second.records))


if __name__ == "__main__":
    main()
