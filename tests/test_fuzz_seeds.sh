#!/bin/sh
# The fuzz targets over their seeds and the inputs that once broke a property: each holds its property.
# FUZZERS: the folder of the programs replay_NAME; REWORD_PLUGIN_PATH and TEST_MODULES: those of modules. srcdir: the
# top of the source tree, whose tests/fuzz/seeds/NAME are the seeds of the target NAME.
set -u

replays=${FUZZERS:-tests/fuzz}
REWORD_PLUGIN_PATH=${REWORD_PLUGIN_PATH-}:${TEST_MODULES-}
export REWORD_PLUGIN_PATH
failures=0
checks=0
for folder in "${srcdir:-.}"/tests/fuzz/seeds/*; do
  target=${folder##*/}
  for seed in "$folder"/*; do
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
