"""How far a drawing keeps each rule of the layout, in words: what cannot be otherwise, and what might be."""

from __future__ import annotations

from collections.abc import Mapping

from exporters.genogram.shape import Rule

WORDS = {
    "split_rows": ("couple on two rows", "couples on two rows"),
    "apart": ("couple not side by side", "couples not side by side"),
    "order": ("sibship out of birth order", "sibships out of birth order"),
    "stranger": ("sibship with somebody else standing in it", "sibships with somebody else standing in them"),
    "crossing": ("crossing of lines", "crossings of lines"),
}
"""One, and several, of what each rule counts, in the order of the rules."""


def bounds_in_words(rules: Mapping[str, Rule]) -> str:
    """Return what of the rules a drawing breaks, with the fewest that any drawing of the family can break."""
    broken = [rule for rule in WORDS if rules[rule].violations]
    if not broken:
        return "every rule is kept"
    forced = all(rules[rule].proved and rules[rule].violations == rules[rule].fewest for rule in broken)
    if forced:
        return f"{', '.join(_counted(rule, rules[rule].violations) for rule in broken)}: proved to be the fewest"
    return ", ".join(f"{_counted(rule, rules[rule].violations)} ({_least(rules[rule])})" for rule in broken)


def _counted(rule: str, count: int) -> str:
    return f"{count} {WORDS[rule][count > 1]}"


def _least(rule: Rule) -> str:
    if rule.proved and rule.violations == rule.fewest:
        return "proved to be the fewest"
    return f"at least {rule.fewest}" if rule.fewest else "not proved to be the fewest"
