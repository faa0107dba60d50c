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
from kg.views.drawing import draw
from kg.views.html import environment, policy, template
from kg.views.labels import short_date
from kg.views.marks import FORM_LABELS, GLYPH_LABELS, TONE_LABELS
from kg.views.scene import NODE_LIMIT, Scene, scene
from kg.views.statements import documents, statements

LIST_LIMIT = 10_000
"""Statements on the page: more take a browser seconds to list, and nobody reads them there."""

STYLES = ("base.css", "page.css")
SCRIPTS = ("state.js", "draw.js", "picture.js", "list.js", "panel.js")

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


def graph_page(records: Sequence[Record], *, title: str | None = None) -> str:
    """The page as HTML.

    With more than NODE_LIMIT nodes only the sources with the most claims are drawn, and with more
    than LIST_LIMIT attributions only the first ones are listed; the page says so.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]

    drawn = scene(records, NODE_LIMIT)
    network = Network(directed=True)
    # Not add_node and add_edge: they look through all that is there, and rename what they find.
    network.nodes, network.edges = draw(drawn)
    network.options = OPTIONS
    listed = statements(records, LIST_LIMIT)
    unlisted = sum(len(record.attributions) for record in records) - len(listed)
    style = "\n".join(map(template, STYLES))
    scripts = [_vis_network(), *map(template, SCRIPTS)]
    frame = environment().overlay()
    frame.globals = {
        **frame.globals,
        "page": {
            "title": title or _title(records),
            "summary": _summary(records),
            "notice": _notice(drawn, len(listed), unlisted),
            "policy": policy([style], scripts),
            "style": style,
            "scripts": scripts,
            "glyphs": _used(GLYPH_LABELS, {s["glyph"] for s in listed}),
            "forms": [(form.value, label) for form, label in FORM_LABELS.items()],
            "tones": _used(TONE_LABELS, {s["tone"] for s in listed}),
            "documents": documents(records),
            "statements": listed,
        },
    }
    network.templateEnv = frame
    network.path = "page.html"
    return str(network.generate_html())


def write_graph_page(records: Sequence[Record], path: Path, *, title: str | None = None) -> None:
    """Write the page to a file, in UTF-8. OSError when that cannot be written."""
    path.write_text(graph_page(records, title=title), encoding="utf-8", newline="\n")


def _vis_network() -> str:
    """vis-network as pyvis brings it (dual licence, Apache 2.0 or MIT)."""
    import pyvis  # type: ignore[import-untyped]

    path = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return _SOURCE_MAP.sub("", path.read_text(encoding="utf-8"))


def _used(labels: dict[str, str], used: set[str]) -> list[tuple[str, str]]:
    return [(name, label) for name, label in labels.items() if name in used]


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


def _notice(drawn: Scene, listed: int, unlisted: int) -> str:
    """What the page does not show."""
    notices = []
    if drawn.most:
        notices.append(
            f"Too much for one picture: it shows the {_count(len(drawn.sources), 'source')} with"
            f" the most statements, at most {drawn.most} of each."
        )
    if drawn.most or unlisted:
        notices.append(f"The list has {listed:,} statements.")
    if unlisted:
        notices.append(f"It ends there: {unlisted:,} more are not on this page.")
    return " ".join(notices)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
