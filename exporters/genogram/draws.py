"""What is drawn as if by chance, the same every time, so that the same family gives the same order."""

from __future__ import annotations


class Draws:
    """Numbers as if by chance, the same ones every time (a linear congruential generator; constants of Knuth's MMIX)."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, most: int) -> int:
        """Return a number from 0 to less than `most`."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % most


class Edge:
    """Absent nodes beside present ones, to draw from: added, dropped and drawn in the same time however many there are."""

    def __init__(self) -> None:
        self.nodes: list[int] = []
        self.at: dict[int, int] = {}

    def add(self, node: int) -> None:
        """Add a node, if it is not there."""
        if node not in self.at:
            self.at[node] = len(self.nodes)
            self.nodes.append(node)

    def drop(self, node: int) -> None:
        """Take a node out, if it is there."""
        at = self.at.pop(node, None)
        if at is not None:
            last = self.nodes.pop()
            if last != node:
                self.nodes[at] = last
                self.at[last] = at
