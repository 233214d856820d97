"""The book, built once for all the tests here, as `make book` builds it."""

import pytest

from tools.build_book import build


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """(what the build complained of, the folder of its pages)."""
    return build(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="session")
def html(built):
    return built[1]
