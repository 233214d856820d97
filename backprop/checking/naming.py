"""Which array of a layer is a parameter, and which is its gradient.

The names that people give: W and dW, weights and dweights, kernel and
kernel_grad, params["W"] and grads["W"], params[0] and grads[0].
"""

import re

PARAMS = ("params", "parameters", "get_params", "get_parameters",
          "trainable_params", "learnable_params", "model")  # fmt: skip
GRADS = ("grads", "gradients", "get_grads", "get_gradients", "grad",
         "dparams", "derivatives", "gradient")  # fmt: skip
VALUES = {"value", "data", "val"}
# Arrays that forward reads and nobody trains.
CONSTANT = re.compile(
    r"(?:^|_)(?:running|moving|means?|vars?|variance|std|pe|pos|positions?"
    r"|positional|masks?|table|encodings?|eps|epsilon|buffer|kept|cached?"
    r"|states?|prev|hidden|const|constants?|freqs?|velocity|moments?"
    r"|momentum)(?:_|\d|$)|^h_|^[xyztahc]\d*$",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"^(?:dl_?d|dj_?d|d_?|grads?_?|gradients?_?|delta_?|nabla_?)(.+)$"
)
AFTER = re.compile(r"^(.+?)_?(?:grads?|gradients?|delta|_derivative)$")


def plain(word):
    return word.replace("_", "").lower().rstrip("s") or word


def called(path):
    """A parameter's name from its path: params.W is W."""
    words = [w for w in path if w not in PARAMS and w not in VALUES]
    if len(path) > 1 and path[-1].isdigit() and len(words) == 1:
        return f"{path[-2]}[{path[-1]}]"
    return ".".join(words) or ".".join(path)


def key(path):
    """What a parameter's path has in common with its gradient's."""
    return tuple(plain(w) for w in path if w not in PARAMS and w not in VALUES)


def gradient_keys(path):
    """The keys of the parameters that this path may be a gradient of."""
    words = [w for w in path if w not in GRADS and w not in PARAMS]
    if len(words) < len(path) and any(w in GRADS for w in path):
        yield tuple(plain(w) for w in words)
    for k, word in enumerate(words):
        for pattern in (BEFORE, AFTER):
            match = pattern.match(word.lower())
            if match:
                rest = [plain(w) for w in words]
                rest[k] = plain(match[1])
                yield tuple(rest)


def loosely(key):
    """A key in which W is weights or kernel, and b is bias."""
    key = [re.sub(r"^(w|weight|kernel)(\d*)$", r"w\2", w) for w in key]
    return tuple(re.sub(r"^(b|bia|biase)(\d*)$", r"b\2", w) for w in key)


def by_key(found):
    """{key of a parameter: gradient}; the first path that claims it wins."""
    index = {}
    for path, array in found:
        for name in gradient_keys(path):
            index.setdefault(name, array)
    return index
