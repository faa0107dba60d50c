"""The picture of many claims: the largest sources, what they speak about, the strongest links.

Hundreds of cards cannot be read at once. Above a number of claims the graph page opens with
sources and topics only; a click leads to the cards.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.views.labels import width, wrap

SOURCES, TOPICS = 45, 75
"""How many of each are drawn: with these, all labels of the picture can be read on a laptop."""

BACKBONE = 3
"""Links that every node keeps: those with the highest lift."""

ASPECT = 1.45
"""Width over height of the picture."""

SPARSE = 2.3
"""Area of the picture over that of its boxes: below 2 nothing can be seen of the links."""

GAP = 12.0

_Id = TypeVar("_Id", int, str)
Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node with its place: ``id`` is the number of a source or the name of a topic.

    ``note`` stands below the name of a source that has none of its own.
    """

    id: int | str
    lines: tuple[str, ...]
    note: str
    count: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Overview:
    """Sources and topics with their places, and what links them: (source, topic, statements)."""

    sources: tuple[Spot, ...]
    topics: tuple[Spot, ...]
    links: tuple[tuple[int, str, int], ...]


def overview(
    names: Sequence[str], notes: Sequence[str], speaks: Mapping[tuple[int, str], int]
) -> Overview:
    """Choose, link and place what is drawn.

    ``names`` and ``notes`` are those of the sources, ``speaks`` says how many statements of a
    source (by its number) are about a topic (by its name).
    """
    said: Counter[int] = Counter()
    about: Counter[str] = Counter()
    voices: Counter[str] = Counter()
    for (source, topic), count in speaks.items():
        said[source] += count
        about[topic] += count
        voices[topic] += 1
    sources = _largest(said, SOURCES)
    # What several speak about tells more of a debate than what one repeats.
    shared = Counter({topic: voices[topic] * 1000 + about[topic] for topic in about})
    topics = [t for t in _largest(shared, TOPICS) if about[t] > 1]
    links = _backbone(sources, topics, speaks)
    linked = {node for s, t, _ in links for node in (s, t)}
    sources = [s for s in sources if s in linked]
    topics = [t for t in topics if t in linked]
    labels: dict[int | str, tuple[str, ...]] = {s: wrap(names[s], 26, 2) for s in sources}
    labels |= {t: wrap(t, 24, 1) for t in topics}
    below: dict[int | str, str] = {s: "".join(wrap(notes[s], 30, 1)) for s in sources}
    sizes = {id: _size(id, lines, below.get(id, "")) for id, lines in labels.items()}
    weight: dict[int | str, int] = {s: said[s] for s in sources}
    weight |= {t: about[t] for t in topics}
    order = sorted(labels, key=lambda id: (isinstance(id, str), -weight[id], str(id)))
    places = _apart(order, sizes, _forces(order, links))

    def spot(id: int | str) -> Spot:
        return Spot(id, labels[id], below.get(id, ""), weight[id], *places[id], *sizes[id])

    return Overview(tuple(map(spot, sources)), tuple(map(spot, topics)), tuple(links))


def _largest(counts: Counter[_Id], most: int) -> list[_Id]:
    return [id for id, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _backbone(
    sources: Sequence[int], topics: Sequence[str], speaks: Mapping[tuple[int, str], int]
) -> list[tuple[int, str, int]]:
    """The links with the highest lift of every node (how much more often than by chance)."""
    drawn_sources, drawn_topics = set(sources), set(topics)
    inside = {k: n for k, n in speaks.items() if k[0] in drawn_sources and k[1] in drawn_topics}
    said: Counter[int | str] = Counter()
    for (source, topic), count in inside.items():
        said[source] += count
        said[topic] += count
    total = sum(inside.values())

    def lift(pair: tuple[int, str]) -> float:
        # One statement more is expected everywhere: rare pairs must not come first by chance.
        expected = said[pair[0]] * said[pair[1]] / total
        return (inside[pair] + 1) / (expected + 1)

    kept: dict[tuple[int, str], None] = {}
    for side in (0, 1):
        of: dict[int | str, list[tuple[int, str]]] = {}
        for pair in inside:
            of.setdefault(pair[side], []).append(pair)
        for pairs in of.values():
            pairs.sort(key=lambda pair: (-lift(pair), -inside[pair], pair))
            kept |= dict.fromkeys(pairs[:BACKBONE])
    return [(s, t, inside[s, t]) for s, t in sorted(kept)]


def _size(id: int | str, lines: Sequence[str], note: str) -> tuple[float, float]:
    columns = max(map(width, lines))
    if isinstance(id, str):
        return 26 + 7.6 * columns, 26.0
    return 46 + max(8.6 * columns, 6.6 * width(note)), 12 + 19.0 * len(lines) + 16.0 * bool(note)


def _forces(
    order: Sequence[int | str], links: Sequence[tuple[int, str, int]]
) -> dict[int | str, Point]:
    """Places in the unit square by Fruchterman and Reingold's forces, spread evenly.

    Such layouts collapse into a few heaps; the rank of a coordinate keeps what is beside what and
    fills the whole square.
    """
    import networkx as nx

    graph: nx.Graph[int | str] = nx.Graph()
    graph.add_nodes_from(order)
    graph.add_weighted_edges_from((s, t, 1 + math.log(n)) for s, t, n in links)
    raw = nx.spring_layout(graph, k=1.6 / math.sqrt(max(1, len(order))), iterations=150, seed=7)
    axes = []
    for axis in (0, 1):
        ranked = sorted(order, key=lambda id: (round(float(raw[id][axis]), 6), str(id)))
        axes.append({id: (rank + 0.5) / len(ranked) for rank, id in enumerate(ranked)})
    return {id: (axes[0][id], axes[1][id]) for id in order}


def _apart(
    order: Sequence[int | str],
    sizes: Mapping[int | str, tuple[float, float]],
    wanted: Mapping[int | str, Point],
) -> dict[int | str, Point]:
    """Every box at the free place nearest to where it is wanted, the most important first."""
    area = SPARSE * sum((w + GAP) * (h + GAP) for w, h in sizes.values())
    height = math.sqrt(area / ASPECT)
    taken: list[Box] = []
    places: dict[int | str, Point] = {}
    for id in order:
        w, h = sizes[id]
        x0, y0 = wanted[id][0] * height * ASPECT, wanted[id][1] * height
        x, y = next((x, y) for x, y in _around(x0, y0) if _free((x, y, w, h), taken))
        taken.append((x, y, w, h))
        places[id] = (round(x, 1), round(y, 1))
    return places


def _around(x: float, y: float) -> map[Point]:
    """Points around one, nearest first, along a flat spiral."""

    def turn(number: int) -> Point:
        angle = 0.5 * number
        return x + 3.4 * angle * math.cos(angle), y + 1.9 * angle * math.sin(angle)

    return map(turn, range(100_000))


def _free(box: Box, taken: Sequence[Box]) -> bool:
    x, y, w, h = box
    return all(
        abs(x - other[0]) >= (w + other[2]) / 2 + GAP
        or abs(y - other[1]) >= (h + other[3]) / 2 + GAP
        for other in taken
    )
