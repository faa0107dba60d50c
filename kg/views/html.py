"""HTML pages that load nothing: one environment, one policy, one set of escapes.

Text from articles is hostile. Jinja escapes every value, data stands in script elements that no
browser runs, and a Content-Security-Policy names by hash the styles and scripts that may be used:
nothing else runs or loads, whatever a text says.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.resources import resource


@cache
def environment() -> Environment:
    """Jinja with autoescape on and an error for every name that is missing."""
    made = Environment(
        loader=FileSystemLoader(resource("views", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "allow_nan": False,
    }
    return made


def render(
    name: str, *, styles: Sequence[str] = (), scripts: Sequence[str] = (), **values: Any
) -> str:
    """The page that the template ``name`` makes of ``values``.

    ``styles`` and ``scripts`` are the names of templates that go into it; "base.css" always does.
    """
    style = "\n".join(template(one) for one in ("base.css", *styles))
    texts = [template(one) for one in scripts]
    frame = {"style": style, "scripts": texts, "policy": policy([style], texts)}
    return environment().get_template(name).render(frame=frame, **values)


def policy(styles: Sequence[str], scripts: Sequence[str], *, worker: bool = False) -> str:
    """A Content-Security-Policy for a page with these styles and scripts and nothing else.

    ``worker`` allows a worker whose script the page itself makes.
    """
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {' '.join(map(_hash, styles))}; "
        f"img-src data:; {'worker-src blob:; ' * worker}base-uri 'none'; form-action 'none'"
    )


def template(name: str) -> str:
    """The text of a style or script."""
    return resource("views", "templates", name).read_text(encoding="utf-8")


def web_link(url: str | None) -> str:
    """The address if it is one that a reader can safely follow (http or https), else ""."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in {"http", "https"} and parts.netloc else ""


def text_link(url: str | None, words: str) -> str:
    """The address of words on a web page, by a text fragment; "" when the page has no address.

    Long quotes are named by their first and last words, as the fragment would not fit an address
    (https://wicg.github.io/scroll-to-text-fragment/).
    """
    address = web_link(url)
    split = words.split()
    if not address or not split:
        return address
    ends = [" ".join(split)] if len(split) <= 10 else [" ".join(split[:5]), " ".join(split[-5:])]
    return f"{address.partition('#')[0]}#:~:text={','.join(map(_fragment, ends))}"


def _fragment(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
