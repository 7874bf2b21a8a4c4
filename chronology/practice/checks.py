"""What is said about every check of the record, and its settings: practice data."""

from __future__ import annotations

from typing import Any

from pydantic import Field, TypeAdapter

from chronology.practice.laid import data_of, practice_cache
from chronology.practice.patterns import Authority, Parameter
from chronology.record.values import Value


class CheckData(Value):
    """What is said about one check."""

    title: str
    """What a point of it is about, in a few words."""
    settles: str
    """What would settle a point of it."""
    source: str
    authority: Authority
    parameters: dict[str, Parameter] = Field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return a whole-number setting."""
        value = self.parameters[name].value
        assert isinstance(value, int)
        return value


class ChecksData(Value):
    """Every check by its key."""

    checks: dict[str, CheckData]


def from_data(data: dict[str, Any]) -> dict[str, CheckData]:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return TypeAdapter(dict[str, CheckData]).validate_python(data)


@practice_cache
def checks_data() -> dict[str, CheckData]:
    """Return what is said about every check, by key, in the order of the practice data."""
    return from_data(data_of("checks"))


def check_data(key: str) -> CheckData:
    """Return what is said about one check; raises KeyError for one that has no data."""
    return checks_data()[key]
