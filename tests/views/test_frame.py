from html.parser import HTMLParser

from kg.views.frame import framed


def test_a_page_is_one_attribute_of_a_sandboxed_frame():
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(framed('<p title="a">\'</iframe><script>alert(1)</script>'))
    ((tag, attributes),) = found
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts allow-downloads"
    assert attributes["srcdoc"] == '<p title="a">\'</iframe><script>alert(1)</script>'
