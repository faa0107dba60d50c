"""Who said what: news articles in, a knowledge graph of claims and their sources out.

import kg

with kg.build("seeds/") as graph:
    for row in graph.audit("Kazakh Foreign Ministry"):
        print(row.cue, row.claim)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg._version import __version__

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.graph import KnowledgeGraph, build
    from kg.model import Agent, Attribution, Claim, Document, Proposition, Record, Span

_HOMES = {
    "kg.config": ("Settings",),
    "kg.graph": ("KnowledgeGraph", "build"),
    "kg.model": ("Agent", "Attribution", "Claim", "Document", "Proposition", "Record", "Span"),
}

__all__ = [
    "Agent",
    "Attribution",
    "Claim",
    "Document",
    "KnowledgeGraph",
    "Proposition",
    "Record",
    "Settings",
    "Span",
    "__version__",
    "build",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: ``import kg`` itself loads nothing heavy."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
