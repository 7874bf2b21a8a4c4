"""GEDZIP: the family file inside is read, and nothing in the archive leads anywhere."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from chronology.readers.gedcom import looks_like_gedcom, read_gedcom
from chronology.record.errors import UnreadableFile, UnsafeFile

FAMILY = b"0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n0 TRLR\n"


def archive(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")
        for name, data in parts:
            made.writestr(name, data)
    return out.getvalue()


def test_the_family_file_in_the_archive_is_read():
    data = archive(("photo.jpg", b"x"), ("gedcom.ged", FAMILY))
    assert looks_like_gedcom(data, "family.gdz")
    assert len(read_gedcom(data, "family.gdz").of("INDI")) == 1


@pytest.mark.parametrize(
    "parts",
    [
        [("gedcom.ged", FAMILY + b"0" * 30_000_000)],
        [("gedcom.ged", FAMILY), ("../../x", b"")],
        [("gedcom.ged", FAMILY), ("/etc/x", b"")],
        [("gedcom.ged", FAMILY), ("C:x", b"")],
        [("gedcom.ged", FAMILY), ("gedcom.ged", FAMILY)],
        [("gedcom.ged", FAMILY), *((f"{i}", b"") for i in range(6000))],
    ],
    ids=["bomb", "slip", "absolute", "drive", "twice", "many"],
)
def test_an_archive_that_would_lead_or_burst_is_not_opened(parts: list[tuple[str, bytes]]):
    with pytest.raises(UnsafeFile) as failure:
        read_gedcom(archive(*parts), "family.gdz")
    assert failure.value.remedy


@pytest.mark.parametrize(
    "data", [archive(("gedcom.ged", FAMILY))[:60], archive(("readme.txt", b"hello"))], ids=["cut", "no family"]
)
def test_an_archive_cut_short_or_without_a_family_is_refused(data: bytes):
    with pytest.raises(UnreadableFile):
        read_gedcom(data, "family.gdz")
