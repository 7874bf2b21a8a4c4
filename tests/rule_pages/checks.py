"""The pages of the checks and of the tables of the work."""

from __future__ import annotations

from chronology.practice.checks import CheckData, checks_data
from chronology.practice.work_tables import work_tables

CHECKS = """# Points to consider

`kinline check` looks at the record itself and at the work: decisions, danger statements, goals, the safety scale, safety plans, views, services,
claims of change, closures, supervision, patterns that were looked at, and [wording](wording.md). **A point advises.** It stops nothing, it
counts nobody's work, and it says what would settle it. Only what *cannot be* as it is recorded (a decision that cites what came later,
an entry after a death) is a fault, and makes exit code 1.

Everything is looked at **as at a day** (`--as-at`): what came later is not held against what was decided before. A statement, goal or plan
counts from its date to its end. What has no date is named and not looked at further. A missing record is not taken for missing work: where no
danger statement is recorded at all, nothing is said of views that answer none.

`--before-closing` asks beforehand what a closure would close over: goals that are not met or have not held for their time, needs not met, change
that rests on what was told, a child who was not heard. `--child` keeps to what is about one child.

**Earlier decisions of the same kind** are laid beside a decision, for the child and for every sibling. A difference is explained by a reason given
for it, by an entry cited that came after the earlier decision, or, beside a sibling, by an entry that is about this child and not the sibling.

The titles, what settles a point, the sources and the settings are practice data (`chronology/practice/checks.toml`), which a council can
[change](practice.md). *To be confirmed* says that nobody has yet checked the source against a publication.

| Key | About | What would settle it | Source | Settings |
|---|---|---|---|---|
"""

WORK = """# The work: plans, decisions, safety, closure, supervision

Half of what goes wrong in a case is not missing data but missing thinking. Kinline keeps the thinking as records of its own, each tied to the entries that
it rests on:

| Record | Holds |
|---|---|
| decision | what kind, the threshold, the outcome and why; **for each child** five answers (what the harm is, how significant, how likely, how soon, what it does to the child), each with its entries; earlier decisions it was held against |
| danger statement | who is worried, about what was done, what may happen, what that is for the child now and in the long run, who does not agree |
| safety goal | what parents do, what the child experiences, what others see, for how long; seen since when, met when |
| safety scale | where one person puts one child on a day, 0 (cannot live at home) to 10 (safe to close), and why |
| safety plan | the family's own words, what sets it going, who does what and when, how anybody knows that it works, when it was tried |
| meeting | what kind, for which children, who was invited and who came, what was decided |
| record of visits | the period for which somebody declares that every visit to a child is in the record |
| offer of a family meeting | when, to whom, the answer, the meeting that came of it |
| view, direct work | an entry, linked to the worry or goal that it is about |
| service | when offered, waited for, started, delayed, refused, ended, and why |
| claim of change | who says so, what bears it out, what speaks against it |
| closure | what changed, since when, what holds it, early warning signs, who will notice, the manager's reason |
| supervision | what is thought to be going on and what tested that, questions and answers, actions, sign-off |
| pattern looked at | adopted by a named worker in the worker's words, or set aside with the reason; every look is kept |

## Writing it down

`kinline practice template -o work.xlsx` writes a blank workbook with a sheet for each. Fill what you need, and `kinline import CASE work.xlsx`. Tables
of these kinds in your own Word or Excel files are read too, by the sheet's name or the line above the header, or by headers that no chronology
has. Every row ends added, merged with what is recorded, or not added with its reason; one undo takes the import back.

- **Several rows** can tell of one record: the children of a decision, the steps of a plan, the questions of a supervision, the course of a
  service. They belong together by number, or by date and kind.
- **Entries are cited** by their day, with the source in brackets where several are of that day: `12/03/2019 (school); 4/5/2020`. A row of a file can be
  named too: `school.docx row 7`. What cannot be told is kept as it is written, and said; nothing is guessed.
- **Numbers** (`DS1`, `G1`) tie goals, scales, plans and views to danger statements and goals, in any order of the sheets.
- **A view or a piece of direct work** that the record holds already is not taken twice: it is linked.
- **A row that differs** from what is recorded under its number is shown as changed, and taken over with `--take-changes`.
- A column that is not known is kept with the record's note.

On the screen, F9 shows the work with the child in focus; [The terminal app](terminal.md) has its keys.

## Reading it

`kinline plan` shows the work with one child (Word, PDF, HTML, text, JSON), with the safety scale drawn over time: each voice has a sign and a line of its
own. `kinline supervision` makes the page for the meeting: what was asked and not answered, what nothing has tested, what is to be done, the patterns
that nobody has looked at yet with the question each asks, and the [points to consider](checks.md). Both hold what concerns the work: they are
not made for the family, and are in no export for an audience.

`kinline adopt` keeps what a named worker makes of a pattern. A pattern enters an assessment in no other way.

## Columns

The words by which each column is known; a council can [add its own](practice.md).
"""


def checks_page() -> str:
    """Return the text of the page of the checks."""
    return CHECKS + "\n".join(_row(key, data) for key, data in checks_data().items()) + "\n"


def _row(key: str, data: CheckData) -> str:
    settings = "; ".join(f"`{name}` {p.value}: {p.why}" for name, p in data.parameters.items())
    return f"| `{key}` | {data.title} | {data.settles} | {data.source} ({data.authority.value}) | {settings} |"


def work_page() -> str:
    """Return the text of the page of the work, with every table and column."""
    parts = [WORK]
    for table in work_tables().values():
        rows = [f"| {column.label} | {', '.join(column.words)} |" for column in table.columns.values()]
        parts.append("\n".join([f"### {table.label}", "", "| Column | Known by |", "|---|---|", *rows, ""]))
    return "\n".join(parts)
