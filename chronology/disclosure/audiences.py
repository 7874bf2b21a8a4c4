"""For whom something is made, and what each audience may see; as data, each rule with its reason and where it comes from.

Sources: the social work evidence template as councils give it out, whose authors are told not to name a foster carer;
Data Protection Act 2018, schedule 2 part 3 and schedule 3 part 3 (other people's data, and serious harm); the Caldicott
principles (purpose, the least that serves it, need to know); Family Procedure Rules 2010, rule 29.1 (addresses that a
party need not reveal) and part 14 (who may know of adopters); lines 7 and 8 of the project's own rules: a sibling's
document is the sibling's, and restricted papers leave only by an explicit choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from chronology.record.errors import UsageError


class Reason(StrEnum):
    """Why something is withheld: the code that stands beside each count."""

    CARER = "CARER"
    ADDRESS = "ADDRESS"
    PRIVATE = "PRIVATE"
    SIBLING = "SIBLING"
    THIRD = "THIRD"
    ALLEGED = "ALLEGED"
    TIE = "TIE"
    PARENTAGE = "PARENTAGE"
    HOUSEHOLD = "HOUSEHOLD"
    PROFESSIONAL = "PROFESSIONAL"
    WORK = "WORK"
    WORDS = "WORDS"
    RESTRICTED = "RESTRICTED"


@dataclass(frozen=True)
class Rule:
    """What a reason code stands for."""

    meaning: str
    """What is withheld, in words that tell nothing of its content."""
    source: str
    """Where the rule comes from."""


RULES: dict[Reason, Rule] = {
    Reason.CARER: Rule("names and lives of foster carers and of children's adopters", "evidence template; FPR part 14"),
    Reason.ADDRESS: Rule("addresses and names of homes", "FPR 29.1; Caldicott 3"),
    Reason.PRIVATE: Rule(
        "health, addiction, losses, orientation, gender history and heritage of others", "DPA 2018 sch. 2 pt 3"
    ),
    Reason.SIBLING: Rule("orders, plans, homes and entries of another child", "line 7"),
    Reason.THIRD: Rule("people whom this audience has no need to know of", "DPA 2018 sch. 2 pt 3; Caldicott 4"),
    Reason.ALLEGED: Rule("what is alleged, or reported and not confirmed", "DPA 2018 sch. 3 pt 3"),
    Reason.TIE: Rule("how people get on with one another", "DPA 2018 sch. 2 pt 3"),
    Reason.PARENTAGE: Rule("doubts about who a parent is", "DPA 2018 sch. 3 pt 3"),
    Reason.HOUSEHOLD: Rule("who lives with the other parent", "FPR 29.1; DPA 2018 sch. 3 pt 3"),
    Reason.PROFESSIONAL: Rule("names of professionals; their role stays", "asked for by who made it"),
    Reason.WORK: Rule(
        "decisions, reviews, supervision and plans that this audience has no part in", "Caldicott 3 and 4"
    ),
    Reason.WORDS: Rule("notes, sources, record numbers and other free words", "Caldicott 3"),
    Reason.RESTRICTED: Rule("what carries a restriction of its own", "line 8"),
}


class Reach(StrEnum):
    """Which people an audience needs."""

    EVERYONE = "everyone"
    """Everyone of the family and round it."""
    KIN = "kin"
    """The child's relatives, and the partners of those."""
    OWN_SIDE = "own side"
    """The child's relatives by birth or adoption, the parent's own relatives, and the partners on the parent's side."""
    NEAREST = "nearest"
    """The child's parents, brothers and sisters, and those from whom the child descends."""


class Ties(StrEnum):
    """Which ties of feeling and conduct an audience may see."""

    ALL = "all"
    RECORDED = "recorded"
    """Those that do not rest on an allegation."""
    NONE = "none"


class Work(StrEnum):
    """Which of the work with a child an audience has a part in; supervision is for none."""

    ALL = "all"
    """Statements, goals and plans; decisions, claims of change, closures and the patterns that a worker adopted."""
    FAMILYS = "the family's"
    """What is made with the family: danger statements, safety goals, the scale, safety plans, offers of a meeting."""
    NONE = "none"


