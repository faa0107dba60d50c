"""Bytes to documents: one reader a format, one dispatcher."""

from kg.ingest.dispatch import find_inputs, read_documents

__all__ = ["find_inputs", "read_documents"]
