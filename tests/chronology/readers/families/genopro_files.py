"""GenoPro files made for the tests."""

from __future__ import annotations

import io
import zipfile

COUPLE = """
  <Individual ID="ind1"><Name>Dan Reed<First>Dan</First><Last>Reed</Last></Name><Gender>M</Gender></Individual>
  <Individual ID="ind2"><Name>Kim Reed<First>Kim</First><Last>Reed</Last><Last2>Cole</Last2></Name><Gender>F</Gender></Individual>
  <Individual ID="ind3"><Name>Ada Reed<First>Ada</First><Last>Reed</Last></Name><Gender>F</Gender>
    <Birth><Date>3 Apr 2010</Date></Birth></Individual>
"""
LINKS = """
  <PedigreeLink PedigreeLink="Parent" Family="fam1" Individual="ind1"/>
  <PedigreeLink PedigreeLink="Parent" Family="fam1" Individual="ind2"/>
  <PedigreeLink PedigreeLink="Biological" Family="fam1" Individual="ind3"/>
"""


def genopro(
    people: str = COUPLE, *, family: str = "<Relation>Marriage</Relation>", links: str = LINKS, rest: str = ""
) -> bytes:
    """Return a GenoPro XML file of one family."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<GenoPro><Software>GenoPro<Version>3.0.1.5</Version></Software>
<Individuals>{people}</Individuals>
<Families><Family ID="fam1">{family}</Family></Families>
<PedigreeLinks>{links}</PedigreeLinks>{rest}
</GenoPro>""".encode()


def zipped(data: bytes, *others: str) -> bytes:
    """Return a .gno: the XML in a zip, with other parts beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Data.xml", data)
        for other in others:
            archive.writestr(other, b"picture")
    return out.getvalue()
