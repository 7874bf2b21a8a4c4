"""Places on one row nearest to what is wished, with neighbours kept apart: exact and in linear time."""

from __future__ import annotations


def spaced(wishes: list[float], weights: list[float], gaps: list[float]) -> list[float]:
    """Return places of least weighted squared distance from the wishes, each at least its gap right of the one before.

    `gaps[i]` is the least distance between i and i + 1. Pools adjacent violators once the gaps are taken off.
    """
    offset = [0.0]
    for gap in gaps:
        offset.append(offset[-1] + gap)
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
    for mean, size in zip(means, sizes, strict=True):
        out += [mean + offset[len(out) + i] for i in range(size)]
    return out
