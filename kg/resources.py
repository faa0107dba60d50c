"""Where data files are: the only module that knows."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a data file or folder: inside the package when installed, else in the checkout.

    ``resource("ontology", "ckg.ttl")``. ConfigurationError when it is in neither place.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ConfigurationError(f"data file {'/'.join(parts)} is not installed")
