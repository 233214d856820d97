"""Other processors: which are acted, and which are left to `make test`."""

from types import SimpleNamespace

import pytest

from tools import platforms

OWN = ("SkylakeX", "0x1p+0 0x1p+1", ["X86_V3", "X86_V4"])


@pytest.fixture
def acted(monkeypatch):
    """acted(native, status) is main's result and the platforms it ran."""

    def main(native, status=0):
        ran = []

        def probe(chosen):
            name = chosen.get("OPENBLAS_CORETYPE")
            if name is None:
                return native
            lacking = chosen.get("NPY_DISABLE_CPU_FEATURES", "").split()
            loops = [n for n in native[2] if n not in lacking]
            return name, native[1], loops

        def run(command, env, check):
            ran.append(env["OPENBLAS_CORETYPE"])
            return SimpleNamespace(returncode=status)

        monkeypatch.setattr(platforms, "probe", probe)
        monkeypatch.setattr(platforms.subprocess, "run", run)
        return platforms.main([]), ran

    return main


def test_the_processor_that_this_one_is_is_left_out_with_the_reason(
    acted, capsys
):
    assert acted(OWN) == (0, ["Nehalem", "Haswell"])
    assert f"SkylakeX: {platforms.NATIVE}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "native",
    [
        ("Zen", *OWN[1:]),
        ("Haswell", *OWN[1:]),  # by its kernels, and not by NumPy's loops
    ],
)
def test_one_that_differs_in_anything_is_acted(native, acted):
    assert acted(native) == (0, ["Nehalem", "Haswell", "SkylakeX"])


def test_one_that_fails_is_a_failure(acted):
    assert acted(OWN, status=1) == (1, ["Nehalem", "Haswell"])
