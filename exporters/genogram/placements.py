"""A child's homes as dated episodes under the genogram, with the orders in force beneath them.

Source of the idea: placement genograms (McMillen & Groze 1994). A box is one stay; a dashed part is where an uncertain
date leaves it open; a box without a right side is one of which no end is recorded. Foster homes have no name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chronology.lives.placements import Episode, gaps_in
from chronology.record.dates import Falls, When
from chronology.record.ties import Order
from chronology.record.values import Id
from exporters.documents.printable import printable
from exporters.drawing.metrics import shortened, text_width
from exporters.drawing.scene import QUIET, Box, Group, Mark, Path, Stroke, Words
from exporters.genogram.notation import BADGE_WORDS, ORDER_BADGES
from exporters.genogram.picture import Picture

MOST_CHILDREN = 3
"""Subject children whose homes are drawn where no child is named."""
TITLE, LANE, BAR, TICKS, LINE = 20.0, 26.0, 17.0, 16.0, 12.5
"""Heights of a title, a lane of stays, a lane of orders, the years, a line of the list; in points."""
WIDEST, LEAST = 900.0, 360.0
"""Width of the strip: as wide as the family within these, in points."""
_SIZE = 9.0
_DASH = (3.0, 2.5)


@dataclass(frozen=True)
class _Scale:
    """Days as places."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date | None, otherwise: float) -> float:
        """Return where a day is, kept within the scale; another place where there is no day."""
        if day is None:
            return otherwise
        span = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / span, 0.0), 1.0)
        return self.left + share * self.width

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.width


def children_told(picture: Picture) -> list[Id]:
    """Return whose homes are drawn: the child in focus, else the subject children if they are few."""
    told = [i for i in picture.stays if i in picture.layout.places]
    return told if len(told) <= MOST_CHILDREN else []


def shown_episodes(picture: Picture) -> list[tuple[Id, Episode]]:
    """Return each child whose homes are drawn and who is present on the day, with each stay that had begun by it."""
    return [
        (child, episode)
        for child in children_told(picture)
        if child in picture.present
        for episode in picture.stays[child]
        if episode.had_begun(picture.day)
    ]


def left_out(picture: Picture) -> str:
    """Return what is to be said where there are too many children to draw the homes of; empty otherwise."""
    count = len(picture.stays)
    if picture.focus or count <= MOST_CHILDREN:
        return ""
    return f"the homes of {count} subject children are recorded and not drawn: name one with --child"


def strips(picture: Picture, left: float, top: float, width: float) -> tuple[list[Group], float]:
    """Return a strip for each child, from the top, and the height of all: the same on every day."""
    groups: list[Group] = []
    y = top
    for child in children_told(picture):
        some, deep = _strip(picture, child, left, y, min(max(width, LEAST), WIDEST))
        groups += some if child in picture.present else []
        y += deep
    return groups, y - top


