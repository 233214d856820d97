"""What the catalogue says of one mistake, and how to build it."""

from dataclasses import dataclass, field

from .program import Program


@dataclass(frozen=True, eq=False)
class Mistake:
    """One wrong line, its story, and the program that has it.

    `parts` holds the wrong class under the name that Program gives its
    place: linear, activation, init, head or loss; or under "program" for
    a wrong step. `setting` holds what the right program has in those
    places, where it is not the usual.

    fails_on: the parameters that program.check calls wrong.
    unresolved: those whose gradient it finds to be 0, or nearly; all
    others agree.
    alone: the arrays that gradient_check or check_loss calls wrong, given
    the wrong class by itself.
    Where fails_on is empty a check of the whole step is blind, and where
    alone is empty too, so is every gradient check: see seen_by.
    """

    id: str
    title: str
    family: str  # "scale", "derivative", "state" or "loss"
    symptom: str
    cause: str
    source: str
    wrong: str  # in the source of `part`, line by line
    right: str  # what stands there instead in a right one
    parts: dict
    fails_on: tuple
    alone: tuple = ()
    unresolved: tuple = ()
    seen_by: str = "the gradient check"
    setting: dict = field(default_factory=dict)

    @property
    def part(self):
        """The class (or initializer) in which the wrong line stands."""
        return next(iter(self.parts.values()))

    def program(self, n_in, n_hidden, n_out, rng, **options):
        """The training program with this mistake; options as Program's."""
        options = {**options, **self.setting, **self.parts}
        build = options.pop("program", Program)
        return build(n_in, n_hidden, n_out, rng, **options)

    def right_program(self, n_in, n_hidden, n_out, rng, **options):
        """The same program, from the same start, without the mistake."""
        options = {**options, **self.setting}
        return Program(n_in, n_hidden, n_out, rng, **options)
