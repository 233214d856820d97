"""Execute notebooks in fresh kernels and write them in canonical form.

`python -m tools.execute` does every notebook of chapters/ and exercises/,
`python -m tools.execute chapters/intro.ipynb` one. With `--check` nothing is
executed or written: it says which files are not in canonical form.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import ipykernel.kernelspec
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from tools import canonical

SECONDS_PER_CELL = 120


class NotebookError(Exception):
    """A notebook that failed, with the notebook and the cell named."""


class ThisPython(KernelSpecManager):
    """Start kernels in the Python that runs this script, and no other."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(
            resource_dir=ipykernel.kernelspec.RESOURCES,
            **ipykernel.kernelspec.get_kernel_dict(),
        )


def execute(path: Path) -> str:
    """Return the notebook's canonical text after a run in a new kernel.

    Raises NotebookError if a cell raises, or writes to stderr.
    """
    notebook = canonical.read(path)
    notebook.cells = [cell for cell in notebook.cells if cell.source.strip()]
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        km=AsyncKernelManager(kernel_spec_manager=ThisPython()),
        resources={"metadata": {"path": str(path.resolve().parent)}},
        record_timing=False,
        store_widget_state=False,
    )
    try:
        with TemporaryDirectory() as empty:  # no one's start-up files
            alone = {
                "OPENBLAS_NUM_THREADS": "1",
                "IPYTHONDIR": empty,
                "BACKPROP_PROGRESS": "off",
                "BACKPROP_LIVE": "static",  # no widgets, whose ids differ
            }
            client.execute(
                env=os.environ | alone,
                stderr=subprocess.DEVNULL,  # the kernel's log, not the cells'
            )
    except CellExecutionError as error:
        raise NotebookError(f"{path}: a cell raised\n{error}") from None
    except (TimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{path}: {error}") from None
    _refuse_stderr(path, notebook)
    return canonical.write(notebook)


def _refuse_stderr(path: Path, notebook) -> None:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise NotebookError(
                    f"{path}: cell [{cell.execution_count}] wrote to stderr"
                    f"\n{cell.source}\n---\n{output.text}"
                )


def is_canonical(path: Path) -> bool:
    """Say whether the file is what the canonical writer would write."""
    text = path.read_bytes().decode("utf-8")
    return canonical.write(canonical.read(path)) == text


def main(arguments: list[str] | None = None) -> int:
    """Do what the module's docstring says; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    failures = 0
    for path in options.notebooks or canonical.notebooks():
        try:
            if options.check and not is_canonical(path):
                raise NotebookError(
                    f"{path}: not in canonical form; run 'make execute'"
                )
            if not options.check:
                print(f"{path} ...", flush=True)
                path.write_text(execute(path), encoding="utf-8", newline="\n")
        except (NotebookError, ValueError) as error:
            print(error, file=sys.stderr)
            failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
