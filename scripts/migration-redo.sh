#!/bin/sh
# Every migration down and up again, in a private database of its own.
set -eu
dir=$(mktemp -d)
chmod 755 "$dir" # the database's own account must get through
trap 'rm -rf "$dir"' EXIT
unset DATABASE_URL DATABASE_OWNER_URL
cargo run --quiet -- --data-dir "$dir" migrate
cargo run --quiet -- --data-dir "$dir" migrate redo --lose-all-data
