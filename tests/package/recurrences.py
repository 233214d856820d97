"""A recurrent layer and a table by plain loops, and the pencil's numbers.

The loops share nothing with the layers: one multiplication at a time, each
step's own sums. On whole numbers every sum is exact, so that the layers can
be held to the last bit.
"""

import numpy as np

LN3 = np.log(3.0)

# Three rows of the running net, its first layer, and one arrow more.
X = np.array([[[2, 1, 0, 1], [1, 0, 1, -1], [-1, -1, 2, 0]]], float)
W1 = np.array([[1, 1], [1, -1], [2, -1], [0, -1]], float)
B1 = np.array([-1.0, 1.0])
WH = np.array([[1, -1], [-2, 1]], float)
W2, B2 = np.array([[-1, 1, 0], [1, -2, 1]], float), np.array([0.0, -1, -1])
LABELS = np.array([[-1, 0, 1]])
DH = np.array([[[0, 0], [4, -3], [-3, 6]]], float)  # in ln 2 / 8


def whole_numbers(rng, *shape):
    """-2 to 2 as floats: sums of their products are exact."""
    return rng.integers(-2, 3, shape).astype(np.float64)


def drawn(rng, N=4, T=5, n_in=3, n_hidden=2):
    """X, Wx, Wh, b, h0, mask and dY, every size another."""
    return (
        whole_numbers(rng, N, T, n_in),
        whole_numbers(rng, n_in, n_hidden),
        whole_numbers(rng, n_hidden, n_hidden),
        whole_numbers(rng, n_hidden),
        whole_numbers(rng, N, n_hidden),
        rng.random((N, T)) < 0.6,
        whole_numbers(rng, N, T, n_hidden),
    )


def recurrent_by_loops(X, Wx, Wh, b, h0, mask, dY):
    """Y, dX, dWx, dWh, db and dh0 of a recurrent layer with ReLU."""
    (N, T, n_in), n_hidden = X.shape, len(b)
    Y, dX, dWx = np.zeros(dY.shape), np.zeros(X.shape), np.zeros(Wx.shape)
    dWh, db, dh0 = np.zeros(Wh.shape), np.zeros(b.shape), np.zeros(h0.shape)
    for n in range(N):
        before, bent = [], []
        h = list(h0[n])
        for t in range(T):
            before.append(h)
            z = [
                b[j]
                + sum(X[n, t, i] * Wx[i, j] for i in range(n_in))
                + sum(h[i] * Wh[i, j] for i in range(n_hidden))
                for j in range(n_hidden)
            ]
            bent.append([z_j > 0 for z_j in z])
            h = [max(z_j, 0.0) for z_j in z] if mask[n, t] else h
            Y[n, t] = h
        blame = [0.0] * n_hidden  # of the state after step t, from later ones
        for t in range(T - 1, -1, -1):
            dh = [dY[n, t, j] + blame[j] for j in range(n_hidden)]
            if not mask[n, t]:
                blame = dh
                continue
            dz = [dh[j] * bent[t][j] for j in range(n_hidden)]
            blame = [0.0] * n_hidden
            for j in range(n_hidden):
                db[j] += dz[j]
                for i in range(n_in):
                    dWx[i, j] += X[n, t, i] * dz[j]
                    dX[n, t, i] += Wx[i, j] * dz[j]
                for i in range(n_hidden):
                    dWh[i, j] += before[t][i] * dz[j]
                    blame[i] += Wh[i, j] * dz[j]
        dh0[n] = blame
    return Y, dX, dWx, dWh, db, dh0


def table_by_loops(tokens, E, dY):
    """Y and dE of an embedding: one row after the other."""
    Y, dE = np.zeros(dY.shape), np.zeros(E.shape)
    for place in np.ndindex(tokens.shape):
        k = tokens[place]
        if k >= 0:
            Y[place] = E[k]
            dE[k] += dY[place]
    return Y, dE
