"""The comparison says how far two names agree and why."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.agents import SURE, Bearer, Sort
from kg.identity.cluster import clusters
from kg.identity.compare import compare
from kg.identity.names import normal_form


def of(name, sort=Sort.PERSON):
    return Bearer(normal_form(name), sort, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald J. Trump"),
        ("Bill Clinton", "William J. Clinton"),
        ("Hillary Clinton", "Hillary Rodham Clinton"),
        ("John D. Podesta", "John David Podesta"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Reince Priebus", "Reince Preibus"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("John Smith", "John Smith Sr."),
        ("Joe Biden", "Joseph R. Biden Jr."),
    ],
)
def test_persons_that_agree(one, other):
    found = compare(of(one), of(other))
    assert found.score >= SURE
    assert found.reasons
    assert found == compare(of(other), of(one)) or found.score == compare(of(other), of(one)).score


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Donald Trump", "Ivanka Trump", "given names"),
        ("Donald Trump", "Donald Trump Jr.", "jr. in one only"),
        ("John A. Smith", "John B. Smith", "middle names"),
        ("George W. Bush", "George H.W. Bush", "middle names"),
        ("Michael Brown", "Michael Browne", "surnames"),
        ("Trump", "Donald Trump", ""),
    ],
)
def test_persons_that_do_not(one, other, reason):
    found = compare(of(one), of(other))
    assert found.score == 0
    assert reason in "; ".join(found.reasons)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Kazakh Foreign Ministry", "Foreign Ministry of Kazakhstan", True),
        ("Kazakh Foreign Ministry", "Russian Foreign Ministry", False),
        ("Kazakh Foreign Ministry", "Foreign Ministry", False),
        ("Irish Department of Health", "Irish Health Ministry", True),
        ("Department of Health", "Ministry of Health", False),
        ("State Department", "U.S. Department of State", True),
        ("State Department", "Justice Department", False),
        ("Peterson Institute", "Peterson Institute for International Economics", True),
        ("National Center for Health", "National Center for Education", False),
    ],
)
def test_bodies(one, other, agree):
    found = compare(of(one, Sort.BODY), of(other, Sort.BODY))
    assert (found.score >= SURE) is agree
    assert found.reasons


def test_names_of_different_sorts_never_agree():
    assert compare(of("John Deere"), of("John Deere", Sort.BODY)).score == 0


def together(*names):
    return {
        frozenset(b.form for b in one)
        for one in clusters([of(name) for name in names], lambda a, b: False)
    }


def test_what_could_be_either_of_two_stays_by_itself():
    assert together("John Smith", "John A. Smith", "John B. Smith") == {
        frozenset({"john smith"}), frozenset({"john a smith"}), frozenset({"john b smith"}),
    }  # fmt: skip
    assert len(together("John Smith", "John A. Smith")) == 1


PARTS = [["John", "Jon", "Johnny", "Jack"], ["", "A.", "Adam", "B."], ["Smith"], ["", "Jr.", "Sr."]]
NAMES = [" ".join(filter(None, parts)) for parts in product(*PARTS)]


@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=8), st.randoms())
def test_all_in_a_cluster_agree_and_order_does_not_count(names, random):
    found = clusters([of(name) for name in names], lambda a, b: False)
    assert sorted(b.form for one in found for b in one) == sorted(map(normal_form, names))
    for cluster in found:
        for one in cluster:
            assert all(one == b or compare(one, b).score >= SURE for b in cluster)
    random.shuffle(names)
    assert set(found) == set(clusters([of(name) for name in names], lambda a, b: False))
