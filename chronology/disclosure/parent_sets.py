"""Which parent sets an audience may see: no placement of another child, no doubt that is not theirs to know of."""

from __future__ import annotations

from collections import Counter

from chronology.disclosure.audiences import Doubts, Reason
from chronology.disclosure.kin import BY_BIRTH
from chronology.disclosure.scope import Scope
from chronology.record.casefile import CaseFile
from chronology.record.sources import Standing
from chronology.record.ties import Parentage, ParentageKind, ParentCertainty
from chronology.record.values import Id, Record

STANDS = frozenset({Standing.RECORDED, Standing.ADMITTED, Standing.FOUND})
"""What does not rest on an allegation."""
_LASTING = frozenset({ParentageKind.ADOPTED, ParentageKind.STEP})


def parent_sets_of(case: CaseFile, scope: Scope, counts: Counter[Reason]) -> CaseFile:
    """Return the case file with the parent sets that the audience may see.

    A parent whose parentage is in doubt is left out where the doubt may not be shown: without its mark the line would
    say what nobody knows.
    """
    born_to = {held.child for held in case.parentages if held.way in BY_BIRTH and held.parents}
    gone: set[Id] = set()
    changed: list[Record] = []
    kept: dict[Id, list[Parentage]] = {}
    for held in case.parentages:
        if held.standing not in STANDS and not scope.audience.sees_alleged:
            gone.add(held.id)
            counts[Reason.ALLEGED] += 1
            continue
        parents = tuple(p for p in held.parents if _is_shown(held, p, scope, born_to, counts))
        if held.parents and not parents:
            gone.add(held.id)
            continue
        certainty = {p: held.certainty_of(p) for p in parents if _shows_doubt(held, scope) and p in held.certainty}
        counts[Reason.PARENTAGE] += sum(1 for p in parents if p in held.certainty and p not in certainty)
        ways = {p: way for p, way in held.ways.items() if p in parents}
        new = held.model_copy(update={"parents": parents, "certainty": certainty, "ways": ways})
        if parents != held.parents:
            new = new.model_copy(update={"partnership": None})
        changed.append(new)
        kept.setdefault(held.child, []).append(new)
    for sets in kept.values():
        gone |= {held.id for n, held in enumerate(sets) if _is_told_by_another(held, n, sets)}
    return case.with_records(changed, gone)


def _is_told_by_another(held: Parentage, at: int, sets: list[Parentage]) -> bool:
    """Return whether another set of the child, after what was left out, says all that this one does."""
    mine = set(held.parents)
    return bool(mine) and any(
        other.way is held.way
        and other.when == held.when
        and (mine < set(other.parents) or (mine == set(other.parents) and n < at))
        for n, other in enumerate(sets)
    )


def _shows_doubt(held: Parentage, scope: Scope) -> bool:
    if scope.audience.doubts is Doubts.OWN:
        return held.child in scope.own
    return scope.audience.doubts is not Doubts.NONE


def _is_shown(held: Parentage, parent: Id, scope: Scope, born_to: set[Id], counts: Counter[Reason]) -> bool:
    way, sure = held.way_of(parent), held.certainty_of(parent)
    if held.child not in scope.status_of and way not in BY_BIRTH and (held.child in born_to or way not in _LASTING):
        counts[Reason.SIBLING] += 1
        return False
    if parent == scope.parent or scope.audience.doubts is Doubts.ALL:
        return True
    if sure is ParentCertainty.ALLEGED:
        counts[Reason.ALLEGED] += 1
        return False
    if sure in {ParentCertainty.DISPUTED, ParentCertainty.EXCLUDED} and not _shows_doubt(held, scope):
        counts[Reason.PARENTAGE] += 1
        return False
    return True
