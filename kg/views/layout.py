"""Where the nodes of the page stand: sources | claims | what they are about, in strips.

Force-directed layouts put hundreds of text cards on top of each other. Here every source has its
claims stacked beside it, like a mind map read from left to right, and as many such strips stand
side by side as fill the picture. A source that is quoted inside a claim stands in a strip to
the right of it where there is one. No two boxes overlap, by construction.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.views.scene import Scene

GAP_X, GAP_Y = 60.0, 14.0
BLOCK_GAP, STRIP_GAP = 40.0, 68.0
ASPECT = 1.5
"""Width over height of the picture: a little more than the space on a desktop screen has, as
people scroll and pan rather sideways than they look for what is below."""

COLUMN = 1200.0
"""The claims of one source go on in a second column where they are higher than this and than
the picture needs to be."""

Size = tuple[float, float]
Point = tuple[float, float]
Sizes = Mapping[str, Size]


@dataclass(slots=True)
class _Block:
    """Sources that stand below each other and the claims beside them, in columns."""

    sources: list[str]
    columns: list[list[str]]
    height: float = 0.0


@dataclass(slots=True)
class _Picture:
    """Nodes that have their place, and how far the picture reaches."""

    places: dict[str, Point] = field(default_factory=dict)
    right: float = 0.0
    top: float = math.inf
    bottom: float = -math.inf

    def put(self, stack: Sequence[str], left: float, top: float, sizes: Sizes) -> float:
        """Place nodes below each other, centred in their column; returns its right edge."""
        width = max(sizes[node][0] for node in stack)
        for node in stack:
            self.put_one(node, left + width / 2, top + sizes[node][1] / 2, sizes)
            top += sizes[node][1] + GAP_Y
        return left + width

    def put_one(self, node: str, x: float, y: float, sizes: Sizes) -> None:
        width, height = sizes[node]
        self.places[node] = (x, y)
        self.right = max(self.right, x + width / 2)
        self.top = min(self.top, y - height / 2)
        self.bottom = max(self.bottom, y + height / 2)

    def aspect(self) -> float:
        return self.right / (self.bottom - self.top)


def positions(scene: Scene, sizes: Sizes) -> dict[str, Point]:
    """The centre of every node of a scene, given widths and heights (all in pixels)."""
    blocks = _blocks(scene, sizes)
    best = _Picture()
    least = math.inf
    for count in range(1, len(blocks) + 1):
        picture = _picture(_partition(blocks, count, scene), scene, sizes)
        badness = abs(math.log(picture.aspect() / ASPECT))
        if badness >= least:
            break
        best, least = picture, badness
    return best.places


def _blocks(scene: Scene, sizes: Sizes) -> list[_Block]:
    """One block a source that owns claims, the highest first.

    A source whose claims all stand beside another one stands below that one.
    """
    owner = {claim: source for source, claims in scene.owned.items() for claim in claims}
    most = _column_height(scene, sizes)
    blocks = {
        source: _Block([source], _columns(claims, most, sizes))
        for source, claims in scene.owned.items()
        if claims
    }
    for link in scene.links:
        above = blocks[owner[link.claim]]
        if not scene.owned[link.source] and link.source not in above.sources:
            blocks[owner[link.claim]].sources.append(link.source)
            blocks[link.source] = above
    distinct = list({id(block): block for block in blocks.values()}.values())
    passed_on = set(scene.chains)
    for block in distinct:
        outer = block.sources
        block.sources = sorted(outer, key=lambda s: any((o, s) in passed_on for o in outer))
        block.height = max(_stacked(stack, sizes) for stack in (block.sources, *block.columns))
    return sorted(distinct, key=lambda block: -block.height)


def _column_height(scene: Scene, sizes: Sizes) -> float:
    """How high the picture is when everything stands in strips without a gap."""
    area = sum((sizes[c][0] + STRIP_GAP) * (sizes[c][1] + GAP_Y) for c in scene.claims)
    area += sum((sizes[s][0] + GAP_X) * (sizes[s][1] + GAP_Y) for s in scene.sources)
    return max(COLUMN, math.sqrt(area / ASPECT))


def _columns(claims: Sequence[str], most: float, sizes: Sizes) -> list[list[str]]:
    """Claims in columns of about equal height, none much higher than ``most``."""
    total = _stacked(claims, sizes)
    wanted = total / math.ceil(total / most)
    columns: list[list[str]] = [[]]
    height = 0.0
    for claim in claims:
        if height >= wanted:
            columns.append([])
            height = 0.0
        columns[-1].append(claim)
        height += sizes[claim][1] + GAP_Y
    return columns


def _stacked(stack: Sequence[str], sizes: Sizes) -> float:
    return sum(sizes[node][1] for node in stack) + GAP_Y * max(0, len(stack) - 1)


def _partition(blocks: list[_Block], count: int, scene: Scene) -> list[list[_Block]]:
    """The blocks in ``count`` strips of about equal height: the next one to the lowest strip."""
    strips: list[list[_Block]] = [[] for _ in range(count)]
    heights = [0.0] * count
    strip_of: dict[str, int] = {}
    outer: dict[str, list[str]] = defaultdict(list)
    for start, end in scene.chains:
        outer[end].append(start)
    for block in blocks:
        quoted_in = [strip_of[o] for s in block.sources for o in outer[s] if o in strip_of]
        first = min(max(quoted_in, default=-1) + 1, count - 1)
        number = min(range(first, count), key=heights.__getitem__)
        strips[number].append(block)
        heights[number] += block.height + BLOCK_GAP
        strip_of |= {claim: number for column in block.columns for claim in column}
    return strips


def _picture(strips: list[list[_Block]], scene: Scene, sizes: Sizes) -> _Picture:
    """Everything placed, strip after strip from left to right."""
    picture = _Picture()
    homes = _homes(strips, scene)
    for number, strip in enumerate(strips):
        if not strip:
            continue
        left = picture.right + (STRIP_GAP if picture.places else 0.0)
        top = -(sum(b.height for b in strip) + BLOCK_GAP * (len(strip) - 1)) / 2
        for block in _in_order(strip, scene, picture):
            _put_block(block, left, top, picture, sizes)
            top += block.height + BLOCK_GAP
        if entities := [entity for entity in scene.entities if homes[entity] == number]:
            _put_entities(entities, picture.right + GAP_X, scene, picture, sizes)
    return picture


def _in_order(strip: list[_Block], scene: Scene, picture: _Picture) -> list[_Block]:
    """Blocks quoted in a claim that has its place: at about that height; the others first."""

    def height(block: _Block) -> float:
        ys = [
            picture.places[start][1]
            for start, end in scene.chains
            if end in block.sources and start in picture.places
        ]
        return sum(ys) / len(ys) if ys else -math.inf

    return sorted(strip, key=height)


def _put_block(block: _Block, left: float, top: float, picture: _Picture, sizes: Sizes) -> None:
    for stack in (block.sources, *block.columns):
        middle = top + (block.height - _stacked(stack, sizes)) / 2
        left = picture.put(stack, left, middle, sizes) + GAP_X


def _homes(strips: list[list[_Block]], scene: Scene) -> dict[str, int]:
    """The strip of every entity: where most of its claims are."""
    strip_of = {
        claim: number
        for number, strip in enumerate(strips)
        for block in strip
        for column in block.columns
        for claim in column
    }
    votes: dict[str, list[int]] = {entity: [0] * len(strips) for entity in scene.entities}
    for claim, entity in scene.about:
        votes[entity][strip_of[claim]] += 1
    return {entity: counts.index(max(counts)) for entity, counts in votes.items()}


def _put_entities(
    entities: Sequence[str], left: float, scene: Scene, picture: _Picture, sizes: Sizes
) -> None:
    """Put entities in a column, each as near as it can to the middle of its claims in place."""
    heights: dict[str, list[float]] = {entity: [] for entity in entities}
    for claim, entity in scene.about:
        if entity in heights and claim in picture.places:
            heights[entity].append(picture.places[claim][1])
    wanted = {entity: sum(ys) / len(ys) for entity, ys in heights.items()}
    width = max(sizes[entity][0] for entity in entities)
    bottom, shift = -math.inf, 0.0
    column: list[tuple[str, float]] = []
    for entity in sorted(entities, key=wanted.__getitem__):
        half = sizes[entity][1] / 2
        y = max(wanted[entity], bottom + GAP_Y + half)
        bottom = y + half
        shift += y - wanted[entity]
        column.append((entity, y))
    for entity, y in column:
        picture.put_one(entity, left + width / 2, y - shift / len(column), sizes)
