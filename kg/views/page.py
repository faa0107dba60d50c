"""The graph page: one HTML file that loads nothing, for any browser.

pyvis holds the network and brings vis-network; its own template is not used: it asks other hosts
for files and lets scripts run from node titles, ids and headings. Ours escapes everything, puts
data where it is never parsed as markup, and lets no script run but those whose hashes it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.model import Record
from kg.views.blocks import Packed, pack
from kg.views.context import AROUND
from kg.views.drawing import draw
from kg.views.html import environment, policy, template
from kg.views.labels import fold, short_date
from kg.views.marks import FORM_LABELS, GLYPH_LABELS, TONES
from kg.views.network import claim_id
from kg.views.overview import overview
from kg.views.related import LABELS, SIGNS, Related, claim_key
from kg.views.scene import scene

CARDS = 60
"""Statements that can be read as cards in one picture; above, the page opens with an overview."""

STYLES = ("base.css", "page.css")
SCRIPTS = (
    "unpack.js", "state.js", "data.js", "draw.js", "layout.js", "ego.js", "picture.js", "list.js",
    "search.js", "filters.js", "panel.js", "export.js", "boot.js",
)  # fmt: skip

Json = dict[str, Any]

OVERVIEW_WORDS = "Sources and the topics that they speak about, linked."
CARDS_WORDS = (
    "Sources on the left, linked to what they are said to have said, and on the right what that"
    " is about."
)

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False, "labelHighlightBold": False},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0},
    "interaction": {"hover": True, "dragNodes": False, "selectConnectedEdges": False},
}

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
"""Developer tools would fetch the map."""


def graph_page(
    records: Sequence[Record],
    *,
    title: str | None = None,
    others: Related | None = None,
    contexts: bool = True,
) -> str:
    """The page as HTML.

    Up to CARDS statements are drawn as cards; of more the page draws the largest sources and what
    they speak about, and cards of what is chosen. ``others`` is what claims are related to.
    Without ``contexts`` the page has the statements' words, but not those around them, and is
    about half as large. RuntimeError when a quote on it is not the text at its offsets.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]

    packed = pack(records, others, around=AROUND if contexts else 0)
    network = Network(directed=True)
    # Not add_node and add_edge: they look through all that is there, and rename what they find.
    many = packed.count > CARDS
    network.nodes, network.edges = _overview(packed) if many else _cards(records, packed)
    network.options = OPTIONS
    style = "\n".join(map(template, STYLES))
    scripts = [_vis_network(), *map(template, SCRIPTS)]
    frame = environment().overlay()
    frame.globals = {
        **frame.globals,
        "page": {
            "title": title or _title(records),
            "summary": _summary(records),
            "notice": _notice(network.nodes, packed) if many else "",
            "overview": many,
            "related": bool(others),
            "picture": OVERVIEW_WORDS if many else CARDS_WORDS,
            "policy": policy([style], scripts, worker=True),
            "style": style,
            "scripts": scripts,
            "data": {
                "count": packed.count,
                "used": packed.used,
                "tones": {act.value: tone for act, tone in TONES.items()},
                "glyph_labels": GLYPH_LABELS,
                "form_labels": {form.value: label for form, label in FORM_LABELS.items()},
                "signs": {LABELS[how]: sign for how, sign in SIGNS.items()},
            },
            "index": packed.index,
            "columns": packed.columns,
            "blocks": packed.blocks,
            "worker": template("unpack.js") + template("worker.js"),
        },
    }
    network.templateEnv = frame
    network.path = "page.html"
    return str(network.generate_html())


def _cards(records: Sequence[Record], packed: Packed) -> tuple[list[Json], list[Json]]:
    """Every statement as a card, with the ids that the page's own pictures use."""
    nodes, edges = draw(scene(records))
    number: dict[str, int] = {}
    for record in records:
        for claim in record.claims:
            number[claim_id(claim, record)] = packed.first[claim_key(record, claim.id)]
    ids: dict[str, str] = {}
    for node in nodes:
        old = node["id"]
        if node["type"] == "source":
            ids[old] = f"s{packed.sources[old]}"
        elif node["type"] == "claim":
            ids[old] = f"c{number[old]}"
            node["row"] = number[old]
        else:
            ids[old] = f"t{fold(node['topic'])}"
        node["id"] = ids[old]
    for edge in edges:
        edge |= {"from": ids[edge["from"]], "to": ids[edge["to"]]}
    return nodes, edges


def _overview(packed: Packed) -> tuple[list[Json], list[Json]]:
    """The largest sources and their topics."""
    seen = overview(packed.names, [look.where for look in packed.looks], packed.speaks)
    nodes: list[Json] = []
    for spot in (*seen.sources, *seen.topics):
        place = {"x": spot.x, "y": spot.y, "w": spot.w, "h": spot.h}
        facts: Json = {"lines": spot.lines, "count": spot.count, **place}
        if isinstance(spot.id, int):
            look = packed.looks[spot.id]
            shown = {"glyph": look.glyph, "named": look.named, "note": spot.note}
            nodes.append({"id": f"s{spot.id}", "type": "hub", **shown, **facts})
        else:
            nodes.append({"id": f"t{fold(spot.id)}", "type": "topic", "topic": spot.id, **facts})
    edges: list[Json] = [
        {"type": "speaks", "from": f"s{source}", "to": f"t{fold(topic)}", "weight": weight}
        for source, topic, weight in seen.links
    ]
    return nodes, edges


def _vis_network() -> str:
    """vis-network as pyvis brings it (dual licence, Apache 2.0 or MIT)."""
    import pyvis  # type: ignore[import-untyped]

    path = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return _SOURCE_MAP.sub("", path.read_text(encoding="utf-8"))


def _title(records: Sequence[Record]) -> str:
    titles = [record.document.title for record in records]
    return titles[0] if len(titles) == 1 and titles[0] else "Claims and their sources"


def _summary(records: Sequence[Record]) -> str:
    agents = {one.agent.key for record in records for one in record.sources.values()}
    attributions = sum(len(record.attributions) for record in records)
    summary = (
        f"{_count(attributions, 'statement')} by {_count(len(agents), 'source')} "
        f"in {_count(len(records), 'article')}"
    )
    if len(records) != 1:
        return summary
    document = records[0].document
    date = f"published {short_date(document.date)}" if document.date else None
    return ", ".join(filter(None, (summary, document.publisher, date)))


def _notice(nodes: Sequence[Json], packed: Packed) -> str:
    """What the picture does not show."""
    drawn = sum(node["type"] == "hub" for node in nodes)
    topics = _count(len(nodes) - drawn, "topic")
    shown = f"{drawn} of {_count(len(packed.names), 'source')} and {topics}"
    return f"The picture shows {shown}: choose one. The list has every statement."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
