"""Whose turn it is outside of quotations: who "I" and "you" are, where the text shows it."""

from __future__ import annotations

from functools import partial

from kg.resolve.discourse import Discourse
from kg.resolve.interviews import hearing, interview, labels
from kg.resolve.letters import byline, introduction, letter
from kg.resolve.page import Page, Turns


def turns_of(discourse: Discourse) -> Turns:
    """The turns of a document, by the first sign that it has: the clearest comes first."""
    page = Page(discourse)
    signs = (labels, hearing, letter, partial(introduction, clear=True), interview, byline)
    for sign in (*signs, introduction):
        if (turns := sign(page)) is not None:
            return turns
    return Turns()
