"""Settings, as values. Whoever is at the edge (the command line) reads the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import ConfigurationError

DEFAULT_BASE = "https://w3id.org/ckg/id/"
EXTRACTORS = ("trained", "rules")
"""How attributions are found: by trained weights (the default), or by rules over the parse."""
MAX_TEXT = 10_000_000
"""Longest text that is read, in code points: a novel is about one million."""


@dataclass(frozen=True, slots=True)
class Server:
    """What the URL of a SPARQL server does not say of it: "" where there is nothing to say.

    ``update`` and ``graphs`` (Graph Store Protocol) are URLs of endpoints.
    """

    update: str = ""
    graphs: str = ""
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set.

    ``base`` is the start of every instance IRI and ends in / or #; attributions with less than
    ``min_confidence`` (a probability) are left out; ``batch_size`` counts documents, ``max_text``
    code points. ``server`` is for stores on one.
    """

    base: str = DEFAULT_BASE
    extractor: str = "trained"
    min_confidence: float = 0.0
    batch_size: int = 16
    max_text: int = MAX_TEXT
    server: Server = Server()

    def __post_init__(self) -> None:
        if not self.base.startswith(("http://", "https://")) or self.base[-1] not in "/#":
            raise ConfigurationError(f"base {self.base!r}: an http(s) IRI ending in / or #, please")
        if any(c.isspace() or c in '<>"{}|\\^`' for c in self.base):
            raise ConfigurationError(f"base {self.base!r}: not an IRI")
        if self.extractor not in EXTRACTORS:
            raise ConfigurationError(
                f"extractor {self.extractor!r}: known are {', '.join(EXTRACTORS)}"
            )
        if not 0.0 <= self.min_confidence <= 1.0:
            raise ConfigurationError(f"min_confidence {self.min_confidence}: 0 to 1, please")


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Settings from environment variables: KG_BASE, KG_EXTRACTOR, KG_SPARQL_UPDATE and others.

    The others are KG_SPARQL_GRAPHS, KG_SPARQL_USER and KG_SPARQL_PASSWORD.
    """
    return Settings(
        base=environment.get("KG_BASE", DEFAULT_BASE),
        extractor=environment.get("KG_EXTRACTOR", "trained"),
        server=Server(
            update=environment.get("KG_SPARQL_UPDATE", ""),
            graphs=environment.get("KG_SPARQL_GRAPHS", ""),
            user=environment.get("KG_SPARQL_USER", ""),
            password=environment.get("KG_SPARQL_PASSWORD", ""),
        ),
    )
