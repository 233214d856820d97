"""Settings for all tests: one thread, and notebooks run as Jupyter runs them.

nbval executes cells without history, and without history IPython does not
see the semicolon that silences a cell's last value. Jupyter does, and so
does `make execute`; so cells are executed with history here too.
"""

import atexit
import os
import shutil
import tempfile

# Before NumPy is loaded. The notebooks' kernels inherit all: one thread, no
# start-up files or history of whoever runs the tests, and live figures as
# the book has them, without widgets.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["BACKPROP_LIVE"] = "static"
os.environ["BACKPROP_PROGRESS"] = "off"  # no file beside the notebooks
os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="ipython-")
atexit.register(shutil.rmtree, os.environ["IPYTHONDIR"], ignore_errors=True)


def pytest_configure(config):
    """Let nbval execute cells with history, where nbval is installed."""
    if not config.pluginmanager.hasplugin("nbval"):
        return
    from nbval.kernel import RunningKernel

    def execute_with_history(self, cell_input, allow_stdin=None):
        return self.kc.execute(
            cell_input,
            store_history=True,
            allow_stdin=allow_stdin,
            stop_on_error=False,
        )

    RunningKernel.execute_cell_input = execute_with_history


def pytest_terminal_summary(terminalreporter):
    """One line: how many wrong answers the exercises' tests have tried.

    Here, since under xdist only this file is read where reports meet.
    """
    caught, kinds, hostile = 0, 0, 0
    for report in terminalreporter.getreports("passed"):
        properties = dict(report.user_properties)
        if report.when == "call":
            caught += properties.get("caught", 0)
            kinds += "caught" in properties
            hostile += properties.get("hostile", 0)
    if kinds:
        terminalreporter.write_line(
            f"Exercises: {caught} wrong answers ({kinds} mistakes) tried, "
            f"each caught and named; {hostile} hostile answers, each with a "
            "clear verdict"
        )
