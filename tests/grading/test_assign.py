"""Each learner gets numbers of its own, and is graded on those."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from gradebooks import course_in

from backprop.exercises.families import FAMILIES
from backprop.exercises.registry import CHAPTERS, find
from backprop.grading.__main__ import main
from backprop.grading.assign import seed_of
from backprop.grading.choosing import chosen
from backprop.grading.notebooks import read
from backprop.grading.sheets import STUB
from backprop.grading.wording import text
from conftest import EXERCISES, NAME, cell, notebook

CHAPTER_4 = ("--chapter", "4")
DRAWN = ("--id", "4.2", "4.21", "6.21", "--name", "61-own-functions")


def assign(place, seed="7", ids="ada\nbob\n", options=CHAPTER_4):
    (place / "class.csv").write_text(
        "id,name\n" + "".join(f"{id},Name\n" for id in ids.split())
    )
    status = main([
        "assign", "--roster", str(place / "class.csv"), *options,
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


def ids_of(**options):
    return [exercise.id for exercise in chosen(**options)]


def test_exercises_are_chosen_by_chapter_objective_minutes_or_id():
    assert ids_of(chapters=[4]) == [e.id for e in CHAPTERS[4]]
    assert ids_of(chapters=[3, 4], objectives=["4b"]) == ["4.4", "4.9"]
    assert ids_of(objectives=["4b"], families=True) == [
        *("4.4", "4.9", "4.21"),
    ]
    assert ids_of(ids=["6.21", "4.3"]) == ["4.3", "6.21"]
    project = ["5.8a", "5.8b", "5.8c", "5.8d"]  # its parts need each other
    assert ids_of(ids=["5.8b"]) == ids_of(ids=["5.8"]) == project
    assert set(project) <= set(ids_of(objectives=["5e"]))
    found = chosen(chapters=[4], minutes=60)
    assert 45 < sum(e.minutes for e in found) <= 60
    assert len({e.objective for e in found}) > 3
    for wrong in ({"ids": ["4.99"]}, {"objectives": ["4z"]},
                  {"chapters": [4], "minutes": 2}):  # fmt: skip
        with pytest.raises(ValueError, match="no exercise"):
            chosen(**wrong)


@pytest.mark.parametrize(("options", "said"), [
    (["--minutes", "30"], "say --chapter"),
    (["--id", "4.3", "--name", "4-mine"], "a name like 51-week-3"),
    (["--id", "4.3", "--name", "51-../x"], "a name like 51-week-3"),
    (["--id", "9.9"], "there is no exercise 9.9"),
])  # fmt: skip
def test_what_cannot_be_assigned_is_said(tmp_path, capsys, options, said):
    (tmp_path / "class.csv").write_text("id\nada\n")
    known = ["--roster", str(tmp_path / "class.csv")]
    out = ["--out", str(tmp_path / "out")]
    assert main(["assign", *known, *out, *options]) == 2
    assert said in capsys.readouterr().err


def test_no_learner_takes_a_folder_of_ours(tmp_path, capsys):
    (tmp_path / "class.csv").write_text("id\ncourse\n")
    known = ["--roster", str(tmp_path / "class.csv"), *CHAPTER_4]
    assert main(["assign", *known, "--out", str(tmp_path / "out")]) == 2
    assert "no id may be one of" in capsys.readouterr().err


def cells_of(path):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(c["cell_type"], "".join(c["source"])) for c in found]


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """A course of one's own, in whose folder we are: a question, answered."""
    course = course_in(tmp_path / "own")
    shutil.copytree(EXERCISES / "families", course / "families")
    path = course / "source" / NAME / f"{NAME}.ipynb"
    found = json.loads(path.read_text(encoding="utf-8"))
    cell(found, "written-4-1")["source"] = "Model answer."
    path.write_text(json.dumps(found))
    monkeypatch.chdir(course)


OWN = (*CHAPTER_4, "--source", "source")


def test_a_question_of_ones_own_goes_out_with_its_whole_chapter(
    tmp_path, asked
):
    path = assign(tmp_path, options=OWN) / "ada" / f"{NAME}.ipynb"
    sent = path.read_bytes()
    assert b"Why does the loss divide" in sent
    assert read(sent).written("written-4-1") == STUB
    ids = "--id", CHAPTERS[4][-1].id, "4.21", "--name", "51-own"
    out = assign(tmp_path, options=(*ids, "--source", "source"))
    (path,) = (out / "ada").glob("51*.ipynb")
    sent = path.read_bytes()
    assert find("4.21").title.encode() in sent
    assert b"divide" not in sent
    assert b"written-4-1" not in sent


