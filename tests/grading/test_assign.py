"""Each learner gets numbers of its own, and is graded on those."""

import csv
import json

import pytest

from backprop.exercises.registry import find
from backprop.grading.__main__ import main
from backprop.grading.assign import seed_of
from backprop.grading.notebooks import read
from conftest import EXERCISES, NAME, cell, notebook


def assign(place, seed="7", ids="ada\nbob\n"):
    (place / "class.csv").write_text(
        "id,name\n" + "".join(f"{id},Name\n" for id in ids.split())
    )
    status = main([
        "assign", "--roster", str(place / "class.csv"), "--chapter", "4",
        "--out", str(place / "out"), "--seed", seed,
    ])  # fmt: skip
    assert status == 0
    return place / "out"


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_notebook_has_its_seed_and_nothing_that_tells(tmp_path):
    out = assign(tmp_path)
    for row in table(out / "roster.csv"):
        text = (out / row["id"] / f"{NAME}.ipynb").read_bytes()
        assert read(text).seed == int(row["seed"]) == seed_of(7, row["id"])
        found = json.loads(text)
        assert not any(c.get("outputs") for c in found["cells"])
        assert b"solutions-04" not in text
        assert b"SOLUTION" not in text
        answers = [c for c in read(text).cells if "answer" in c.grade_id]
        assert len(answers) == 10
    seeds = {row["seed"] for row in table(out / "roster.csv")}
    assert len(seeds) == 2


def test_one_who_comes_later_changes_no_other(tmp_path):
    first = table(assign(tmp_path) / "roster.csv")
    second = table(assign(tmp_path, ids="ada\nbob\ncy\n") / "roster.csv")
    assert second[:2] == first
    assert table(assign(tmp_path, seed="8") / "roster.csv") != first


@pytest.mark.parametrize("options", [
    ["--chapter", "4", "--roster", "none.csv"],
    ["--chapter", "4", "--source", "none"],
])  # fmt: skip
def test_what_is_missing_is_said_in_one_line(tmp_path, capsys, options):
    (tmp_path / "class.csv").write_text("id\nada\n")
    known = ["--roster", str(tmp_path / "class.csv")]
    out = ["--out", str(tmp_path / "out")]
    assert main(["assign", *known, *out, *options]) == 2
    assert capsys.readouterr().err.startswith("Nothing was assigned: ")


def answered(path, key):
    """The notebook of this path with every answer right, by the key."""
    found = json.loads(path.read_text(encoding="utf-8"))
    for each in found["cells"]:
        told = each["metadata"].get("nbgrader", {})
        if not told.get("solution"):
            continue
        given = "".join(cell(notebook(), told["grade_id"])["source"])
        name = told["grade_id"].removeprefix("answer-").replace("-", ".")
        exercise = find(name)
        if exercise and exercise.draw:
            parts = [r["right"] for r in key if r["exercise"] == name]
            variable = given.partition(" =")[0]
            given = f"{variable} = ({', '.join(parts)},)"
        each["source"] = given
    return json.dumps(found)


@pytest.mark.sandbox
def test_a_class_is_handed_out_and_graded_on_its_own_numbers(tmp_path):
    out = assign(tmp_path)
    key = table(out / "key.csv")
    adas = [row for row in key if row["id"] == "ada"]
    inbox = tmp_path / "in"
    inbox.mkdir()
    for who in ("ada", "bob"):  # bob types in what is right for ada
        text = answered(out / who / f"{NAME}.ipynb", adas)
        (inbox / f"{who}.ipynb").write_text(text)
    assert main([
        "grade", str(inbox), "--roster", str(out / "roster.csv"),
        "--out", str(tmp_path / "grades"), "--workers", "1",
    ]) == 0  # fmt: skip
    ada, bob = table(tmp_path / "grades" / "grades.csv")
    assert (ada["score"], ada["reason"]) == ("25", "")
    assert (bob["4.2"], bob["4.7"], bob["4.3"]) == ("0", "0", "3")
    assert bob["seed"] != ada["seed"]
    assert (EXERCISES / f"{NAME}.ipynb").exists()