def _strip(picture: Picture, child: Id, left: float, top: float, width: float) -> tuple[list[Group], float]:
    case = picture.drawn.case
    episodes = picture.stays[child]
    orders = sorted((o for o in case.orders if o.child == child), key=lambda o: (o.when.sort_key, o.id))
    name = printable(case.people[child].shown_name)
    scale = _scale(case.people[child].birth.earliest, [*episodes], orders, left, width)
    groups = [
        Group(
            "placement",
            f"Homes of {name}",
            (Words(left, top + 11, f"Homes of {name}", 10, is_bold=True, anchor="start"),),
        )
    ]
    y = top + TITLE
    lanes = _lanes(episodes, scale)
    deep = (max(lanes.values(), default=0) + 1) * LANE
    for episode in episodes:
        if episode.had_begun(picture.day) and not episode.when.is_undated:
            marks = _stay(episode, scale, y + lanes[episode.number] * LANE, picture.day)
            groups.append(Group("placement", f"{name}: {telling(episode, picture.day)}", tuple(marks)))
    for gap in gaps_in(episodes):
        if gap.last <= picture.day:
            a, b = scale.x(gap.first, scale.left), scale.x(gap.last, scale.right)
            mark = Box(
                (a + b) / 2, y + LANE / 2 - 3, max(b - a, 1.0), LANE - 12, 0, Stroke(0.6, (1.0, 3.0), QUIET), "none"
            )
            words = (Words((a + b) / 2, y + LANE / 2, "?", _SIZE, colour=QUIET),) if b - a > 8 else ()
            groups.append(Group("placement", f"{name}: no home recorded, {_span(gap.first, gap.last)}", (mark, *words)))
    y += deep
    bars = [o for o in orders if not o.when.is_undated]
    for order in bars:
        if order.when.began_by(picture.day) is not Falls.NO:
            groups.append(
                Group("placement", f"{name}: {_order_words(order)}", tuple(_bar(order, scale, y, picture.day)))
            )
        y += BAR
    groups.append(Group("placement", "years", tuple(_years(scale, y))))
    groups.append(
        Group("placement", f"as at {When.on(picture.day).words()}", tuple(_today(scale, top + TITLE, y, picture.day)))
    )
    y += TICKS + 4
    columns = 2 if all(text_width(_row(e, date.max), _SIZE) < width / 2 - 40 for e in episodes) else 1
    for n, episode in enumerate(episodes):
        if episode.had_begun(picture.day):
            text = _row(episode, picture.day)
            x, at = left + (n % columns) * width / 2, y + (n // columns) * LINE + 8
            shown = shortened(text, _SIZE, width / columns - 12)
            groups.append(Group("placement", text, (Words(x, at, shown, _SIZE, anchor="start"),)))
    return groups, y - top + -(-len(episodes) // columns) * LINE + 10


def _row(episode: Episode, day: date) -> str:
    return f"{episode.number}: {telling(episode, day)}"


def telling(episode: Episode, day: date) -> str:
    """Return a stay in words as at a day: where, and from when to when."""
    when = episode.when
    words = printable(episode.where)
    if when.is_undated:
        return f"{words}, dates not recorded"
    start = when.edtf.partition("/")[0]
    if when.is_period and start and (when.ends[0] is None or when.ends[0] > day):
        return f"{words}, {When(edtf=f'{start}/..').words()}"
    return f"{words}, {when.words()}"


def _span(first: date, last: date) -> str:
    return When(edtf=f"{first.isoformat()}/{last.isoformat()}").words()


def _order_words(order: Order) -> str:
    badge = ORDER_BADGES.get(order.status.casefold(), order.words or order.status)
    return f"{BADGE_WORDS.get(badge, badge)}, {order.when.words()}"


def _scale(birth: date | None, episodes: list[Episode], orders: list[Order], left: float, width: float) -> _Scale:
    """Return the scale of a strip: from the child's birth, or what came first, to a year after the last date recorded."""
    whens = [e.when for e in episodes] + [o.when for o in orders]
    days = [day for when in whens for day in (when.earliest, when.latest, *when.begins) if day]
    first = min([*days, *([birth] if birth else [])], default=date(2000, 1, 1))
    last = max(days, default=first) + timedelta(days=365)
    return _Scale(first.replace(month=1, day=1), last.replace(month=12, day=31), left, width)


def _edges(episode: Episode, scale: _Scale, day: date) -> tuple[float, float, float, float, bool]:
    """Return a stay's earliest and latest start, earliest and latest end, and whether it goes on, as at a day."""
    when = episode.when
    (begin, begun), (end, ended) = when.begins, when.ends
    now = scale.x(day, scale.right)
    is_open = ended is None or ended > day
    low = scale.x(begin, scale.left)
    start = min(scale.x(begun, low), now)
    finish = now if is_open else scale.x(end, now)
    return low, start, max(finish, start), now if is_open else scale.x(ended, now), is_open


def _stay(episode: Episode, scale: _Scale, top: float, day: date) -> list[Mark]:
    low, start, finish, high, is_open = _edges(episode, scale, day)
    high = max(high, low + 3.0)
    upper, lower = top + 3, top + LANE - 5
    marks: list[Mark] = []
    if low < start - 0.5:
        marks.append(Path(((start, upper), (low, upper), (low, lower), (start, lower)), Stroke(1.0, _DASH)))
    if finish < high - 0.5:
        marks.append(Path(((finish, upper), (high, upper), (high, lower), (finish, lower)), Stroke(1.0, _DASH)))
    left_side: tuple[tuple[float, float], ...] = ((start, lower), (start, upper))
    sides = [((start, upper), (finish, upper)), ((start, lower), (finish, lower))]
    marks += [Path(side, Stroke(1.2)) for side in sides if finish > start]
    if low >= start - 0.5:
        marks.append(Path(left_side, Stroke(1.2)))
    if not is_open and finish >= high - 0.5:
        marks.append(Path(((finish, upper), (finish, lower)), Stroke(1.2)))
    number = str(episode.number)
    marks.append(Words((low + high) / 2, (upper + lower) / 2 + 3, number, _SIZE, is_bold=True, has_ground=True,
                       width=text_width(number, _SIZE, is_bold=True)))  # fmt: skip
    return marks


def _lanes(episodes: tuple[Episode, ...], scale: _Scale) -> dict[int, int]:
    """Return the lane of each stay: stays that overlap lie below one another, on any day."""
    ends: list[float] = []
    found: dict[int, int] = {}
    for episode in episodes:
        low, _, _, high, _ = _edges(episode, scale, date.max)
        lane = next((n for n, end in enumerate(ends) if end <= low + 0.5), len(ends))
        ends[lane : lane + 1] = [max(high, low + 12.0)]
        found[episode.number] = lane
    return found


def _bar(order: Order, scale: _Scale, top: float, day: date) -> list[Mark]:
    """Return a line for how long an order stood, its short word over its start."""
    start = scale.x(order.when.earliest, scale.left)
    last = order.when.latest
    end = scale.x(min(last, day) if last else day, scale.right)
    badge = printable(ORDER_BADGES.get(order.status.casefold(), order.words or order.status))
    y = top + BAR - 4
    x = min(start, scale.right - text_width(badge, _SIZE))
    return [Path(((start, y), (max(end, start + 2), y)), Stroke(2.0)), Words(x, y - 4, badge, _SIZE, anchor="start")]


def _years(scale: _Scale, top: float) -> list[Mark]:
    """Return the years below a strip, as many as have room."""
    years = scale.last.year - scale.first.year + 1
    step = next(n for n in (1, 2, 5, 10, 20, 50) if scale.width / years * n >= 26 or n == 50)
    marks: list[Mark] = [Path(((scale.left, top + 2), (scale.right, top + 2)), Stroke(0.8, (), QUIET))]
    for year in range(scale.first.year, scale.last.year + 1, step):
        x = scale.x(date(year, 1, 1), scale.left)
        marks.append(Path(((x, top + 2), (x, top + 5)), Stroke(0.8, (), QUIET)))
        marks.append(Words(x + 1, top + 13, str(year), _SIZE, anchor="start", colour=QUIET))
    return marks


def _today(scale: _Scale, top: float, bottom: float, day: date) -> list[Mark]:
    """Return the rule of the day drawn, where the scale reaches it."""
    if not scale.first <= day <= scale.last:
        return []
    x = scale.x(day, scale.right)
    return [Path(((x, top), (x, bottom + 2)), Stroke(0.8, (1.5, 2.0), QUIET))]
