"""Persons among the sources that the entity recogniser takes for places or organisations."""

from __future__ import annotations

from kg.model import AgentKind, Form
from kg.resolve.discourse import Discourse
from kg.resolve.inventory import Name, count_genders
from kg.resolve.names import Mention

_CLOSING = frozenset({"”", '"', "’", "''"})
_FORMS = {1: frozenset({Form.DIRECT}), 2: frozenset({Form.DIRECT, Form.MIXED})}
"""By the number of a name's words what of it must be quoted: a first name alone is as often a
town's ("Austin"), and towns are quoted word for word more rarely than persons."""


def settle_speakers(discourse: Discourse) -> None:
    """Make a person of whoever has a first name and is quoted, or stands behind a quotation:
    "Carly Fiorina", which small models take for an organisation.

    Not where more than the recogniser's label tells the kind, nor for what something is in
    ("in Austin"), nor behind an article ("the Hill").
    """
    by_token = discourse.names.by_token
    for attribution in discourse.attributions:
        for span in attribution.source:
            for i in discourse.tokens(span):
                entry = by_token.get(i)
                if entry is None or entry[0].head != i or not discourse.speaks(discourse.doc[i]):
                    continue
                if attribution.form in _FORMS.get(len(entry[1].key), ()):
                    _settle(entry[1], discourse)
    for name in discourse.names.names:
        if any(_behind_quotation(mention, discourse) for mention in name.mentions):
            _settle(name, discourse)


def _behind_quotation(mention: Mention, discourse: Discourse) -> bool:
    """Whether a name is the subject of a verb right behind a closing mark: "...", Ann said."""
    doc = discourse.doc
    before, verb = doc[max(mention.start - 1, 0)], doc[mention.head].head
    spoken = mention.subject and verb.i == mention.end and verb.pos_ == "VERB"
    return spoken and before.text in _CLOSING


def _settle(name: Name, discourse: Discourse) -> None:
    if _may_be_person(name, discourse):
        name.kind = AgentKind.PERSON
        count_genders(name, discourse.names.lexicon)


def _may_be_person(name: Name, discourse: Discourse) -> bool:
    doc, lexicon = discourse.doc, discourse.names.lexicon
    if name.kind is AgentKind.PERSON or name.sure or not lexicon.is_first_name(name.key[0]):
        return False
    if len(name.key) == 1 and (name.kind is AgentKind.GROUP or name.head in lexicon.countries):
        return False
    articles = (doc[m.start - 1].lower_ == "the" for m in name.mentions if m.start)
    return not any(articles) and not any(mention.placed for mention in name.mentions)
