"""The gaps between neighbours on a row, and which verticals pass through them."""

from __future__ import annotations

import bisect
import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, field

CLEAR = 4.0
"""Least distance of a line from a label."""
STEP = 8.0
"""Least distance of two verticals in one gap."""


@dataclass
class Gaps:
    """Which verticals pass through which gap of each row."""

    xs: list[list[float]]
    widths: list[list[float]]
    used: dict[tuple[int, int], list[float]] = field(default_factory=lambda: defaultdict(list))
    joined: set[tuple[int, int]] = field(default_factory=set)
    """Gaps that a couple's line runs through."""

    def edges(self, row: int, gap: int) -> tuple[float, float]:
        """Return the clear stretch of a gap (0 is left of the first member)."""
        xs, ws = self.xs[row], self.widths[row]
        low = xs[gap - 1] + ws[gap - 1] / 2 + CLEAR if gap > 0 else -math.inf
        high = xs[gap] - ws[gap] / 2 - CLEAR if gap < len(xs) else math.inf
        return low, high

    def fit(self, row: int, gap: int, wish: float) -> tuple[float, float]:
        """Return the free x in a gap nearest to a wish, and how bad it is."""
        low, high = self.edges(row, gap)
        if low > high:
            low = high = (low + high) / 2
        used = self.used[row, gap]
        tries = [min(max(wish, low), high)]
        tries += [x + way * STEP for x in used for way in (-1, 1) if low <= x + way * STEP <= high]
        free = [x for x in tries if all(abs(x - u) >= STEP - 0.01 for u in used)]
        if free:
            best = min(free, key=lambda x: (abs(x - wish), x))
            return best, abs(best - wish)
        walls = sorted({low, high, *used})
        best = max(
            ((a + b) / 2 for a, b in itertools.pairwise(walls)),
            key=lambda x: (round(min(abs(x - u) for u in used), 3), -x),
            default=low,
        )
        return best, abs(best - wish) + 400.0

    def take(self, row: int, gap: int, wish: float) -> float:
        """Take the free x in a gap nearest to a wish."""
        x, _ = self.fit(row, gap, wish)
        self.used[row, gap].append(x)
        return x

    def through(self, row: int, wish: float) -> float:
        """Take a way through a row for a line, as near to a wish as can be, and not across a couple's line if possible."""
        xs = self.xs[row]
        if not xs:
            self.used[row, 0].append(wish)
            return wish
        middle = bisect.bisect_left(xs, wish)
        best: tuple[float, int] | None = None
        for step in range(len(xs) + 1):
            for gap in {middle - step, middle + step}:
                if not 0 <= gap <= len(xs):
                    continue
                _, bad = self.fit(row, gap, wish)
                bad += 90.0 if (row, gap) in self.joined else 0.0
                if best is None or (bad, gap) < best:
                    best = (bad, gap)
            if best is not None:
                far = [self.edges(row, g)[0] - wish for g in (middle + step + 1,) if g <= len(xs)]
                far += [wish - self.edges(row, g)[1] for g in (middle - step - 1,) if g >= 0]
                if all(f > best[0] for f in far):
                    break
        assert best is not None
        return self.take(row, best[1], wish)
