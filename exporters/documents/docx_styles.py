"""The styles of a Word document, set once so that a worker who edits it has real styles to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exporters.documents.docx_fields import contents_style
from exporters.documents.pages import Document, text_width

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = "Noto Sans"
INK = "1A1A1A"
QUIET = "4A4A4A"

LARGE = 12.0
"""From this size of the running text on, nothing is set smaller: court documents."""

FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:fonts xmlns:w="{_W}"><w:font w:name="{FONT}"><w:altName w:val="Arial"/><w:panose1 w:val="020B0502040504020204"/>'
    '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
"""Where Noto Sans is not on a machine, Word takes Arial rather than a serif."""

_MODE = "http://schemas.microsoft.com/office/word"

SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    f'<w:compatSetting w:name="compatibilityMode" w:uri="{_MODE}" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
"""Settings of our own: those of the template carry the ids of its editing sessions and an old mode of Word."""

_TABLE_STYLE = f"""\
<w:style xmlns:w="{_W}" w:type="table" w:customStyle="1" w:styleId="KinlineTable"><w:name w:val="Kinline Table"/>
<w:uiPriority w:val="59"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>
<w:top w:val="nil"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="C4C8CC"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="C4C8CC"/></w:tblBorders>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>
<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="444444"/>
</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""


def put_styles(word: WordDocument, document: Document) -> None:
    """Give the Word document the styles and the language of this document."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    body = document.points
    is_large = body >= LARGE
    _set(word, "Normal", body, after=0)
    _set(word, "Body Text", body, before=5, after=5)
    _set(word, "Title", body * 1.7, bold=True, after=8)
    for level, scale in ((1, 1.25), (2, 1.1), (3, 1.05)):
        style = _set(word, f"Heading {level}", body * scale, bold=True, before=14 if level == 1 else 10, after=4)
        style.paragraph_format.keep_with_next = True
    _put_contents_styles(word, document)
    _set(word, "List Bullet", body, after=3)
    _set(word, "Caption", body if is_large else body * 0.9, colour=QUIET, after=6)
    _set(word, "Quiet", body if is_large else body * 0.9, colour=QUIET, after=4, new=True)
    _set(word, "Strong Text", body, bold=True, after=4, new=True)
    fact = _set(word, "Fact", body, after=2, new=True)
    label = Mm(4.6 * body)
    fact.paragraph_format.tab_stops.add_tab_stop(label)
    fact.paragraph_format.left_indent = label
    fact.paragraph_format.first_line_indent = -label
    _set(word, "Picture", body, after=4, new=True).paragraph_format.keep_with_next = True
    table = body if is_large else 9.0
    _set(word, "Table Text", table, new=True)
    _set(word, "Table Quiet", table if is_large else 8.0, colour=QUIET, new=True)
    _set(word, "Table Strong", table, bold=True, new=True)
    _set(word, "Table Heading", table, bold=True, new=True).paragraph_format.keep_with_next = True
    _set(word, "Table Band", table, bold=True, new=True).paragraph_format.keep_with_next = True
    _set(word, "After Table", 4, new=True)
    for name in ("Header", "Footer"):
        style = _set(word, name, body if is_large else 8, colour=QUIET)
        for stop in list(style.paragraph_format.tab_stops):
            stop._tab.getparent().remove(stop._tab)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(text_width(document.shape)), WD_TAB_ALIGNMENT.RIGHT)
    _drop_unused(word)
    word.styles.element.append(parse_xml(_TABLE_STYLE))
    _set_language(word, document.language)


def _put_contents_styles(word: WordDocument, document: Document) -> None:
    """Set the heading over a table of contents, which is none of its entries, and its two levels with dots to the page."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.oxml import parse_xml
    from docx.shared import Mm

    body = document.points
    heading = _set(word, "TOC Heading", body * 1.25, bold=True, before=14, after=4)
    heading.paragraph_format.keep_with_next = True
    for old in heading.element.pPr.findall(f"{{{_W}}}outlineLvl"):
        heading.element.pPr.remove(old)
    heading.element.pPr.append(parse_xml(f'<w:outlineLvl xmlns:w="{_W}" w:val="9"/>'))
    for level in (1, 2):
        style = _set(word, f"toc {level}", body, before=3 if level == 1 else 0, after=1, new=True)
        style.element.set(f"{{{_W}}}styleId", contents_style(level))
        style.paragraph_format.left_indent = Mm(5 * (level - 1))
        right = Mm(text_width(document.shape))
        style.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _set(
    word: WordDocument,
    name: str,
    points: float,
    *,
    bold: bool = False,
    colour: str = INK,
    before: float = 0,
    after: float = 0,
    new: bool = False,
) -> Any:
    """Return the style with this look; a new one is made under its name without spaces as its id."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if new else word.styles[name]
    if new:
        style.base_style = word.styles["Normal"]
        style.quick_style = True
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(round(points * 2) / 2), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for spacing in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
        style.element.rPr.remove(spacing)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0
    if name == "Title":
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    return style


def _drop_unused(word: WordDocument) -> None:
    """Take out the template's hundred table styles but the one all others rest on, and its sessions' ids."""
    from docx.oxml.ns import qn

    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)
        for session in style.findall(qn("w:rsid")):
            style.remove(session)


def _set_language(word: WordDocument, language: str) -> None:
    """Set the language of proofing and of screen readers on the document's defaults."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for defaults in word.styles.element.iter(qn("w:rPrDefault")):
        run = defaults.find(qn("w:rPr"))
        for old in run.findall(qn("w:lang")):
            run.remove(old)
        run.append(parse_xml(f'<w:lang xmlns:w="{_W}" w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'))
