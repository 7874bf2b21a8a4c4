"""Whom a projection is about and for."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.disclosure.audiences import Audience
from chronology.record.values import Id


@dataclass(frozen=True)
class Scope:
    """Whom a projection is about and for, and whose orders, plans and homes it may show."""

    audience: Audience
    children: frozenset[Id]
    parent: Id | None
    own: frozenset[Id]
    """The parent's own children."""
    status_of: frozenset[Id]
    """Whose orders, plans, homes and entries may be shown."""
    is_childs_own: bool = False
    """Whether it is these children's own document, and no drawing of the family: of others nothing but their place in it."""
    hides_professionals: bool = False
    others: frozenset[Id] = frozenset()
    """The other children of the case file."""
