"""Who said what: articles in, a knowledge graph of claims and their sources out."""

from kg._version import __version__

__all__ = ["__version__"]
