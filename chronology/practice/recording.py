"""What similar wording is measured by, and the headings of forms, as practice data."""

from __future__ import annotations

from typing import Any

from chronology.practice.categories import folded
from chronology.practice.laid import data_of, practice_cache
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


def from_data(data: dict[str, Any]) -> RecordingData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return RecordingData.model_validate(data)


@practice_cache
def recording_data() -> RecordingData:
    """Return the practice data in force."""
    return from_data(data_of("recording"))


@practice_cache
def section_headings() -> dict[str, str]:
    """Return the kind of section that each folded heading begins."""
    return {folded(words): kind for kind, some in recording_data().headings.items() for words in some}
