#!/bin/sh
# Every migration down and up again, in a private database of its own.
set -eu
dir=$(mktemp -d)
chmod 755 "$dir" # the database's own account must get through
trap 'rm -rf "$dir"' EXIT
# Nothing that names another database may reach this, whatever it is called: only these variables do.
para29() {
    env -i PATH="$PATH" HOME="$HOME" ${CARGO_HOME:+CARGO_HOME="$CARGO_HOME"} ${RUSTUP_HOME:+RUSTUP_HOME="$RUSTUP_HOME"} \
        ${RUSTUP_TOOLCHAIN:+RUSTUP_TOOLCHAIN="$RUSTUP_TOOLCHAIN"} ${RUSTFLAGS:+RUSTFLAGS="$RUSTFLAGS"} \
        ${CARGO_TARGET_DIR:+CARGO_TARGET_DIR="$CARGO_TARGET_DIR"} ${CARGO_INCREMENTAL:+CARGO_INCREMENTAL="$CARGO_INCREMENTAL"} \
        ${CARGO_PROFILE_DEV_DEBUG:+CARGO_PROFILE_DEV_DEBUG="$CARGO_PROFILE_DEV_DEBUG"} \
        ${PARA29_POSTGRES_BIN:+PARA29_POSTGRES_BIN="$PARA29_POSTGRES_BIN"} \
        cargo run --quiet --locked -- --data-dir "$dir" "$@"
}
para29 migrate
para29 migrate redo --lose-all-data
