"""Chains from the outermost to the origin, and their roots."""

import dataclasses
from itertools import pairwise

import pytest

from kg.errors import NotFoundError
from kg.model import Agent, AgentKind, Credit, Span
from kg.query.audit import audit
from kg.query.catalogue import load_example
from kg.query.chains import chains, paths
from kg.query.run import run_example
from kg.store.documents import put
from kg.store.oxigraph import memory_store
from tests.store.records import AGENCY, PORT, SPOKESWOMAN, small_record, spoken_for


def stored(*records):
    store = memory_store()
    for one in records:
        put(store, one)
    return store


def credited(record):
    """The same, credited to the agency that its first words name."""
    credit = Credit(Agent("The agency", AgentKind.MEDIA_OUTLET), Span(0, 10))
    return dataclasses.replace(record, credits=(credit,))


def test_outermost_first_and_never_flattened():
    (chain,) = chains(stored(small_record()))
    assert [link.source for link in chain.links] == [AGENCY.name, "the mayor", "the clerk"]
    assert (chain.root, chain.origin) == (AGENCY.name, "the clerk")
    assert chain.links[-1].claim == "harbour would close"
    assert chain.document_id == "small"


def test_the_agency_to_which_an_article_is_credited_is_the_root_of_all():
    store = stored(credited(small_record()))
    found = chains(store)
    assert {chain.root for chain in found} == {"The agency"}
    assert [len(chain.links) for chain in found] == [3, 1, 1]
    # Nobody is made to have said anything by it.
    assert "The agency" not in {link.source for chain in found for link in chain.links}
    assert len(audit(store)) == 5


def test_chains_of_a_source_wherever_it_stands():
    store = stored(credited(small_record("a")), spoken_for(small_record("b")))
    assert [one.document_id for one in chains(store, SPOKESWOMAN.name)] == ["b"]
    assert [one.document_id for one in chains(store, PORT.name)] == ["a", "b"]
    assert [one.document_id for one in chains(store, "The agency")] == ["a"] * 3
    (chain,) = chains(store, SPOKESWOMAN.name)
    assert chain.links[0].on_behalf_of == PORT.name
    with pytest.raises(NotFoundError):
        chains(store, "Nobody At All")


def test_every_attribution_is_on_a_path(seed_record):
    found = list(paths(seed_record))
    assert {one.id for path in found for one in path} == {
        one.id for one in seed_record.attributions
    }
    for path in found:
        for outer, inner in pairwise(path):
            assert inner.id in outer.reports


def test_the_example_gives_the_roots():
    store = stored(credited(small_record()))
    table = run_example(store, load_example("chain-roots"))
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert {row["credited"] for row in rows} == {"The agency"}
    (deep,) = (row for row in rows if row["steps"] == 2)
    assert (deep["root"], deep["origin"]) == (AGENCY.name, "the clerk")
    assert sorted(row["steps"] for row in rows) == [0, 0, 2]


def test_the_example_of_what_was_said_on_somebodys_behalf():
    store = stored(spoken_for(small_record()))
    table = run_example(store, load_example("on-behalf-of"), {"principal": PORT.name})
    assert [row[:2] for row in table.rows] == [(PORT.name, SPOKESWOMAN.name)]
