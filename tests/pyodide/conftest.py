"""The wheel under Pyodide, in Node: only when asked for by this folder."""


def pytest_ignore_collect(collection_path, config):
    """Other runs of pytest need neither Node nor Pyodide."""
    asked = any("pyodide" in str(arg) for arg in config.invocation_params.args)
    return None if asked else True


def pytest_terminal_summary(terminalreporter):
    """One line a suite: where it ran, and how many of its tests passed."""
    for report in terminalreporter.getreports("passed"):
        said = dict(report.user_properties).get("in Pyodide")
        if said and report.when == "call":
            terminalreporter.write_line(said)
