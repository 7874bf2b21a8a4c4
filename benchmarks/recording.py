"""How well similar wording is found, and how fast: `python -m benchmarks.recording`.

A seeded generator writes notes about made families: independent ones on a few topics (decoys, with a team's standing text), and copies of earlier notes
of the same child – to the letter, with 5 to 40 % of the words changed, with names swapped, with sentences in another order, half old and
half new. For each class: how many copies are found from the note that they were made from, and how many of its independent notes are called similar.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import defaultdict
from datetime import date, timedelta

from benchmarks.measuring import figure
from chronology.lives.recording.similar import recording_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.people import Person

CLASSES = ("same", "edit 5 %", "edit 20 %", "edit 40 %", "names swapped", "reordered", "half new", "decoy")
SUBJECTS = "mum dad nan the_baby the_older_boy the_teacher the_nurse the_worker a_neighbour the_landlord".replace(
    "_", " "
)
NAMES = ("Ada", "Ben", "Cora", "Kelly", "Darren", "Joan")
STANDING = "This record was made in line with the recording policy and shared with the team manager on the same day."
DOING = """asked showed brought cooked cleaned missed forgot walked phoned visited helped argued laughed cried slept played read painted
counted measured weighed dressed washed fed carried mended moved opened closed agreed refused explained described promised waited listened
noticed wondered worried hoped planned tried finished started left returned joined watched talked wrote signed checked tidied"""
NAMED = """kitchen bedroom garden school nursery clinic bus shop park lunch supper breakfast bottle blanket coat shoes bag book toy bike puzzle
letter form meter boiler carpet curtain window door stairs sofa table chair cot pram nappy bath towel tooth cough rash weight appointment
assembly homework reading spelling football choir birthday weekend evening morning sister brother cousin grandfather neighbour friend dog cat"""
JOINING = """quietly gladly slowly again today yesterday alone together outside upstairs early late because although while before after with without
about near for several many few two three four five new old small large warm cold clean broken borrowed favourite"""
VERBS, THINGS, JOINS = DOING.split(), NAMED.split(), JOINING.split()
TOPICS = ("the home visit", "the school run", "the clinic", "contact at the weekend", "the housing office")


def sentence(draw: random.Random) -> str:
    """Return one made sentence."""
    words = [draw.choice(NAMES if draw.random() < 0.4 else SUBJECTS.split()), draw.choice(VERBS)]
    words += [draw.choice((JOINS, THINGS, VERBS, THINGS)[draw.randrange(4)]) for _ in range(draw.randrange(5, 13))]
    return " ".join(words).capitalize() + "."


def note(draw: random.Random) -> list[str]:
    """Return the sentences of one independent note on a topic."""
    return [f"Notes of {draw.choice(TOPICS)}.", *(sentence(draw) for _ in range(draw.randrange(5, 12)))]


def copied(draw: random.Random, kind: str, old: list[str]) -> list[str]:
    """Return a copy of a note, changed as its class says."""
    if kind.startswith("edit"):
        share = int(kind.split()[1]) / 100
        return [
            " ".join(draw.choice(THINGS + VERBS + JOINS) if draw.random() < share else word for word in s.split())
            for s in old
        ]
    if kind == "names swapped":
        return [" ".join(draw.choice(NAMES) if word.strip(".") in NAMES else word for word in s.split()) for s in old]
    if kind == "reordered":
        return draw.sample(old, len(old))
    if kind == "half new":
        return old[: len(old) // 2 + 1] + note(draw)[1 : len(old) // 2 + 1]
    return list(old)


def family(number: int, seed: int) -> tuple[CaseFile, dict[str, tuple[str, str | None]]]:
    """Return one family's notes, with the class of each and the note it was copied from."""
    draw = random.Random(seed)
    people = [Person(id=n.casefold(), name=f"{n} Reed", given=n, surname="Reed", is_subject=n == "Ada") for n in NAMES]
    written: list[list[str]] = []
    entries: list[Entry] = []
    truth: dict[str, tuple[str, str | None]] = {}
    for k in range(number):
        kind = draw.choice(CLASSES) if k > 10 and draw.random() < 0.3 else "decoy"
        source = None
        if kind == "decoy":
            text = note(draw)
        else:
            j = draw.randrange(max(0, k - 200), k)
            source = f"n{j:06}"
            text = copied(draw, kind, written[j])
        written.append(text)
        ident = f"n{k:06}"
        truth[ident] = (kind, source)
        day = date(2000, 1, 1) + timedelta(k // 3)
        entries.append(
            Entry(
                id=ident,
                when=When.on(day),
                children=("ada",),
                event=" ".join([*text, STANDING] if draw.random() < 0.5 else text),
            )
        )
    return CaseFile.of([*people, *entries]), truth


def measured(number: int, seed: int) -> tuple[dict[str, list[int]], float]:
    """Return for each class (notes, found or called similar), and the seconds it took."""
    case, truth = family(number, seed)
    begun = time.perf_counter()
    found = recording_of(case, ["ada"], day=date(2100, 1, 1))
    seconds = time.perf_counter() - begun
    called = {s.entry for s in found.children[0].similar}
    out: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for ident, (kind, _) in truth.items():
        out[kind][0] += 1
        out[kind][1] += ident in called
    return out, seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one family of 200 notes")
    given = parser.parse_args()
    sizes = [(200, 1)] if given.quick else [(1000, 1), (1000, 2), (1000, 3)]
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for number, seed in sizes:
        found, seconds = measured(number, seed)
        for kind, (every, called) in found.items():
            totals[kind][0] += every
            totals[kind][1] += called
        figure(f"{number} notes, seconds", f"{seconds:.2f}")
    for kind in CLASSES:
        every, called = totals[kind]
        what = "called similar" if kind == "decoy" else "found"
        figure(f"{kind}: {what}", f"{called} of {every} ({100 * called / max(1, every):.1f} %)")
    if not given.quick:
        _, seconds = measured(20_000, 4)
        figure("20,000 notes of one family, seconds", f"{seconds:.1f}")
        if sys.platform != "win32":
            figure("  most memory, MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}")


if __name__ == "__main__":
    main()
