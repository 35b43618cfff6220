#!/bin/sh
# Thousands of random edits on the pages of the tree: markup and text come out as the edit algebra promises.
# RANDOM_EDITS: the program. srcdir: the top of the source tree.
set -u

folder=${srcdir:-.}
failures=0
checks=0
for seed in 1 2 3 4; do
  checks=$((checks + 1))
  if ! "${RANDOM_EDITS:-tests/random_edits}" --edits 5000 --seed "$seed" "$folder/docs/demo.html" \
    "$folder"/tests/golden/[a-t]*/page.html; then
    failures=$((failures + 1))
    printf 'random edits: seed %s broke a promise\n' "$seed"
  fi
done
passed=$((checks - failures))
printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' $((100 * passed / checks)) "$checks" "$failures"
[ "$failures" = 0 ]
