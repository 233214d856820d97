"""What a check returns: a verdict for each array, and what to do about it."""

EPSILON = 1e-5  # an error below it is rarely a wrong formula
SMALL = 0.1  # of the entry itself: nor is that


class GradientCheckError(AssertionError):
    """A gradient that finite differences contradict. `report` has all."""

    def __init__(self, message, report=None):
        super().__init__(message)
        self.report = report


class Report(dict):
    """Array name -> Verdict. True only if all was checked, and agrees.

    An array that is 0 on both sides, and that no nudge moves ("zero"),
    counts as agreeing. `notes` say what else was seen; `unchecked` names
    what was not checked, and why. Printed, it holds to what is the same on
    every machine; the errors themselves, which are rounding noise where all
    is well, are in the verdicts, with both arrays: claims, differences.
    """

    def __init__(self, verdicts, tolerance, notes=(), unchecked=None):
        super().__init__(verdicts)
        self.tolerance = tolerance
        self.notes = list(notes)
        self.unchecked = dict(unchecked or {})

    def __bool__(self):
        fine = all(v.verdict in ("agrees", "zero") for v in self.values())
        return fine and not self.unchecked

    def __missing__(self, name):
        """`report["argument 0"]` finds the first array, by any name."""
        word, _, number = str(name).rpartition(" ")
        if word == "argument" and number.isdigit() and int(number) < len(self):
            return list(self.values())[int(number)]
        raise KeyError(name)

    def __repr__(self):
        rows = [
            (name, v.verdict, self._reading(v)) for name, v in self.items()
        ]
        rows += [(n, "unchecked", why) for n, why in self.unchecked.items()]
        width = max((len(name) for name, _, _ in rows), default=0)
        lines = [f"{n:<{width}}  {v:<10}  {why}" for n, v, why in rows]
        return "\n".join([*lines, *(f"note: {n}" for n in self.notes)])

    def _reading(self, v):
        if v.verdict == "agrees":
            if v.says:
                return v.says
            some = "" if v.claims is None or v.of == v.claims.size else (
                f"; {v.of} of {v.claims.size} entries asked"
            )  # fmt: skip
            return f"within {self.tolerance:g} of its largest entry{some}"
        if v.verdict == "zero":
            return "0 on both sides: no nudge of it moves the result"
        if v.verdict == "unresolved":
            why = f": {v.says}" if v.says else ""
            return f"finite differences cannot tell here{why}"
        if v.elsewhere:
            return "right at these parameters, wrong at others"
        if not v.of:  # no number was compared: the shape is wrong
            return v.says
        said = f"off by {v.error:.2g} of its largest entry"
        # A small entry beside large ones may be off by a factor.
        near = abs(v.claimed - v.measured) <= SMALL * abs(v.measured)
        if v.error < EPSILON and near:
            return f"{said}: an epsilon or rounded constants, not the formula"
        if v.of > 1:
            said += f"; {v.wrong} of {v.of} entries"
        return f"{said}; {v.says}" if v.says else said
