"""A scene as SVG: real text, a title and a description, no script, no link, nothing outside the file."""

from __future__ import annotations

from functools import lru_cache
from xml.sax.saxutils import escape

from exporters.documents.printable import printable
from exporters.drawing.scene import Box, Ellipse, Mark, Path, Scene, Stroke, Words

_FAMILY = "'Noto Sans','Noto Sans Arabic',sans-serif"


def svg_text(scene: Scene, *, has_words: bool = True) -> str:
    """Return the scene as an SVG document; without words where a writer sets them itself, their grounds kept."""
    wide, high = _n(scene.width), _n(scene.height)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}"',
        f'role="img" aria-labelledby="t d" font-family="{_FAMILY}">',
        f'<title id="t">{_words(scene.title)}</title>',
        f'<desc id="d">{_words(scene.description)}</desc>',
        f'<rect width="{_n(scene.width)}" height="{_n(scene.height)}" fill="white"/>',
    ]
    for group in scene.groups:
        out.append(f'<g class="{group.role}"><title>{_words(group.title)}</title>')
        out += [_mark(mark, has_words) for mark in group.marks]
        out.append("</g>")
    out.append("</svg>\n")
    return "\n".join(out)


def _mark(mark: Mark, has_words: bool) -> str:
    if isinstance(mark, Path):
        return f'<path d="{_way(mark)}" fill="{mark.fill}"{_stroke(mark.stroke)}/>'
    if isinstance(mark, Ellipse):
        return (
            f'<ellipse cx="{_n(mark.x)}" cy="{_n(mark.y)}" rx="{_n(mark.rx)}" ry="{_n(mark.ry)}" '
            f'fill="{mark.fill}"{_stroke(mark.stroke)}/>'
        )
    if isinstance(mark, Box):
        radius = f' rx="{_n(mark.radius)}"' if mark.radius else ""
        faint = f' fill-opacity="{_n(mark.fill_opacity)}"' if mark.fill_opacity < 1 else ""
        return (
            f'<rect x="{_n(mark.x - mark.w / 2)}" y="{_n(mark.y - mark.h / 2)}" width="{_n(mark.w)}" '
            f'height="{_n(mark.h)}"{radius} fill="{mark.fill}"{faint}{_stroke(mark.stroke)}/>'
        )
    return _ground(mark) + (_text(mark) if has_words else "")


def _ground(mark: Words) -> str:
    if not (mark.has_ground and mark.width):
        return ""
    left = {"middle": mark.x - mark.width / 2, "start": mark.x, "end": mark.x - mark.width}[mark.anchor]
    return (
        f'<rect x="{_n(left - 1.5)}" y="{_n(mark.y - mark.size * 0.85)}" width="{_n(mark.width + 3)}" '
        f'height="{_n(mark.size * 1.1)}" fill="white"/>'
    )


def _text(mark: Words) -> str:
    bold = ' font-weight="600"' if mark.is_bold else ""
    return (
        f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}"{bold} '
        f'text-anchor="{mark.anchor}" fill="{mark.colour}">{_words(mark.text)}</text>'
    )


def _way(path: Path) -> str:
    points = [f"{_n(x)} {_n(y)}" for x, y in path.points]
    if path.is_curved and len(points) == 3:
        return f"M{points[0]}Q{points[1]} {points[2]}"
    return f"M{'L'.join(points)}" + ("Z" if path.is_closed else "")


def _stroke(stroke: Stroke) -> str:
    if not stroke.width:
        return ""
    dash = f' stroke-dasharray="{" ".join(_n(d) for d in stroke.dash)}"' if stroke.dash else ""
    return f' stroke="{stroke.colour}" stroke-width="{_n(stroke.width)}"{dash}'


@lru_cache(maxsize=65_536)
def _n(number: float) -> str:
    """Return a coordinate with at most two decimals, the same on every machine."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _words(text: str) -> str:
    return escape(printable(text))
