"""What stays between tries: progress in a file, what failed, what changed."""

import numpy as np
import pytest

from backprop.exercises import check, failing, kept, progress, session
from backprop.exercises.plain import blank
from backprop.exercises.registry import find


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """A notebook that has just been opened, in a folder of its own."""
    monkeypatch.setenv("BACKPROP_PROGRESS", str(tmp_path / "kept.json"))
    for name, empty in (("_record", {}), ("_last", {}), ("_failed", set())):
        monkeypatch.setattr(session, name, empty)


def restart(monkeypatch):
    for name, empty in (("_record", {}), ("_last", {}), ("_failed", set())):
        monkeypatch.setattr(session, name, empty)


def right(X, V, dY):
    return dY @ V, dY.T @ X, dY.sum(axis=0)


def two_wrong(X, V, dY):
    return dY @ V, 2.2 * dY.T @ X, dY.sum(axis=0) * 1.3


def one_wrong(X, V, dY):
    return dY @ V, dY.T @ X, dY.sum(axis=0) * 1.3


def test_a_restart_loses_nothing(monkeypatch, capsys):
    check("4.3", two_wrong)
    check("4.3", right)
    restart(monkeypatch)
    progress()
    shown = capsys.readouterr().out
    assert "passed  4.3" in shown
    assert "Next: 4.1" in shown
    assert kept.read()["4.3"] == {"passed": True, "tries": 2}


def test_a_spoilt_file_is_no_error(capsys):
    kept.place().write_text("[1, 2", encoding="utf-8")
    check("4.3", right)
    assert "passed" in capsys.readouterr().out
    assert kept.read()["4.3"]["tries"] == 1


def test_off_keeps_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKPROP_PROGRESS", "off")
    monkeypatch.chdir(tmp_path)
    check("4.3", right)
    assert not list(tmp_path.iterdir())


def test_check_says_what_has_changed(capsys):
    check("4.3", two_wrong)
    capsys.readouterr()
    check("4.3", one_wrong)
    assert "dV is right now; db still is not" in capsys.readouterr().out
    check("4.3", two_wrong)
    assert "dV is no longer right" in capsys.readouterr().out


def test_failing_gives_the_smallest_case_as_variables(capsys):
    check("4.3", one_wrong)
    said = capsys.readouterr().out
    assert 'case = failing("4.3")' in said
    case = failing("4.3")
    for name in ("X", "V", "dY", "yours", "right"):
        assert f"case.{name}" in said
        assert getattr(case, name) is not None
    assert len(case.X) == 1
    assert np.allclose(case.yours["db"], 1.3 * case.right["db"])
    assert np.allclose(right(case.X, case.V, case.dY)[2], case.right["db"])
    assert "✗" in case._repr_html_()
    assert "db" in repr(case)


def test_failing_of_a_typed_answer_keeps_the_number_back():
    check("4.1", (1, 1, 1, 1))
    case = failing("4.1")
    assert case.right["b"] is True
    assert case.right["c"] is False


def a_column(X, w, b, t):
    """The loss is wrong where p is a square, so with more than one image."""
    p = 1 / (1 + np.exp(-(X @ w.reshape(-1, 1) + b)))
    dz = 2 * (p - t) * p * (1 - p) / len(X)
    return ((p - t) ** 2).mean(), X.T @ dz, dz.sum()


def test_failing_shows_a_case_that_is_wrong_as_the_message_says(capsys):
    check("3.8", a_column)
    assert "loss is" in capsys.readouterr().out
    case = failing("3.8")
    assert len(case.X) > 1
    assert not np.isclose(case.yours["loss"], case.right["loss"])


def test_failing_says_that_its_case_is_smaller(capsys):
    check("4.3", two_wrong)
    assert "Seen with 5 rows" in capsys.readouterr().out
    assert "smaller than 5 rows" in failing("4.3").case


def raises_where_long(X, V, dY):
    if len(X) > 1:
        raise ValueError("long")
    return dY @ V, dY.T @ X, dY.mean(axis=0) + 1


def test_failing_shows_a_case_that_raised_if_one_did(capsys):
    check("4.3", raises_where_long)
    assert "raised" in capsys.readouterr().out
    assert len(failing("4.3").X) > 1


def test_failing_is_offered_after_an_exception(capsys):
    check("4.3", raises_where_long)
    said = capsys.readouterr().out
    assert "case.X, case.V, case.dY, case.right." in said
    case = failing("4.3")
    assert "yours" not in case
    assert "dX" in case._repr_html_()
    assert "X =" in repr(case)


def test_failing_gives_nothing_where_nothing_was_tried(capsys):
    check("4.3", lambda X: X)
    assert "failing" not in capsys.readouterr().out
    assert not failing("4.3")


def in_order(X, t, batch_size, rng):
    """Nothing is shuffled."""
    starts = range(0, len(X), batch_size)
    return [(X[k : k + batch_size], t[k : k + batch_size]) for k in starts]


