"""A page inside another one, as notebooks show it."""

from __future__ import annotations

from html import escape

HEIGHT = 640
"""Pixels: a picture and a list fit, and the cell below can still be seen."""


def framed(page: str) -> str:
    """A sandboxed frame that holds a page as its srcdoc.

    The frame has an origin of its own: scripts in it run, but reach neither the notebook nor its
    cookies; downloads (the page's exports) are allowed.
    """
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" title="Claims and their sources" '
        f'width="100%" height="{HEIGHT}" frameborder="0" srcdoc="{escape(page)}"></iframe>'
    )
