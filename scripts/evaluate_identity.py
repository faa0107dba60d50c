"""Pairwise precision and recall of the matching of names across documents.

    python scripts/evaluate_identity.py tests/identity/names.jsonl tests/identity/pairs.csv
    python scripts/evaluate_identity.py STORE tests/identity/pairs.csv

The pairs of names were labelled by hand: same, different, or unknown. What they are held against
is either a store that ``kg build`` made of the articles (the pairs of which both names are sources
in it), or a file with a line a document: [[name, kind, [other forms of it in the document]], ...],
where a further list may have labelled names that the reading of the document joined to this one.
When a name that is no agent's own has several bearers, a pair labelled same is joined if all are
the same, any other if two are.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.identity.directory import MemoryDirectory
from kg.identity.identities import Identities, Identity
from kg.identity.uses import Uses
from kg.model import Agent, AgentKind
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.names import StoreDirectory
from kg.store.oxigraph import open_store

Name = tuple[str, AgentKind]


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair and what the program made of it."""

    one: Name
    other: Name
    label: str
    joined: bool


def of_store(folder: Path) -> dict[Name, list[Identity]]:
    """The identities of all named sources in a store."""
    with open_store(folder, create=False) as store:
        directory = StoreDirectory(store)
        iris = Iris(store.base)
        found = Identities(directory)
        agents = [
            known
            for agent, *_ in store.quads(iris.identities, predicate=CKG.documentCount)
            if (known := directory.known(agent)) is not None
        ]
        return {(agent.name, agent.kind): [found.identity(agent)] for agent in agents}


def of_file(names: Path) -> dict[Name, list[Identity]]:
    """The identities behind all names in a file: its agent's, or its bearers'."""
    documents = [json.loads(line) for line in names.read_text(encoding="utf-8").splitlines()]
    uses = Uses()
    for entries in documents:
        uses.add(
            {(Agent(n, AgentKind(k)).key, n, AgentKind(k)): forms for n, k, forms, *_ in entries}
        )
    agents = uses.agents()
    found = Identities(MemoryDirectory(agents, uses.calls))
    own = {(agent.name, agent.kind): found.identity(agent) for agent in agents}
    who = {name: [identity] for name, identity in own.items()}
    for called, kind, _, *joined in (entry for entries in documents for entry in entries):
        bearer = own[called, AgentKind(kind)]
        for form in joined[0] if joined else ():
            if (name := (form, bearer.agent.kind)) not in own:
                who.setdefault(name, []).append(bearer)
    return who


def judged(names: Path, pairs: Path) -> list[Pair]:
    """The labelled pairs with the program's answer."""
    who = of_store(names) if names.is_dir() else of_file(names)
    with pairs.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Pair(one, other, row["label"], _joined(who[one], who[other], row["label"]))
        for row in rows
        for one in [(row["name_a"], AgentKind(row["kind_a"]))]
        for other in [(row["name_b"], AgentKind(row["kind_b"]))]
        if not names.is_dir() or (one in who and other in who)
    ]


def _joined(one: list[Identity], other: list[Identity], label: str) -> bool:
    """Whether two names are one agent's: all their bearers when they should be, else any two."""
    same = [a.canonical == b.canonical for a in one for b in other]
    return all(same) if label == "same" else any(same)


def precision_recall(pairs: list[Pair]) -> tuple[float, float]:
    """Precision (a pair labelled unknown that was joined is wrong) and recall."""
    counts = Counter((pair.label == "same", pair.joined) for pair in pairs)
    right = counts[True, True]
    return right / (right + counts[False, True]), right / (right + counts[True, False])


def main() -> None:
    """Print the numbers and every pair that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", type=Path)
    parser.add_argument("pairs", type=Path)
    chosen = parser.parse_args()
    pairs = judged(chosen.names, chosen.pairs)
    for pair in pairs:
        if (pair.label == "same") != pair.joined:
            what = "joined" if pair.joined else "apart"
            print(f"{pair.label:9} {what:6} {' '.join(pair.one)} | {' '.join(pair.other)}")
    labels = Counter(pair.label for pair in pairs)
    precision, recall = precision_recall(pairs)
    print(f"{len(pairs)} pairs ({dict(labels)}): precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