@pytest.mark.parametrize(
    "options", [CHAPTER_4, OWN, DRAWN], ids=["whole", "asked", "drawn"]
)
def test_nbgrader_makes_the_same_release_of_the_source(
    tmp_path, asked, options
):
    course = assign(tmp_path, ids="ada", options=options) / "course"
    (path,) = course.glob("release/*/*.ipynb")
    ours = cells_of(path)
    shutil.rmtree(path.parent)
    home = {f"JUPYTER_{x}_DIR": str(course) for x in ("CONFIG", "DATA")}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "--no-db",
         "--assignment=*"], cwd=course, env=os.environ | home,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert cells_of(path) == ours


def test_a_drawn_function_differs_by_learner_and_tells_nothing(tmp_path):
    out = assign(tmp_path, options=DRAWN)
    texts = {}
    for row in table(out / "roster.csv"):
        id, seed = row["id"], int(row["seed"])
        path = out / id / "61-own-functions.ipynb"
        texts[id] = path.read_text(encoding="utf-8")
        said, cells = text(find("4.21"), seed), cells_of(path)
        assert any(said.statement in source for _, source in cells)
        told = f"{said.worked}\n{said.answer}".split("\n")
        told = [line for line in told if len(line) > 40]
        assert len(told) > 5
        key = (out / "keys" / f"{id}.md").read_text(encoding="utf-8")
        for line in told:
            assert line in key
            assert not any(line in source for _, source in cells)
        assert read(texts[id].encode()).seed == seed
        assert read(texts[id].encode()).chapter == 61
    assert texts["ada"] != texts["bob"]
    assert [row["exercise"] for row in table(out / "key.csv")] == 6 * ["4.2"]


def handed_in(out, who, whose, **changes):
    """A learner's notebook with the right answers of another, and changes."""
    path = out / who / "61-own-functions.ipynb"
    found = json.loads(path.read_text(encoding="utf-8"))
    seed = seed_of(7, whose)
    for each in found["cells"]:
        name = each["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name == "answer-4-2":
            key = table(out / "key.csv")
            parts = [row["right"] for row in key if row["id"] == whose]
            each["source"] = f"answer_2 = ({', '.join(parts)})"
        for family in FAMILIES:
            if name == f"answer-{family.id.replace('.', '-')}":
                each["source"] = text(family, seed).answer
        change = changes.get(name.replace("-", "_"))
        each["source"] = change or each["source"]
    return json.dumps(found)


TAPE = """
from backprop import Tensor

def activation_backward(Z, dY):
    return dY
"""
NUDGED = """
def activation_backward(Z, dY):
    return dY * np.tanh(Z + 1e-30j).imag / 1e-30
"""


@pytest.mark.sandbox
def test_drawn_functions_are_handed_out_and_graded(tmp_path):
    out = assign(tmp_path, ids="ada bob cy dan", options=DRAWN)
    inbox = tmp_path / "in"
    inbox.mkdir()
    slip = text(find("6.21"), seed_of(7, "cy")).answer
    slip = re.sub(r"dm = -", "dm = 0 * -", slip)  # the size as a constant
    for who, whose, changes in [
        ("ada", "ada", {}),
        ("bob", "ada", {}),
        ("cy", "cy", {"answer_4_21": TAPE, "answer_6_21": slip}),
        ("dan", "dan", {"answer_4_21": NUDGED}),
    ]:
        sent = handed_in(out, who, whose, **changes)
        (inbox / f"{who}.ipynb").write_text(sent)
    assert main([
        "grade", str(inbox), "--roster", str(out / "roster.csv"),
        "--source", str(out / "course" / "source"), "--workers", "1",
        "--out", str(tmp_path / "grades"),
    ]) == 0  # fmt: skip
    rows = {r["id"]: r for r in table(tmp_path / "grades" / "grades.csv")}
    points = {
        id: [row[name] for name in ("4.2", "4.21", "6.21", "of")]
        for id, row in rows.items()
    }
    assert points == {
        "ada": ["2", "3", "4", "9"],
        "bob": ["0", "0", "0", "9"],
        "cy": ["2", "0", "0", "9"],
        "dan": ["2", "0", "4", "9"],
    }
    log = (tmp_path / "grades" / "results.jsonl").read_text()
    assert "size-constant" in log
    assert "The answer imports backprop: NumPy alone may be used." in log
    assert "The answer uses complex numbers: imag." in log
