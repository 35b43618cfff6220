#!/bin/sh
# The library exports what its headers declare and nothing else, each plugin its descriptor and nothing else, and
# neither has a global or static variable that could be written to.
# LIBRARY and PLUGINS: their .la files, below the folder the test runs in. srcdir: the top of the source tree.
set -u

scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
checks=0
failures=0

skip()
{
  printf 'symbols: skipped: %s\n' "$1"
  exit 77
}

# What a .la file says under a name.
field()
{
  sed -n "s/^$2='\(.*\)'\$/\1/p" "$1"
}

# The shared object of a .la file, or the archive where there is none.
object_of()
{
  name=$(field "$1" dlname)
  [ -n "$name" ] || name=$(field "$1" old_library)
  printf '%s/.libs/%s\n' "$(dirname "$1")" "$name"
}

# Compares what is there, on standard input, with what is wanted. Arguments: rule, file with what is wanted
same()
{
  sort -u >"$scratch/found"
  checks=$((checks + 1))
  if ! diff -u "$2" "$scratch/found" >"$scratch/difference"; then
    failures=$((failures + 1))
    printf 'symbols: %s; those missing (-) and those too many (+):\n' "$1"
    sed -n '1,2d; /^[-+]/p' "$scratch/difference"
  fi
}

# The functions that the headers declare for others.
public_functions()
{
  awk '/^RW_PUBLIC/ { declaration = 1 }
    declaration && match($0, /rw_[a-z0-9_]+\(/) { print substr($0, RSTART, RLENGTH - 1); declaration = 0 }' \
    "${srcdir:-.}"/include/reword/*.h | sort -u
}

# The symbols that a shared object exports.
exported()
{
  nm -D --defined-only "$1" | awk 'NF == 3 { print $3 }'
}

# The variables in sections that can be written to: all but tables that only the dynamic linker fills in, and what the
# compiler's start files bring.
writable()
{
  nm -f sysv "$1" | awk -F '|' '
    { gsub(/ /, "", $1); gsub(/ /, "", $3); gsub(/ /, "", $7) }
    $3 !~ /^[BbCDdGgSs]$/ || $7 ~ /^\.(data\.rel\.ro|dynamic|got|init_array|fini_array)/ { next }
    $1 ~ /^(__dso_handle|__TMC_END__|completed\.[0-9]+|__cpu_model|__cpu_features2|_edata|_end|__bss_start|__data_start|data_start)$/ { next }
    { print $1 }'
}

# Whether an object is as its programmer wrote it: sanitizers and profilers add variables of their own.
is_plain()
{
  ! nm "$1" | grep -E ' (__asan|__tsan|__msan|__ubsan|__sanitizer|__sancov|__gcov|__llvm_prof|__llvm_prf)' >/dev/null
}

# Arguments: .la file, file with what it must export, file with the variables it may have
check_object()
{
  object=$(object_of "$1")
  [ -f "$object" ] || skip "$1 has no object"
  nm "$object" 2>/dev/null | grep . >/dev/null || skip "$object has no symbols; it was stripped"
  if [ -n "$(field "$1" dlname)" ]; then
    exported "$object" >"$scratch/exported"
    same "$1 exports what is public" "$2" <"$scratch/exported"
  fi
  if is_plain "$object"; then
    writable "$object" >"$scratch/writable"
    same "$1 has no variables" "$3" <"$scratch/writable"
  else
    printf 'symbols: %s: skipped: its variables; it is built with sanitizers\n' "$1"
  fi
}

[ "$(uname -s)" != Darwin ] || skip 'Mach-O names symbols and sections in another way'
nm --version 2>/dev/null | grep -E 'GNU|LLVM' >/dev/null || skip 'there is no nm that prints the section of a symbol'

public_functions >"$scratch/functions"
checks=$((checks + 1))
if ! grep -x rw_rewrite "$scratch/functions" >/dev/null; then
  failures=$((failures + 1))
  echo 'symbols: the headers declare no rw_rewrite'
fi
# What there is once in a process: the lock around libltdl, and whether libxml2 was set up.
printf '%s\n' libxml2_ready ltdl_lock >"$scratch/locks"
check_object "$LIBRARY" "$scratch/functions" "$scratch/locks"

: >"$scratch/none"
for plugin in $PLUGINS; do
  name=$(basename "$plugin" .la)
  echo "${name}_LTX_rw_plugin" >"$scratch/descriptor"
  check_object "$plugin" "$scratch/descriptor" "$scratch/none"
done

passed=$((checks - failures))
printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' $((100 * passed / checks)) "$checks" "$failures"
[ "$failures" = 0 ]
