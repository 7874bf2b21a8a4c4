"""The journal: what a killed writer loses, how long a large case file takes to open, edit and verify."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.measuring import best_of, figure, options
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import Identity, new_identity
from chronology.journal.stores.reading import open_to_read
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.errors import WrongKey
from chronology.record.values import new_id

WORDS = [
    "school",
    "nurse",
    "visited",
    "mother",
    "said",
    "breakfast",
    "cold",
    "damp",
    "late",
    "seen",
    "alone",
    "appointment",
    "not",
    "brought",
    "grandmother",
]


PAUSE = 0.01
"""Seconds between changes while the log is deleted under the writer: a person leaves more."""


def write_until_killed(folder: Path, identity: Identity, pause: float) -> None:
    """Write entries, printing the id of each once it is acknowledged."""
    with OpenCase.open(folder, identity, actor="writer") as case:
        print("ready", flush=True)
        while True:
            entry = Entry(id=new_id(), children_as_written="made for a measurement")
            case.record("An entry added", [entry])
            print(entry.id, flush=True)
            time.sleep(pause)


def kills(place: Path, times: int, *, deletes: bool = False) -> None:
    """Kill a writer at random moments; print what was acknowledged, what was lost and how often the chain held.

    `deletes`: just before, its log is deleted under it, as a clean-up program may. Where that falls into the millisecond in
    which a change goes from the log into the journal, and the kill as well, the journal is left half written: those are counted.
    """
    identity = new_identity()
    (place / "identity.txt").write_text(identity.secret)
    chance, acknowledged, lost, whole, damaged = random.Random(11), 0, 0, 0, 0
    folder, told, is_damaged = place, set[str](), False
    for at in range(times):
        if at % 30 == 0 or is_damaged:
            folder, told = place / f"{at}{'-deleted' if deletes else ''}.kin", set()
            OpenCase.create(folder, identity, recovery=new_identity().recipient, actor="bench").close()
            is_damaged = False
        command = [sys.executable, "-m", "benchmarks.journal", "--write", str(folder), str(place / "identity.txt")]
        command.append(str(PAUSE if deletes else 0))
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            program.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            if deletes:
                for name in ("journal.db-wal", "journal.db-shm"):
                    (folder / name).unlink(missing_ok=True)
                time.sleep(chance.uniform(0, 0.02))
            program.kill()
            new = {line.strip() for line in program.stdout if line.endswith("\n")}
        told |= new
        acknowledged += len(new)
        try:
            with OpenCase.open(folder, identity, actor="bench") as case:
                gone = told - set(case.case.records)
                whole += not case.verify()
        except WrongKey:
            if not deletes:
                raise
            is_damaged, gone = True, set[str]()
            damaged += 1
        lost += len(gone)
        told -= gone
    figure(f"writer killed (kill -9){', its log deleted just before' if deletes else ''}, times", times)
    figure("changes acknowledged before the kills", acknowledged)
    figure("acknowledged changes lost", lost)
    if deletes:
        figure("left half written, for which only a backup helps, times", damaged)
    figure("chain valid and what is shown = what the changes give, times", f"{whole} of {times}")


def large(place: Path, entries: int) -> None:
    """Print how long a large case file takes to open and fold, to edit, to verify."""
    identity, chance = new_identity(), random.Random(12)
    folder = place / "large.kin"
    with OpenCase.create(folder, identity, recovery=new_identity().recipient, actor="bench") as case:
        made = [
            Entry(
                id=new_id(),
                children=("ada", "ben"),
                when=When(edtf=str(date(2010, 1, 1) + timedelta(days=chance.randrange(5000)))),
                event=" ".join(chance.choices(WORDS, k=30)),
                outcome=" ".join(chance.choices(WORDS, k=6)),
                category="health",
            )
            for _ in range(entries)
        ]
        begun = time.perf_counter()
        case.record("Imported", made)
        figure(f"import of {entries:,} entries as one change, s", f"{time.perf_counter() - begun:.2f}")
        bodies = [version.body for version in case.journal.current().values() if version.body]

    def opened() -> OpenCase:
        case = OpenCase.open(folder, identity, actor="bench")
        case.close()
        return case

    seconds, _ = best_of(3, opened)
    bare, _ = best_of(3, lambda: [json.loads(body) for body in bodies])
    figure(f"open and fold {entries:,} entries, s (best of 3)", f"{seconds:.3f}")
    figure("  as a multiple of bare json.loads of the same bodies", f"{seconds / bare:.1f}")
    key = identity.unwrap((folder / "key.age").read_bytes(), where="")

    def copied_to_read() -> None:
        open_to_read(folder, key).connection.close()

    copied, _ = best_of(3, copied_to_read)
    figure("open from a copy where it cannot be written, as a multiple", f"{(seconds + copied) / seconds:.2f}")
    with OpenCase.open(folder, identity, actor="bench") as case:
        each = []
        for entry in made[:30]:
            begun = time.perf_counter()
            case.record("corrected", [entry.model_copy(update={"children_as_written": "Ada"})])
            each.append(time.perf_counter() - begun)
        figure("one edit, on disk, ms (median of 30)", f"{sorted(each)[15] * 1000:.1f}")
        each = []
        for at in range(30):
            begun = time.perf_counter()
            case.journal.save_draft("line", "a word more " * at)
            each.append(time.perf_counter() - begun)
        figure("one draft, on disk, ms (median of 30)", f"{sorted(each)[15] * 1000:.1f}")
        each = []
        for _ in range(9):
            begun = time.perf_counter()
            case.undo()
            each.append(time.perf_counter() - begun)
        figure(
            "one undo, on disk, ms (median of 9; the slowest)", f"{sorted(each)[4] * 1000:.1f}; {max(each) * 1000:.1f}"
        )
        seconds, faults = best_of(1, case.verify)
        figure(f"verify ({len(faults)} faults), s", f"{seconds:.2f}")


def main() -> None:
    """Run all; `--quick` takes seconds."""
    chosen = options(__doc__ or "")
    with tempfile.TemporaryDirectory() as place:
        large(Path(place), 2_000 if chosen.quick else 20_000)
        kills(Path(place), 10 if chosen.quick else 300)
        kills(Path(place), 10 if chosen.quick else 300, deletes=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_until_killed(Path(sys.argv[2]), Identity(Path(sys.argv[3]).read_text()), float(sys.argv[4]))
    else:
        main()
