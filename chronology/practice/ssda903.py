"""The codes of the statutory return on children looked after: practice data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from chronology.record.values import Value


class ReturnCodes(Value):
    """What the codes of the return mean."""

    episode: dict[str, tuple[str, str]]
    """Reason for a new episode → category of the entry, words."""
    legal_status: dict[str, tuple[str, str]]
    """Code → key of an order, words."""
    place: dict[str, tuple[str, str]]
    """Code → footing, words."""
    provider: dict[str, str]
    ceased: dict[str, str]
    need: dict[str, str]
    change: dict[str, str]
    permanence: dict[str, str]
    ethnicity: dict[str, str]
    adoption_ceased: dict[str, str]


@lru_cache(maxsize=1)
def return_codes() -> ReturnCodes:
    """Return the codes of the SSDA903 collection."""
    return ReturnCodes.model_validate(
        tomllib.loads(files("chronology.practice").joinpath("ssda903.toml").read_text(encoding="utf-8"))
    )