@pytest.mark.parametrize(
    ("id", "answer", "names"),
    [
        ("5.5", in_order, "X t batch_size rng yours"),
        ("5.8a", lambda X, t, rng: 9.0, "X t rng yours"),
        ("6.3", lambda a, b, s, rng: np.ones((a, b)), "n_in n_out slope rng "
         "yours"),
    ],
)  # fmt: skip
def test_failing_where_many_answers_are_right(id, answer, names, capsys):
    check(id, answer)
    said = capsys.readouterr().out
    assert ", ".join(f"case.{name}" for name in names.split()) in said
    case = failing(id)
    assert "right" not in case
    assert case.yours is not None
    assert "yours" in case._repr_html_()


def test_failing_takes_for_right_what_the_judge_does():
    truth = find("7.2").truth(**find("7.2").numbers(0))
    listed = {f"{name} fails": truth[f"{name} fails"].split() for name in "AB"}
    check("7.2", truth | listed | {"B": "nothing of the kind"})
    right = failing("7.2").right
    assert [name for name in truth if not right[name]] == ["B"]


def test_failing_without_a_failure(capsys):
    for words in ("has not been checked yet", "right in every case"):
        case = failing("4.3")
        assert words in capsys.readouterr().out
        assert not case
        assert words in repr(case)
        assert words in case._repr_html_()
        with pytest.raises(AttributeError, match=words):
            _ = case.X
        with pytest.raises(KeyError, match=words):
            _ = case["X"]
        check("4.3", right)
        capsys.readouterr()


def only_dots():
    """Says what it does, and does nothing."""
    ...


def test_a_function_of_dots_is_blank_and_one_that_returns_a_text_is_not():
    assert blank(only_dots)
    assert blank(lambda: ...)
    assert not blank(lambda: "True")


# The cell that makes an answer


RIGHT = """def linear_backward(X, V, dY):
    return dY @ V, dY.T @ X, dY.sum(axis=0)
"""
WRONG = RIGHT.replace("axis=0", "axis=1")
CHECK = 'check("4.3", linear_backward)'


@pytest.fixture
def notebook():
    """notebook(code) runs a cell in an IPython of its own, with the hooks."""
    from IPython.core.interactiveshell import InteractiveShell

    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    session.cells.watch()
    shell.run_cell("from backprop.exercises import check, failing")
    yield shell.run_cell
    session.cells._old.clear()
    session.cells._before.clear()
    session.cells._now["text"] = ""
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    ("broken", "how"),
    [
        (RIGHT.replace("return", "retrun"), "SyntaxError in line 2"),
        (RIGHT.replace("    return", "   return 1\n  return"),
         "IndentationError in line 3"),
        ("a = unheard_of\n" + RIGHT, "NameError"),
    ],
)  # fmt: skip
def test_an_answer_whose_cell_failed_is_not_judged(
    notebook, broken, how, capsys
):
    notebook(WRONG)
    notebook(CHECK)
    tries = kept.read()["4.3"]["tries"]
    assert not notebook(broken).success
    capsys.readouterr()
    notebook(CHECK)
    said = capsys.readouterr().out
    assert "cell that makes linear_backward failed: " + how in said
    assert "not yet" not in said
    assert kept.read()["4.3"]["tries"] == tries
    notebook(RIGHT)
    notebook(CHECK)
    assert "passed" in capsys.readouterr().out


def test_a_number_whose_cell_failed_is_not_judged(notebook, capsys):
    notebook("answer_1 = ...")
    notebook("answer_1 = (  # a, b, c, d\n    1, 2, 3, 4")
    capsys.readouterr()
    notebook('check("4.1", answer_1)')
    assert "cell that makes answer_1 failed" in capsys.readouterr().out
    assert "4.1" not in kept.read()


def test_a_cell_that_runs_again_makes_even_the_same_number_new(
    notebook, capsys
):
    for code in ("answer_1 = 1", "answer_1 = 1 +", "answer_1 = 1"):
        notebook(code)
    capsys.readouterr()
    notebook('check("4.1", answer_1)')
    assert "not yet" in capsys.readouterr().out


def test_a_grader_judges_what_there_is(notebook, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    notebook("answer_1 = 1")
    notebook("answer_1 = 1 +")
    capsys.readouterr()
    notebook('check("4.1", answer_1)')
    assert "not yet" in capsys.readouterr().out


def test_a_cell_that_fails_behind_the_answer_has_made_it(notebook, capsys):
    notebook(WRONG)
    notebook(RIGHT + "linear_backward(1)")
    notebook(CHECK)
    assert "passed" in capsys.readouterr().out


def test_a_cell_that_fails_elsewhere_says_nothing(notebook, capsys):
    notebook(RIGHT)
    notebook("def another(:")
    notebook("linear_backward(1)")
    notebook(CHECK)
    assert "passed" in capsys.readouterr().out


def test_an_answer_made_in_another_cell_is_new(notebook, capsys):
    notebook(WRONG)
    notebook(RIGHT.replace("return", "retrun"))
    notebook(
        "linear_backward = lambda X, V, dY: (dY @ V, dY.T @ X, dY.sum(0))"
    )
    notebook(CHECK)
    assert "passed" in capsys.readouterr().out


def test_in_plain_python_there_are_no_cells(monkeypatch, capsys):
    monkeypatch.setitem(session.sys.modules, "IPython", None)
    monkeypatch.delitem(session.sys.modules, "IPython")
    session.cells.watch()
    check("4.3", right)
    assert "passed" in capsys.readouterr().out
