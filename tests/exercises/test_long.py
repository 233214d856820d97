"""`make test-long` runs the tests that try more then, and no others."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGET = re.search(r"^test-long:.*?\n\n", MAKEFILE, re.M | re.S)[0]
FILES = re.findall(r"tests/\S+\.py", TARGET)


def said(node):
    """The names and the texts in a piece of a program."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def trying_more(source):
    """({tests that read BACKPROP_LONG, if by way of others}, {marked})."""
    tree = ast.parse(source)
    reading = {"BACKPROP_LONG"}
    tests = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_"
    ]
    before = set()
    while before != reading:
        before = set(reading)
        for node in tree.body:
            if not reading & set(said(node)):
                continue
            if isinstance(node, ast.FunctionDef):
                reading.add(node.name)
            elif isinstance(node, ast.Assign):
                reading |= {target.id for target in node.targets}
    marked = {
        node.name
        for node in tests
        if any(
            ast.unparse(mark) == "pytest.mark.long"
            for mark in node.decorator_list
        )
    }
    return {node.name for node in tests} & reading, marked


@pytest.mark.parametrize("name", FILES)
def test_what_tries_more_is_marked_and_nothing_else(name):
    more, marked = trying_more((ROOT / name).read_text("utf-8"))
    assert more == marked
    assert more


def test_the_target_asks_for_the_mark():
    assert " -m long " in TARGET
    assert "BACKPROP_LONG=1" in TARGET
    assert len(FILES) == 7


def test_a_test_that_reads_it_by_way_of_another_is_seen():
    source = """
LONG = os.environ.get("BACKPROP_LONG")
SEEDS = range(9 if LONG else 1)
def each(): return SEEDS
def test_a(): each()
@pytest.mark.long
def test_b(): pass
"""
    assert trying_more(source) == ({"test_a"}, {"test_b"})
