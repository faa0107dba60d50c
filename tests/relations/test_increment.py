"""Candidates after a change: those of before, less what is lost, and what is gained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relations import blocking, increment
from kg.relations.increment import step

statements = st.dictionaries(
    st.sampled_from("abcdefghij"), st.frozensets(st.integers(1, 4), max_size=3)
)


class Blocks:
    def __init__(self, keyed):
        self.keyed = keyed

    def members(self, key):
        return sorted(one for one, keys in self.keyed.items() if key in keys)

    def keys(self, statement):
        return self.keyed[statement]


def candidates(keyed):
    blocks = Blocks(keyed)
    every = {key for keys in keyed.values() for key in keys}
    return {pair for key in every for pair in blocking.chosen(blocks.members(key))}


@given(before=statements, come=statements, removed=st.sets(st.sampled_from("abcdefghij")))
def test_step_by_step_is_as_all_at_once(before, come, removed):
    """In blocks of more than three only neighbours are compared, here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "CROWD", 3)
        patch.setattr(increment, "CROWD", 3)
        gone = {one: keys for one, keys in before.items() if one in removed or one in come}
        after = {one: keys for one, keys in before.items() if one not in gone} | come
        found = step(Blocks(before), gone, come)
        changed = gone.keys() | come.keys()
        kept = {pair for pair in candidates(before) if changed.isdisjoint(pair)}
        assert (kept - found.lost) | found.gained == candidates(after)
        assert found.lost <= kept
