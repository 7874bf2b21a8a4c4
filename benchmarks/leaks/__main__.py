"""The leak campaign: made families with a token in every text field, everything made of them for every audience, and an
independent search of every file: what stands in it that must not, and how much of the child's own is there.

    python -m benchmarks.leaks [--quick] [--families N] [--first N] [--jobs N]

Exit code 1 where anything leaked, or the searcher missed a token that was put there to be found.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.leaks.campaign import FORMS, Leak, Tally, of_family
from benchmarks.leaks.making import made_family, write_case_file
from benchmarks.leaks.policy import AUDIENCES
from benchmarks.leaks.proving import proved
from benchmarks.leaks.searching import missing_tools
from benchmarks.measuring import figure

SHOWN = 40
"""Leaks that are shown, one for each kind and place."""
QUICK = ("chronology", "genogram")


def main() -> int:
    """Print the figures; return 1 where something leaked."""
    given = _options()
    missing = missing_tools()
    for tool, what in missing.items():
        print(f"NOT SEARCHED, since {tool} is not there: {what}")
    right, wrong = proved(has_poppler="pdftotext" not in missing)
    figure("places in which the searcher finds what was put there", f"{len(right)} of {len(right) + len(wrong)}")
    for form, place in wrong:
        print(f"  NOT FOUND: {place} of a .{form}")
    begun = time.perf_counter()
    total = Tally()
    commands = QUICK if given.quick else tuple(FORMS)
    seeds = range(given.first, given.first + given.families)
    try:
        for n, tally in enumerate(_campaign(seeds, commands, given.jobs), 1):
            total.add(tally)
            if not n % 10:
                print(f"  {n} families, {len(total.leaks)} leaks", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print(f"STOPPED: {total.families} of {len(seeds)} families; what follows is of those alone")
    if not given.quick:
        total.add(_through_a_case_file(seeds[0]))
    _print(total, commands, time.perf_counter() - begun)
    return 1 if total.leaks or total.failed or wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.leaks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two families, two commands")
    parser.add_argument("--families", type=int, help="how many made families (default: 200)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first family's seed")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    given = parser.parse_args()
    given.families = given.families or (2 if given.quick else 200)
    return given


def _campaign(seeds: range, commands: tuple[str, ...], jobs: int) -> Iterator[Tally]:
    if jobs < 2 or len(seeds) < 3:
        yield from (of_family(seed, commands=commands) for seed in seeds)
        return
    # Begun afresh: typst's threads, which the proof of the searcher has started, do not outlive a fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(of_family, commands=commands), seeds)


def _through_a_case_file(seed: int) -> Tally:
    """Return what is found where a family is written as a real case file first, and read from it."""
    import os
    from unittest.mock import patch

    from chronology.journal.stores.keys import new_identity

    identity = new_identity()
    with tempfile.TemporaryDirectory() as folder:
        place, keys = Path(folder, "made.kin"), Path(folder, "identity.txt")
        keys.write_text(identity.secret)
        write_case_file(made_family(seed), place, identity)
        with patch.dict(os.environ, {"KINLINE_HOME": folder, "KINLINE_IDENTITY": str(keys)}):
            return of_family(seed, source=str(place), identity=str(keys))


def _print(total: Tally, commands: tuple[str, ...], seconds: float) -> None:
    figure("families", total.families)
    figure("tokens planted", f"{total.tokens:,}")
    figure("outputs made and searched", f"{sum(total.made.values()):,}")
    asked = [(c, a, f) for c in commands for a in ("without --redact", *AUDIENCES) for f in FORMS[c]]
    counts = [total.made[key] for key in asked]
    figure(
        "command, audience and form: covered, least and most",
        f"{sum(n > 0 for n in counts)} of {len(counts)}, {min(counts)}, {max(counts)}",
    )
    figure("forbidden tokens looked for, over all outputs", f"{total.searched:,}")
    figure("seconds", f"{seconds:.0f}")
    for who in sorted(total.own):
        if total.own[who]:
            figure(f"the child's own that is there: {who[0]}, {who[1]}", f"{total.own_there[who]} of {total.own[who]}")
    figure("refused by the program itself (exit code 6), no file written", len(total.refused))
    for (key, line), n in Counter((k[0], line.partition(" Nothing")[0]) for _, k, _, line in total.refused).most_common(
        SHOWN
    ):
        first = next(
            f"seed {s}, {' '.join((*k[1:], *o))}"
            for s, k, o, said in total.refused
            if k[0] == key and said.startswith(line)
        )
        print(f"  {n} x {key}: {line} (first: {first})")
    figure("not made for another reason", len(total.failed))
    for seed, key, options, line in total.failed[:SHOWN]:
        print(f"  seed {seed}: {' '.join((*key, *options))}: {line}")
    _print_leaks(total.leaks)


def _print_leaks(leaks: list[Leak]) -> None:
    tokens = {(leak.seed, leak.key, leak.words) for leak in leaks}
    figure("LEAKS: tokens in an output that must not hold them", len(tokens))
    kinds: dict[tuple[str, str, str], list[Leak]] = {}
    for leak in leaks:
        kinds.setdefault((leak.key[0], leak.reason, leak.field), []).append(leak)
    for (command, reason, told), some in sorted(kinds.items())[:SHOWN]:
        one = some[0]
        whom = Counter(leak.key[1] for leak in some)
        print(
            f"  {len(some)} x {command}: {reason} ({told}) for {', '.join(sorted(whom))}; "
            f"first: seed {one.seed}, {' '.join((*one.key, *one.options))}, child {one.child}, in {one.where}"
        )
        if told:
            print(f"      again: python -m benchmarks.leaks --families 1 --first {one.seed}")


if __name__ == "__main__":
    sys.exit(main())
