"""A partnership's history in short words beside its line."""

from __future__ import annotations

from chronology.record.sources import Standing
from chronology.record.ties import Partnership, PartnershipStatus, PartnershipStep
from exporters.genogram.dating import span_words, year_words
from exporters.genogram.notation import feature_labels, short_label


def step_parts(partnership: Partnership, steps: tuple[PartnershipStep, ...]) -> list[str]:
    """Return the short words of each step of a partnership's history: "LT 2018", "s. 2020", "partners from 2020"."""
    parts = [words for words in map(_step_label, steps) if words]
    parts += feature_labels(partnership.features)
    if parts and partnership.standing is not Standing.RECORDED:
        parts[-1] += f" ({partnership.standing.value})"
    return parts


def _step_label(step: PartnershipStep) -> str:
    """Return a step's short words; of one without a status only from when it is, empty where that is not known either."""
    label = short_label(step.status)
    if label:
        return f"{label} {year_words(step.when)}".rstrip()
    span = span_words(step.when) if step.status is PartnershipStatus.NOT_RECORDED else ""
    return f"partners {'' if step.when.is_period else 'from '}{span}" if span else ""


def step_words(partnership: Partnership, steps: tuple[PartnershipStep, ...]) -> str:
    """Return the short words of a partnership's history beside its line: "LT 2018, s. 2020"."""
    return ", ".join(step_parts(partnership, steps))


def halves(steps: list[str]) -> tuple[str, str]:
    """Return a couple's steps in two lines."""
    first = (len(steps) + 1) // 2
    return ", ".join(steps[:first]) + ("," if steps[first:] else ""), ", ".join(steps[first:])
