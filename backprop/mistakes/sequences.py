"""A recurrent layer and a table as people write them, and what goes wrong.

Each mistake is an edit of one or two lines of the package's own layer.
SEQUENCE_MISTAKES maps an id to its SequenceMistake. Chapter 10 trains them
on names.
"""

from dataclasses import dataclass

from ..layers import Embedding, Recurrent
from .record import LayerMistake, met


@dataclass(frozen=True, eq=False, kw_only=True)
class SequenceMistake(LayerMistake):
    """One wrong line in the backward of a layer of chapter 10's net.

    base is Recurrent or Embedding; fails_on holds where a token comes
    twice. loss: what training on names reports after six epochs, beside
    the right net's: "as right", or "worse", by more than .04 nats.
    """

    loss: str

    @property
    def kind(self):
        """The place of a net that it takes: "recurrent" or "embedding"."""
        return self.base.__name__.lower()


BACK = "future = dZ[:, t] @ self.Wh.T + dh * ~real"
BEFORE = "X, before = self.X.reshape(N * T, -1), H[:, :-1].reshape(N * T, -1)"
SUMS = """\
self.dWh = before.T @ dZ  # (n_hidden, N T) (N T, n_hidden)
self.db = dZ.sum(axis=0)  # (n_hidden,)"""

_ALL = (
    SequenceMistake(
        id="future-forgotten",
        title="the gradient from the future forgotten",
        base=Recurrent,
        right="dh = dY[:, t] + future  # two gradients meet: (N, n_hidden)",
        wrong="dh = dY[:, t]",
        fails_on=("X", "Wx", "Wh", "b"),
        loss="as right",
        source=met("qixianbiao/RNN", 2, "2018"),
    ),
    SequenceMistake(
        id="weights-not-transposed",
        title="Wh not transposed on the way back",
        base=Recurrent,
        right=BACK,
        wrong=BACK.replace("Wh.T", "Wh"),
        fails_on=("X", "Wx", "Wh", "b"),
        loss="as right",
    ),
    SequenceMistake(
        id="state-too-late",
        title="h of step t for that of t − 1 in dWh",
        base=Recurrent,
        right=BEFORE,
        wrong=BEFORE.replace("H[:, :-1]", "H[:, 1:]"),
        fails_on=("Wh",),
        loss="worse",
    ),
    SequenceMistake(
        id="one-share",
        title="= for += over time, in dWh and db",
        base=Recurrent,
        right=SUMS,
        wrong="""\
self.dWh = before[::T].T @ dZ[::T]  # what step 1 leaves there
self.db = dZ[::T].sum(axis=0)""",
        fails_on=("Wh", "b"),
        loss="worse",
    ),
    SequenceMistake(
        id="repeats-dropped",
        title="repeated letters dropped",
        base=Embedding,
        right="np.add.at(self.dE, self.X[real], dY[real])  "
        "# += adds a repeat once",
        wrong="self.dE[self.X[real]] += dY[real]",
        fails_on=("E",),
        loss="as right",
        source=met("karpathy/nn-zero-to-hero", 57, "2024"),
    ),
)
SEQUENCE_MISTAKES = {mistake.id: mistake for mistake in _ALL}
