#!/bin/sh
# Several documents at once: what threads may change (nothing but the time it takes), and what a person sees meanwhile.
suite=batch
. "${srcdir:-.}/tests/rules.sh"

# many N: files pages/1.html and so on, of different lengths.
many()
{
  mkdir pages
  awk -v count="$1" 'BEGIN {
    for (i = 1; i <= count; i++) {
      file = "pages/" i ".html"
      printf "<title>A number of plans</title>\n" >file
      for (j = 0; j < i * 7 % 40; j++) printf "<p>The council met in order to talk about the majority of plan %d.</p>\n", j >file
      close(file)
    }
  }'
}

# ---- Threads

numbers_of_threads()
{
  for jobs in 0 257 -1 1x '' 99999999999999999999; do
    usage "'-j' needs a number of threads from 1 to 256, not '$jobs'" -j "$jobs" page.html
  done
  usage "'-j' needs a value" page.html -j
  usage "did you mean '--jobs'" --job-s=2 page.html
  for jobs in 1 256; do
    status 0 reword -j $jobs page.html
    cmp wanted.html out
  done
  status 0 reword --jobs=3 page.html
  cmp wanted.html out
}
rule '-j takes a number from 1 to 256' numbers_of_threads

pages_are_the_same()
{
  many 60
  for jobs in 1 2 8; do
    status 1 reword -j $jobs -o folder.$jobs/ --edits log.$jobs --stats pages/?.html missing pages/??.html nowhere
    mv err err.$jobs
    diff err.1 err.$jobs
    cmp log.1 log.$jobs
    diff -r folder.1 folder.$jobs
  done
  [ "$(ls folder.1 | wc -l)" -eq 60 ]
  sed -n 1p err.1 | grep '^reword: missing: cannot be read'
  sed -n 2p err.1 | grep '^reword: nowhere: cannot be read'
  sed -n 3p err.1 | grep '^reword: files: 62, changed 60, failed 2$'
}
rule 'any -j gives the same pages, log and messages in the order of the files' pages_are_the_same

differences_are_the_same()
{
  many 20
  for jobs in 1 8; do
    status 0 reword -j $jobs --diff pages/*.html
    mv out out.$jobs
  done
  cmp out.1 out.8
  grep '^pages/1.html:' out.1
}
rule 'any -j shows the same differences' differences_are_the_same

one_page_is_the_same()
{
  many 60
  cat pages/*.html >page.html
  tr -d '<>' <page.html >page.txt
  for format in html text lines; do
    file=page.html
    [ $format = html ] || file=page.txt
    for jobs in 1 2 8; do
      status 0 reword -j $jobs --format=$format --edits log.$jobs -o out.$jobs $file
      cmp out.1 out.$jobs
      cmp log.1 log.$jobs
    done
    differs out.1 $file
  done
}
rule 'any -j gives the same page of a single one' one_page_is_the_same

failures_stop_nothing()
{
  many 30
  mkdir pages/15.html.d
  status 1 reword -j 8 --in-place missing pages/*
  [ "$(wc -l <err)" -eq 2 ]
  grep 'pages/15.html.d: is a folder' err
  for file in pages/*.html; do
    absent 'in order to' "$file"
  done
}
rule 'a file that fails stops no other' failures_stop_nothing

files_are_rewritten_once()
{
  mkdir deep
  ln page.html hard.html
  ln -s ../page.html deep/soft.html
  status 0 reword -j 4 --in-place --stats --edits log page.html ./page.html hard.html deep/soft.html
  cmp wanted.html page.html
  [ "$(grep -c . log)" -eq 1 ]
  grep '^reword: files: 4, changed 1, failed 0$' err
}
rule '--in-place rewrites a file once that is named several times' files_are_rewritten_once

signals_leave_nothing_behind()
{
  mkfifo pipe
  "$command" -j 4 --progress=always --edits log -o folder/ page.html pipe plain.html 2>err &
  process=$!
  wait_for_temporary
  kill -TERM $process
  got_status=0
  wait $process || got_status=$?
  [ "$(kill -l "$got_status")" = TERM ]
  no_leftovers
  [ ! -e log ]
  tail -c 4 err >end
  printf '\r%s[K' "$escape" | cmp - end
}
rule 'a signal ends threads and progress and leaves nothing behind' signals_leave_nothing_behind

# ---- Progress

progress_when_asked_for()
{
  usage "did you mean 'always'" --progress=allways page.html
  status 1 reword --progress=always --in-place page.html missing plain.html
  wipe="\\r$escape\\\\[K"
  awk -v wipe="$wipe" '{ i = split($0, part, wipe); print part[i] }' err >final
  printf '%s\n' 'reword: missing: cannot be read: No such file or directory' \
    'reword: 1 of 3 files failed; the others are done' | cmp - final
  sed -n 1p err | grep '^\[\.*\] 0/3, 0.0/s'
  awk -v wipe="$wipe" '{ i = split($0, part, wipe); for (j = 1; j <= i; j++) if (length(part[j]) > 79) exit 1 }' err
  status 0 reword --progress=always --in-place page.html
  [ "$(wc -l <err)" -eq 0 ]
  status 0 reword --progress=always --format=jsonl /dev/null
  grep '^0 done, 0.0/s' err
}
rule 'progress is drawn over, below messages, and wiped' progress_when_asked_for

no_progress_without_a_terminal()
{
  status 1 reword --in-place page.html missing plain.html
  complains 'missing: cannot be read'
}
rule 'without a terminal there is no progress and no summary' no_progress_without_a_terminal

# terminal COMMAND: what it writes to a terminal of 50 columns, in the file screen.
terminal()
{
  TERM=xterm script -qec "stty cols 50; $1" /dev/null </dev/null >screen
}
progress_on_a_terminal()
{
  line="'$command' --edits log -o folder/"
  terminal "$line page.html plain.html"
  grep '\] 0/2, 0.0/s' screen
  tr '\r' '\n' <screen | sed "s/$escape\[K//" | awk 'length($0) > 49 { exit 1 }'
  terminal "TERM=dumb $line page.html plain.html"
  absent 0/2 screen
  terminal "$line --progress=never page.html plain.html"
  absent 0/2 screen
  terminal "$line page.html"
  absent 0/1 screen
  terminal "'$command' --diff page.html plain.html"
  absent 0/2 screen
  terminal "'$command' --diff page.html plain.html >difference"
  grep 0/2 screen
  terminal "'$command' --format=jsonl /dev/null /dev/null"
  [ ! -s screen ]
}
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  rule 'a terminal shows the progress of several files, in one line' progress_on_a_terminal
else
  skip 'a terminal shows the progress of several files, in one line' 'no script(1) with -c here'
fi

finish
