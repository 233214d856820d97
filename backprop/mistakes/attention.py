"""Attention, layer norm and residual as people write them, and what shows.

Each mistake is an edit of a few lines of the package's own layer, or of the
two functions that SelfAttention calls. ATTENTION_MISTAKES maps an id to its
AttentionMistake. Chapter 11 trains them on names.
"""

from dataclasses import dataclass

from ..layers import (
    LayerNorm,
    Residual,
    SelfAttention,
    attention,
    attention_backward,
)
from .record import LayerMistake, met


@dataclass(frozen=True, eq=False, kw_only=True)
class AttentionMistake(LayerMistake):
    """One wrong idea in a layer of chapter 11's net, and what shows it.

    Where forward is wrong, backward is the gradient of the wrong forward,
    unless that is the mistake. fails_on holds for gains that are not 1.
    leaks: check_causal finds that an output sees the future.
    loss: what 700 steps of chapter 11's net by SGD(0.1, momentum=0.9)
    report on names, in batches of 64, beside the right net's from the same
    start: "as right" (within 0.05 nats), "worse", "too good" or "infinite".
    """

    loss: str
    leaks: bool = False


CALLS = (attention, attention_backward)
LABML = "labmlai/annotated_deep_learning_paper_implementations"
MASK = """\
if causal:
    S[..., future] = -np.inf
"""
WEIGHTS = "A = softmax(S)  # (..., T, T), each row sums to 1"
SCORES = "S = Q @ K.swapaxes(-1, -2) / math.sqrt(Q.shape[-1])  # (..., T, T)"
D_SCORES = (
    "dS = A * (dA - (A * dA).sum(axis=-1, keepdims=True))  # (..., T, T)"
)
D_LOOKS = """\
dQ = dS @ K / math.sqrt(Q.shape[-1])  # (..., T, d)
dK = dS.swapaxes(-1, -2) @ Q / math.sqrt(Q.shape[-1])  # (..., T, d)"""
ATTEND = "means, self.A = attention(self.Q, self.K, self.V, self.causal)"
MERGE = "self.O = self._together(means)  # (N T, dim)"
D_MERGE = "dmeans = self._apart(dY @ self.Wo.T)  # (N, heads, T, d)"
NORM_BACK = (
    "return (g - mean_g - X_hat * mean_gx) / self.sigma  # (N, ..., dim)"
)

_ALL = (
    AttentionMistake(
        id="mask-after-softmax",
        title="mask after the softmax",
        base=SelfAttention,
        calls=CALLS,
        right=f"{MASK}{WEIGHTS}\n\n{D_SCORES}",
        wrong=f"""\
{WEIGHTS}
if causal:
    A[..., future] = 0.0

P = softmax(Q @ K.swapaxes(-1, -2) / math.sqrt(Q.shape[-1]))
dS = A * dA - P * (A * dA).sum(axis=-1, keepdims=True)""",
        leaks=True,
        loss="too good",
        source=met("huggingface/pytorch-image-models", 2236, "2024"),
    ),
    AttentionMistake(
        id="softmax-over-queries",
        title="softmax over the queries",
        base=SelfAttention,
        calls=CALLS,
        right=f"{WEIGHTS}\n\n{D_SCORES}",
        wrong="A = softmax(S.swapaxes(-1, -2)).swapaxes(-1, -2)\n\n"
        "dS = A * (dA - (A * dA).sum(axis=-2, keepdims=True))",
        leaks=True,
        loss="too good",
        source=met(LABML, 146, "2022, in pictures", "labml.ai"),
    ),
    AttentionMistake(
        id="heads-not-transposed",
        title="heads merged without transposing",
        base=SelfAttention,
        calls=CALLS,
        right=f"{MERGE}\n\n{D_MERGE}",
        wrong="self.O = means.reshape(rows.shape)\n\n"
        "dmeans = (dY @ self.Wo.T).reshape(self.V.shape)",
        leaks=True,
        loss="too good",
        source=met("jsbaan/transformer-from-scratch", 6, "2026"),
    ),
    AttentionMistake(
        id="mask-missing",
        title="mask missing",
        base=SelfAttention,
        calls=CALLS,
        right=ATTEND,
        wrong="means, self.A = attention(self.Q, self.K, self.V, False)",
        leaks=True,
        loss="too good",
    ),
    AttentionMistake(
        id="scale-of-the-model",
        title="√D for √d",
        base=SelfAttention,
        calls=CALLS,
        right=f"{SCORES}\n\n{D_LOOKS}",
        wrong="D = Q.shape[-1] * Q.shape[-3]  # d · heads\n"
        "S = Q @ K.swapaxes(-1, -2) / math.sqrt(D)\n\n"
        "D = Q.shape[-1] * Q.shape[-3]\n"
        "dQ = dS @ K / math.sqrt(D)\n"
        "dK = dS.swapaxes(-1, -2) @ Q / math.sqrt(D)",
        loss="as right",
        source=met("lucidrains/vit-pytorch", 65, "2021"),
    ),
    AttentionMistake(
        id="scale-not-in-backward",
        title="1/√d not in backward",
        base=SelfAttention,
        calls=CALLS,
        right=D_LOOKS,
        wrong="dQ = dS @ K\ndK = dS.swapaxes(-1, -2) @ Q",
        fails_on=("X", "Wq", "Wk"),
        loss="as right",
    ),
    AttentionMistake(
        id="diagonal-alone",
        title="the diagonal of the softmax's Jacobian alone",
        base=SelfAttention,
        calls=CALLS,
        right=D_SCORES,
        wrong="dS = A * (1 - A) * dA",
        fails_on=("X", "Wq", "Wk"),
        loss="as right",
    ),
    AttentionMistake(
        id="row-sums-forgotten",
        title="A ∘ dA without the row sums",
        base=SelfAttention,
        calls=CALLS,
        right=D_SCORES,
        wrong="dS = A * dA",
        fails_on=("X", "Wq", "Wk"),
        loss="infinite",
    ),
    AttentionMistake(
        id="queries-for-keys",
        title="dQ and dK exchanged",
        base=SelfAttention,
        calls=CALLS,
        right="return dQ, dK, dV",
        wrong="return dK, dQ, dV",
        fails_on=("X", "Wq", "Wk"),
        loss="worse",
    ),
    AttentionMistake(
        id="norm-constant",
        title="μ and σ held constant",
        base=LayerNorm,
        right=NORM_BACK,
        wrong="return g / self.sigma",
        fails_on=("X",),
        loss="as right",
    ),
    AttentionMistake(
        id="gain-forgotten",
        title="gain forgotten in dX",
        base=LayerNorm,
        right="g = self.gain * dY  # (N, ..., dim)",
        wrong="g = dY",
        fails_on=("X",),
        loss="as right",
    ),
    AttentionMistake(
        id="two-variances",
        title="1/(n - 1) forward, 1/n back",
        base=LayerNorm,
        right="variance = X.var(axis=-1, keepdims=True)  # (N, ..., 1)",
        wrong="variance = X.var(axis=-1, ddof=1, keepdims=True)",
        fails_on=("X",),
        loss="as right",
        source=met("harvardnlp/annotated-transformer", 119, "2024, forward"),
    ),
    AttentionMistake(
        id="path-dropped",
        title="the path past the layers dropped, going back",
        base=Residual,
        right="return dY + dX if need_dX else None  # two gradients meet",
        wrong="return dX",
        fails_on=("X",),
        loss="as right",
    ),
)
ATTENTION_MISTAKES = {mistake.id: mistake for mistake in _ALL}
