"""Types of what the graph is made of."""

from __future__ import annotations

from typing import TypeAlias

from rdflib import Literal, URIRef

#: Subject, predicate, object: no blank nodes, so a subject is always an IRI.
Triple: TypeAlias = tuple[URIRef, URIRef, URIRef | Literal]

#: A triple of which only the words count: subject and value as strings.
Words: TypeAlias = tuple[str, URIRef, str]

#: A triple and the name of the one graph that it is in.
Quad: TypeAlias = tuple[URIRef, URIRef, URIRef | Literal, URIRef]
