#!/bin/sh
# The binary needs no C client library: one dependency that turns on diesel's `postgres` feature would bring it back.
set -eu
if cargo tree --workspace --invert pq-sys >/dev/null 2>&1; then
    echo "pq-sys (libpq) is in the dependency tree:" >&2
    cargo tree --workspace --invert pq-sys >&2
    exit 1
fi
