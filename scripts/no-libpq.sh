#!/bin/sh
# The binary needs no C library for Postgres or TLS: one dependency that turns on diesel's `postgres` feature would bring it back.
set -eu
packages=$(cargo tree --workspace --locked --edges all --target all --prefix none)
if printf '%s\n' "$packages" | grep -E '^(pq-sys|openssl-sys) '; then
    echo "These need a C library of the system; cargo tree --workspace --invert NAME shows who brings them." >&2
    exit 1
fi
