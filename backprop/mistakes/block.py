"""What the catalogue says of a mistake in chapter 11, and the net it is in."""

import inspect
import sys
from dataclasses import dataclass
from functools import cached_property

from ..layers import (
    Embedding,
    LayerNorm,
    Linear,
    Positions,
    ReLU,
    Residual,
    SelfAttention,
    Sequential,
    attention,
    attention_backward,
)
from .mending import exchanged


@dataclass(frozen=True, eq=False)
class AttentionMistake:
    """One wrong idea in a layer of chapter 11's net, and what shows it.

    base: the right layer. right and wrong are lines of it, or of the two
    functions that SelfAttention calls; an empty line divides two places.
    Where forward is wrong, backward is the gradient of the wrong forward,
    unless that is the mistake.
    fails_on: the arrays that gradient_check calls wrong, given the layer
    alone, its sizes all different and its gains not 1.
    leaks: check_causal finds that an output sees the future.
    loss: what 700 steps of names_net by SGD(0.1, momentum=0.9) report, in
    batches of 64, beside the right net's from the same start: "as right"
    (within 0.05 nats), "worse", "too good" or "infinite".
    source: where it was met in public, as Markdown, or "".
    """

    id: str
    title: str
    base: type
    right: str
    wrong: str
    loss: str
    fails_on: tuple = ()
    leaks: bool = False
    source: str = ""

    @property
    def seen_by(self):
        """Those of "check", "causality" and "loss" that show it."""
        shown = {
            "check": self.fails_on,
            "causality": self.leaks,
            "loss": self.loss != "as right",
        }
        return tuple(name for name, does in shown.items() if does)

    @cached_property
    def layer(self):
        """The class with the wrong lines; what it was made of is `source`.

        Raises ValueError unless the right lines stand there once.
        """
        parts = [self.base]
        if self.base is SelfAttention:
            parts = [attention, attention_backward, SelfAttention]
        text = "\n\n".join(map(inspect.getsource, parts))
        places = (lines.split("\n\n") for lines in (self.right, self.wrong))
        for right, wrong in zip(*places, strict=True):
            text = exchanged(text, right, wrong)
        names = dict(vars(sys.modules[self.base.__module__]))
        exec(
            compile(text, f"<{self.base.__name__}: {self.id}>", "exec"), names
        )
        layer = names[self.base.__name__]
        layer.source = text
        return layer


def names_net(rng, wrong=None):
    """Chapter 11's net of 14,779 parameters; or with this mistake in it."""
    here = {kind: kind for kind in (SelfAttention, LayerNorm, Residual)}
    if wrong is not None:
        here[wrong.base] = wrong.layer
    attends, norm, residual = here.values()
    return Sequential(
        Embedding(27, 32, rng),
        Positions(12, 32, rng),
        residual(norm(32), attends(32, 4, rng)),
        residual(norm(32), Linear(32, 128, rng), ReLU(), Linear(128, 32, rng)),
        norm(32),
        Linear(32, 27, rng),
    )
