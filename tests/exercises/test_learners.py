"""What learners who sat chapters 3 and 4 found, and what is said now.

A row is an edit of a right answer (`naturals.edited`), the words that the
message must contain, and words that it must not contain.
"""

from dataclasses import replace

import numpy as np
import pytest
from naturals import BASES, Natural, answer, edited, told

from backprop.exercises import registry
from backprop.exercises.failing import smallest
from backprop.exercises.judging import tried, verdict
from backprop.exercises.places import place_of
from backprop.exercises.pools.counts import typed_chain
from backprop.exercises.record import Exercise, Wrong

NONE = "No mistake that we know"
BLAMED = "not right is"
FIRST = "The first of your own arrays that is not right is "

NEURON = (
    "* => def mean_gradient(X, w, b, t):\n    z = X @ w + b\n"
    "    p = 1 / (1 + np.exp(-z))\n    loss = np.mean((p - t) ** 2)\n"
    "    dz = 2 * (p - t) * p * (1 - p)\n    dw = X.T @ dz / len(X)\n"
    "    db = {}\n    return loss, dw, db"
)
NEURON_LOOP = (
    "* => def mean_gradient(X, w, b, t):\n    loss, dw, db = 0, 0, 0\n"
    "    for n in range(len(X)):\n        z = X[n] @ w + b\n"
    "        p = 1 / (1 + np.exp(-z))\n"
    "        loss += (p - t[n]) ** 2 / len(X)\n"
    "        dp = 2 * (p - t[n]) / len(X)\n        dz = {}\n"
    "        dw = dw + dz * X[n]\n        db += dz\n    return loss, dw, db"
)
NET = (
    "* => def gradients(X, t, W1, b1, W2, b2):\n    N = len(X)\n"
    "    A1 = np.tanh(X @ W1 + b1)\n    P = softmax(A1 @ W2 + b2)\n"
    "    dZ2 = P - np.eye(len(b2))[t]\n    dW2 = A1.T @ dZ2 / N\n"
    "    db2 = dZ2.sum(axis=0) / N\n    dA1 = dZ2 @ W2.T\n"
    "    dZ1 = {}\n    dW1 = X.T @ dZ1 / N\n"
    "    db1 = {}\n    return dW1, db1, dW2, db2"
)
NET_LOOP = (
    "* => def gradients(X, t, W1, b1, W2, b2):\n"
    "    dW1, db1, dW2, db2 = 0, 0, 0, 0\n    for n in range(len(X)):\n"
    "        x = X[n:n + 1]\n        A1 = np.tanh(x @ W1 + b1)\n"
    "        P = softmax(A1 @ W2 + b2)\n        dZ2 = P.copy()\n"
    "        dZ2[0, t[n]] -= 1\n        dZ2 /= len(X)\n"
    "        dW2 = dW2 + A1.T @ dZ2\n        db2 = db2 + dZ2[0]\n"
    "        dA1 = dZ2 @ W2.T\n        dZ1 = {}\n"
    "        dW1 = {}\n        db1 = db1 + dZ1[0]\n"
    "    return dW1, db1, dW2, db2"
)
IMAGE = (
    "* => def image(X, labels, W1, b1, W2, b2):\n    Z1 = X @ W1 + b1\n"
    "    A1 = np.maximum(Z1, 0)\n    {}\n    dA1 = P @ W2.T\n"
    "    dZ1 = dA1 * (Z1 > .3)\n    return dZ1 @ W1.T"
)
SOFTMAX = (
    "* => def softmax_backward(P, dP):\n    S = softmax(P)\n"
    "    s = (dP * S).sum(axis=1, keepdims=True)\n    return S * (dP - s)"
)
STRANGE = (
    "* => def softmax_backward(P, dP):\n    S = P ** 1.5\n"
    "    return S * (dP - (dP * S).sum(axis=1, keepdims=True))"
)
SUM_OF_ROWS = (
    "* => def softmax_backward(P, dP):\n    s = {}\n    return P * (dP - {})"
)
MEMORY = (
    "* => memory = {{}}\ndef linear_backward(X, V, dY):\n"
    "    if X.shape not in memory:\n        memory[X.shape] = {}\n    {}\n"
    "    return {}"
)
GRAPH = (
    "* => memory = {{}}\ndef gradients(parents, slopes):\n    key = {}\n"
    "    if key not in memory:\n        grads = [0.0] * len(parents)\n"
    "        grads[-1] = 1.0\n        for k in reversed(range(len(parents))):"
    "\n            for p, s in zip(parents[k], slopes[k]):\n"
    "                grads[p] += grads[k] * s\n        memory[key] = grads\n"
    "    return memory[key]"
)
SUMMED = (
    "return dY * (Y > 0) => self.g = getattr(self, 'g', 0) + dY * (Y > 0)\n"
    "            return self.g"
)
BOOLS = (
    "derivatives = [0, float(z_B > 0), float(z_C > 0), float(v_D > u_D), 1] "
    "=> derivatives = {}"
)
QUOTIENT = "return (f(x + h) - f(x - h)) / (2 * h) => {}"
FLAT = "* => def g(x, w, b, t):\n    f = lambda a: 1 / 1 + np.exp(-a)\n" \
    "    o = f(w @ x - b)\n    d = 2 * (o - t) * o * (1 - o)\n" \
    "    return d * x, d, d * w"  # fmt: skip
