"""A program that writes to a case file until it is killed: each change's number is printed once acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.record.entries import Entry
from chronology.record.values import new_id


def main(folder: str, identity: str, name: str, count: str) -> None:
    with OpenCase.open(Path(folder), load_identity(Path(identity)), actor=name) as case:
        print("ready", flush=True)
        left = int(count)
        while left:
            left -= 1
            entry = Entry(id=new_id(), children_as_written=name)
            print(case.record("An entry added", [entry]).seq, entry.id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
