"""Places on one row nearest to what is wished, with neighbours kept apart: exact and in linear time."""

from __future__ import annotations

import itertools


def spaced(wishes: list[float], weights: list[float], gaps: list[float]) -> list[float]:
    """Return places of least weighted squared distance from the wishes, each at least its gap right of the one before.

    `gaps[i]` is the least distance between i and i + 1. Pools adjacent violators once the gaps are taken off.
    """
    offset = list(itertools.accumulate(gaps, initial=0.0))
    means: list[float] = []
    masses: list[float] = []
    sizes: list[int] = []
    for wish, weight, off in zip(wishes, weights, offset, strict=True):
        mean, mass, size = wish - off, weight, 1
        while means and means[-1] > mean:
            mean = (means[-1] * masses[-1] + mean * mass) / (masses[-1] + mass)
            mass += masses.pop()
            size += sizes.pop()
            means.pop()
        means.append(mean)
        masses.append(mass)
        sizes.append(size)
    out: list[float] = []
    rest = iter(offset)
    for mean, size in zip(means, sizes, strict=True):
        out += [mean + off for off in itertools.islice(rest, size)]
    return out
