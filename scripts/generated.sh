#!/bin/sh
# Makes every committed file that is made from others, and fails if one was out of date.
set -eu

# one line each: file, then what prints it
while read -r file command; do
    [ -n "$file" ] || continue
    $command >"$file.new"
    mv "$file.new" "$file"
    git diff --exit-code -- "$file"
done <<'LIST'
LIST
