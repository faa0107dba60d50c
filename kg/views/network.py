"""Records as a networkx graph whose attributes are all scalars: GraphML and GEXF can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Agent, Attribution, Claim, Document, Record
from kg.model.identifiers import spans_key

if TYPE_CHECKING:
    import networkx as nx

Scalar = str | int | float | bool

NO_SOURCE = "no source named"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Complement of production 2 (Char) of XML 1.0."""


def to_networkx(records: Iterable[Record]) -> nx.MultiDiGraph[str]:
    """Agents, claims, entities and documents with everything that links them.

    Nodes ("agent:...", "claim:...", "entity:...", "document:...") have ``node_type`` and
    ``label``. Edges have ``relation``:

    - "attributed": agent -> claim, one an attribution (key: document key and attribution id), with
      ``cue``, ``quote``, ``form``, ``speech_act``, offsets, and where known ``confidence``,
      ``said_on``, ``addressee``, ``medium``, ``place``;
    - "reports": agent of the outer attribution -> agent of the inner one;
    - "about": claim -> entity, with ``role`` (subject or object) and ``predicate``;
    - "stated in": claim -> document.

    An attribution that names no source hangs on a node of its document, "agent:none-...": nobody
    is identified with nobody of another article. Attributes are str, int, float or bool; what is
    not known is left out; characters that XML cannot hold are replaced by U+FFFD. The order
    of nodes and edges is that of the records.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in records:
        _add_document(graph, record.document)
        for claim in record.claims:
            _add_claim(graph, claim, record)
        for attribution in record.attributions:
            _add_attribution(graph, attribution, record)
        by_id = {attribution.id: attribution for attribution in record.attributions}
        for outer in record.attributions:
            for inner in outer.reports:
                graph.add_edge(
                    source_id(outer, record),
                    source_id(by_id[inner], record),
                    key=f"{_local(record, outer.id)}-{inner}",
                    **_scalars(relation="reports", document=record.document.id),
                )
    return graph


def source_id(attribution: Attribution, record: Record) -> str:
    """The node of who an attribution's source is."""
    agent = record.agent_of(attribution)
    return f"agent:{agent.key if agent else 'none-' + record.document.key}"


def claim_id(claim: Claim, record: Record) -> str:
    """The node of a claim of a document."""
    return f"claim:{_local(record, claim.id)}"


def _local(record: Record, id: str) -> str:
    return f"{record.document.key}-{id}"


def _add_document(graph: nx.MultiDiGraph[str], document: Document) -> None:
    graph.add_node(
        f"document:{document.key}",
        **_scalars(
            node_type="document",
            label=document.title or document.id,
            document=document.id,
            title=document.title,
            publisher=document.publisher,
            author=document.author,
            published=document.date.isoformat() if document.date else None,
            url=document.url,
            language=document.language,
            sha256=document.sha256,
        ),
    )


def _add_claim(graph: nx.MultiDiGraph[str], claim: Claim, record: Record) -> None:
    node = claim_id(claim, record)
    graph.add_node(node, **_scalars(node_type="claim", label=claim.text))
    graph.add_edge(
        node,
        f"document:{record.document.key}",
        key="stated in",
        **_scalars(relation="stated in", offsets=spans_key(claim.statement)),
    )
    for proposition in claim.propositions:
        for role, argument in (("subject", proposition.subject), ("object", proposition.object)):
            if argument is None or argument.entity is None:
                continue
            entity = f"entity:{argument.entity.key}"
            if entity not in graph:
                graph.add_node(entity, **_scalars(node_type="entity", label=argument.name))
            graph.add_edge(
                node,
                entity,
                key=f"{proposition.id}-{role}",
                **_scalars(
                    relation="about",
                    role=role,
                    predicate=proposition.predicate,
                    lemma=proposition.lemma,
                    polarity=proposition.polarity.value,
                    modality=proposition.modality and proposition.modality.value,
                    offsets=spans_key(argument.spans),
                ),
            )


def _add_attribution(graph: nx.MultiDiGraph[str], attribution: Attribution, record: Record) -> None:
    source = source_id(attribution, record)
    if source not in graph:
        graph.add_node(source, **_agent(record.agent_of(attribution)))
    resolved = record.sources.get(attribution.id)
    said_on = attribution.uttered_on
    graph.add_edge(
        source,
        claim_id(record.claim_of(attribution), record),
        key=_local(record, attribution.id),
        **_scalars(
            relation="attributed",
            attribution=attribution.id,
            document=record.document.id,
            source_words=record.quote(attribution.source) or None,
            resolution=resolved.resolution.value if resolved else None,
            cue=record.quote(attribution.cue) or None,
            quote=record.quote(attribution.content),
            form=attribution.form.value,
            speech_act=attribution.speech_act.value,
            addressee=record.quote(attribution.addressee) or None,
            medium=record.quote(attribution.medium) or None,
            place=record.quote(attribution.place) or None,
            said_on=said_on.isoformat() if said_on else None,
            confidence=attribution.confidence,
            offset_start=attribution.content[0].start,
            offset_end=attribution.content[-1].end,
            offsets=spans_key(attribution.content),
        ),
    )


def _agent(agent: Agent | None) -> dict[str, Scalar]:
    return _scalars(
        node_type="agent",
        label=agent.name if agent else NO_SOURCE,
        agent_kind=agent.kind.value if agent else None,
        named=agent.named if agent else False,
        resolved=agent.resolved if agent else False,
    )


def _scalars(**attributes: Scalar | None) -> dict[str, Scalar]:
    """Attributes without the unknown ones, every string fit for XML."""
    return {
        name: printable(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }


def printable(text: str) -> str:
    """The text with U+FFFD for every character that XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", text)
