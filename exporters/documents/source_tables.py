"""Where a chronology's entries come from: its agencies and the files they were read from, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from chronology.lives.timeline import TimelineEntry
from chronology.practice.profiles import Profile
from exporters.documents.origins import BY_HAND
from exporters.documents.pages import Column, Row, Table
from exporters.documents.wording import Wording, date_words


def sources_table(
    entries: Sequence[TimelineEntry], wording: Wording, colour_of: Callable[[str], str], profile: Profile
) -> Table:
    """Return the agencies with how many entries come from each, and the first and last date."""
    found: dict[str, list[TimelineEntry]] = {}
    for row in entries:
        found.setdefault(wording.agency_of(row.entry), []).append(row)
    rows = []
    for agency in sorted(found, key=lambda agency: (agency == "", agency.casefold(), agency)):
        dated = [row.entry.when for row in found[agency] if not row.entry.when.is_undated]
        first = date_words(dated[0]) if dated else ""
        last = date_words(dated[-1]) if dated else ""
        rows.append(Row((agency or "Agency not recorded", str(len(found[agency])), first, last), bar=colour_of(agency)))
    wide = profile.side_table_scale
    return Table(
        columns=(
            Column("agency", "Source", 60 * wide, heads_row=True, has_bar=True),
            Column("entries", "Entries", 18 * wide),
            Column("first", "First", 38 * wide),
            Column("last", "Last", 38 * wide),
        ),
        rows=tuple(rows),
        title="Sources of this chronology, with how many entries come from each",
        points=profile.table_points,
    )


def files_table(
    entries: Sequence[TimelineEntry], wording: Wording, profile: Profile, *, tells_by_hand: bool = True
) -> Table:
    """Return the files that entries were read from, by their number in this document, and how many have none.

    Of what an audience may see nobody can tell the latter: the files of some entries are withheld there.
    """
    used = Counter(cite.document for row in entries for cite in wording.cites(row.entry))
    rows = []
    for document, number in wording.files.items():
        kept = wording.case.documents[document]
        name = wording.file_name(document)
        rows.append(Row((str(number), name, kept.form, kept.agency, str(used[document]), kept.sha256[:12])))
    by_hand = sum(not row.entry.cites for row in entries)
    if by_hand and tells_by_hand:
        rows.append(Row(("", BY_HAND.capitalize(), "", "", str(by_hand), "")))
    wide = profile.side_table_scale
    return Table(
        columns=(
            Column("file", "File", 14 * wide, heads_row=True),
            Column("name", "Name", 78 * wide),
            Column("kind", "Kind", 20 * wide),
            Column("agency", "Agency", 44 * wide),
            Column("entries", "Entries", 18 * wide),
            Column("hash", "Begins with (SHA-256)", 42 * wide),
        ),
        rows=tuple(rows),
        title="Files that the entries were read from",
        points=profile.table_points,
    )
