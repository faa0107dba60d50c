"""Provenance: what made an extraction."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.identifiers import digest


@dataclass(frozen=True, slots=True)
class Extraction:
    """The software that read a document. Without a time: the same input gives the same quads.

    ``model_hash`` is the hash of the trained weights or rule tables that decided.
    """

    software: str
    version: str
    extractor: str
    model: str
    model_hash: str

    @property
    def key(self) -> str:
        """Content hash of all fields."""
        return digest(
            "extraction", self.software, self.version, self.extractor, self.model, self.model_hash
        )
