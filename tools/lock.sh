#!/bin/sh
# Write requirements/*.txt anew: universal (Python 3.11+), with hashes.
# Usage: tools/lock.sh path/to/uv
set -eu
uv=$1
lock() {
    out=$1
    shift
    "$uv" pip compile --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-annotate --no-header --no-emit-index-url \
        --no-emit-find-links --output-file "requirements/$out" "$@"
}
lock dev.txt pyproject.toml requirements/build.in requirements/lite.in \
    --extra book --extra test --extra instructor
lock browser.txt pyproject.toml --extra browser --constraint requirements/dev.txt
lock oldest.txt requirements/oldest.in requirements/build.in
