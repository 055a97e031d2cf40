#!/bin/sh
# Copies database, evidence and keys; one copy for each day of the week, the one of a week ago replaced when the new one
# is whole. Which database: PGSERVICE, or the other variables that PostgreSQL's programs know, as its owner.
set -eu
data=${DATA_DIR:?the directory of evidence and keys}
copies=${BACKUP_DIR:?where the copies are kept}
umask 077
day=$(date +%u)
pg_dump --format=custom --enable-row-security --file="$copies/$day.dump.new"
# after the database: a file without its row does no harm
tar -C "$data" --exclude=./postgres -czf "$copies/$day.tgz.new" .
mv "$copies/$day.dump.new" "$copies/$day.dump"
mv "$copies/$day.tgz.new" "$copies/$day.tgz"
