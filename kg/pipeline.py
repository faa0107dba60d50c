"""Composes the stages, streaming; the only module that knows them all."""
