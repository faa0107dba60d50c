"""The browser of the other pages' tests."""

from tests.views.conftest import browser

__all__ = ["browser"]
