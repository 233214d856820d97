"""What the catalogue says of one mistake, and how to build it."""

from dataclasses import dataclass, field
from functools import cached_property

from .mending import mended
from .program import Program


def met(repository, number, when, name=None):
    """A thread in public, as a Markdown link, and a word on it.

    name: what to call the repository, where its own name is long.
    """
    place = f"https://github.com/{repository}/issues/{number}"
    return f"[{name or repository.split('/')[1]} #{number}]({place}), {when}"


def sources(*places):
    """Several places in one line."""
    return "; ".join(places)


@dataclass(frozen=True, eq=False)
class Mistake:
    """One wrong line, its story, and the program that has it.

    `parts` holds the wrong class under the name that Program gives its
    place: linear, activation, init, head or loss; or under "program" for
    a wrong step. `setting` holds what both programs have in other places,
    where it is not the usual.

    What is shown is what runs: `wrong` stands in the source of the class,
    and the right program has that class with `right` in its place, made
    from the same two texts. Where two classes are wrong, an empty line
    divides the lines of the first from those of the second.

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
    wrong: str  # in the source of the parts, line by line
    right: str  # what stands there instead in the right ones
    parts: dict
    fails_on: tuple
    alone: tuple = ()
    unresolved: tuple = ()
    seen_by: str = "the gradient check"
    setting: dict = field(default_factory=dict)
    square: bool = False  # fits only where n_hidden = n_out
    numbers: bool = False  # predicts the label as one number: n_out = 1
    lr: float = 0.5  # at which the museum trains it, and its right twin

    @property
    def part(self):
        """The class (or initializer) in which the wrong line stands."""
        return next(iter(self.parts.values()))

    def sizes(self, n_in, n_hidden, n_out):
        """The sizes that it fits: these, n_hidden = n_out, or n_out = 1."""
        n_out = 1 if self.numbers else n_out
        return (n_in, n_out if self.square else n_hidden, n_out)

    @cached_property
    def mended(self):
        """`parts` with the right lines in place of the wrong ones.

        Each class is its own source with `right` for `wrong`, compiled
        where it stands. Raises ValueError if the wrong lines do not stand
        there exactly once.
        """
        texts = (self.wrong.split("\n\n"), self.right.split("\n\n"))
        lines = zip(self.parts.items(), *texts, strict=True)
        return {
            place: mended(part, wrong, right)
            for (place, part), wrong, right in lines
        }

    def program(self, n_in, n_hidden, n_out, rng, **options):
        """The training program with this mistake; options as Program's."""
        options = {**options, **self.setting, **self.parts}
        build = options.pop("program", Program)
        return build(n_in, n_hidden, n_out, rng, **options)

    def right_program(self, n_in, n_hidden, n_out, rng, **options):
        """The same program, from the same start, with the right lines."""
        options = {**options, **self.setting, **self.mended}
        build = options.pop("program", Program)
        return build(n_in, n_hidden, n_out, rng, **options)


@dataclass(frozen=True, eq=False, kw_only=True)
class LayerMistake:
    """One wrong idea in a layer by itself, as an edit of the right one.

    base: the right layer. right and wrong are lines of it, or of the
    functions in `calls`; an empty line divides two places.
    fails_on: the arrays that gradient_check calls wrong, given the layer
    alone and sizes that all differ. source: where it was met in public, as
    Markdown, or "".
    """

    id: str
    title: str
    base: type
    right: str
    wrong: str
    fails_on: tuple = ()
    calls: tuple = ()
    source: str = ""

    @cached_property
    def layer(self):
        """The class with the wrong lines: base, edited and compiled."""
        return mended(self.base, self.right, self.wrong, self.calls)
