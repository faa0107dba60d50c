"""Errors that the program expects: each message names the thing and the reason."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that is reported to the user without a traceback."""


class InputError(KgError):
    """An input that cannot be read as an article; ``name`` is the file (and line)."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class ConfigurationError(KgError):
    """A setting, model or resource that is missing or does not fit."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class QueryError(KgError):
    """A query that cannot be parsed, bound or run."""


class DecisionError(KgError):
    """A decision about names that cannot stand beside earlier ones, or changes nothing."""


class NotFoundError(KgError):
    """A document, source or example that is not there."""
