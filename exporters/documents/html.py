"""A document as one HTML page: no script, nothing fetched, laid out for the screen and for paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from chronology.record.steps import stepwise
from exporters.documents.pages import (
    PAPER,
    Band,
    Block,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    Row,
    Table,
    Tone,
    figure_numbers,
    headings_listed,
    lines_of,
)
from exporters.documents.printable import printable

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html_bytes(document: Document) -> bytes:
    """Return the document as UTF-8 HTML, its tables with scopes and its language set."""
    anchors = {at: f"part-{number}" for number, (at, _) in enumerate(headings_listed(document), 1)}
    figures = figure_numbers(document)
    body = "\n".join(
        part
        for at, block in enumerate(document.blocks)
        for part in _block(block, document, anchors, at, figures.get(at, 0))
    )
    page = (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow">\n'
        f"<title>{_escaped(document.title)}</title>\n<style>\n{_style(document)}</style>\n</head>\n<body>\n"
        f'<main>\n<h1 dir="auto">{_escaped(document.title)}</h1>\n{body}\n</main>\n'
        f"<footer>{_escaped(document.foot)}</footer>\n</body>\n</html>\n"
    )
    return page.encode("utf-8")


def _block(block: Block, document: Document, anchors: Mapping[int, str], at: int, figure: int) -> Iterator[str]:
    if isinstance(block, Heading):
        level = min(block.level + 1, 6)
        anchor = f' id="{anchors[at]}"' if at in anchors else ""
        yield f'<h{level}{anchor} dir="auto">{_escaped(block.text)}</h{level}>'
    elif isinstance(block, Contents):
        yield '<nav aria-label="Contents"><ul>'
        for place, heading in headings_listed(document):
            yield (
                f'<li class="level-{heading.level}" dir="auto"><a href="#{anchors[place]}">{_escaped(heading.text)}</a></li>'
            )
        yield "</ul></nav>"
    elif isinstance(block, Paragraph):
        yield f'<p class="{block.tone}" dir="auto">{_escaped(block.text)}</p>'
    elif isinstance(block, Points):
        yield "<ul>"
        yield from (f'<li dir="auto">{_escaped(item)}</li>' for item in block.items)
        yield "</ul>"
    elif isinstance(block, Facts):
        yield '<dl class="facts">'
        for label, words in block.items:
            yield f'<div><dt>{_escaped(label)}</dt><dd dir="auto">{_escaped(words)}</dd></div>'
        yield "</dl>"
    elif isinstance(block, Picture):
        source = "data:image/png;base64," + b64encode(block.png).decode("ascii")
        caption = f"<figcaption>Figure {figure}: {_escaped(block.caption)}</figcaption>" if block.caption else ""
        kind = ' class="own"' if block.own_page else ""
        yield f'<figure{kind}><img src="{source}" alt="{_escaped(block.alt)}">{caption}</figure>'
    elif isinstance(block, Table):
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    total = sum(column.width for column in table.columns)
    size = f' style="font-size:{table.points:g}pt;max-width:{total:g}mm"'
    yield f'<table{size}>\n<caption class="heard">{_escaped(table.title)}</caption>\n<colgroup>'
    yield "".join(f'<col style="width:{column.width / total * 100:.2f}%">' for column in table.columns)
    heads = "".join(f'<th scope="col">{_escaped(column.heading)}</th>' for column in table.columns)
    yield f"</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in stepwise(table.rows):
        if isinstance(row, Band):
            yield (
                f'</tbody>\n<tbody><tr class="band"><th scope="rowgroup" colspan="{len(table.columns)}">'
                f"{_escaped(row.text)}</th></tr>"
            )
        else:
            yield _row(table.columns, row)
    yield "</tbody>\n</table>"


def _row(columns: tuple[Column, ...], row: Row) -> str:
    cells = []
    for column, cell in zip(columns, row.cells, strict=True):
        words = "".join(_line(line) for line in lines_of(cell))
        bar = f' style="border-left:3pt solid #{row.bar}"' if column.has_bar and row.bar else ""
        if column.heads_row:
            cells.append(f'<th scope="row"{bar}>{words}</th>')
        else:
            cells.append(f"<td{bar}>{words}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _line(line: Line) -> str:
    kind = "" if line.tone is Tone.PLAIN else f' class="{line.tone}"'
    return f'<p dir="auto"{kind}>{escape(line.text)}</p>'


def _escaped(text: str) -> str:
    return escape(printable(text))


def _css_string(text: str) -> str:
    """Return the text as a CSS string in which every sign but letters, digits and spaces is an escape."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x} " for c in text) + '"'


def _style(document: Document) -> str:
    width, height = PAPER[document.shape]
    left, right = (_css_string(printable(words)) for words in document.running)
    foot = _css_string(printable(document.foot))
    is_large = document.points >= 12
    lesser = 1 if is_large else 0.88
    small = f"font: {document.points if is_large else 8:g}pt 'Noto Sans', sans-serif; color: #4a4a4a;"
    return f"""\
@page {{ size: {width:g}mm {height:g}mm; margin: 17mm 12mm 16mm;
  @top-left {{ content: {left}; {small} }} @top-right {{ content: {right}; {small} }}
  @bottom-left {{ content: {foot}; {small} }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages); {small} }} }}
body {{ font: {document.points:g}pt/1.4 "Noto Sans", "Segoe UI", Arial, sans-serif; color: #1a1a1a; background: #fff;
  margin: 0 auto; padding: 6mm 8mm; max-width: {width:g}mm; }}
h1 {{ font-size: 1.7em; line-height: 1.2; margin: 0 0 .5em; }}
h2 {{ font-size: 1.25em; margin: 1.4em 0 .4em; }} h3 {{ font-size: 1.05em; margin: 1.1em 0 .3em; }}
h1, h2, h3 {{ break-after: avoid; }}
p, ul {{ margin: .3em 0 .6em; max-width: 62em; }} .quiet {{ color: #4a4a4a; }} .strong {{ font-weight: 600; }}
nav ul {{ list-style: none; padding: 0; }} nav .level-2 {{ margin-left: 1.5em; }} nav a {{ color: inherit; }}
.facts {{ margin: 0 0 1em; }} .facts div {{ display: flex; gap: 1em; }}
.facts dt {{ flex: 0 0 11em; font-weight: 600; }} .facts dd {{ margin: 0; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; line-height: 1.3; margin: .4em 0 1em; }}
th, td {{ text-align: start; vertical-align: top; padding: 1.1mm 1.4mm; border-bottom: .4pt solid #c4c8cc;
  font-weight: normal; overflow-wrap: anywhere; }}
thead {{ display: table-header-group; }} thead th {{ font-weight: 600; border-bottom: .9pt solid #444; background: #fff; }}
td p, th p {{ margin: 0; }} td .quiet, th .quiet {{ font-size: {lesser}em; }}
.band th {{ font-weight: 600; background: #eef0f2; }}
tr {{ break-inside: avoid; }} .band {{ break-after: avoid; }}
figure {{ margin: 1em 0; }} figure.own {{ break-before: page; break-after: page; }} img {{ max-width: 100%; }}
.heard {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
footer {{ font-size: {lesser}em; color: #4a4a4a; border-top: .4pt solid #c4c8cc; margin-top: 2em; padding-top: .5em; }}
@media screen {{ thead th {{ position: sticky; top: 0; }} }}
@media print {{ body {{ padding: 0; max-width: none; }} footer {{ display: none; }} }}
"""
