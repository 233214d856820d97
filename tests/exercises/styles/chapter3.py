"""Right answers to chapter 3's exercises, each in another style."""

import math

import numpy as np

from backprop import Scalar

# 3.1


def beside_a_kink(h, z_B, z_C, u_D, v_D):
    """The share of the way from z - h to z + h on which the slope is 1."""
    share = [0.5, (h + z_B) / (2 * h), (h + z_C) / (2 * h)]
    share += [(h - (u_D - v_D)) / (2 * h), 0.5]
    return [0, 1, 0, 0, 1], [round(s, 2) for s in share]


def beside_a_kink_as_dict(**numbers):
    derivatives, measured = beside_a_kink(**numbers)
    return {"measured": measured, "derivatives": np.array(derivatives)}


# 3.2


def graph_on_the_tape(x, y, z):
    x, y, z = map(Scalar, (x, y, z))
    q = x * y
    s, m = q - z, x.maximum(z)
    f = s * m
    f.backward()
    return [v.value for v in (q, s, m, f)] + [
        v.grad for v in (m, s, q, x, y, z)
    ]


def graph_by_school_rules(x, y, z):
    if x > z:  # f = x²y - xz
        slopes = 2 * x * y - z, x * x, -x
    else:  # f = xyz - z²
        slopes = y * z, x * z, x * y - 2 * z
    q, m = x * y, max(x, z)
    return (q, q - z, m, (q - z) * m, q - z, m, m, *slopes)


# 3.3


def fork_by_paths(parents, slopes):
    """Walk every path from each node to the last."""
    uses = [[] for _ in parents]
    for k, made_from in enumerate(parents):
        for place, p in enumerate(made_from):
            uses[p].append((k, slopes[k][place]))

    def walk(j):
        if j == len(parents) - 1:
            return 1.0
        return sum(slope * walk(k) for k, slope in uses[j])

    return [walk(j) for j in range(len(parents))]


def fork_in_numpy(parents, slopes):
    grads = np.zeros(len(parents), dtype=np.float32)
    grads[-1] = 1
    for k in range(len(parents) - 1, -1, -1):
        np.add.at(grads, list(parents[k]), grads[k] * np.array(slopes[k]))
    return grads


# 3.4


def shapes_by_numpy(N, n_in, n_out):
    X, W = np.empty((N, n_in)), np.empty((n_in, n_out))
    b, A = np.empty(n_out), np.empty((N, n_out))
    Y = A
    return (
        *(list(Q.shape) for Q in (X, W, b, A)),
        np.int64(Y.size * W.size),
        float(A.size) ** 2,
        A.size,
    )


# 3.5


def cost_in_words(a, b, c, d):
    return {
        "reverse_A": b * (c + a),
        "forward_A": a * c * (b + 1),
        "reverse_B": d * b * (c + 1),
        "forward_B": c * (b + d),
        "nudges_A": a + a,
    }


def cost_as_list(a, b, c, d):
    numbers = c * b + b * a, c * b * a + c * a
    return [*numbers, d * c * b + d * b, c * b + d * c, 2 * a]


# 3.6


def slope_with_a_power_of_two(f, x):
    h = 2.0 ** (math.frexp(x)[1] - 17)
    return (f(x + h) - f(x - h)) / h / 2


def slope_by_the_step_as_taken(f, x):
    up, down = x * (1 + 3e-6), x * (1 - 3e-6)
    return np.float64((f(up) - f(down)) / (up - down))


def slope_extrapolated(f, x):
    def measured(h):
        return (f(x + h) - f(x - h)) / (2 * h)

    h = 1e-3 * abs(x)
    return (4 * measured(h / 2) - measured(h)) / 3


# 3.7


def neuron_on_the_tape(x, w, b, t):
    x, w, b = [Scalar(v) for v in x], [Scalar(v) for v in w], Scalar(b)
    z = b
    for x_i, w_i in zip(x, w, strict=True):
        z = z + x_i * w_i
    ((z.sigmoid() - t) ** 2).backward()
    return [v.grad for v in w], b.grad, [v.grad for v in x]


def neuron_in_float32(x, w, b, t):
    x, w = x.astype(np.float32), w.astype(np.float32)
    e = np.exp(-(x @ w) - np.float32(b))
    p = 1 / (1 + e)
    dz = 2 * (p - np.float32(t)) * e * p * p
    return {"dx": dz * w, "dw": dz * x, "db": dz}


# 3.8


def digits_by_loops(X, w, b, t):
    loss, dw, db = 0.0, [0.0] * len(w), 0.0
    for x, target in zip(X, t, strict=True):
        p = 1 / (1 + math.exp(-b - sum(x * w)))
        loss += (p - target) ** 2 / len(X)
        dz = 2 * (p - target) * p * (1 - p) / len(X)
        db += dz
        for i in range(len(w)):
            dw[i] += dz * x[i]
    return loss, dw, db


def digits_by_einsum(images, weights, bias, targets):
    p = 1 / (1 + np.exp(-np.einsum("ni,i->n", images, weights) - bias))
    error = p - targets
    dz = (error * p - error * p * p) / (len(targets) / 2)
    return (
        np.mean(np.square(error)),
        np.einsum("n,ni->i", dz, images),
        np.einsum("n->", dz),
    )


def digits_in_float32(X, w, b, t):
    X, w = X.astype(np.float32), w.astype(np.float32)
    p = 1 / (1 + np.exp(-(X @ w + np.float32(b))))
    error = p - t.astype(np.float32)
    dp = 2 * error / len(X)
    dz = dp * p * (1 - p)
    return np.dot(error, error) / len(X), dz @ X, dz.sum()


def arms_measured(x, h, eps):
    """Both errors by whole numbers; both steps from logarithms."""
    n = round(1 / h, 9)  # steps in a unit
    up, down = (x + h) ** 3, (x - h) ** 3
    middle = 3 * x * x
    meet = 0.5 * (math.log(eps) + 2 * math.log(x) - math.log(3))
    central = (math.log(eps) + 3 * math.log(x)) / 3
    errors = (up - x**3) * n - middle, (up - down) * n / 2 - middle
    return *errors, eps * x**3 * n, math.exp(meet), math.exp(central)


def arms_rounded(x, h, eps):
    parts = 3 * x * h, h * h, eps * x**3 / h, x * math.sqrt(eps / 3)
    return [float(f"{v:.3g}") for v in (*parts, x * eps ** (1 / 3))]


def arms_by_name(x, h, eps):
    names = "forward central rounding step_forward step_central".split()
    return dict(zip(names, arms_rounded(x, h, eps), strict=True))


STYLES = {
    "3.1": [beside_a_kink, beside_a_kink_as_dict],
    "3.2": [graph_on_the_tape, graph_by_school_rules],
    "3.3": [fork_by_paths, fork_in_numpy],
    "3.4": [shapes_by_numpy],
    "3.5": [cost_in_words, cost_as_list],
    "3.6": [
        slope_with_a_power_of_two,
        slope_by_the_step_as_taken,
        slope_extrapolated,
    ],
    "3.7": [neuron_on_the_tape, neuron_in_float32],
    "3.8": [digits_by_loops, digits_by_einsum, digits_in_float32],
    "3.9": [arms_measured, arms_rounded, arms_by_name],
}
