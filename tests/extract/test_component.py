import pytest
import spacy
from spacy.tokens import Doc

from kg.errors import ConfigurationError
from kg.extract.component import GROUP

TEXT = "“It is safe,” the mayor said. The council believes that it is not."


@pytest.fixture(scope="module")
def plain():
    """Somebody's pipeline: nothing of ours but the component."""
    return with_component()


def with_component(**config):
    from kg.annotate.pipeline import installed_model

    nlp = spacy.load(installed_model()[0])
    nlp.add_pipe("attributions", config=config)
    return nlp


@pytest.mark.parametrize("extractor", ["trained", "rules"])
def test_either_extractor(extractor):
    from kg.extract import extractor_named

    doc = with_component(extractor=extractor)(TEXT)
    assert doc._.attributions == extractor_named(extractor)(doc)
    confidence = [a.confidence for a in doc._.attributions]
    other = with_component(extractor={"trained": "rules", "rules": "trained"}[extractor])(TEXT)
    assert confidence != [a.confidence for a in other._.attributions]


def test_an_extractor_that_is_not_there_is_named():
    with pytest.raises(ConfigurationError, match="'best'"):
        with_component(extractor="best")


def test_sets_extension_and_spans(plain):
    doc = plain(TEXT)
    assert [a.source[0].text_in(TEXT) for a in doc._.attributions] == ["the mayor", "The council"]
    labelled = {(span.label_, span.text) for span in doc.spans[GROUP]}
    assert ("SOURCE", "the mayor") in labelled
    assert ("CUE", "believes") in labelled
    assert ("CONTENT", "“It is safe,”") in labelled
    assert {span.id_ for span in doc.spans[GROUP]} == {a.id for a in doc._.attributions}


def test_a_doc_without_attributions(plain):
    doc = plain("Rain.")
    assert doc._.attributions == ()
    assert len(doc.spans[GROUP]) == 0


def test_survives_bytes_and_disk(plain, tmp_path):
    expected = plain(TEXT)._.attributions
    plain.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(TEXT)._.attributions == expected
    doc = Doc(again.vocab).from_bytes(again(TEXT).to_bytes())
    assert len(doc.spans[GROUP]) == len(again(TEXT).spans[GROUP])


@pytest.mark.slow
def test_runs_in_several_processes(plain):
    docs = list(plain.pipe([TEXT, "Rain.", TEXT], n_process=2))
    assert [len(doc._.attributions) for doc in docs] == [2, 0, 2]
    assert docs[0]._.attributions == plain(TEXT)._.attributions


def test_the_factories_are_there_without_entry_points():
    import kg.annotate.quotations
    import kg.extract.component

    nlp = spacy.blank("en")
    assert nlp.get_factory_meta("attributions").factory == "attributions"
    assert nlp.get_factory_meta("kg_quotations").factory == "kg_quotations"
    assert kg.extract.component.make_attributions(nlp, "x", "rules") is not None
    assert kg.annotate.quotations.make_quotations(nlp, "x") is not None