ROWS_OUT = "return dZ1 @ W1.T => return {}"
OWN_ERROR = "dZ2 = (P - np.eye(K)[labels]) / N => dZ2 = P.copy()\n" \
    "    dZ2[np.arange(N), labels] -= 1\n    dZ2 /= len(X) ;; "  # fmt: skip
LATER = (
    "(P - np.eye(K)[t]) / N => P - np.eye(K)[t] ;; dZ2 @ W2.T => dZ2 @ W2.T / "
    "N ;; A1.T @ dZ2 => A1.T @ dZ2 / N ;; dZ2.sum(axis=0) => dZ2.sum(axis=0) "
    "/ N ;; X.T @ dZ1 => X.T @ dZ1 / N ;; dZ1.sum(axis=0) => dZ1.sum(axis=0) "
    "/ N"
)
OVERWRITES = " ;; ".join(
    f"return {made} => self.Y = {made}; return self.Y"
    for made in ("dY * (1 - Y**2)", "dY * Y * (1 - Y)", "dY * (Y > 0)")
)
ONE_LINE = (
    "* => def gated_backward(V, G, dY):\n    V = np.tanh(V); G = 1 / (1 + "
    "np.exp(-G)); V = 1.1 * dY * G * (1 - V**2); G = V * G\n    return V, G"
)
GATED = (
    "* => def gated_backward(V, G, dY):\n    S = 1 / (1 + np.exp(-G))\n"
    "    V = dY * S * (1 - np.tanh(V)**2)\n"
    "    return V, dY * np.tanh(V) * S * (1 - S)"
)
REUSED = (
    "* => def gradients(X, t, W1, b1, W2, b2):\n    h = np.tanh(X @ W1 + b1)\n"
    "    y = softmax(h @ W2 + b2)\n    y[np.arange(len(t)), t] -= 1\n"
    "    y /= len(t)\n    h = y @ W2.T * (1 - h**2)\n"
    "    return X.T @ h, h.sum(0), h.T @ y, y.sum(0)"
)
OUTLIVES = (
    "* => grads = [0.0] * 99\ndef gradients(parents, slopes):\n"
    "    n = len(parents)\n    grads[n - 1] += 1.0\n"
    "    for k in reversed(range(n)):\n"
    "        for p, s in zip(parents[k], slopes[k]):\n"
    "            grads[p] += grads[k] * s\n    return grads[:n]\n"
    "gradients([(), (0, 0)], [(), (3.0, 3.0)])\nanswer = gradients"
)

