"""One page for each pattern rule, and the page that lists them."""

from __future__ import annotations

from pathlib import Path

from chronology.patterns.registry import RULES
from chronology.practice.patterns import Parameter, RuleData, pattern_data

DOCS = Path(__file__).parents[2] / "docs"

INTRODUCTION = """# Patterns to consider

A pattern is a question about one child's record, with the entries behind it: never a finding, a score, a rank or a
prediction. `kinline patterns` says which there are for each child, as at any day; a pattern enters an assessment only when a named
worker takes it up in their own words.

- **However the dates fall** (`certain`): it holds for every placement of uncertain dates. **Depends on the dates** (`possible`): for some.
- An entry that is **not proved or withdrawn** never counts; an **alleged** one counts and is called alleged.
- An entry explained by **money or housing** alone never counts; one explained by **disability** counts, with the explanation beside it.
- The **same matter** told of again within a week is one; the same entry twice is one. Every report is kept behind the pattern.
- Only entries that **name the child** count. Entries about the family that name no child count only where it is the only subject
  child; else how many there are is said under “not known”.
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


def _stages() -> str:
    rows = [f"| `{s.key}` | {s.label} | {s.authority.value} |" for s in pattern_data().stages]
    return "\n".join(["## Stages of childhood", "", "| Key | Stage | |", "|---|---|---|", *rows, ""])
