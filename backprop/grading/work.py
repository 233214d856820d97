"""Grading many notebooks at once, in processes of their own."""

from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

from . import plan as plans
from .marking import mark
from .notebooks import read as read_notebook
from .sandbox import USUAL, Limits


@dataclass(frozen=True)
class Task:
    """One notebook to grade, as it travels to a worker."""

    key: str
    source: str
    data: bytes
    seed: int
    secret: int
    limits: Limits = USUAL


_plan = cache(plans.plan)


def done(task):
    """(the task's key, its Marked as a dict)."""
    notebook = read_notebook(task.data)
    plan = _plan(task.source)
    found = mark(plan, notebook, task.seed, task.secret, task.limits)
    return task.key, found.told()


def finished(tasks, workers):
    """Yield (key, Marked as a dict) of each task as it is done."""
    if workers == 1:
        yield from map(done, tasks)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    with pool:
        futures = [pool.submit(done, task) for task in tasks]
        for future in as_completed(futures):
            yield future.result()
