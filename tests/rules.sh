# rules.sh - what the tests of the command share; each of them reads it. A case is a function that runs in a folder of
# its own, with pages in it, and fails when one of its commands does. suite: what messages call the test.
# REWORD: the command under test.
set -u

command=${REWORD:-./reword}
case $command in */*) command=$(cd "$(dirname "$command")" && pwd)/${command##*/} ;; esac
scratch=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
unset NO_COLOR
escape=$(printf '\033')

checks=0
failures=0

# rule 'what must hold' FUNCTION: runs a case.
rule()
{
  checks=$((checks + 1))
  mkdir "$scratch/$checks"
  (
    cd "$scratch/$checks" || exit 1
    make_pages
    set -e
    "$2"
  ) >"$scratch/log" 2>&1
  if [ $? -ne 0 ]; then
    failures=$((failures + 1))
    printf '%s: %s: failed\n' "$suite" "$1"
    sed 's/^/  /' "$scratch/log"
    head -n 20 "$scratch/$checks/out" "$scratch/$checks/err" 2>/dev/null | sed 's/^/  /'
  fi
}

# skip 'what must hold' 'why it is not tested here'
skip()
{
  printf '%s: %s: skipped: %s\n' "$suite" "$1" "$2"
}

# page 'text': a page with that text in its paragraph.
page()
{
  printf '<!DOCTYPE html>\n<html lang="en"><head><title>The bridge of the town</title></head>\n<body><p>%s</p></body></html>\n' "$1"
}

make_pages()
{
  page 'The council met <b>in order to</b> talk about the plans for the bridge and the roads of the town.' >page.html
  page 'The council met <b>to</b> talk about the plans for the bridge and the roads of the town.' >wanted.html
  page 'The council met.' >plain.html
  cp page.html source.html
}

# reword ARGUMENT...: the command with a chain that changes page.html into wanted.html.
reword()
{
  "$command" --chain '[synonym: {rate: 1, min-score: 0}]' "$@"
}

# Of SIGTERM and SIGHUP, those that end a process here: under nohup no child can be ended by SIGHUP.
ending_signals()
{
  for signal in TERM HUP; do
    sh -c "kill -$signal \$\$" || echo $signal
  done
}

# differs FILE FILE: the opposite of cmp, for set -e.
differs()
{
  if cmp -s "$1" "$2"; then echo "no difference: $1 $2"; return 1; fi
}

# absent 'pattern' FILE: no line matches.
absent()
{
  if grep -e "$1" "$2"; then echo "unwanted: $1"; return 1; fi
}

# status N COMMAND...: runs it; its output goes to the files out and err, and it must exit with N.
status()
{
  wanted_status=$1
  shift
  got_status=0
  "$@" >out 2>err || got_status=$?
  [ "$got_status" -eq "$wanted_status" ] || { echo "status $got_status, not $wanted_status: $*"; return 1; }
}

# complains 'pattern': the command wrote one line to standard error, that begins with its name and matches.
complains()
{
  [ "$(wc -l <err)" -eq 1 ] || { echo "not one line of message"; return 1; }
  grep '^reword: ' err >/dev/null || { echo "message without the command's name"; return 1; }
  grep -e "$1" err >/dev/null || { echo "message does not match '$1'"; return 1; }
}

silent()
{
  [ ! -s err ] || { echo "unwanted message"; return 1; }
}

no_leftovers()
{
  for file in .reword-*; do
    [ ! -e "$file" ] || { echo "left behind: $file"; return 1; }
  done
}

# Waits until a temporary file of the command is there.
wait_for_temporary()
{
  tries=0
  until ls -A | grep '^\.reword-'; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || return 1
    sleep 0.1
  done
}

# usage 'pattern' ARGUMENT...: the arguments are refused with that message and nothing is written.
usage()
{
  pattern=$1
  shift
  status 2 reword "$@" </dev/null
  complains "$pattern"
  [ ! -s out ]
  cmp page.html source.html
}

# finish: sums up; the test fails when a case has.
finish()
{
  passed=$((checks - failures))
  printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' $((100 * passed / checks)) "$checks" "$failures"
  [ "$failures" -eq 0 ]
}
