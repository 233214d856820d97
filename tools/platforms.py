"""Run the notebooks again as other processors would compute them.

OpenBLAS picks its kernels, and NumPy its vector loops, by the processor.
Both can be told to behave as on an older one. For each platform this prints
what took effect, then lets nbval compare every notebook. A platform that
computes as this processor does by itself is left to `make test`:
`python -m tools.platforms [pytest's options and paths]`.
"""

import os
import subprocess
import sys

# The kernels of OpenBLAS, and the NumPy loops such a processor lacks.
PLATFORMS = {
    "Nehalem": ("X86_V3", "X86_V4", "AVX", "FMA"),
    "Haswell": ("X86_V4", "AVX512"),
    "SkylakeX": (),
}
CANNOT = "skipped: this processor cannot act as one"
NATIVE = "skipped: this processor is one, and make test runs the notebooks"
PROBE = """
import ctypes, glob, os
import numpy as np
from numpy._core import _multiarray_umath as core
rng = np.random.default_rng(0)
A = rng.standard_normal((300, 300))
bits = [float((A @ A).sum()).hex(), float(np.exp(A).sum()).hex()]
libs = os.path.join(os.path.dirname(np.__file__), "..", "numpy.libs")
name = "unknown"
for path in glob.glob(os.path.join(libs, "*openblas*")):
    library = ctypes.CDLL(path)
    for symbol in ("scipy_openblas_get_corename64_", "openblas_get_corename"):
        if hasattr(library, symbol):
            function = getattr(library, symbol)
            function.restype = ctypes.c_char_p
            name = function().decode()
loops = [f for f in core.__cpu_dispatch__ if core.__cpu_features__.get(f)]
print(name, " ".join(bits), *loops, sep="|")
"""


def probe(settings: dict[str, str]) -> tuple[str, str, list[str]] | None:
    """Return OpenBLAS's kernels, some digits, and NumPy's loops.

    None if NumPy cannot compute with these settings on this processor.
    """
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return None
    name, bits, *loops = done.stdout.strip().split("|")
    return name, bits, [loop for loop in loops if loop]


def settings(platform: str, loops: list[str]) -> dict[str, str]:
    """Return the environment that makes this processor act as another."""
    lacking = [n for n in loops if n.startswith(PLATFORMS[platform])]
    chosen = {"OPENBLAS_CORETYPE": platform, "OPENBLAS_NUM_THREADS": "1"}
    if lacking:
        chosen["NPY_DISABLE_CPU_FEATURES"] = " ".join(lacking)
    return chosen


def main(options: list[str]) -> int:
    """Run pytest once per platform; return 1 if any run failed."""
    native = probe({"OPENBLAS_NUM_THREADS": "1"})
    if native is None:
        print("NumPy does not compute here at all", file=sys.stderr)
        return 1
    print(f"This processor: {native[0]}; NumPy loops {' '.join(native[2])}")
    results = {}
    for platform in PLATFORMS:
        chosen = settings(platform, native[2])
        found = probe(chosen)
        print(f"\n== {platform}: {chosen}")
        if found is None or found[0].lower() != platform.lower():
            results[platform] = CANNOT
            print(CANNOT)
            continue
        if found == native:
            results[platform] = NATIVE
            print(NATIVE)
            continue
        print(f"OpenBLAS {found[0]}; NumPy loops {' '.join(found[2])}")
        print(f"digits of A @ A and exp(A): {found[1]}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options],
            env=os.environ | chosen,
            check=False,
        )
        results[platform] = "failed" if done.returncode else "passed"
    for platform, result in results.items():
        print(f"{platform}: {result}")
    ends = set(results.values())
    return 0 if ends & {"passed", NATIVE} and "failed" not in ends else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
