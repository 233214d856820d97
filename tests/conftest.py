"""What tests of several folders share."""

import signal
import sys

import pytest


@pytest.fixture
def shown(monkeypatch):
    """The bundles that the package displays, caught in place of shown."""
    from IPython.display import display

    bundles = []

    def catch(bundle, raw):
        assert raw is True
        bundles.append(bundle)

    for name, module in list(sys.modules.items()):
        if name.startswith("backprop."):
            if getattr(module, "display", None) is display:
                monkeypatch.setattr(module, "display", catch)
    return bundles


@pytest.fixture
def ctrl_c():
    """Ctrl-C raises KeyboardInterrupt, also under a shell that ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield signal.default_int_handler
    signal.signal(signal.SIGINT, before)
