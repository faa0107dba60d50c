"""The page to ask from: what it is made of, and that every question on it is answered."""

import json
import re

import pytest

from kg.resources import resource
from kg.serve.page import FIRST, page, questions
from kg.store.documents import put
from kg.store.oxigraph import open_store
from tests.serve.servers import send, served
from tests.store.records import small_record


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "store"
    with open_store(path) as store:
        put(store, small_record("one"))
    with served(path, processes=1) as address:
        yield address


def test_every_question_is_answered(address):
    assert len(questions()) >= 20
    for text in (FIRST, *(question.text for question in questions())):
        answer = send(address, "POST", "/sparql", "application/sparql-query", text.encode())
        assert answer.status_code == 200, (text, answer.text)


def test_questions_have_their_values(address):
    asked = {question.name: question.text for question in questions()}["claims-about"]
    assert "# Change what stands after VALUES: subject." in asked
    assert 'VALUES ?subject { "Kazakhstan" }' in asked
    assert "# param:" not in asked


def test_only_this_server_is_named(address):
    answer = send(address, "GET", "/")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    loaded = re.findall(r'(?:src|href)="([^"]*)"', answer.text)
    assert all(one.startswith(("/", "data:,")) for one in loaded)
    for one in loaded:
        if one.startswith("/static/"):
            assert send(address, "GET", one).status_code == 200
    assert send(address, "GET", "/static/../page.html").status_code == 404


def test_names_are_text():
    made = page("</title><script>alert(1)</script>", 1)
    assert "<script>alert" not in made
    data = re.search(r'id="questions">(.*?)</script>', made, re.DOTALL)[1]
    assert len(json.loads(data)) == len(questions())


def test_the_bundle_has_its_licences_and_no_source_map():
    static = resource("serve", "static")
    version = json.loads((resource("setup.cfg").parent / "scripts/yasgui/package.json").read_text())
    wanted = version["dependencies"]["@zazuko/yasgui"]
    licences = (static / "LICENSES.txt").read_text(encoding="utf-8")
    assert f"@zazuko/yasgui {wanted}: MIT" in licences
    assert "GPL" not in "".join(re.findall(r"^\S+ [\d.]+: (.*)$", licences, re.MULTILINE))
    for name in ("yasgui.min.js", "yasgui.min.css"):
        assert "sourceMappingURL" not in (static / name).read_text(encoding="utf-8")[-200:]
