"""Pyodide for the tests: a folder's, in place of the public host's."""

import gzip
import os
import urllib.request
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HOST = "https://cdn.jsdelivr.net/pyodide/"
TYPES = {
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".zip": "application/zip",
}


def folder():
    """The folder that BACKPROP_PYODIDE names, or None."""
    named = os.environ.get("BACKPROP_PYODIDE")
    return Path(named).resolve() if named else None


@cache
def why_not():
    """Why no test can have Python in a page, or ""."""
    if folder():
        there = (folder() / "pyodide.mjs").is_file()
        return "" if there else f"no pyodide.mjs in {folder()}"
    try:
        urllib.request.urlopen(HOST, timeout=5).close()
    except urllib.error.HTTPError:
        return ""  # it answers
    except OSError as error:
        return f"BACKPROP_PYODIDE names no folder, and {HOST}: {error}"
    return ""


needs_pyodide = pytest.mark.skipif(bool(why_not()), reason=why_not())


def weight(urls):
    """MB of what was asked for from Pyodide's host, sent as that sends it."""
    total = 0
    for url in urls:
        if folder() and url.startswith(HOST):
            data = (folder() / url.rpartition("/")[2]).read_bytes()
            packed = url.endswith((".whl", ".zip"))  # these are already
            total += len(data if packed else gzip.compress(data, 6))
    return total / 1e6


def serve_pyodide(context, *, reachable=True):
    """Let a browser's context ask this machine, and Pyodide's host.

    Everything else is refused, and listed in what is returned. With
    reachable=False that host is refused too.
    """
    refused = []

    def answer(route):
        url = route.request.url
        parts = urlsplit(url)
        if parts.hostname == "127.0.0.1" or parts.scheme in ("data", "blob"):
            return route.continue_()
        if not reachable or not url.startswith(HOST):
            refused.append(url)
            return route.abort()
        if not folder():
            return route.continue_()
        path = folder() / parts.path.rpartition("/")[2]
        cors = {"access-control-allow-origin": "*"}
        if not path.is_file():
            refused.append(url)
            return route.fulfill(status=404, headers=cors)
        return route.fulfill(
            body=path.read_bytes(),
            headers=cors | {"content-type": TYPES[path.suffix]},
        )

    context.route("**/*", answer)
    return refused
