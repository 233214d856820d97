"""What the catalogue says of one mistake, and how to build it."""

from dataclasses import dataclass, field

from .program import Program


def met(repository, number, when):
    """A thread in public, as a Markdown link, and a word on it."""
    place = f"https://github.com/{repository}/issues/{number}"
    return f"[{repository.split('/')[1]} #{number}]({place}), {when}"


def sources(*places):
    """Several places in one line."""
    return "; ".join(places)


@dataclass(frozen=True, eq=False)
class Mistake:
    """One wrong line, its story, and the program that has it.

    `parts` holds the wrong class under the name that Program gives its
    place: linear, activation, init, head or loss; or under "program" for
    a wrong step. `setting` holds what the right program has in those
    places, where it is not the usual.

    source: where it was met in public, as Markdown.
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
    square: bool = False  # fits only where n_hidden = n_out

    @property
    def part(self):
        """The class (or initializer) in which the wrong line stands."""
        return next(iter(self.parts.values()))

    def sizes(self, n_in, n_hidden, n_out):
        """The sizes that it fits: these, or with n_hidden = n_out."""
        return (n_in, n_out if self.square else n_hidden, n_out)

    def program(self, n_in, n_hidden, n_out, rng, **options):
        """The training program with this mistake; options as Program's."""
        options = {**options, **self.setting, **self.parts}
        build = options.pop("program", Program)
        return build(n_in, n_hidden, n_out, rng, **options)

    def right_program(self, n_in, n_hidden, n_out, rng, **options):
        """The same program, from the same start, without the mistake."""
        options = {**options, **self.setting}
        return Program(n_in, n_hidden, n_out, rng, **options)
