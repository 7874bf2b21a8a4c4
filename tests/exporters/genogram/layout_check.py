"""What every layout must satisfy, as checks that name what is wrong; and quick ways to say a family."""

from __future__ import annotations

import itertools
from collections import Counter

from exporters.genogram.shape import Descent, Layout, Member, Point, Shape, Union

HALF = 22.0


def family(people: str, *unions: str, width: float = 80.0, focus: str | None = None) -> Shape:
    """A family said shortly: people `Ann f 1960, Bob m, ...`; unions `Ann+Bob: Cy, Di`; kinds as `Cy/foster`, twins `Cy*1`."""
    members = []
    for word in people.split(","):
        name, *rest = word.split()
        sex = next((r.upper() for r in rest if r in "mfu"), "U")
        birth = next(((int(r), 1, 1) for r in rest if r.isdigit()), None)
        members.append(Member(name, sex, birth, width, 70.0))  # type: ignore[arg-type]
    out = []
    for i, text in enumerate(unions):
        couple, _, kids = text.partition(":")
        children = []
        for kid in kids.replace(",", " ").split():
            named, _, twins = kid.partition("*")
            name, _, kind = named.partition("/")
            children.append(Descent(name, kind or "birth", int(twins or 0)))  # type: ignore[arg-type]
        partners = tuple(p.strip() for p in couple.split("+") if p.strip())
        out.append(Union(f"u{i}", partners, tuple(children)))
    return Shape(tuple(members), tuple(out), focus)


def row(layout: Layout, number: int) -> str:
    """The ids of one row from the left."""
    return " ".join(p.id for p in sorted(layout.places.values(), key=lambda p: p.x) if p.row == number)


def problems(shape: Shape, layout: Layout) -> list[str]:
    """Everything wrong with a layout that no family may bring about."""
    members = {m.id: m for m in reversed(shape.members)}
    out = []
    if set(layout.places) != set(members):
        out.append(f"placed {sorted(layout.places)} of {sorted(members)}")
    boxes = {
        i: (p.x - members[i].width / 2, p.y - HALF, p.x + members[i].width / 2, p.y - HALF + members[i].height)
        for i, p in layout.places.items()
    }
    for (i, a), (j, b) in itertools.combinations(boxes.items(), 2):
        if a[0] < b[2] - 0.1 and b[0] < a[2] - 0.1 and a[1] < b[3] - 0.1 and b[1] < a[3] - 0.1:
            out.append(f"{i} and {j} overlap")
    lines = [(c.union, set(_of(shape, c.union)), c.points) for c in layout.couples]
    lines += [(d.union, {d.child}, d.points) for d in layout.descents]
    for union, own, points in lines:
        for p, q in itertools.pairwise(points):
            for i, box in boxes.items():
                if i not in own and _through(p, q, box):
                    out.append(f"a line of {union} ({p} to {q}) goes through {i}")
        for p, q, r in zip(points, points[1:], points[2:], strict=False):
            if p[0] == q[0] == r[0] and (q[1] - p[1]) * (r[1] - q[1]) < 0:
                out.append(f"a line of {union} doubles back at {q}")
    for x, y in (p for _, _, points in lines for p in points):
        if not (-0.1 <= x <= layout.width + 0.1 and -0.1 <= y <= layout.height + 0.1):
            out.append("a line leaves the drawing")
    couple_of = {
        u.id: min(v.id for v in shape.unions if (len(u.partners) == 2 and set(v.partners) == set(u.partners)) or v is u)
        for u in shape.unions
    }
    out += _false_joins([(couple_of[union], own, points) for union, own, points in lines])
    middles = Counter(c.middle for c in layout.couples)
    out += [f"two couples hang at {m}" for m, n in middles.items() if n > 1]
    for d in layout.descents:
        place = layout.places[d.child]
        end = d.points[-1]
        if abs(end[1] - (place.y - HALF)) > 0.1 or abs(end[0] - place.x) > HALF:
            out.append(f"the line to {d.child} ends at {end}")
        couple = next(c for c in layout.couples if c.middle == d.points[0])
        if couple is None:
            out.append(f"the line to {d.child} starts nowhere")
    for rule, figure in layout.rules.items():
        if not 0 <= figure.fewest <= figure.violations:
            out.append(f"{rule} has {figure}")
    return out


def _of(shape: Shape, union: str) -> tuple[str, ...]:
    return next(u.partners for u in shape.unions if u.id == union)


def _through(p: Point, q: Point, box: tuple[float, float, float, float]) -> bool:
    """Whether a segment enters a box (by sampling where it is slanted, which only twins' lines are)."""
    steps = 1 if p[0] == q[0] or p[1] == q[1] else 12
    for k in range(steps):
        ax, ay = (p[i] + (q[i] - p[i]) * k / steps for i in (0, 1))
        bx, by = (p[i] + (q[i] - p[i]) * (k + 1) / steps for i in (0, 1))
        if (
            min(ax, bx) < box[2] - 0.5
            and max(ax, bx) > box[0] + 0.5
            and min(ay, by) < box[3] - 0.5
            and max(ay, by) > box[1] + 0.5
        ):
            return True
    return False


def _false_joins(lines: list[tuple[str, set[str], tuple[Point, ...]]]) -> list[str]:
    """Stretches of different unions that would be read as one line: level ones that lie on one another, uprights side by side."""
    level: dict[float, list[tuple[float, float, str]]] = {}
    plumb: list[tuple[float, float, float, str]] = []
    for union, _, points in lines:
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            if ay == by:
                level.setdefault(ay, []).append((min(ax, bx), max(ax, bx), union))
            elif ax == bx:
                plumb.append((ax, min(ay, by), max(ay, by), union))
    out = []
    for y, some in level.items():
        some.sort()
        for i, (_, high, union) in enumerate(some):
            for low2, high2, other in some[i + 1 :]:
                if low2 > high - 0.5:
                    break
                if other != union:
                    out.append(f"level lines of {union} and {other} fall together at {y}, {low2} to {min(high, high2)}")
    plumb.sort()
    for i, (x, low, high, union) in enumerate(plumb):
        for x2, low2, high2, other in plumb[i + 1 :]:
            if x2 - x >= 2.0:
                break
            if other != union and low < high2 and low2 < high:
                out.append(f"uprights of {union} and {other} fall together at {x} and {x2}")
    return out
