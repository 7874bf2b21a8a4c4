"""One page for each pattern rule, and the page that lists them."""

from __future__ import annotations

from pathlib import Path

from chronology.patterns.registry import RULES
from chronology.practice.categories import category_label
from chronology.practice.patterns import Parameter, RuleData, pattern_data
from chronology.practice.timescales import timescales
from tests.rule_pages.checks import checks_page, work_page
from tests.rule_pages.wording import wording_page

DOCS = Path(__file__).parents[2] / "docs"

INTRODUCTION = """# Patterns to consider

A pattern is a question about one child's record, with the entries behind it: never a finding, a score, a rank or a
prediction. `kinline patterns` says which there are for each child, as at any day; a pattern enters an assessment only when a named
worker takes it up in their own words.

- **However the dates fall** (`certain`): it holds for every placement of uncertain dates. **Depends on the dates** (`possible`): for some.
- An entry that is **not proved or withdrawn** never counts; an **alleged** one counts and is called alleged.
- An entry explained by **money or housing** alone never counts; one explained by **disability** counts, with the explanation beside it.
- The **same matter** told of again within a week is one; the same entry twice is one. Every report is kept behind the pattern.
- A **count in a sentence** is that of the entries listed under it, or the sentence says what those are: a row may stand for several, a matter may be told in
  several entries, and help, closures and other concerns may stand beside what is counted.
- Only entries that **name the child** count (but for the rule of five reports about a family). Entries about the family that name no child count only where it is the only subject
  child; else how many there are is said under “not known”.
- A **report** is an entry of a category that reports to social care or the police, or a concern, violence, schooling or missed appointment that
  social care was told of; what social care itself did (visits, plans, decisions) is none.
- Entries without a date count in nothing and are said under “not known”, as are unknown categories, entries before birth or
  after death, and plans that contradict one another.
- Where a row names no domain of neglect, some **words** are read for one; the pattern says how many entries were read so, for a person to
  confirm. In an entry that speaks of money or housing no words are read.
- Nothing reads ethnicity, faith, language, disability or a postcode of anybody.

The settings, the words and the sources are practice data (`chronology/practice/patterns.toml`).

| Rule | Called | Source |
|---|---|---|
"""


def pages() -> dict[str, str]:
    """Return the text of each page by its path below docs."""
    out = {}
    lines = []
    for rule in RULES:
        data = rule.data
        lines.append(
            f"| [{rule.key}](patterns/{rule.key}.md) | {data.title} | {data.source} ({data.authority.value}) |"
        )
        out[f"patterns/{rule.key}.md"] = _page(rule.key, data)
    out["timescales.md"] = _timescales()
    out["wording.md"] = wording_page()
    out["checks.md"] = checks_page()
    out["work.md"] = work_page()
    return {"patterns.md": f"{INTRODUCTION}{chr(10).join(lines)}\n\n{_stages()}", **out}


def _page(key: str, data: RuleData) -> str:
    settings = [_setting(name, parameter) for name, parameter in data.parameters.items()]
    table = "\n".join(["| Setting | Value | Why | |", "|---|---|---|---|", *settings]) if settings else "No settings."
    return "\n\n".join(
        (
            f"# {data.title}",
            f"Rule `{key}`. [All rules](../patterns.md).",
            f"**What it says.** {data.says}",
            f"**Source.** {data.source} ({data.authority.value}).",
            f"**For example.** {data.example}",
            f"**Its limits, and how it can mislead.** {data.limits}",
            f"**What switches it off.** {data.stops_when}",
            f"**The question for supervision.** {data.question}",
            f"## Settings\n\n{table}\n",
        )
    )


def _setting(name: str, parameter: Parameter) -> str:
    value = parameter.value
    words = ", ".join(str(v) for v in value) if isinstance(value, tuple) else str(value)
    return f"| `{name}` | {words} | {parameter.why} | {parameter.authority.value} |"


TIMESCALES = """# Timescales

What has to happen by when, for each nation, as practice data (`chronology/practice/timescales.toml`) with the day from which it holds.

Days are counted two ways, and each result gives both days: **the day after the anchor is day 1**, as most guidance means it, and
**the first day counts**, as the validators of the census count. Working days leave out weekends and the nation's bank holidays
(`bank_holidays.toml`, 2000 to 2031; for later years a limit in working days cannot be told). Months run to the same day of the month, or the month's last.

For each running of a timescale Kinline says: **met**, **late**, **not yet due**, **overdue**, **depends on the dates** (an uncertain date lets it be one or
the other), or **cannot be told**. An entry without a date begins and meets nothing, and one that is not proved or withdrawn neither.
Nothing is late because nothing is recorded: “overdue” asks whether the file holds what this record does not.

The nation is that of the practice data in force, England as it ships. A council elsewhere says so in its own file, and its timescales and bank
holidays hold for every case file that names no nation of its own, and for plain files:

```toml
[timescales]
nation = "scotland"   # or wales, northern_ireland
```

Not told apart: the longer intervals of visits that regulations allow from the second year, and the shorter ones for a child placed with parents or
with connected people under temporary approval. Which of them holds is for the plan to say.

| Nation | Timescale | From | Limit | Then | Holds from | Source |
|---|---|---|---|---|---|---|
"""


def _timescales() -> str:
    rows = []
    for t in timescales():
        then = [t.limit_words(k) for k, limit in ((1, t.then_limit), (2, t.later_limit)) if limit]
        rows.append(
            f"| {t.nation.replace('_', ' ')} | {t.label} | {', '.join(category_label(c) for c in t.anchor)} | {t.limit_words()} | "
            f"{', then '.join(then)} | {t.valid_from:%Y} | {t.source} ({t.authority.value}) |"
        )
    return f"{TIMESCALES}{chr(10).join(rows)}\n"


def _stages() -> str:
    rows = [f"| `{s.key}` | {s.label} | {s.authority.value} |" for s in pattern_data().stages]
    return "\n".join(["## Stages of childhood", "", "| Key | Stage | |", "|---|---|---|", *rows, ""])
