"""The book, built once for all the tests here, as `make book` builds it."""

import pytest
from bs4 import BeautifulSoup

from tools.build_book import build


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """(what the build complained of, the folder of its pages)."""
    return build(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def html(built):
    return built[1]


@pytest.fixture(scope="session")
def pages(html):
    """{path: parsed page}, for every page of the book."""
    static = html / "_static"
    return {
        path: BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in sorted(html.rglob("*.html"))
        if static not in path.parents
    }


@pytest.fixture(scope="session")
def chapters(pages):
    """The pages of chapters/ and of exercises/: those that people write."""
    return {
        path: soup
        for path, soup in pages.items()
        if {"chapters", "exercises"} & set(path.parts)
        and "_modules" not in path.parts
    }
