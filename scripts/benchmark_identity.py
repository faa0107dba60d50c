"""What one more document costs in a store of many agents, beside making its identities anew.

    python scripts/benchmark_identity.py --agents 100000

Makes a store in memory with that many invented agents (random letters; surnames and given names
come again as in real ones), ten a document. Then documents about some of them are added and
taken out one by one. Prints the time of the identities' part of it, the time of a full rebuild
in the same run, and their ratio.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from rdflib import SDO, Literal, URIRef

from kg.identity.tables import tables
from kg.model import Agent, AgentKind, Span
from kg.rdf.iris import Iris
from kg.rdf.literals import offsets
from kg.rdf.quads import Quad
from kg.rdf.vocabulary import CKG
from kg.rdf.writer import referent_quads
from kg.store.identities import follow, rebuild_identities
from kg.store.interface import Change
from kg.store.oxigraph import OxigraphStore, memory_store

PER_DOCUMENT = 10


def people(count: int, chance: random.Random) -> list[Agent]:
    """Agents of invented names: most surnames few have, some many."""
    given = sorted(tables().given_names)
    letters = "abcdefghijklmnoprstuvw"
    surnames = [
        "".join(chance.choices(letters, k=chance.randint(4, 9))).title() for _ in range(count // 3)
    ]
    found: dict[str, Agent] = {}
    while len(found) < count:
        surname = surnames[int(len(surnames) * chance.random() ** 2)]
        words = [chance.choice(given).title(), surname]
        if chance.random() < 0.1:
            words.insert(1, f"{chance.choice(letters).upper()}.")
        if chance.random() < 0.05:
            words = words[-1:]
        name = " ".join(words)
        kind = AgentKind.PERSON if chance.random() < 0.9 else AgentKind.UNKNOWN
        agent = Agent(name, kind)
        found[agent.key] = agent
    return list(found.values())


def document(number: int, agents: list[Agent], iris: Iris) -> list[Quad]:
    """The quads of a document that identities depend on."""
    graph = URIRef(f"{iris.base}document/{number:032x}")
    text, quads = "", []
    for place, agent in enumerate(agents):
        short = agent.name.split()[-1]
        node = URIRef(f"{iris.base}attribution/{number:032x}-{place}")
        span = (Span(len(text), len(text) + len(short)),)
        text += short + ". "
        quads += [
            (node, CKG.source, iris.agent(agent), graph),
            (node, CKG.sourceEvidenceAt, offsets(span), graph),
        ]
    return [*quads, (graph, SDO.text, Literal(text), graph)]


def filled(agents: list[Agent], iris: Iris) -> OxigraphStore:
    """A store with all of them."""
    store = memory_store(iris.base)
    for start in range(0, len(agents), PER_DOCUMENT):
        some = agents[start : start + PER_DOCUMENT]
        quads = (*document(start, some, iris), *referent_quads(some, (), iris))
        store.apply(Change(add=quads))
    return store


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agents", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=50)
    chosen = parser.parse_args()
    chance = random.Random(1)  # the same names in every run
    agents = people(chosen.agents, chance)
    store = filled(agents, Iris(memory_store().base))
    iris = Iris(store.base)
    start = time.perf_counter()
    rebuild_identities(store)
    rebuild = time.perf_counter() - start
    times = []
    for number in range(chosen.documents):
        some = chance.sample(agents, PER_DOCUMENT)
        quads = document(10**9 + number, some, iris)
        start = time.perf_counter()
        change = follow(store, (), quads, Change(add=tuple(quads)))
        times.append(time.perf_counter() - start)
        store.apply(change)
    middle, worst = statistics.median(times), max(times)
    print(f"{len(agents)} agents, {len(store)} quads; full rebuild {rebuild:.1f} s")
    times_ms = f"{middle * 1000:.1f} ms, {worst * 1000:.1f} at worst"
    print(f"one document of {PER_DOCUMENT} agents: {times_ms}")
    print(f"full rebuild / one document: {rebuild / middle:.0f}")
    before = set(store.quads(iris.identities))
    differs = rebuild_identities(store)
    print(f"the same as made anew: {not differs} ({len(before)} quads)")


if __name__ == "__main__":
    main()
