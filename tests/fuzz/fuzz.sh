#!/bin/sh
# Runs each fuzz target for FUZZ_SECONDS, FUZZ_JOBS of them at once, from its seeds and what earlier runs in this build
# tree learnt. An input that breaks a property is printed and kept: replay_NAME FILE shows the failure again, and once
# that is mended the file belongs among the seeds.
# FUZZERS: the folder of the programs fuzz_NAME; REWORD_PLUGIN_PATH and TEST_MODULES: those of modules. srcdir: the
# top of the source tree, whose tests/fuzz/seeds/NAME are the seeds of the target NAME.
set -u

fuzzers=${FUZZERS:-tests/fuzz}
source=${srcdir:-.}/tests/fuzz
seconds=${FUZZ_SECONDS:-60}

# Runs one target. Its log ends up in fuzz_NAME.log; the file fuzz_NAME.held says that its property held.
run_target()
{
  log=$fuzzers/fuzz_$1.log
  dictionary=$source/$1.dict
  [ -f "$dictionary" ] || dictionary=$source/page.dict
  rm -f "$fuzzers/fuzz_$1.held"
  mkdir -p "$fuzzers/corpus/$1" "$fuzzers/found"
  if "$fuzzers/fuzz_$1" -max_total_time="$seconds" -max_len=4096 -timeout=20 -dict="$dictionary" \
    -artifact_prefix="$fuzzers/found/$1-" "$fuzzers/corpus/$1" "$source/seeds/$1" >"$log" 2>&1 </dev/null; then
    : >"$fuzzers/fuzz_$1.held"
  fi
}

if [ $# = 1 ]; then
  run_target "$1"
  exit 0
fi

# Says what came of a target: how much was tried, or the failure and the input that leads to it.
report_target()
{
  log=$fuzzers/fuzz_$1.log
  if [ -f "$fuzzers/fuzz_$1.held" ]; then
    printf 'fuzz: %s held: %s\n' "$1" "$(sed -n 's/^Done \(.*\)/\1/p' "$log")"
    return
  fi
  printf 'fuzz: %s failed; the end of %s:\n' "$1" "$log"
  tail -n 60 "$log"
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  if [ -f "$input" ]; then
    printf 'fuzz: %s failed with %s; in base64, for base64 -d:\n' "$1" "$input"
    base64 "$input"
  fi
}

REWORD_PLUGIN_PATH=${REWORD_PLUGIN_PATH-}:${TEST_MODULES-}
export REWORD_PLUGIN_PATH
targets=$(cd "$source/seeds" && printf '%s\n' *)
printf '%s\n' "$targets" | xargs -n 1 -P "${FUZZ_JOBS:-1}" sh "$0"
failures=0
checks=0
for target in $targets; do
  checks=$((checks + 1))
  [ -f "$fuzzers/fuzz_$target.held" ] || failures=$((failures + 1))
  report_target "$target"
done
passed=$((checks - failures))
printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' $((100 * passed / checks)) "$checks" "$failures"
[ "$failures" = 0 ]
