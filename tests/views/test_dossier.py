import dataclasses
import re

import pytest

from kg.errors import NotFoundError
from kg.model import Agent, AgentKind, Principal, Tie
from kg.views.dossier import dossier_page
from tests.views.generated import generated


@pytest.fixture(scope="module")
def records():
    return generated(90)


def names(records):
    return [r.agent_of(a).name for r in records for a in r.attributions if r.agent_of(a)]


def test_every_statement_of_the_source_and_of_nobody_else(records):
    name = max(set(names(records)), key=names(records).count)
    page = dossier_page(records, name)
    for record in records:
        for attribution in record.attributions:
            agent = record.agent_of(attribution)
            words = f'<mark class="q">{record.quote(attribution.content)}</mark>'
            assert (words in page) == (agent is not None and agent.name == name)


def test_names_are_found_whatever_the_case_or_by_a_part(records):
    name = names(records)[0]
    assert dossier_page(records, name.upper()) == dossier_page(records, name)
    with pytest.raises(NotFoundError, match="did you mean"):
        dossier_page(records, "the")
    with pytest.raises(NotFoundError, match="no source 'zebra'"):
        dossier_page(records, "zebra")


def test_what_is_said_on_its_behalf_stands_apart(seed_record):
    khabar = next(a for a in seed_record.attributions if _name(seed_record, a) == "Khabar 24")
    ministry = "Kazakh Foreign Ministry"
    behind = Principal(Agent(ministry, AgentKind.GOVERNMENT_BODY), Tie.ON_BEHALF)
    spoken = dataclasses.replace(seed_record.sources[khabar.id], principal=behind)
    changed = dataclasses.replace(seed_record, sources={**seed_record.sources, khabar.id: spoken})
    assert "Said on its behalf" in dossier_page([changed], ministry)
    assert "Said on its behalf" not in dossier_page([seed_record], ministry)


def test_what_it_says_together_with_others_stands_apart(seed_record):
    khabar = next(a for a in seed_record.attributions if _name(seed_record, a) == "Khabar 24")
    both = dataclasses.replace(
        seed_record.sources[khabar.id],
        agent=Agent("Khabar 24 and Ann Lee", AgentKind.GROUP),
        members=frozenset(Agent(name, AgentKind.UNKNOWN) for name in ("Khabar 24", "Ann Lee")),
    )
    changed = dataclasses.replace(seed_record, sources={**seed_record.sources, khabar.id: both})
    page = dossier_page([changed], "Ann Lee")
    assert "0 statements" in page
    assert "1 more together with others" in page
    assert "Said together with others" in page
    assert "All statements by day" not in page
    assert re.search(r'class="skip" href="#(\w+)"', page)[1] in re.findall(r'<h2 id="(\w+)"', page)
    assert "together with others" not in dossier_page([seed_record], "Khabar 24")


def _name(record, attribution):
    agent = record.agent_of(attribution)
    return agent.name if agent else None


def test_a_dot_for_each_day(seed_record):
    page = dossier_page([seed_record], "Kazakh Foreign Ministry")
    assert page.count('<circle class="says') + page.count('<circle class="asks') == 8


def test_needs_no_script(seed_record):
    page = dossier_page([seed_record], "Khabar 24")
    assert "<script" not in page
    assert "script-src &#39;none&#39;" in page
