"""A scene as the nodes and edges of a pyvis network, with coordinates."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.model import Agent, Form
from kg.views.labels import short_date, width, wrap
from kg.views.layout import Size, positions
from kg.views.marks import TONES, glyph
from kg.views.network import NO_SOURCE
from kg.views.scene import Link, Scene

Json = dict[str, Any]

SOURCE_WIDTH, CLAIM_WIDTH = 226.0, 330.0
"""Pixels at zoom 1; with the columns below a line fits in all common fonts, and what does not
is squeezed by the canvas (fillText's maxWidth), so a box never grows."""

SOURCE_COLUMNS, CLAIM_COLUMNS, ENTITY_COLUMNS = 20, 38, 22
SOURCE_LINES, CLAIM_LINES, ENTITY_LINES = 3, 4, 2
SOURCE_LINE, CLAIM_LINE, ENTITY_LINE = 20.0, 21.0, 17.0


def draw(scene: Scene) -> tuple[list[Json], list[Json]]:
    """Nodes and edges for ``pyvis.network.Network``, every node with its place and size."""
    claims_of = Counter(source for source, _ in {(x.source, x.claim) for x in scene.links})
    by_claim: dict[str, list[Link]] = {}
    for link in scene.links:
        by_claim.setdefault(link.claim, []).append(link)
    nodes = [_source(id, agent, claims_of[id]) for id, agent in scene.sources.items()]
    nodes += [_claim(id, claim.text, by_claim[id]) for id, (claim, _) in scene.claims.items()]
    nodes += [_entity(id, name) for id, name in scene.entities.items()]
    sizes: dict[str, Size] = {node["id"]: (node["w"], node["h"]) for node in nodes}
    places = positions(scene, sizes)
    for node in nodes:
        x, y = places[node["id"]]
        node |= {"x": round(x, 1), "y": round(y, 1)}
    return nodes, _edges(scene)


def _source(id: str, agent: Agent | None, claims: int) -> Json:
    lines = wrap(agent.name if agent else NO_SOURCE, SOURCE_COLUMNS, SOURCE_LINES)
    kind = agent.kind.value if agent else "nobody"
    noun = "statement" if claims == 1 else "statements"
    return {
        "id": id,
        "type": "source",
        "glyph": glyph(agent),
        "named": bool(agent and agent.named),
        "lines": lines,
        "claims": claims,
        "note": f"{kind} · {claims} {noun}",
        "w": SOURCE_WIDTH,
        "h": 40 + SOURCE_LINE * len(lines),
    }


def _claim(id: str, text: str, links: list[Link]) -> Json:
    first = links[0].attribution
    direct = first.form is Form.DIRECT
    lines = wrap(f"“{text}”" if direct else text, CLAIM_COLUMNS, CLAIM_LINES)
    cues = dict.fromkeys(link.record.quote(link.attribution.cue) for link in links)
    said = next((x.attribution.uttered_on for x in links if x.attribution.uttered_on), None)
    return {
        "id": id,
        "type": "claim",
        "glyph": glyph(links[0].record.agent_of(links[0].attribution)),
        "form": first.form.value,
        "tone": TONES[first.speech_act],
        "act": first.speech_act.value,
        "cue": "".join(wrap(" · ".join(cue for cue in cues if cue), 32, 1)),
        "date": short_date(said) if said else "",
        "lines": lines,
        "w": CLAIM_WIDTH,
        "h": 44 + CLAIM_LINE * len(lines),
    }


def _entity(id: str, name: str) -> Json:
    lines = wrap(name, ENTITY_COLUMNS, ENTITY_LINES)
    return {
        "id": id,
        "type": "entity",
        "topic": name,
        "lines": lines,
        "w": 44 + 8 * max(map(width, lines)),
        "h": 16 + ENTITY_LINE * len(lines),
    }


def _edges(scene: Scene) -> list[Json]:
    drawn: dict[tuple[str, str], Json] = {}
    for link in scene.links:
        attribution = link.attribution
        edge = {
            "type": "said",
            "form": attribution.form.value,
            "tone": TONES[attribution.speech_act],
        }
        drawn.setdefault((link.source, link.claim), edge)
    drawn |= {pair: {"type": "chain"} for pair in scene.chains}
    drawn |= {pair: {"type": "about"} for pair in scene.about}
    return [
        {"id": f"e{number}", "from": start, "to": end, **edge}
        for number, ((start, end), edge) in enumerate(drawn.items())
    ]
