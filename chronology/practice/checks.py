"""What is said about every check of the record, and its settings: practice data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import Field

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


@lru_cache(maxsize=1)
def checks_data() -> dict[str, CheckData]:
    """Return what is said about every check, by key, in the order of the practice data."""
    text = files("chronology.practice").joinpath("checks.toml").read_text(encoding="utf-8")
    return ChecksData.model_validate({"checks": tomllib.loads(text)}).checks


def check_data(key: str) -> CheckData:
    """Return what is said about one check; raises KeyError for one that has no data."""
    return checks_data()[key]
