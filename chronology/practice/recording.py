"""What similar wording is measured by, and the headings of forms, as practice data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from chronology.practice.categories import folded
from chronology.practice.patterns import Parameter
from chronology.record.values import Value


class RecordingData(Value):
    """The practice data of similar wording."""

    parameters: dict[str, Parameter]
    headings: dict[str, tuple[str, ...]]
    """For each kind of section (child, family, other) the headings of forms that begin one."""

    def number(self, name: str) -> float:
        """Return a setting that is a number."""
        value = self.parameters[name].value
        assert isinstance(value, int | float)
        return value


@lru_cache(maxsize=1)
def recording_data() -> RecordingData:
    """Return the practice data that ships with the program."""
    text = files("chronology.practice").joinpath("recording.toml").read_text(encoding="utf-8")
    return RecordingData.model_validate(tomllib.loads(text))


@lru_cache(maxsize=1)
def section_headings() -> dict[str, str]:
    """Return the kind of section that each folded heading begins."""
    return {folded(words): kind for kind, some in recording_data().headings.items() for words in some}
