"""The notation in characters: for every meaning its form in a terminal, and in one that knows only ASCII.

One row per line of the legend; the key under a drawing, the docs and the drawing itself take their signs from here. A
form that is empty says that words tell it: below the symbol, beside the line, or among the sentences.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """How one meaning is drawn."""

    terminal: str
    ascii: str

    def sign(self, *, is_ascii: bool) -> str:
        """Return the form for a terminal of this kind."""
        return self.ascii if is_ascii else self.terminal


IN_WORDS = Form("", "")

FORMS: dict[str, Form] = {
    "male": Form("[ 38]", "[ 38]"),
    "female": Form("( 38)", "( 38)"),
    "unknown": Form("<  ?>", "<  ?>"),
    "nobody": Form("?", "?"),
    "end": Form("•", "*"),
    "pole": Form("│", "|"),
    "non-binary": Form("{ 38}", "{ 38}"),
    "deceased": Form("[†53]", "[x53]"),
    "subject": Form("║( 11)║", "(( 11))"),
    "expected": Form("/P\\", "/P\\"),
    "miscarriage": Form("╳", "X"),
    "ectopic": Form("╳ECT", "XECT"),
    "stillbirth": Form("[SB╳]", "[SBX]"),
    "termination": Form("╳TOP", "XTOP"),
    "unconfirmed": Form("┊( 38)┊", ":( 38):"),
    "network": Form("╎( 38)╎", "!( 38)!"),
    "professional": Form("╎prof.╎", "!prof.!"),
    "adopted-in": IN_WORDS,
    "pet": Form("○", "o"),
    "gender-history": Form("[( 38)]", "[( 38)]"),
    "orientation": IN_WORDS,
    "cultures": Form("≈", "~"),
    "family-secret": Form("▲", "^"),
    "illness": IN_WORDS,
    "illness-suspected": IN_WORDS,
    "illness-recovered": IN_WORDS,
    "illness-carried": IN_WORDS,
    "addiction": IN_WORDS,
    "addiction-suspected": IN_WORDS,
    "addiction-recovered": IN_WORDS,
    "language": Form("L", "L"),
    "obesity": Form("O", "O"),
    "smoker": Form("S", "S"),
    "household": IN_WORDS,
    "institution": IN_WORDS,
    "couple:couple": Form("═", "="),
    "couple:cohabiting": Form("╍", "~"),
    "couple:transitory": Form("╍", "~"),
    "couple:relationship": Form("┅", ":"),
    "couple:partners": Form("┅", ":"),
    "couple:separated": Form("═╱═", "=/="),
    "couple:ended": Form("╍╱╍", "~/~"),
    "couple:legally-separated": Form("═╪═", "=|="),
    "couple:divorced": Form("═╱╱═", "=//="),
    "couple:reconciled": Form("═╳═", "=X="),
    "couple:annulled": Form("═╳╳═", "=XX="),
    "blood": Form("≡", "#"),
    "no-children": Form("╤┴", "+_"),
    "infertility": Form("╤╧", "+="),
    "secret-couple": Form("═▲═", "=^="),
    "children-with": Form("═╲═", "=\\="),
    "descent:birth": Form("─│", "-|"),
    "descent:adopted": Form("╌╎", "-!"),
    "descent:foster": Form("┈┊", ".:"),
    "descent:kinship": Form("┄┆", ",;"),
    "descent:step": Form("┈┊", ".:"),
    "descent:donor": Form("┈┊", ".:"),
    "descent:disputed": Form("╌╎", "-!"),
    "descent:unknown": Form("╌╎", "-!"),
    "twins": Form("╭─┴─╮", "/-+-\\"),
    "identical": Form("┍━┷━┑", "/=+=\\"),
    "twins-unknown": Form("╭─?─╮", "/-?-\\"),
}
"""By the key of the legend (notation.legend_words); `end` is where a line meets somebody below the
label, `pole` what leads there."""

DASHES = {
    "couple-broken": {"═": "╍", "║": "╏"},
    "couple-dotted": {"═": "┅", "║": "┇"},
    "blood": {"═": "≡"},
    "dashed": {"│": "╎", "─": "╌"},
    "dash-dot": {"│": "┆", "─": "┄"},
    "dotted": {"│": "┊", "─": "┈"},
    "twins": {"┌": "╭", "┐": "╮"},
    "identical": {"┌": "┍", "┐": "┑", "─": "━", "┴": "┷", "┼": "┿"},
}
"""What becomes of the signs of a whole line where it is drawn in another way."""
WAYS = {
    "birth": "", "adopted": "dashed", "foster": "dotted", "kinship": "dash-dot", "step": "dotted", "donor": "dotted",
    "disputed": "dashed", "unknown": "dashed",
}  # fmt: skip
"""The way of each kind of descent."""

ASCII_SIGNS = str.maketrans(
    dict.fromkeys("│╵╷║", "|")
    | dict.fromkeys("─╴╶╌", "-")
    | dict.fromkeys("╎", "!")
    | {"┄": ",", "┆": ";", "┈": ".", "┊": ":", "═": "=", "╍": "~", "╏": "|", "┅": ":", "┇": "|", "≡": "#"}
    | dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫┷┿", "+")
    | {"╭": "/", "┍": "/", "╮": "\\", "┑": "\\", "━": "="}
)
"""Signs of lines in ASCII: upright and level keep their way, whatever joins is a plus."""
