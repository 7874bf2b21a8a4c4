"""The linear and integer programs' solver (HiGHS), set so that the same program always gives the same answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

WORK = {"apart": 600, "order": 600, "stranger": 600, "crossing": 200, "prefer": 40, "keep": 40}
"""Rows of the program times rounds of the solver, for each node allowed: what one rule may take, in steps, not seconds."""
GAPS = {"prefer": 0.05}
"""How near to the proven best is near enough, where it is not the next whole number."""

Row = tuple[dict[int, float], float]
"""Coefficients by column, and the bound of their sum."""


def quiet() -> Any:
    """Return a solver with one thread, no output and no relative gap."""
    import highspy

    make: Any = highspy.Highs
    solver = make()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.9)):
        solver.setOptionValue(option, value)
    return solver


def fill(solver: Any, costs: Sequence[float], upper: float, rows: Sequence[Row], *, least: bool) -> None:
    """Give a solver its columns (from 0 to `upper`) and rows, whose bound is the least or else the most of their sum."""
    import highspy
    import numpy as np

    n = len(costs)
    none = np.array([], dtype=np.int32)
    solver.addCols(
        n,
        np.array(costs, dtype=np.double),
        np.zeros(n),
        np.full(n, upper),
        0,
        none,
        none,
        np.array([], dtype=np.double),
    )
    if not rows:
        return
    starts: list[int] = []
    indices: list[int] = []
    values: list[float] = []
    for row, _ in rows:
        starts.append(len(indices))
        indices += row.keys()
        values += row.values()
    bounds = np.array([bound for _, bound in rows], dtype=np.double)
    free = np.full(len(rows), highspy.kHighsInf if least else -highspy.kHighsInf)
    solver.addRows(
        len(rows),
        bounds if least else free,
        free if least else bounds,
        len(indices),
        np.array(starts, dtype=np.int32),
        np.array(indices, dtype=np.int32),
        np.array(values, dtype=np.double),
    )


class Search:
    """An integer program of 0/1 columns held in the solver, searched for one rule after another."""

    def __init__(self, weights: list[float], rows: list[Row], fixed: list[tuple[list[int], float]]) -> None:
        import numpy as np

        self.weights = weights
        self.size = len(rows)
        self.rounds = 0
        self.most = 0
        self.highs = quiet()
        n = len(weights)
        fill(self.highs, [0.0] * n, 1.0, rows, least=False)
        self.highs.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.ones(n, dtype=np.uint8))
        for mine, bound in fixed:
            self.hold(mine, bound)
        self.highs.cbMipInterrupt.subscribe(self._round)

    def _round(self, event: Any) -> None:
        """Count the solver's rounds, and stop it after the most allowed: a limit that does not depend on the machine."""
        self.rounds += 1
        event.data_in.user_interrupt = self.rounds > self.most

    def hold(self, mine: list[int], bound: float) -> None:
        """Let a rule never again be broken more often than now."""
        import highspy
        import numpy as np

        weights = np.array([self.weights[i] for i in mine], dtype=np.double)
        self.highs.addRow(-highspy.kHighsInf, bound + 1e-6, len(mine), np.array(mine, dtype=np.int32), weights)

    def run(
        self,
        mine: list[int],
        best: list[float],
        nodes: int,
        rule: str,
        wishes: dict[int, float] | None = None,
    ) -> tuple[list[float] | None, bool, float]:
        """Return the values of least weight on some columns, whether that is proved, and the lower bound."""
        import highspy
        import numpy as np

        n = len(self.weights)
        cost = np.zeros(n)
        cost[mine] = [self.weights[i] for i in mine]
        for column, wish in (wishes or {}).items():
            cost[column] = wish
        self.highs.changeColsCost(n, np.arange(n, dtype=np.int32), cost)
        self.highs.setOptionValue("mip_abs_gap", GAPS.get(rule, 0.9))
        self.highs.setOptionValue("mip_max_nodes", nodes)
        self.rounds = 0
        self.most = 1 + nodes * WORK[rule] // max(self.size, 1)
        start = highspy.HighsSolution()
        start.col_value = best
        self.highs.setSolution(start)
        self.highs.run()
        info = self.highs.getInfo()
        optimal = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        solved = optimal or math.isfinite(info.mip_gap)
        found = list(self.highs.getSolution().col_value) if solved else None
        bound = info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else 0.0
        return found, optimal, bound
