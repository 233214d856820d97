"""python -m backprop.grading: hand out to a class, and grade it.

assign --roster roster.csv --chapter 4 --out DIR
    writes a notebook for each learner, with numbers of its own. What it
    holds is chosen by chapter, objective, minutes or id.
ask QUESTION --chapter 4 --points 2 --course DIR
    adds a written question to the source of an nbgrader course.
grade SUBMISSIONS --roster roster.csv --out DIR
    grades what was handed in: a folder of notebooks, nbgrader's `submitted`
    tree, or a bulk download of Canvas or Moodle (zip).
"""

import argparse
import os
import sys

from ..exercises.registry import CHAPTERS
from .ask import ask
from .assign import assign
from .grade import SOURCE, grade
from .late import LateRule, due_time
from .sandbox import USUAL, NoSandboxError

DO = {"assign": assign, "ask": ask}


def main(arguments=None):
    """Do what the command line asks; the exit status.

    0: every learner has a row, or a notebook. 2: something to be mended is
    named. 3: there is no sandbox here.
    """
    options = _parser().parse_args(arguments)
    try:
        if options.command in DO:
            DO[options.command](options)
            return 0
        due = due_time(options.due) if options.due else None
        options.rule = LateRule(
            due, options.late_percent, options.late_days, options.late_grace
        )
        grade(options)
    except NoSandboxError as error:
        print(f"Nothing was graded: {error}.", file=sys.stderr)
        return 3
    except (ValueError, OSError) as error:
        done = {"assign": "assigned", "ask": "asked"}
        done = done.get(options.command, "graded")
        print(f"Nothing was {done}: {error}.", file=sys.stderr)
        return 2
    return 0


def _parser():
    parser = argparse.ArgumentParser(
        prog="python -m backprop.grading",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, dest="command")
    one = commands.add_parser("assign", help="a notebook for each learner")
    _add_common(one)
    one.add_argument(
        "--chapter",
        type=int,
        nargs="+",
        default=(),
        choices=sorted(CHAPTERS),
        help="of these chapters",
    )
    one.add_argument(
        "--objective",
        nargs="+",
        default=(),
        metavar="4b",
        help="for these objectives",
    )
    one.add_argument(
        "--id",
        nargs="+",
        default=(),
        metavar="4.3",
        help="these exercises and families",
    )
    one.add_argument(
        "--minutes",
        type=int,
        metavar="M",
        help="no more than fit into so many minutes",
    )
    one.add_argument(
        "--families",
        action="store_true",
        help="also functions that are drawn for each learner",
    )
    one.add_argument("--name", help="of what is chosen, as in 51-week-3")
    one.add_argument("--seed", type=int, help="the class's; else it is drawn")
    one.add_argument(
        "--private",
        action="store_true",
        help="build the book, too, without solution pages",
    )
    one = commands.add_parser("ask", help="add a question marked by hand")
    one.add_argument("question", help="Markdown")
    one.add_argument("--course", required=True, help="folder of the course")
    one.add_argument("--chapter", type=int, required=True,
                     choices=sorted(CHAPTERS))  # fmt: skip
    one.add_argument("--points", type=float, required=True)
    one = commands.add_parser("grade", help="grade what was handed in")
    one.add_argument("submissions", help="a folder, or a zip")
    _add_common(one)
    one.set_defaults(source=None)
    one.add_argument("--course", metavar="DIR",
                     help="enter into the gradebook of this nbgrader course "
                     "and take its source")  # fmt: skip
    one.add_argument("--chapter", type=int, metavar="N", help="whose "
                     "exercises, or the number of what was chosen; else that "
                     "of most notebooks")  # fmt: skip
    one.add_argument("--due", help="2026-11-20, or with T18:00+01:00")
    one.add_argument("--late-percent", type=float, default=0.0, metavar="P",
                     help="taken off for each day begun")  # fmt: skip
    one.add_argument("--late-days", type=int, metavar="N",
                     help="after so many days nothing is left")  # fmt: skip
    one.add_argument("--late-grace", type=float, default=0.0, metavar="MIN",
                     help="minutes that cost nothing")  # fmt: skip
    one.add_argument("--seconds", type=int, default=USUAL.seconds,
                     help="processor time of one cell or check")  # fmt: skip
    one.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    one.add_argument("--scheduler", help="address of a dask cluster")
    one.add_argument("--regrade", action="store_true",
                     help="grade again what was graded before")  # fmt: skip
    return parser


def _add_common(one):
    one.add_argument("--roster", required=True, help="CSV with a column id")
    one.add_argument("--out", required=True, help="folder to write into")
    one.add_argument(
        "--source", default=SOURCE, help="folder of the source notebooks"
    )


if __name__ == "__main__":
    sys.exit(main())
