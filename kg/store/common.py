"""What all stores do in the same way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class CommonStore(ABC):
    """A store with a base IRI that is closed at the end of its ``with`` block."""

    def __init__(self, base: str) -> None:
        self._base = base

    @property
    def base(self) -> str:
        """The start of every instance IRI."""
        return self._base

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; more than once does no harm."""

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
