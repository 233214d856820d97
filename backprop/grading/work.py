"""Grading many notebooks at once: jobs for a cluster, of one or more.

Each job is one notebook, and depends on no other. A worker that dies loses
nothing: its job goes to another one. What is done is told at once.
"""

from dataclasses import dataclass
from functools import cache

from . import plan as plans
from .marking import mark
from .notebooks import Notebook
from .records import version
from .sandbox import USUAL, Limits, NoSandboxError
from .selftest import require


@dataclass(frozen=True)
class Task:
    """One notebook to grade, as it travels to a worker.

    source: the name and the bytes of the assignment's source notebook.
    version: that of the package here, which a worker's must be, too.
    """

    key: str
    source: tuple
    notebook: Notebook
    seed: int
    secret: int
    limits: Limits = USUAL
    version: str = ""


_plan = cache(plans.parsed)
_require = cache(require)


def done(task):
    """(the task's key, its Marked as a dict, or why there is none).

    Whatever happens to one notebook, the class goes on. Raises
    NoSandboxError where a worker has no sandbox, and ValueError where it
    has another version of the package.
    """
    if task.version and task.version != version():
        raise ValueError("a worker has another version of backprop")
    _require()
    plan = _plan(*task.source)
    try:
        more = task.seed, task.secret, task.limits
        return task.key, mark(plan, task.notebook, *more).told()
    except NoSandboxError:
        raise
    except Exception as error:
        return task.key, f"the grader failed: {type(error).__name__}: {error}"


def finished(tasks, workers=1, scheduler=None):
    """Yield (key, Marked as a dict or why not) of each task as it is done.

    scheduler: the address of a dask cluster; without it one is made here,
    of so many workers, unless one is enough. Raises ValueError where
    distributed is not installed.
    """
    if scheduler or min(workers, len(tasks)) > 1:
        yield from _by_a_cluster(tasks, workers, scheduler)
    else:
        yield from map(done, tasks)


def _by_a_cluster(tasks, workers, scheduler):
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise ValueError(
            "several workers need the package distributed: install "
            "backprop-course[instructor], or say --workers 1"
        ) from None
    cluster = scheduler or LocalCluster(
        n_workers=min(workers, len(tasks)),
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",  # None takes a port all the same
        memory_limit=None,
        silence_logs=50,
    )
    with Client(cluster) as client:
        futures = {
            client.submit(done, task, pure=False, key=task.key): task.key
            for task in tasks
        }
        for future in as_completed(futures):
            if future.exception() is None:
                yield future.result()
            elif type(future.exception()).__name__ == "KilledWorker":
                yield futures[future], "its workers died, one after the other"
            else:
                future.result()
    if cluster is not scheduler:
        cluster.close()
