"""One line at the end of a run: how many wrong answers were tried."""


def pytest_terminal_summary(terminalreporter):
    """Add up what test_checks.py has recorded; also under xdist."""
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
