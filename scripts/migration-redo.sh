#!/bin/sh
# Every migration down and up again, in a private database of its own.
set -eu
dir=$(mktemp -d)
chmod 755 "$dir" # the database's own account must get through
trap 'rm -rf "$dir"' EXIT
# the program as the tests have it: built alone it would get other features of its dependencies, and take minutes
cargo nextest run --workspace --locked --no-run
# Nothing that names another database may reach this, whatever it is called: only these variables do.
para29() {
    env -i PATH="$PATH" HOME="$HOME" ${PARA29_POSTGRES_BIN:+PARA29_POSTGRES_BIN="$PARA29_POSTGRES_BIN"} \
        "${CARGO_TARGET_DIR:-target}/debug/para29" --data-dir "$dir" "$@"
}
para29 migrate
para29 migrate redo --lose-all-data
