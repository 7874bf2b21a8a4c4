"""A document filled into a council's own Word template.

The values are those of the document's own page and data, so that no template can ask for what the document does not hold. What comes from a
case file is never markup, neither of Word nor of the template: it is escaped where it is put in, and nothing in the template can undo that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chronology.record.errors import InputError
from exporters.documents.docx import finished, say_whose
from exporters.documents.docx_styles import LARGE
from exporters.documents.packages import packed, parts_of
from exporters.documents.pages import Document
from exporters.documents.printable import printable
from exporters.documents.template_blocks import BlockWriter, blocks_as_text
from exporters.documents.template_fields import Part, fields_of
from exporters.documents.template_files import checked_template

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

FILTERS = (
    "capitalize",
    "count",
    "default",
    "first",
    "join",
    "last",
    "length",
    "lower",
    "replace",
    "title",
    "trim",
    "upper",
)
"""What a template may do with a value; none of them makes markup of words."""

_HERE = "here-stands-the-body"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNESCAPED = re.compile(r"([{}%])_(?=[{}%])")
"""What the engine would read as an escaped sign of its own."""
_HOLDERS = tuple(
    _W + tag
    for tag in (
        "body",
        "p",
        "r",
        "tbl",
        "tr",
        "tc",
        "hdr",
        "ftr",
        "sdtContent",
        "footnote",
        "drawing",
        "pPr",
        "rPr",
        "tcPr",
    )
)
"""Elements between whose children no words can stand."""
_BLOCKS = {f"{_W}p", f"{_W}tbl"}
_IN_LINES = {f"{_W}p", f"{_W}r", f"{_W}t"}


def fill_template(document: Document, template: bytes) -> bytes:
    """Return the template with a document's fields filled in, as DOCX; the same document and template give the same bytes.

    Raises InputError where the template is damaged, may not be used (macros, contents from elsewhere, hidden text, tracked changes), asks for a
    field that there is not, or stands so that Word could not read the result.
    """
    return filled(document, template)[0]


def filled(document: Document, template: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the filled template, and what was taken out of it."""
    from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
    from lxml import etree

    checked = checked_template(template)
    fields = fields_of(document)
    engine = _engine(packed(checked.parts))
    writer = BlockWriter(engine, document)
    values = {
        name: _Written(name, value, writer) if isinstance(value, Part) else value for name, value in fields.items()
    }
    environment = _environment()
    try:
        _say_unknown(engine, environment, values)
        writer.prepare()
        engine.render(values, environment, autoescape=True)
    except UndefinedError as failure:
        raise InputError(f"the template asks for what there is not: {failure.message}.", remedy=_SEE) from failure
    except TemplateSyntaxError as failure:
        raise InputError(f"the template cannot be read: {failure.message}.", remedy=_SEE) from failure
    except SecurityError as failure:
        raise InputError(f"the template asks for what no field is: {failure.message}.", remedy=_SEE) from failure
    except TemplateError as failure:
        raise InputError(f"the template cannot be filled: {failure.message}.", remedy=_SEE) from failure
    except etree.XMLSyntaxError as failure:
        raise InputError(
            "the template cannot be filled: {% %} opens in one paragraph and closes in a part of another.", remedy=_SEE
        ) from failure
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, ArithmeticError) as failure:
        raise InputError(f"the template cannot be filled ({type(failure).__name__}).", remedy=_SEE) from failure
    say_whose(engine.docx, document)
    out = BytesIO()
    engine.docx.save(out)
    parts = finished(parts_of(out.getvalue()))
    _say_misplaced(parts)
    sizes = (_SIZES,) if document.points >= LARGE else ()
    return packed(parts), (*checked.said, *sizes)


_SIZES = (
    "the type is as large as the template has it: look that nothing in it is smaller than 12 points, as a court asks"
)
_SEE = "kinline practice word-template writes one with every field; docs/templates.md lists them."


def _engine(template: bytes) -> Any:
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate

    class Strict(DocxTemplate):  # type: ignore[misc]
        """The engine, which would otherwise mend a broken result by leaving out what does not fit."""

        def fix_tables(self, xml: str) -> Any:
            from lxml import etree

            etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
            return super().fix_tables(xml)

        def map_tree(self, tree: Any) -> None:
            """Put the filled body in by reading the whole part anew: moved from tree to tree it takes time by the square of its rows."""
            from docx.oxml.parser import parse_xml
            from lxml import etree

            root = self.docx._element
            shell = etree.Element(root.tag, root.attrib, nsmap=root.nsmap)
            for child in root:
                shell.append(etree.Element(_HERE) if child is root.body else deepcopy(child))
            before, _, after = etree.tostring(shell, encoding="unicode").partition(f"<{_HERE}/>")
            element = parse_xml(before + etree.tostring(tree, encoding="unicode") + after)
            self.docx._part._element = self.docx._element = element

    engine = Strict(BytesIO(template))
    try:
        engine.init_docx()
    except (KeyError, ValueError, PackageNotFoundError, AttributeError, AssertionError) as failure:
        raise InputError(
            "the template is no Word file (.docx), or it is damaged.",
            remedy="Open it in Word and save it again as .docx.",
        ) from failure
    return engine


