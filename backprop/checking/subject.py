"""What gradient_check checks: any layer, seen through one pair of calls."""

import numpy as np

from ..validation import float_array, real
from . import calling
from .inputs import as_matrix
from .rewind import Rewind


class Subject:
    """A layer whose every call starts from the same state.

    run(arrays) returns the outputs, as float arrays; pull(dYs) what
    backward gave: {input: dX}, and the rest of a tuple or dict.
    """

    def __init__(self, layer, inputs, names, reset, rate=None,
                 boxed=None):  # fmt: skip
        self.layer, self.inputs, self.names = layer, inputs, names
        self.forward, self.backward = calling.two_methods(layer)
        self.extra = calling.forward_arguments(self.forward, len(inputs))
        self.takes = calling.required(self.backward)
        self.reset = _callable(layer, reset)
        self.notes, self.rated, self.rewind = [], False, None
        self.rate = None if rate is None else real(rate, "rate", above=0.0)
        self.changed_X, self.changed_dY = set(), False
        self.boxed = boxed or [False] * len(inputs)

    def freeze(self, keep=()):
        """From here on, every run starts from the state of now."""
        self.rewind = Rewind(self.layer, self.forward, self.backward,
                             keep=keep)  # fmt: skip

    def again(self):
        """run, with no more done than a nudge needs."""
        rewind = self.rewind
        if rewind.changing or self.reset or self.changed_X or not self.plain:
            return self.run(quick=True)
        Y = self.forward(*self.inputs, *self.extra)
        if type(Y) is np.ndarray and Y.dtype.kind == "f":
            return [Y]
        return self.run(quick=True)

    def run(self, arrays=None, quick=False):
        """The outputs of forward, as float arrays."""
        if self.rewind:
            self.rewind.restore(quick)
        if self.reset:
            self.reset()
        given = self.inputs if arrays is None else arrays
        if not quick:
            self.clear()
        as_given = quick and not self.changed_X
        self.seen = given if as_given else [np.array(a) for a in given]
        self.seen = [
            as_matrix(a, m) for a, m in zip(self.seen, self.boxed, strict=True)
        ]
        before = dict(getattr(self.layer, "__dict__", {}))
        raw = self.forward(*self.seen, *self.extra)
        self.plain = isinstance(raw, np.ndarray) and not any(self.boxed)
        self.product = isinstance(raw, np.matrix)
        outputs, self.cache, note = calling.outputs_of(
            raw, self.layer, self.seen, self.takes, before
        )
        if note and note not in self.notes:
            self.notes.append(note)
        several = len(outputs) > 1
        outputs = [
            float_array(Y, f"the Y of forward{f' ({k})' if several else ''}")
            for k, Y in enumerate(outputs)
        ]
        if not quick:
            outputs = [Y.copy() for Y in outputs]  # forward may reuse them
            for name, seen, a in zip(
                self.names, self.seen, given, strict=True
            ):
                if not np.array_equal(seen, a, equal_nan=_real(a)):
                    self.changed_X.add(name)
        return outputs

    def pull(self, dYs):
        """(list of what belongs to the inputs, what else came, by key)."""
        passed = [as_matrix(dY.copy(), self.product) for dY in dYs]
        given, self.rated = calling.backward_arguments(
            self.backward, passed, self.cache, self.seen
        )
        rate = calling.optional(self.backward, calling.RATES[:3])
        named = {} if self.rated or not rate else {rate: 1.0}
        self.rated = self.rated or bool(named) or self.rate is not None
        kept = [np.array(a) for a in self.seen]
        raw = self.backward(*given, **named)
        if any(
            not np.array_equal(a, b) for a, b in zip(passed, dYs, strict=True)
        ):
            self.changed_dY = True
        for name, seen, a in zip(self.names, self.seen, kept, strict=True):
            if not np.array_equal(seen, a, equal_nan=_real(a)):
                self.changed_X.add(name)
        return self._split(raw)

    def _split(self, raw):
        n = len(self.inputs)
        if raw is None:
            return [self._stored(k) for k in range(n)], {}
        if isinstance(raw, dict):
            return self._from_dict(raw)
        if isinstance(raw, tuple | list):
            raw = list(raw)
            first = raw[:n] + [None] * (n - len(raw))
            return first, dict(enumerate(raw[n:]))
        return [raw] + [None] * (n - 1), {}

    def _from_dict(self, raw):
        found, rest = [], dict(raw)
        for name in self.names:
            wanted = {f"d{name}", f"d_{name}", f"grad_{name}", f"{name}_grad"}
            if len(self.names) == 1:
                wanted |= set(calling.INPUT_GRADIENTS)
            match = next((k for k in raw if k in wanted or k == name), None)
            found.append(rest.pop(match) if match is not None else None)
        return found, rest

    def _stored(self, k):
        """dX as an attribute, where backward returns nothing."""
        name = self.names[k]
        words = [f"d{name}", f"d_{name}", f"{name}_grad", f"grad_{name}"]
        if k == 0:
            words += calling.INPUT_GRADIENTS
        for word in words:
            value = getattr(self.layer, word, None)
            if isinstance(value, np.ndarray):
                return value
        return None

    def declared(self, words):
        """What the layer's own params() or grads() say, or None."""
        for word in words:
            value = getattr(self.layer, word, None)
            if value is None or isinstance(self.layer, tuple):
                continue
            if callable(value):
                if calling.required(value):
                    continue
                value = value()
            return word, value
        return None

    def clear(self):
        """Call the layer's own zero_grad, if it has one."""
        for word in ("zero_grad", "zero_grads", "zero_gradients",
                     "clear_grads", "reset_grads"):  # fmt: skip
            method = getattr(self.layer, word, None)
            if callable(method) and not calling.required(method):
                method()
                return True
        return False


def _real(array):
    return array.dtype.kind == "f"


def _callable(layer, reset):
    if reset is None or callable(reset):
        return reset
    method = getattr(layer, str(reset), None)
    if not callable(method):
        raise TypeError(
            f"reset must be a function or the name of a method, got {reset!r}"
        )
    return method
