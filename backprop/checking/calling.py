"""How a layer is called: its methods, its arguments, what it returns."""

import inspect

import numpy as np

FORWARD = ("forward", "forward_pass", "forward_propagation", "forward_prop",
           "fprop", "feedforward", "feed_forward", "__call__")  # fmt: skip
BACKWARD = ("backward", "backward_pass", "backward_propagation", "backprop",
            "backward_prop", "back_propagation", "back_propagate",
            "bprop")  # fmt: skip
OUTPUTS = ("output", "outputs", "Y", "y", "out", "A", "a", "Z", "z", "h")
INPUT_GRADIENTS = ("dinputs", "dinput", "dX", "dx", "d_input", "d_inputs",
                   "grad_input", "input_grad", "grad_inputs", "dA_prev",
                   "inputs_grad", "input_gradient", "dprev", "d_x",
                   "grad_x", "X_grad", "x_grad")  # fmt: skip
TRAINING = ("training", "train", "is_training", "train_mode", "trainable",
            "train_flg", "mode")  # fmt: skip
RATES = ("lr", "learning_rate", "learningrate", "rate", "eta", "alpha",
         "step_size", "lrate", "l_rate")  # fmt: skip
CACHES = ("cache", "caches", "ctx", "memory", "saved", "state")
INPUTS = ("x", "input", "inputs", "inp", "a_prev", "in_", "input_data",
          "x_in", "inputs_")  # fmt: skip


def two_methods(layer):
    """(forward, backward) of a layer, or of a pair of functions.

    Raises TypeError where one is missing.
    """
    if isinstance(layer, tuple) and len(layer) == 2:
        if all(callable(f) and not isinstance(f, type) for f in layer):
            return layer
    if isinstance(layer, type):
        raise TypeError(
            f"gradient_check's layer must be an object, got the class "
            f"{layer.__name__}: expected {layer.__name__}(...)"
        )
    found = [
        next(
            (getattr(layer, n) for n in names
             if callable(getattr(layer, n, None))), None,
        ) for names in (FORWARD, BACKWARD)
    ]  # fmt: skip
    missing = [
        word for word, f in zip(("forward", "backward"), found, strict=True)
        if f is None
    ]  # fmt: skip
    if missing:
        raise TypeError(
            "gradient_check's layer must have the methods forward, backward, "
            f"got {type(layer).__name__} without {', '.join(missing)}"
        )
    return tuple(found)


def required(function):
    """The names of the positional arguments that must be given."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return None
    kinds = (inspect.Parameter.POSITIONAL_ONLY,
             inspect.Parameter.POSITIONAL_OR_KEYWORD)  # fmt: skip
    return [
        p.name for p in parameters if p.kind in kinds and p.default is p.empty
    ]


def optional(function, names):
    """The first of `names` that the function takes, or None."""
    try:
        taken = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return None
    return next((n for n in taken if n.lower() in names), None)


def forward_arguments(function, given):
    """The arguments after the inputs: training is True.

    Raises TypeError where forward wants more than it was given.
    """
    names = required(function)
    if names is None:
        return ()
    rest = names[given:]
    if len(names) < given or not rest:
        return ()
    if all(n.lower() in TRAINING for n in rest):
        return tuple("train" if n == "mode" else True for n in rest)
    raise TypeError(
        f"forward takes ({', '.join(names)}): expected X as a tuple of "
        f"{len(names)} arrays, got {given}"
    )


def outputs_of(raw, layer, inputs, takes, before):
    """(list of outputs, cache or None, note or None) of what forward gave.

    takes: the names that backward requires. before: the layer's
    attributes before the call. Raises TypeError for None where no output
    is found on the layer.
    """
    if raw is None:
        return [stored(layer, before)], None, None
    if not isinstance(raw, tuple | list) or not raw:
        return [raw], None, None
    if isinstance(raw, list) and not isinstance(raw[0], np.ndarray):
        return [raw], None, None
    first, *rest = raw
    arrays = [a for a in raw if isinstance(a, np.ndarray) and _floats(a)]
    wants = [n for n in takes or () if n.lower() not in RATES]
    if len(raw) == 2 and len(wants) == 2 and (
        wants[1].lower() in CACHES or len(arrays) < 2
    ):  # fmt: skip
        return [first], (rest[0],), None
    if len(arrays) == len(raw) and len(wants) == len(raw) > 1:
        return list(raw), None, None
    if rest and len(wants) == 1:
        same = all(any(r is x for x in inputs) for r in rest)
        note = None if same or len(arrays) < 2 else (
            f"forward returned {len(raw)} arrays and backward takes one: "
            "the first was taken for Y"
        )  # fmt: skip
        return [first], None, note
    if len(wants) == len(raw):
        return [first], tuple(rest), None
    raise TypeError(
        f"forward returned a {type(raw).__name__} of {len(raw)}, and backward "
        f"takes ({', '.join(takes or ['?'])}): expected Y, (Y, cache), or "
        "one dY for each output"
    )


def _floats(array):
    return array.dtype.kind == "f"


def stored(layer, before):
    now = getattr(layer, "__dict__", {})
    for name in OUTPUTS:
        value = now.get(name)
        if isinstance(value, np.ndarray) and value is not before.get(name):
            return value
    raise TypeError(
        "the Y of forward must be an array, got None (dtype object): does "
        "forward end in return, or store its output as self.output?"
    )


def backward_arguments(function, dYs, cache, inputs):
    """(positional arguments, whether a learning rate of 1 is among them)."""
    names = required(function)
    rated = False
    if names is None:
        return [*dYs, *(cache or ())], False
    given, queue = [], [*dYs, *(cache or ())]
    for k, name in enumerate(names):
        low = name.lower()
        if low in RATES:
            given.append(1.0)
            rated = True
        elif low in INPUTS and len(names) > len(queue):
            given += [x for x in inputs[:1]]
        elif queue:
            given.append(queue.pop(0))
        else:
            raise TypeError(
                f"backward takes ({', '.join(names)}): got {len(dYs)} dY, "
                f"and nothing for {', '.join(names[k:])}"
            )
    if queue and len(names) < len(dYs):
        raise TypeError(
            f"backward takes ({', '.join(names)}): expected one dY for each "
            f"of the {len(dYs)} outputs"
        )
    return given, rated
