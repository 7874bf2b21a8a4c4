"""An EDTF text as people in the UK write a date."""

from __future__ import annotations

from functools import lru_cache

from chronology.record.edtf import Point, members_of, point_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_SIGNS = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}


@lru_cache(maxsize=65_536)
def words_of(edtf: str) -> str:
    """Return the words of an EDTF text; "not dated" where it is empty."""
    if not edtf:
        return "not dated"
    if edtf[0] == "[":
        members = members_of(edtf)
        if len(members) == 2:
            (a, b), (c, d) = members
            if a is not None and c is not None and (a, c) == (b, d):
                return " or ".join(_pair(point_of(a), point_of(c)))
        return " or ".join(_member(left, right) for left, right in members)
    left, slash, right = edtf.partition("/")
    if not slash:
        return _point(point_of(edtf))
    if right == "..":
        return f"since {_point(point_of(left))}"
    if not right:
        return f"from {_point(point_of(left))}, end not known"
    if left == "..":
        return f"until {_point(point_of(right))}"
    if not left:
        return f"until {_point(point_of(right))}, start not known"
    return " to ".join(_pair(point_of(left), point_of(right)))


def _member(left: str | None, right: str | None) -> str:
    if left is not None and right is not None:
        if left == right:
            return _point(point_of(left))
        return "between " + " and ".join(_pair(point_of(left), point_of(right)))
    point = point_of(left or right or "")
    how = "before" if left is None else "after"
    return f"{'on' if point.size == 'day' else 'in'} or {how} {_point(point)}"


def _pair(a: Point, b: Point) -> tuple[str, str]:
    """Return the words of two points, what they share said once, at the second."""
    first, second = _point(a), _point(b)
    if a.sign or b.sign or a.time or b.time or a.size != b.size or a.year != b.year:
        return first, second
    if a.size == "day" and a.month == b.month:
        return str(a.day), second
    if a.size == "day" and a.month is not None:
        return f"{a.day} {MONTHS[a.month - 1]}", second
    if a.size == "month" and a.month is not None and not a.masked and not b.masked:
        return MONTHS[a.month - 1], second
    return first, second


def _point(point: Point) -> str:
    return _SIGNS[point.sign] + _plain(point)


def _plain(point: Point) -> str:
    if point.day is not None and point.month is not None:
        day = f"{point.day} {MONTHS[point.month - 1]} {point.year}"
        return f"{day} at {point.time}" if point.time else day
    if point.month is not None:
        month = f"{MONTHS[point.month - 1]} {point.year}"
        return f"{month}, day not known" if point.masked else month
    if point.season is not None:
        return f"{SEASONS[point.season]} {point.year}"
    if point.size == "decade":
        return f"the {point.year}s"
    if point.size == "century":
        return f"between {max(point.year, 1)} and {point.year + 99}"
    return f"{point.year}, month not known" if point.masked else str(point.year)
