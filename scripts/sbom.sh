#!/bin/sh
# What is in the program: a CycloneDX 1.5 list of every package that is compiled into it, from Cargo.lock, on stdout.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
cargo tree --package para29 --locked --edges normal --prefix none --no-dedupe --format '{p}|{l}' |
    sed -n 's/^\([^ ]*\) v\([^ |]*\)[^|]*|\(.*\)$/\1|\2|\3/p' | LC_ALL=C sort -u |
    awk -F '|' -v version="$version" '
        BEGIN {
            printf "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"version\":1,\"metadata\":{\"component\":"
            printf "{\"type\":\"application\",\"name\":\"para29\",\"version\":\"%s\"}},\n\"components\":[", version
        }
        $1 ~ /^(para29|api|schema|words|workers)$/ && $2 == version { next } # ours
        {
            licence = $3
            gsub(/\//, " OR ", licence) # as older packages write it
            printf "%s\n{\"type\":\"library\",\"name\":\"%s\",\"version\":\"%s\",\"purl\":\"pkg:cargo/%s@%s\"", comma, $1, $2, $1, $2
            if (licence != "") printf ",\"licenses\":[{\"expression\":\"%s\"}]", licence
            printf "}"
            comma = ","
        }
        END { print "\n]}" }'
