"""Runs the package's tests in Pyodide: python inside.py tests/package ...

Its last line says where they ran, and the counts.
"""

import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), "/course/site"]

import hypothesis_native  # noqa: E402
import left_out  # noqa: E402

hypothesis_native.install()

import numpy as np  # noqa: E402
import pytest  # noqa: E402

import backprop  # noqa: E402

UNUSED = "cacheprovider doctest faulthandler logging threadexception"


class InPyodide:
    """Leaves out what left_out.py names, and counts the rest."""

    def __init__(self):
        self.count = Counter()

    def pytest_collection_modifyitems(self, config, items):
        import hypothesis  # not earlier: pytest rewrites its asserts

        hypothesis.settings.register_profile(
            "in Pyodide",
            hypothesis.settings(),
            max_examples=left_out.EXAMPLES,
        )
        hypothesis.settings.load_profile("in Pyodide")
        kept, met = [], Counter()
        for item in items:
            if hasattr(item.module, "SEEDS") and "exercises" in item.nodeid:
                item.module.SEEDS = left_out.SEEDS
            if self.stays(item, met):
                kept.append(item)
        gone = [item for item in items if item not in set(kept)]
        config.hook.pytest_deselected(items=gone)
        items[:] = kept
        self.count["left out"] = len(gone)
        folders = {item.nodeid.split("/")[1] for item in items}
        self.stale = [
            name
            for table in ("IMPOSSIBLE", "ELSEWHERE", "ONE_IN")
            for name in getattr(left_out, table)
            if name.split("/")[0] in folders and not met[name]
        ]

    def stays(self, item, met):
        """Whether a test runs; marks it where it must fail."""
        name = item.nodeid.removeprefix("tests/")

        def entry(table):
            for start, value in table.items():
                if name.startswith(start):
                    met[start] += 1
                    return start, value
            return None, None

        _, impossible = entry(left_out.IMPOSSIBLE)
        if impossible:
            error, why = impossible
            mark = pytest.mark.xfail(raises=error, reason=why, strict=True)
            item.add_marker(mark)
        start, every = entry(left_out.ONE_IN)
        if every and met[start] % every != 1:
            return False
        return not entry(left_out.ELSEWHERE)[1]

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or report.outcome != "passed":
            known = hasattr(report, "wasxfail")
            self.count["impossible" if known else report.outcome] += 1


def main(*arguments):
    installed = Path(backprop.__file__).parts
    assert "site-packages" in installed, f"not the wheel: {installed}"
    tests = InPyodide()
    options = ["-q", "--tb=short", "--capture=sys", "--no-header"]
    for plugin in UNUSED.split():
        options += ["-p", f"no:{plugin}"]
    status = pytest.main([*options, *arguments], plugins=[tests])
    for name in tests.stale:
        print(f"left_out.py names what is not there: {name}")
    counts = ", ".join(
        f"{n} {what}" for what, n in sorted(tests.count.items())
    )
    python = ".".join(map(str, sys.version_info[:3]))
    where = f"Python {python}, NumPy {np.__version__}, indices of "
    where += f"{8 * np.dtype(np.intp).itemsize} bits"
    print(f"in Pyodide ({where}): {counts}")
    return int(status or bool(tests.stale))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
