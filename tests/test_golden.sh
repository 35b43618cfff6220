#!/bin/sh
# Golden cases: each folder of tests/golden holds a page, a configuration, and the page that reword makes of them,
# byte for byte. The folder's name says the rule; a comment in its configuration says more.
# REWORD: the command under test. srcdir: the top of the source tree.
set -u

command=${REWORD:-./reword}
folder=${srcdir:-.}/tests/golden
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT

checks=0
failures=0
errors=0
for case in "$folder"/*/; do
  [ -d "$case" ] || continue
  case=${case%/}
  name=${case##*/}
  checks=$((checks + 1))
  if ! "$command" -c "$case/config.yaml" "$case/page.html" >"$scratch/$name" 2>"$scratch/messages"; then
    errors=$((errors + 1))
    printf 'golden:%s: the command failed\n' "$name"
    cat "$scratch/messages"
  elif ! cmp -s "$case/wanted.html" "$scratch/$name"; then
    failures=$((failures + 1))
    printf 'golden:%s: the page is not as wanted\n' "$name"
    diff -u "$case/wanted.html" "$scratch/$name"
  fi
done

if [ "$checks" = 0 ]; then
  printf 'golden: no case in %s\n' "$folder"
  checks=1
  errors=1
fi
passed=$((checks - failures - errors))
printf '%d%%: Checks: %d, Failures: %d, Errors: %d\n' $((100 * passed / checks)) "$checks" "$failures" "$errors"
[ "$passed" = "$checks" ]