def _environment() -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import Macro
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Missing(StrictUndefined):
        """A field that there is not: says so, and what there is."""

        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            there = f"; there are {', '.join(self._undefined_obj)}" if isinstance(self._undefined_obj, dict) else ""
            return f"there is no field “{self._undefined_name}”{there}"

    class Narrow(ImmutableSandboxedEnvironment):
        """What fills a template: it calls nothing but the template's own macros, and makes no words longer by sums."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def is_safe_callable(self, obj: Any) -> bool:
            return isinstance(obj, Macro)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**" or isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple):
                raise SecurityError(f"“{operator}” of words or powers")
            return super().call_binop(context, operator, left, right)

    environment = Narrow(autoescape=True, undefined=Missing, finalize=_put_in)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    return environment


def _put_in(value: Any) -> Any:
    """Return a value as it is put into the XML: words escaped, whatever the template says."""
    from jinja2.exceptions import TemplateRuntimeError
    from markupsafe import Markup, escape

    if isinstance(value, _Written):
        return value
    if isinstance(value, list | tuple | dict):
        raise TemplateRuntimeError("a list is put in as it is; write {% for one in list %} or {{ list|join('; ') }}")
    words = str(value)
    safe = str(words) if isinstance(value, Markup) else str(escape(printable(words)))
    return Markup(_UNESCAPED.sub(r"\1&#95;", safe))  # noqa: S704 - escaped in the line above


class _Written:
    """A part of the page that is written where the template asks for it."""

    def __init__(self, name: str, part: Part, writer: BlockWriter) -> None:
        self._name, self._part, self._writer = name, part, writer

    def __bool__(self) -> bool:
        return bool(self._part.blocks)

    def __str__(self) -> str:
        return blocks_as_text(self._part.blocks)

    def __html__(self) -> str:
        return _UNESCAPED.sub(r"\1&#95;", self._writer.written(self._name, self._part.blocks))


def _say_unknown(engine: Any, environment: SandboxedEnvironment, values: Mapping[str, Any]) -> None:
    """Raise InputError with every name in the template that is no field, and where a template would turn escaping off."""
    from jinja2 import meta, nodes

    refused = (nodes.EvalContextModifier, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    unknown: set[str] = set()
    for xml in _sources(engine):
        tree = environment.parse(engine.patch_xml(xml))
        if next(tree.find_all(refused), None) is not None:
            raise InputError("the template turns escaping off, or takes in another template.", remedy=_SEE)
        unknown |= meta.find_undeclared_variables(tree) - set(values)
    if unknown:
        named = ", ".join(f"“{name}”" for name in sorted(unknown))
        raise InputError(
            f"the template asks for {'fields' if len(unknown) > 1 else 'a field'} that there {'are' if len(unknown) > 1 else 'is'} "
            f"not: {named}. There are {', '.join(values)}.",
            remedy=_SEE,
        )


def _sources(engine: Any) -> Iterator[str]:
    yield engine.get_xml()
    for uri in (engine.HEADER_URI, engine.FOOTER_URI):
        for _, part in engine.get_headers_footers(uri):
            yield engine.get_part_xml(part)


def _say_misplaced(parts: Mapping[str, bytes]) -> None:
    """Raise InputError where Word would not show what was filled in, or could not open the file."""
    from lxml import etree

    for name, data in parts.items():
        if not re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
            continue
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        for element in root.iter(*_HOLDERS):
            above = element.getparent()
            if element.tag in _BLOCKS and above is not None and above.tag in _IN_LINES:
                raise InputError(
                    "the template puts a part of the document into the middle of a line.",
                    remedy="Write it as {{p name }}, alone in a paragraph of its own.",
                )
            if (element.text and element.text.strip()) or any(c.tail and c.tail.strip() for c in element):
                raise InputError(
                    "the template puts words where Word shows none.",
                    remedy="Write {{ name }} for words; {{p name }}, {%p … %} and {%tr … %} stand alone in a paragraph or row.",
                )
