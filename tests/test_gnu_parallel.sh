#!/bin/sh
# Many documents with GNU parallel, as docs/many-documents.md has it: workers that die lose nothing and repeat nothing.
suite=gnu_parallel
. "${srcdir:-.}/tests/rules.sh"

if ! parallel --version 2>/dev/null | grep '^GNU parallel' >/dev/null; then
  skip 'all of it' 'there is no GNU parallel'
  exit 77
fi
PARALLEL_HOME=$scratch/parallel
export PARALLEL_HOME
mkdir "$PARALLEL_HOME"
: >"$PARALLEL_HOME/will-cite"

# questions N: so many documents, in questions.jsonl, and what one worker answers, in wanted.
questions()
{
  awk -v count="$1" 'BEGIN {
    for (i = 1; i <= count; i++)
      printf "{\"id\": %d, \"html\": \"<p>In order to see the <b>town</b> number %d, people walk over the bridge.</p>\"}\n", i, i
  }' >questions.jsonl
  "$command" --format=jsonl questions.jsonl >wanted
  [ "$(wc -l <wanted)" -eq "$1" ]
}

shards()
{
  lines=$(($(wc -l <questions.jsonl) / 8))
  split -l "$lines" questions.jsonl shard.
  mkdir answers
}

# same_answers FILE: each question answered once, in order, as one worker answers them.
same_answers()
{
  cmp "$1" wanted
}

shards_are_answered_once()
{
  questions 400
  shards
  status 0 parallel --jobs 4 --joblog log --retries 3 "$command" --format=jsonl -o answers/{/} {} ::: shard.*
  cat answers/shard.* >all
  same_answers all
}
rule 'four workers answer the shards as one answers the whole' shards_are_answered_once

# Makes ./worker: reword, but the first to come to the shard named ac is killed when half of that has been read.
make_dying_worker()
{
  cat >worker <<'END'
#!/bin/sh
shard=$1
if [ "$shard" = shard.ac ] && mkdir died 2>/dev/null; then
  mkfifo half
  "$REWORD_UNDER_TEST" --format=jsonl -o answers/"$shard" half &
  victim=$!
  {
    head -n 20 "$shard"
    sleep 1
    kill -KILL "$victim"
  } >half
  wait "$victim"
else
  exec "$REWORD_UNDER_TEST" --format=jsonl -o answers/"$shard" "$shard"
fi
END
  chmod +x worker
  REWORD_UNDER_TEST=$command
  export REWORD_UNDER_TEST
}

killed_worker_is_run_again()
{
  questions 400
  shards
  make_dying_worker
  status 0 parallel --jobs 4 --joblog log --retries 3 ./worker {} ::: shard.*
  [ -d died ]
  cat answers/shard.* >all
  same_answers all
}
rule 'a killed worker loses nothing and repeats nothing' killed_worker_is_run_again

killed_run_is_resumed()
{
  questions 400
  shards
  make_dying_worker
  status 1 parallel --jobs 4 --joblog log ./worker {} ::: shard.*
  [ -d died ]
  [ ! -e answers/shard.ac ]
  status 0 parallel --jobs 4 --resume-failed --joblog log ./worker {} ::: shard.*
  cat answers/shard.* >all
  same_answers all
}
rule 'a run with a dead worker is completed by --resume-failed' killed_run_is_resumed

a_pipe_keeps_order()
{
  questions 400
  status 0 parallel --jobs 4 --pipe --block 4k --keep-order "$command" --format=jsonl <questions.jsonl
  same_answers out
}
rule 'as a filter in a pipe the order is kept' a_pipe_keeps_order

bad_lines_are_answered()
{
  questions 80
  printf '{"id": "bad"}\n' >>questions.jsonl
  shards
  status 1 parallel --jobs 2 "$command" --format=jsonl -o answers/{/} {} ::: shard.*
  cat answers/shard.* >all
  [ "$(wc -l <all)" -eq 81 ]
  grep '"id": *"bad"' all | grep '"error"'
}
rule 'a bad line is answered, and told by the exit status' bad_lines_are_answered

finish
