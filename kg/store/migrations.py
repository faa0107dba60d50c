"""How a store of an older format becomes one of this version's, one listed step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.vocabulary import CKG

FORMAT = 2
"""Version of the layout of folder and graphs.

1 was written with two layouts of a document's graph, the older with a node for every span that
the analysis points to; 2 is 1 with the newer layout only.
"""

Step = Callable[[ox.Store], None]


def _one_layout(quads: ox.Store) -> None:
    """From 1 to 2: nothing changes, but graphs of the older layout cannot be read any more."""
    for name in ("statementSpan", "cueHead", "sourceNamed", "predicateSpan"):
        found = quads.quads_for_pattern(None, ox.NamedNode(f"{CKG}{name}"), None)
        if (one := next(iter(found), None)) is not None:
            raise StoreError(
                f"{one.graph_name}: has the layout of the first version (ckg:{name});"
                " build a new store from the articles"
            )


STEPS: Mapping[int, Step] = {1: _one_layout}
"""From each older format to the next one. A step is one transaction, or changes nothing, and does
no harm when it is done again: a program that was killed in it begins it anew."""


def migrated(quads: ox.Store, found: int) -> int:
    """Bring quads of an older format one step further; the format that they have then.

    StoreError when they cannot be: they are as before.
    """
    STEPS[found](quads)
    quads.flush()
    return found + 1


def known(found: object) -> int:
    """A format that can be read, or from which there is a way; StoreError for any other."""
    if isinstance(found, int) and not isinstance(found, bool):
        if found == FORMAT or found in STEPS:
            return found
        if found > FORMAT:
            raise StoreError(f"store format {found}, of a newer version: this one reads {FORMAT}")
    raise StoreError(f"store format {found!r}: this version reads {FORMAT} and knows no way to it")
