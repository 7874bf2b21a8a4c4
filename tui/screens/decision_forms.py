"""The form in which a named worker decides about words that name somebody withheld, a restriction or an entry about others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chronology.disclosure.deciding import told
from chronology.record.releases import Chosen
from tui.decisions import Item, passages_of
from tui.screens.writing import Checked, Field, Rows, WriteForm

if TYPE_CHECKING:
    from chronology.record.values import Id

DOES = {
    Chosen.AS_WRITTEN: "the words stand: somebody else is meant, or may be named here",
    Chosen.WITHOUT_NAMES: "the words stand with each withheld name replaced",
    Chosen.REWORDED: "other words stand, which name nobody withheld either",
    Chosen.LEFT_OUT: "the date, kind and source alone: decided, and asked no more",
    Chosen.INCLUDED: "what happened and who says so stands in this child's document, with the reason",
    Chosen.LIFTED: "it leaves although it carries a restriction",
}
"""What then stands, in words."""
MOST_LETTERS = 400
"""How much of what it says stands above the form; all of it stands on the screen behind."""


@dataclass(frozen=True)
class Decision:
    """What a worker wrote in the form."""

    chosen: Chosen
    worker: str
    why: str
    words: str = ""


def decision_form(item: Item, child: Id, *, actor: str) -> WriteForm[Decision]:
    """Return the form in which a named worker decides about one record, with the reason."""
    made = item.decision
    one = item.possible[0].value if len(item.possible) == 1 else ""
    fields = [
        Field(
            "chosen",
            "What becomes of it",
            tells="Left and Right choose",
            choices=tuple(chosen.value for chosen in item.possible),
            begins_with=made.chosen.value if made and made.chosen in item.possible else one,
        ),
        Field("worker", "Who decides", begins_with=made.worker if made else actor),
        Field("why", "Why", begins_with=made.because if made else ""),
    ]
    if Chosen.REWORDED in item.possible:
        fields.append(
            Field("words", "Other words, where it is reworded", is_long=True, begins_with=made.words if made else "")
        )

    def check(rows: Rows) -> Checked[Decision]:
        (row,) = rows
        chosen, words = row.get("chosen", ""), row.get("words", "")
        faults = {
            key: said
            for key, said in (
                ("chosen", "Choose what becomes of it."),
                ("worker", "A decision is a named person's: write who decides."),
                ("why", "A decision has a reason: write it."),
            )
            if not row.get(key)
        }
        if chosen == Chosen.REWORDED.value and not words:
            faults["words"] = "Write the words that stand instead."
        if words and chosen and chosen != Chosen.REWORDED.value:
            faults["words"] = (
                f"Other words stand where it is reworded alone: choose “{Chosen.REWORDED.value}”, or take them out."
            )
        if faults:
            return Checked(None, faults)
        return Checked(Decision(Chosen(chosen), row["worker"], row["why"], words))

    said = "   ".join(passage.words() for passage in passages_of(item, child))
    said = said if len(said) <= MOST_LETTERS else f"{said[: MOST_LETTERS - 1]}…"
    does = [f"{chosen.value}: {DOES[chosen]}" for chosen in item.possible]
    return WriteForm(f"Decide: {told(item.record)}, {item.what}", fields, check, tells="\n".join([said, *does]))
