#!/bin/sh
# The fuzz targets over their seeds and the inputs that once broke a property: each holds its property.
# FUZZ_REPLAYS: the folder of the programs replay_NAME. srcdir: the top of the source tree.
set -u

replays=${FUZZ_REPLAYS:-tests/fuzz}
seeds=${srcdir:-.}/tests/fuzz/seeds
failures=0
checks=0
for target in document edit config phrases; do
  for seed in "$seeds/$target"/*; do
    checks=$((checks + 1))
    if ! "$replays/replay_$target" "$seed"; then
      failures=$((failures + 1))
      printf 'fuzz seeds: %s breaks a property of fuzz_%s\n' "$seed" "$target"
    fi
  done
done
passed=$((checks - failures))
printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' $((100 * passed / checks)) "$checks" "$failures"
[ "$failures" = 0 ]
