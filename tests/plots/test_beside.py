"""A wrong line beside the right one: both are shown, as they stand."""

import pytest
from bs4 import BeautifulSoup

from backprop import MISTAKES
from backprop.plots import show_beside


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_each_side_holds_its_code_under_its_name(shown, mistake):
    show_beside(mistake.wrong, mistake.right)
    soup = BeautifulSoup(shown[0]["text/html"], "html.parser")
    assert [
        (f.figcaption.text, f.code.text) for f in soup.find_all("figure")
    ] == [("wrong", mistake.wrong), ("right", mistake.right)]


def test_code_is_text_and_never_markup(shown):
    show_beside("a < b & c", "<b>x</b>")
    html = shown[0]["text/html"]
    assert "a &lt; b &amp; c" in html
    assert "<b>" not in html


def test_as_plain_text_each_line_says_where_it_belongs(shown):
    show_beside("x = 1", "x = 2\ny = 3")
    assert shown[0]["text/plain"].splitlines() == [
        "wrong  x = 1",
        "right  x = 2",
        "       y = 3",
    ]


def test_what_is_not_code_is_refused(shown):
    with pytest.raises(TypeError, match="right must be text, got int"):
        show_beside("x", 3)
    with pytest.raises(ValueError, match="wrong must hold a line of code"):
        show_beside(" \n", "x")
    assert not shown
