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
    """Whose orders, plans and homes may be shown."""