# (what was found, exercise, edit, words that must stand, that must not)
FOUND = [
    ("S is not s", "4.5", STRANGE, [NONE], [BLAMED, "(5, 1)"]),
    ("a right s without its axis", "4.5", SUM_OF_ROWS.format(
        "(dP * P).sum(axis=1)", "s[:, None]**2"), [NONE],
     [BLAMED, "is not right:", "shape"]),
    ("a right s that is missing its axis when it is read", "4.5",
     SUM_OF_ROWS.format("(dP * P).sum(axis=1)", "s"),
     ["raised", "s (line 2", "keepdims=True keeps it"], []),
    ("return inside the loop", "4.6", NET_LOOP.format(
        "dA1 * (1 - A1**2)", "dW1 + x.T @ dZ1").replace(
            "\n    return", "\n        return"),
     ["A1 (line 5", "it holds row 0 of 3, and no other",
      "Is return inside the loop"], ["shape", "@ adds"]),
    ("softmax once more", "4.5", SOFTMAX,
     ["You took the softmax of P once more"], [BLAMED, "shape"]),
    ("1/N in a later line", "3.8", NEURON.format("dz.sum()"),
     ["7, the number of rows"], ["dz (", "Two mistakes", BLAMED]),
    ("1/N in a later line, and db is another", "3.8",
     NEURON.format("dz.mean() + b"), ["loss and dw are right; db is not"],
     ["dz (", "dp", BLAMED]),
    ("1/N in a later line, 4.6", "4.6",
     NET.format("dA1 * (1 - A1**2)", "dZ1.sum(axis=1)"),
     ["db1 has a number for each row"], ["dZ2 (", BLAMED]),
    ("1/N in a later line, and another slope", "4.6",
     NET.format("dA1 * (2 - A1**2)", "dZ1.sum(axis=0) / N"),
     ["dZ1 (line 9, dZ1 = dA1 * (2 - A1**2))"], ["dZ2 (", "dA1 ("]),
    ("the rows of a loop are right", "4.6",
     NET_LOOP.format("dA1 * (1 - A1**2)", "x.T @ dZ1"),
     ["A1, P, dZ2, dA1 and dZ1 are right; dW1 (line 14"],
     [BLAMED, "(1, 5)"]),
    ("a loop's rows are wrong in one line", "4.6",
     NET_LOOP.format("dA1 * (1 - 3 * A1**2)", "dW1 + x.T @ dZ1"),
     ["dZ1 (line 13", "A1, P, dZ2 and dA1 are right"], ["(1, 5)"]),
    ("a loop over numbers", "3.8", NEURON_LOOP.format("dp * p * (3 - p)"),
     ["dz (line 8", "z, p and dp are right"], ["p ("]),
    ("P holds dZ2", "4.8", IMAGE.format(
        "P = (softmax(A1 @ W2 + b2) - np.eye(len(b2))[labels]) / len(X)"),
     ["dZ1 (line 6", "Z1, A1, dZ2 and dA1 are right"], ["P (line"]),
    ("P becomes dZ2 in one line", "4.8", IMAGE.format(
        "P = softmax(A1 @ W2 + b2); P[np.arange(len(X)), labels] -= 1\n"
        "    P /= len(X)"), ["dZ1 (line 7"], ["P (line"]),
    ("a row that is right by chance", "4.8", IMAGE.format(
        "P = (softmax(A1 @ W2 + b2) - np.eye(len(b2))[labels]) / len(X)"),
     ["right in row 2 alone"], ["with this row must be done"]),
    ("two names of one array", "4.9", "dT = dY * S => dT = dS = dY.copy()\n"
     "    dT *= S ;; dS = dY * T => dS *= T",
     ["dS and dT are names of one array: = copies nothing"],
     ["caller", "dY is changed"]),
    ("a second name of the caller's array", "4.9", "dT = dY * S => dT = dY\n"
     "    dT *= S", ["dY is changed by the call",
     "dT (line 4) is a second name of the array dY"], []),
    ("True and False for 1 and 0", "3.1", BOOLS.format(
        "[False, z_B > 0, z_C > 0, v_D > u_D, True]"),
     ["True and False are none"], ["quotation", "length"]),
    ("four derivatives for five", "3.1", "z_C > 0), float(v_D > u_D), 1] => "
     "z_C > 0), float(v_D > u_D)]", ["derivatives has 4 entries, expected 5",
     "5 numbers belong here, in one list"], ["@", "shape", "line"]),
    ("one entry of a list", "3.1", "derivatives = [0, => derivatives = [0, 0,",
     ["derivatives has 6 entries"], ["@", "shape"]),
    ("one number for five", "3.1", "derivatives = [0, float(z_B > 0), float("
     "z_C > 0), float(v_D > u_D), 1] => derivatives = 0.5",
     ["derivatives should be 5 numbers, got a number"], ["@", "axis"]),
    ("names for a list", "3.1", "answer = (derivatives, => answer = (dict(zip("
     "'ABCDE', derivatives)),", ["without keys"], ["one length"]),
    ("the rows of a pencil in one list", "4.2", "* => answer = [0.1] * 15, "
     "[0.1] * 6, [0.1] * 3", ["5 rows belong here, with 3 numbers in each"],
     ["sum, mean"]),
    ("the place D has a name", "3.1", "share(v_D - u_D), .5 => .777, .5",
     ["measured at D is 0.777"], ["[3]"]),
    ("the place A has a name", "3.1", "derivatives = [0 => derivatives = [.3",
     ["derivatives at A is 0.3"], ["[0]"]),
    ("some True for 1", "3.1", BOOLS.format("[0, True, False, False, 1]"),
     ["True and False are none"], ["quotation", "length"]),
    ("an array of bool, and measured is right", "3.1", BOOLS.format(
        "np.array([False, z_B > 0, z_C > 0, v_D > u_D, True])"),
     ["dtype bool"], ["looks at two points"]),
    ("float32", "3.6", QUOTIENT.format("x, h = np.float32(x), np.float32(h)"
     "\n    return (f(x + h) - f(x - h)) / (2 * h)"),
     ["float32 holds seven digits"], ["truncates"]),
    ("float32 at the end", "3.6", QUOTIENT.format(
        "return np.float32((f(x + h) - f(x - h)) / (2 * h))"),
     ["numbers that float32 holds"], ["truncates"]),
    ("one side", "3.6", QUOTIENT.format("return (f(x) - f(x - h)) / h"),
     ["one side of x alone", "Look to both sides"], ["truncates"]),
    ("/ 2 * h", "3.6", QUOTIENT.format("return (f(x + h) - f(x - h)) / 2 * h"),
     ["write / (2 * h)"], ["truncates"]),
    ("the rise alone", "3.6", QUOTIENT.format("return f(x + h) - f(x - h)"),
     ["divided by the way, which is 2h"], ["truncates"]),
    ("a list of one", "3.6", QUOTIENT.format(
        "return [(f(x + h) - f(x - h)) / (2 * h)]"),
     ["a list or an array that holds one"], ["keepdims"]),
    ("a list of one, 3.7", "3.7", "dz * x, dz, => dz * x, [dz],",
     ["a list or an array that holds one"], ["keepdims"]),
    ("no step has the name of the text", "3.7", FLAT,
     ["The first step on the way is z, and no variable of yours has its"],
     [BLAMED]),
    ("z of its own", "3.7", "w @ x + b => w @ x - b",
     ["not right is z (line 2"], [NONE]),
    ("written over, and used later", "4.6", "dZ1 = dA1 * (1 - A1**2) => "
     "A1 *= A1\n    dZ1 = dA1 * (1 - A1) ;; dW2 = A1.T @ dZ2\n => \n ;; db1 "
     "= => dW2 = A1.T @ dZ2\n    db1 =",
     ["dW2 (line", "A1 has been changed in place in line 10",
      "must stay as it was"], [BLAMED]),
    ("written over at once", "4.6", "Z2 = A1 => A1 *= A1\n    Z2 = A1",
     ["Z2 (line 5", "A1 has been changed in place in line 4"],
     ["softmax", "P ("]),
    ("an argument set anew", "4.6", "dA1 = dZ2 => W2 = W2 - .1 * dW2\n"
     "    dA1 = dZ2", ["dA1 (line 10", "W2 has been set anew in line 9"], []),
    ("memory by the shape", "4.3", MEMORY.format(
        "dY @ V, dY.T @ X, dY.sum(axis=0)", "pass", "memory[X.shape]"),
     ["remembered"], [BLAMED, "first step"]),
    ("an input remembered by its shape", "4.3", MEMORY.format(
        "X", "X = memory[X.shape]", "dY @ V, dY.T @ X, dY.sum(axis=0)"),
     ["the sizes of an earlier one", "remembered"], [BLAMED]),
    ("memory by the length", "3.3", GRAPH.format("len(parents)"),
     ["gradients of a later call is that of an earlier call"],
     ["forward must"]),
    ("memory by the parents", "3.3", GRAPH.format("str(parents)"),
     ["remembered from the first call"], [NONE]),
    ("forgotten after one backward", "4.4", "Y = self.Y\n => Y = self.Y\n"
     "        self.Y = None\n", ["The first backward came to its end",
     "must stay until it is stored anew"], ["sort and append"]),
    ("deleted after one backward", "4.4", "Y = self.Y\n => Y = self.Y\n"
     "        del self.Y\n", ["The first backward came to its end"],
     ["spelled otherwise"]),
    ("gradients that add up", "4.4", SUMMED,
     ["this call's result and those of the calls before, added"], [NONE]),
    ("the whole batch", "4.7", "(forward, 2 * forward, 2 * forward - a * b, "
     "=> (N * forward, 2 * N * forward, N * (2 * forward - a * b),",
     ["asked for one row. You counted the batch"], [NONE, "mistakes at"]),
    ("times three layers", "4.7", "(forward, 2 * forward, 2 * forward - a * "
     "b => (3 * forward, 6 * forward, 6 * forward - 3 * a * b",
     ["nothing is multiplied by their number"], [NONE, "mistakes at"]),
    ("no dX at all", "4.7", "2 * forward - a * b => forward",
     ["Only the first layer's dX is spared"], [NONE]),
    ("what is remembered, and where to read", "4.7", "N * (a + b + c) => N * "
     "(a + 2 * b + 2 * c)", ["What must be remembered"], ["What it costs”"]),
    ("2 for e", "4.2", "np.exp(Z2) => 2 ** Z2",
     ["You took 2 to its power"], [NONE]),
    ("both factors exchanged", "4.9", "dT = dY * S => dT = dY * T ;; dS = dY "
     "* T => dS = dY * S", ["S and T are exchanged"], ["Two mistakes"]),
    ("the square of a difference", "4.9", "(1 - T**2) => (1 - T)**2",
     ["T alone is squared"], [NONE]),
    ("brackets", "4.9", "dS * S * (1 - S) => dS * S * 1 - S",
     ["Brackets are missing: dS * S * (1 - S)"], [NONE]),
    ("brackets, 3.7", "3.7", "2 * (p - t) => 2 * p - t",
     ["Brackets are missing: 2 * (p - t)"], [NONE]),
    ("a factor and a sign, with a comma", "3.7", "dp * p * (1 - p) => dp * z "
     "/ p * (1 - p)", ["in every entry, and has the wrong sign"], []),
    ("a factor of its own in each entry", "4.4", "dY * Y * (1 - Y) => dY * "
     "(1 - Y)", ["a different one in each entry",
     "It should also be multiplied by Y"], ["another in every"]),
    ("0 everywhere is no pair of mistakes", "4.8",
     "return dZ1 => return 0 * dZ1", ["dX is 0 everywhere"],
     ["Two mistakes"]),
    ("a ratio of sizes by chance", "4.6", "P = softmax(Z2) => P = softmax("
     "Z2)\n    P[np.arange(N), t] -= 1\n    P = P / N ;; dZ2 = (P - np.eye(K)"
     "[t]) / N => dZ2 = P * 1.5", ["dZ2 (line 8, dZ2 = P * 1.5)"],
     ["6/4", "dA1 ("]),
    ("a size by chance", "4.6", "X.T @ dZ1 => X.T @ dZ1 * 3",
     ["dW1 is 3 times"], ["the number of"]),
    ("a second call with other numbers", "2.5", "return => raise ValueError"
     "(x) if x < 0 else ValueError()\n    return", ["raised"],
     ["second one"]),
    ("W2 stays as it was drawn", "5.8c", "W2 = W2 - => dW2 =",
     ["W2 comes out the same for other rows"], [NONE]),
    ("rows summed by einsum", "4.8", ROWS_OUT.format(
        "np.einsum('nh,ih->i', dZ1, W1)"),
     ["yours is the sum of these rows", "index n missing behind ->"],
     ["Two mistakes", "1/N", "averaged"]),
    ("rows summed, and the error in the book's own lines", "4.8", OWN_ERROR
     + ROWS_OUT.format("(dZ1 @ W1.T).sum(0)"),
     ["yours is the sum of these rows"], ["Two mistakes", "1/N"]),
    ("rows averaged", "4.8", ROWS_OUT.format("(dZ1 @ W1.T).mean(0)"),
     ["Yours is the mean of these rows"], ["Two mistakes", "sum of these"]),
    ("the error is right, and a later line is not", "4.8",
     ROWS_OUT.format("dZ1 @ W1.T * N"), ["dZ1 are right; dX is not"],
     ["belongs into dZ2", "divide P - T"]),
    ("1/N in later lines, twice in the first layer", "4.6", LATER,
     ["1/N is in dZ1 already: divide once, in dZ2"],
     ["1/N is in dZ2", "already in dZ2"]),
    ("dz without 1/N, dw divided twice", "3.8", "(p - t) / N => (p - t) ;; "
     "X.T @ dz => X.T @ dz / N**2 ;; dz.sum() => dz.sum() / N",
     ["dw is 0.142857 times"], ["1/N is in dz"]),
    ("the gradient kept in the place of Y", "4.4", OVERWRITES,
     ["leave self.Y alone"], ["left over", "[3, 2]"]),
    ("the same for tanh alone", "4.4", OVERWRITES.split(" ;; ")[0],
     ["The first backward has changed what the second one reads",
      "Entry [3, 2] of dX of a second backward"], ["left over"]),
    ("two values of a name in one line", "4.9", ONE_LINE,
     ["dV is 1.1 times"], ["no variable of yours"]),
    ("the data set anew", "3.8", "z = X @ w + b => X = X @ w + b ;; np.exp("
     "-z) => np.exp(-X)", ["X has been set anew in line 3", "dw (line 8)"],
     ["without axis="]),
    ("a product that is a number", "3.8", "X.T @ dz => dz @ dz",
     ["so does @ between two arrays of one axis"], []),
    ("a complex step", "3.6", QUOTIENT.format(
        "return f(x + 1e-30j).imag / 1e-30"),
     ["f is asked at a complex number", "at real numbers"], ["passed"]),
    ("X is dX by then", "4.3", "dX = dY @ V => X = dY @ V ;; return dX => "
     "return X ;; dV = dY.T @ X => V = dY.T @ X ;; return X, dV => return X, "
     "V", ["X has been set anew in line 2, and dV is made with"], ["V has"]),
    ("V is dV by then", "4.9", GATED,
     ["V has been set anew in line 3, and dG is made with"], [NONE]),
    ("w is dw by then", "3.7", "return dz * x, dz, dz * w => w = dz * x\n"
     "    x = dz * w\n    return w, dz, x",
     ["w has been set anew in line 6, and dx is made with"], []),
    ("h is dZ1 by then", "4.6", REUSED,
     ["h has been set anew in line 6, and dW2 is made with"], []),
    ("additions counted", "4.7", "(forward, 2 * forward, 2 * forward - a * b, "
     "=> (2 * forward, 4 * forward, 4 * forward - 2 * a * b,",
     ["You counted the additions as well"], [NONE, "mistakes at"]),
    ("bytes counted", "4.7", "N * (a + b + c) => 8 * N * (a + b + c)",
     ["You gave the bytes", "What must be remembered"], ["What it costs”"]),
    ("a list that outlives the call", "3.3", OUTLIVES,
     ["Two calls with the same arguments give different results",
      "Something is left over from an earlier call"], [NONE]),
    ("a count on the object", "4.4", "return dY * (1 - Y**2) => self.n = "
     "getattr(self, 'n', 1) + 1\n        return self.n * dY * (1 - Y**2)",
     ["Two calls with the same", "has changed what the second one reads"],
     ["left over"]),
    ("a generator goes on", "5.8a", "return loss => return loss,",
     ["comma"], ["left over", "Two calls"]),
    ("a repeated index", "3.3", "* => def gradients(parents, slopes):\n"
     "    grads = np.zeros(len(parents))\n    grads[-1] = 1.0\n"
     "    for k in reversed(range(len(parents))):\n"
     "        grads[list(parents[k])] += grads[k] * np.array(slopes[k])\n"
     "    return grads", ["see np.add.at"], []),
    ("ten numbers in a row", "3.1", "(derivatives, [ => derivatives + [ ;; "
     "5]) => 5]", ["Give 2 lists of 5"], []),
    ("the list turned round", "3.1", "answer = (derivatives, => answer = ("
     "derivatives[::-1],", ["Read from its end, it is right"],
     ["exchanged"]),
    ("a is a name", "4.1", "N * times, N) => 1.5, 1)",
     ["a and b are right"], ["A and"]),
    ("ln 2 left out", "4.2", "A1 @ W2 + b2 => (A1 @ W2 + b2) / np.log(2)",
     ["it is 2 to their power"], [NONE]),
    ("dW2 turned, and where to read", "4.2", "A1.T @ dZ2 => dZ2.T @ A1",
     ["Yours is its transpose", "“The batch"], ["cross-entropy”"]),
    ("divided twice, and where to read", "4.2", "A1.T @ dZ2 => A1.T @ dZ2 "
     "/ 5", ["“The batch"], ["cross-entropy”"]),
    ("one over the number", "4.6", "X.T @ dZ1 => X.T @ dZ1 / len(W1)",
     ["1/4, one over the number of inputs"], ["one by", "One of the two"]),
    ("biases stay 0", "5.8c", "b1 = b1 - => db1 = ;; b2 = b2 - => db2 =",
     ["b1 and b2 come out the same"], [NONE]),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("row", FOUND, ids=[row[0] for row in FOUND])
def test_what_learners_found_is_mended(row):
    _, id, edit, must, never = row
    said, words = told(id, edit)
    assert not said.passed, words
    for part in must:
        assert part in words
    for part in never:
        assert part not in words


@pytest.mark.parametrize(
    ("id", "edit", "case"),
    [
        ("3.6", "6e-6 * abs(x) => 6e-6", "x³ at x = 2e-06, call 1 of 1"),
        ("4.4", OVERWRITES.split(" ;; ")[0],
         "kind 'tanh', a second backward (call 4 of 7)"),
    ],
)  # fmt: skip
def test_the_case_that_fails_is_the_one_that_the_message_names(id, edit, case):
    exercise, code = registry.find(id), edited(BASES[id].code, edit)
    learner = answer(Natural(id, edit, code, False), exercise)
    said, cases, outcomes = tried(exercise, learner)
    assert smallest(exercise, cases, outcomes, said.symptom)["case"] == case


# Memory that a call leaves to the next


EVERY = [e for exercises in registry.CHAPTERS.values() for e in exercises]
CALLED = [
    e for e in EVERY
    if e.cases and (not e.judge or e.id == "6.5")
    and e.cases_for(0)[0].steps[0].do == "call"
]  # fmt: skip


def by_shape(exercise):
    """The right results, remembered by the shapes of the arguments."""
    truth = {}
    for case in exercise.cases_for(0):
        for asked, right in case.pairs:
            truth.setdefault(shape_of(asked.args), right)

    def answer(*args):
        right = truth[shape_of(args)]
        return dict(right) if len(right) > 1 else next(iter(right.values()))

    return answer


def shape_of(thing):
    if isinstance(thing, np.ndarray):
        return thing.shape
    if isinstance(thing, list | tuple):
        return type(thing).__name__, *map(shape_of, thing)
    if isinstance(thing, dict):
        return tuple((k, shape_of(v)) for k, v in thing.items())
    return type(thing).__name__


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", CALLED, ids=lambda e: e.id)
def test_what_is_remembered_by_shape_does_not_pass(exercise):
    assert not verdict(exercise, by_shape(exercise)).passed


# Of several explanations


SUM = typed_chain(
    {"x": lambda v: v.n, "y": lambda v: v.x + 1},
    ("x", "y"),
    (
        ("x", "one-more", lambda v: v.n + 1, "x is n."),
        ("y", "subtracted", lambda v: v.x - 1, "1 is added to x."),
        ("y", "doubled", lambda v: 2 * v.x, "x is not doubled."),
    ),
)
SUMS = Exercise(
    id="4.1",
    title="x and y",
    kind="compute",
    objective="4a",
    points=1,
    minutes=1,
    takes="two numbers",
    section="",
    draw=lambda rng: {"n": 7},
    truth=lambda n: {"x": n, "y": n + 1},
    chain=SUM,
    close=0.1,
    mistakes=(
        Wrong("y-is-n", lambda n: (n, n), "y is n + 1."),
        Wrong("both-n", lambda n: (n + 5, n), "x is n, and y is n + 1."),
    ),
)


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        ((8, 7), "one-more+subtracted"),  # y alone is that of y-is-n too
        ((8, 16), "one-more+doubled"),
        ((7, 7), "y-is-n"),
        ((12, 7), "both-n"),
        ((8, 8), "one-more"),  # in x alone: y was worked out from n
        ((3, 7), "differs"),  # the y of both-n and of y-is-n, another x
    ],
)
def test_the_simplest_explanation_of_all_numbers_wins(answer, mistake):
    assert verdict(SUMS, answer).mistake == mistake


# Ids are numbers


def test_ids_are_compared_as_numbers(monkeypatch):
    ids = ["4.10", "4.9", "10.1", "5.8b", "5.8a", "4.1"]
    ordered = ["4.1", "4.9", "4.10", "5.8a", "5.8b", "10.1"]
    assert sorted(ids, key=place_of) == ordered
    first = registry.find("4.1")
    tenth = replace(first, id="4.10")
    assert isinstance(tenth, Exercise)
    assert tenth.chapter == 4
    draws = [e.rng(0).random() for e in (first, tenth)]
    assert draws[0] != draws[1]
    assert registry.find(4.1) is first
    monkeypatch.setitem(registry.CHAPTERS, 4, (first, tenth))
    assert registry.find(4.1) is None
    assert registry.find("4.10") is tenth
