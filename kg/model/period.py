"""Periods: stretches of days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period from {self.first} to {self.last}")

    @property
    def day(self) -> datetime.date | None:
        """The one day that it is, if it is one."""
        return self.first if self.first == self.last else None

    def meets(self, other: Period) -> bool:
        """Whether a day is in both."""
        return self.first <= other.last and other.first <= self.last
