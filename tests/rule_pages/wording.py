"""The page on wording, with what is looked for and what to write instead."""

from __future__ import annotations

from chronology.practice.wording import Group, Phrase, wording_data

INTRODUCTION = """# Wording

Some words in a record blame, label, soften or judge where they could say what happened. Kinline points them out to the author and says what could
be written instead. **It is advice.** It stops nothing from being saved or exported, it changes no words, and nobody is counted or compared by it.

**What is looked at.** What the author wrote in an entry: what happened, action, outcome, analysis, note, and the impact on each child. Never a
child's words, a person's own account of an entry, or the questions that were asked.

**Quotations are let be.** What stands in quotation marks (" ", “ ”, ' ', ‘ ’, « ») is somebody's own words, over several paragraphs too, and so is a line or
paragraph that begins with `>`. Apostrophes (don't, mum's, the parents', '90s) are no quotation marks. A double mark that is never closed
covers to the end of its paragraph. Words reported after “said that” are the author's and are looked at.

**Judgements** such as “no concerns” are let be where the sentence, or one next to it, says what was seen, heard or measured, or quotes somebody.
Which words tell of that is in the practice data; some sentences that say too little are let be because of it.

**Labels** such as “neglect” are looked for in danger statements and safety goals only. Elsewhere they can be the right word.

**Appointments.** “Did not attend” is pointed out of a child younger than {age}, or whose age is not known; not of a young person who goes alone.

## How it can mislead

It reads words and not what they mean. A word may be right where it stands; each row says where that is known. A note can hold none of these
words and still blame or leave out the child. Words in inverted commas that are meant ironically count as a quotation. Speech without any marks
cannot be told from the author's words. Abbreviations with dots (D.N.A.) are not read.

In the tables a word that ends in … stands for every ending, and … alone for any one word. Where a wording means something else beside certain words
(a “DNA test”, “eye contact”), it is let be; those words are in the practice data (`chronology/practice/wording.toml`), which a council can change.
*To be confirmed* says that the source is general knowledge and that nobody has yet checked it against a publication.
"""


def wording_page() -> str:
    """Return the text of the page."""
    data = wording_data()
    parts = [INTRODUCTION.replace("{age}", str(data.number("attends_alone_from")))]
    for group in Group:
        about = data.groups[group]
        rows = [_row(phrase) for phrase in data.phrases if phrase.group is group]
        table = "\n".join(["| Key | Looked for | Instead | It may be right | Source |", "|---|---|---|---|---|", *rows])
        parts.append(f"## {about.title}\n\n{about.why}\n\n{table}\n")
    return "\n".join(parts)


def _row(phrase: Phrase) -> str:
    words = ", ".join(words.replace("*", "…") for words in phrase.words)
    source = f"{phrase.source} ({phrase.authority.value})"
    return f"| `{phrase.key}` | {words} | {phrase.instead} | {phrase.caveat} | {source} |"
