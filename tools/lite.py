"""JupyterLite in the book's own site, with every notebook of the book.

No index of packages is asked, at build time or in the reader's browser.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.lite_notebooks import write_notebooks
from tools.wheels import write_wheels

APPS = ["lab", "tree", "notebooks", "edit"]
EXTENSIONS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "jupyterlab-myst",
]
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
WAIT = (
    "Jupyter is being fetched, and nothing has to be installed. The first "
    "time it takes half a minute, on a slow line longer."
)
LOADING = {  # it is hidden until its script has come, and says no more
    'id="jupyterlite-loading-indicator" class="hidden"': (
        'id="jupyterlite-loading-indicator"'
    ),
    "Loading JupyterLite...": WAIT,
}


def build_lite(output, pyodide):
    """Build it into `output`; returns what it said if that failed, or "".

    `pyodide` is the address of Pyodide's folder. One that starts with "./"
    is seen from `output`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        write_notebooks(work / "contents")
        write_wheels(work / "wheels")
        write_settings(work, pyodide)
        write_preferences(work)
        write_options(work, output)
        jupyter = Path(sys.executable).with_name("jupyter")
        run = subprocess.run(
            [jupyter, "lite", "build"],
            capture_output=True, text=True, cwd=work,
        )  # fmt: skip
    if run.returncode:
        return run.stdout + run.stderr
    mend_pages(output)
    return ""


def mend_pages(output):
    """Put tools/lite_page.js, and what to wait for, into each app's page."""
    script = Path(__file__).with_name("lite_page.js").read_text("utf-8")
    for app in APPS:
        page = output / app / "index.html"
        head, end, body = page.read_text("utf-8").partition("</head>")
        if app != "tree":  # which has no such place
            for old, new in LOADING.items():
                if old not in body:
                    raise ValueError(f"expected {old!r} in {page}")
                body = body.replace(old, new)
        page.write_text(
            f"{head}<script>\n{script}</script>\n{end}{body}", "utf-8"
        )


def write_settings(work, pyodide):
    """jupyter-lite.json: where Pyodide is, and that no index is asked."""
    kernel = {
        "pyodideUrl": f"{pyodide}pyodide.js",
        "disablePyPIFallback": True,
    }
    write_json(
        work / "jupyter-lite.json",
        {
            "jupyter-lite-schema-version": 0,
            "jupyter-config-data": {
                "appName": "Backpropagation, checked",
                "exposeAppInBrowser": True,  # to lite_page.js
                "showLoadingIndicator": True,
                "litePluginSettings": {KERNEL: kernel},
            },
        },
    )


def write_preferences(work):
    """overrides.json: settings of JupyterLab that this site starts with."""
    notebooks = {
        "windowingMode": "defer",  # every cell is there to be found
        # A phone has no room beside a line of 76 letters.
        "codeCellConfig": {"lineNumbers": False, "lineWrap": True},
    }
    download = {"command": "course:download", "rank": 4.9}  # lite_page.js
    menus = [{"id": "jp-mainmenu-file", "items": [download]}]
    write_json(
        work / "overrides.json",
        {
            "@jupyterlab/notebook-extension:tracker": notebooks,
            "@jupyterlab/notebook-extension:panel": {
                "toolbar": [{"name": "run", "label": "Run"}]
            },
            "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
            "@jupyterlab/mainmenu-extension:plugin": {"menus": menus},
        },
    )


def write_options(work, output):
    """What `jupyter lite build` is to do: no extension but those above."""
    installed = Path(sys.prefix, "share", "jupyter", "labextensions")
    options = {
        "apps": APPS,
        "contents": [str(work / "contents")],
        "federated_extensions": [str(installed / x) for x in EXTENSIONS],
        "ignore_sys_prefix": ["federated_extensions"],
        "lite_dir": str(work),
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(output),
    }
    wheels = {"piplite_urls": [str(work / "wheels")]}
    write_json(
        work / "jupyter_lite_config.json",
        {"LiteBuildConfig": options, "PipliteAddon": wheels},
    )


def write_json(path, data):
    path.write_text(json.dumps(data), encoding="utf-8")
