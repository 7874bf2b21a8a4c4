"""Gramps files made for the tests."""

from __future__ import annotations

import gzip
import io
import tarfile

PEOPLE = """
<person handle="_a" id="I1"><gender>M</gender><name type="Birth Name"><first>Dan</first><surname>Reed</surname></name>
  <parentin hlink="_f"/></person>
<person handle="_b" id="I2"><gender>F</gender><name type="Birth Name"><first>Kim</first><surname>Cole</surname></name>
  <parentin hlink="_f"/></person>
<person handle="_c" id="I3"><gender>F</gender><name type="Birth Name"><first>Ada</first><surname>Reed</surname></name>
  <childof hlink="_f"/></person>
"""
FAMILY = '<rel type="Married"/><father hlink="_a"/><mother hlink="_b"/><childref hlink="_c"/>'


def gramps(
    people: str = PEOPLE, *, family: str = FAMILY, events: str = "", rest: str = "", version: str = "1.7.1"
) -> bytes:
    """Return a Gramps XML file of one family, with the document type that Gramps writes."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE database PUBLIC "-//Gramps//DTD Gramps XML {version}//EN"
"http://gramps-project.org/xml/{version}/grampsxml.dtd">
<database xmlns="http://gramps-project.org/xml/{version}/">
<header><created date="2020-01-01" version="5.1.0"/></header>
<events>{events}</events>
<people>{people}</people>
<families><family handle="_f" id="F1">{family}</family></families>{rest}
</database>""".encode()


def packaged(data: bytes, *others: str) -> bytes:
    """Return a .gpkg: the packed tree in a packed archive, with pictures beside it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as package:
        for name, body in (("data.gramps", gzip.compress(data, mtime=0)), *((other, b"picture") for other in others)):
            member = tarfile.TarInfo(name)
            member.size = len(body)
            package.addfile(member, io.BytesIO(body))
    return gzip.compress(out.getvalue(), mtime=0)