class Doubts(StrEnum):
    """Whose parentage may be shown to be in doubt."""

    ALL = "all"
    NO_ALLEGED = "no alleged"
    """Doubts stay; a parent who is only alleged is not shown as one."""
    OWN = "own"
    """Only of the parent's own children."""
    NONE = "none"


@dataclass(frozen=True)
class Audience:
    """One audience, and what it may see."""

    key: str
    words: str
    """For whom, after "for": "the court"; `{parent}` stands for the parent's own word."""
    heading: str
    """What is withheld, in the heading of everything made for it: the same whatever there is, so that it tells nothing."""
    reach: Reach
    ties: Ties
    doubts: Doubts
    work: Work = Work.NONE
    sees_files: bool = False
    """Whether it sees from which file and row an entry was read."""
    sees_siblings_status: bool = False
    """Whether it sees orders, plans and homes of every child, and not only of the child it is about."""
    sees_own_childrens_status: bool = False
    """Whether a parent sees orders, plans and homes of each of their own children."""
    sees_alleged: bool = False
    """Whether it sees what is alleged, or reported and not confirmed."""
    sees_losses: bool = False
    """Whether it sees pregnancies and losses; a parent sees their own, a parent living apart does not."""
    sees_childs_private: bool = False
    """Whether it may see orientation, heritage and the like of the child it is about."""
    hides_first_parents_home: bool = False
    """Whether it sees neither who lives with the child's first parent, nor that parent's pregnancies and losses."""
    needs_child: bool = True
    needs_parent: bool = False

    def for_any_parent(self) -> Audience:
        """Return what may go to whichever parent it is: only what every one of them may see."""
        return replace(
            self,
            words="a parent of the child",
            heading="names of carers, addresses, who lives where, other people's health, other children's plans and "
            "people further off withheld",
            reach=Reach.NEAREST,
            ties=Ties.NONE,
            doubts=Doubts.NONE,
            work=Work.NONE,
            sees_own_childrens_status=False,
            hides_first_parents_home=True,
            needs_parent=False,
        )


_COURT = Audience(
    "court",
    "the court",
    "names of carers, addresses and other people's health withheld",
    Reach.EVERYONE,
    Ties.ALL,
    Doubts.ALL,
    Work.ALL,
    sees_files=True,
    sees_siblings_status=True,
    sees_alleged=True,
    sees_losses=True,
    sees_childs_private=True,
    needs_child=False,
)

AUDIENCES: dict[str, Audience] = {
    a.key: a
    for a in (
        Audience(
            "child",
            "the child",
            "names of carers, addresses, other people's health and other children's plans withheld; family ties only",
            Reach.KIN,
            Ties.NONE,
            Doubts.NONE,
            Work.FAMILYS,
            sees_childs_private=True,
        ),
        Audience(
            "parent",
            "the child's {parent}",
            "names of carers, addresses, other people's health and other parents' children's plans withheld",
            Reach.OWN_SIDE,
            Ties.RECORDED,
            Doubts.OWN,
            Work.FAMILYS,
            sees_own_childrens_status=True,
            needs_parent=True,
        ),
        Audience(
            "other_parent",
            "the child's {parent}",
            "names of carers, addresses, the other parent's home and partners, other people's health and other "
            "parents' children's plans withheld",
            Reach.OWN_SIDE,
            Ties.NONE,
            Doubts.OWN,
            sees_own_childrens_status=True,
            hides_first_parents_home=True,
            needs_parent=True,
        ),
        _COURT,
        replace(_COURT, key="conference", words="the conference"),
        Audience(
            "agency",
            "another agency",
            "names of carers, addresses, other people's health, other children's plans and what is alleged withheld",
            Reach.KIN,
            Ties.RECORDED,
            Doubts.NO_ALLEGED,
            Work.FAMILYS,
        ),
        Audience(
            "open_file_request",
            "an open file request",
            "names of carers, addresses, other people's health, other children's plans and people further off withheld",
            Reach.NEAREST,
            Ties.NONE,
            Doubts.NONE,
            Work.ALL,
            sees_childs_private=True,
        ),
    )
}
"""Every audience by its key."""


def audience_of(key: str) -> Audience:
    """Return the audience of a key; raises UsageError, listing them, for any other."""
    found = AUDIENCES.get(key)
    if found is None:
        raise UsageError(f"nobody is known as the audience “{key}”.", remedy=f"Use one of {', '.join(AUDIENCES)}.")
    return found
