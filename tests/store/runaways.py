"""Queries that never end, and how long others may take beside them."""

import time

from kg.config import DEFAULT_BASE
from kg.store.guard import GuardedStore
from kg.store.process import Limits

NEVER = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
RUNAWAYS = {
    "product": NEVER,
    "ask": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(STRENDS(CONCAT(?c, ?l), '#')) }",
    "ordered": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "distinct": "SELECT DISTINCT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "grouped": "SELECT ?c (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c ?f ?i",
    "construct": "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "filter": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRENDS(CONCAT(?c, ?i), '#')) }",
    "regex": "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(?c, ?f, ?i), '##')) }",
    "optional": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
    "minus": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i MINUS { ?a ?x ?i } }",
    "union": "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } UNION { ?d ?e ?f } ?g ?h ?i . ?j ?k ?l }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?d . ?e (!<a:b>|^!<a:b>)* ?g }",
}


def unhurried(path, least):
    """A limit of time, in seconds, that a short query keeps with ease however busy the machine is:
    at least so much, and ten times what a new process needs for one just now."""
    with GuardedStore(path, DEFAULT_BASE, Limits()) as store:
        store._guard._worker.started()
        begun = time.monotonic()
        store.query("ASK { ?s a ckg:Document }")
        return max(least, 10 * (time.monotonic() - begun))
