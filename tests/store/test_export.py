import datetime

from hypothesis import given
from hypothesis import strategies as st

from kg.store.documents import put
from kg.store.export import canonical_nquads, sorted_lines
from kg.store.oxigraph import memory_store
from tests.store.records import small_record


def lines(*names, hour=1, runs=False):
    store = memory_store()
    for name in names:
        ended = datetime.datetime(2024, 1, 1, hour, tzinfo=datetime.UTC)
        put(store, small_record(name), ended=ended)
    return list(canonical_nquads(store, runs=runs)), len(store)


def test_order_and_time_of_building_do_not_show():
    assert lines("a", "b", hour=1)[0] == lines("b", "a", hour=2)[0]


def test_everything_is_there_sorted_and_once():
    found, total = lines("a", "b", runs=True)
    assert len(found) == total
    assert found == sorted(set(found))
    assert all(line.endswith(" .\n") for line in found)


def test_the_times_of_runs_are_left_out_unless_asked_for():
    with_runs, without = lines("a", runs=True)[0], lines("a")[0]
    assert len(set(with_runs) - set(without)) == 1
    assert not any("endedAtTime" in line for line in without)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"))))
def test_lines_are_sorted_by_code_point_whatever_fits_into_memory(texts):
    given_lines = [f"{text}\n" for text in texts]
    for in_memory in (1, 3, 1000):
        assert list(sorted_lines(given_lines, in_memory)) == sorted(given_lines)
