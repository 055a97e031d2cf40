#!/bin/sh
# Makes every committed file that is made from others, and fails if one was out of date.
set -eu
cd "$(dirname "$0")/.."
# the tests that compare such files write them instead
UPDATE_GENERATED=1 cargo nextest run --workspace --locked --test stories -E 'test(/contract_on_disk/)'
git diff --exit-code -- schema/schema.graphql
