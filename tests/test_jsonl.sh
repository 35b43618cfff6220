#!/bin/sh
# Documents as lines of JSON, through the command: what is answered, in what order, and what happens when the input or
# the output breaks off.
suite=jsonl
. "${srcdir:-.}/tests/rules.sh"

# The end of an answer about page_line, in the input named so.
edits()
{
  printf '"edits":[{"input":"%s","passage":{"number":0,"start":3,"end":52,"path":"/html/body/p"},"before":"in order to","after":"to","strategy":"synonym","pieces":[{"text":"to","tokens":[3,6]}],"score":0.9,"why":"'"'in order to' can be 'to'"'","state":"applied","reason":null}]}\n' "$1"
}

# page_line ID: a document that changes.
page_line()
{
  printf '{"id":%s,"html":"<p>The council met in order to talk about the plans.</p>"}\n' "$1"
}

# page_answer ID NAME: its answer.
page_answer()
{
  printf '{"id":%s,"html":"<p>The council met to talk about the plans.</p>",' "$1"
  edits "$2"
}

# answers STATUS: the lines of the file in are answered by those of the file wanted.
answers()
{
  status "$1" reword --format=jsonl in
  diff wanted out
}

# many N: lines, some of them bad, some empty.
many()
{
  awk -v count="$1" 'BEGIN {
    for (i = 1; i <= count; i++) {
      if (i % 50 == 7) print "no JSON"
      else if (i % 50 == 9) print ""
      else if (i % 3 == 0) printf "{\"id\":%d,\"text\":\"The council met in order to talk, for the %dth time.\"}\n", i, i
      else {
        printf "{\"id\":\"n%d\",\"html\":\"<title>A number of plans</title>", i
        for (j = 0; j < i % 17; j++) printf "<p>The council met in order to talk about the majority of plan %d.</p>", j
        print "\"}"
      }
    }
  }'
}

# ---- Answers

a_document_is_answered()
{
  page_line 1 >in
  page_answer 1 1 >wanted
  answers 0
  silent
  printf '{"id":1,"text":"The council met in order to talk."}\n' >in
  status 0 reword --format=jsonl in
  grep '^{"id":1,"text":"The council met to talk.","edits":\[{.*}\]}$' out
  printf '{"id":1,"text":"The council met."}\n' >in
  printf '{"id":1,"text":"The council met.","edits":[]}\n' >wanted
  answers 0
}
rule 'a line is answered by a line with the document and its edits' a_document_is_answered

any_value_is_an_id()
{
  for id in 1 -0.50 123456789012345678901234567890 1e5 true null '"two \u0022\/ \n"' '[1, {"a": "b,]}"}]' '{}' '""'; do
    printf '{"id":%s,"text":""}\n' "$id"
    printf '{"id":%s,"text":"","edits":[]}\n' "$id" >&3
  done >in 3>wanted
  answers 0
}
rule 'any value is an id and comes back as it is written' any_value_is_an_id

names_may_be_escaped()
{
  printf '{"\\u0069d":1,"t\\u0065xt":"The council met in order to talk."}\n' >in
  status 0 reword --format=jsonl in
  grep '^{"\\u0069d":1,"t\\u0065xt":"The council met to talk.","edits":\[{"input":"1",' out
}
rule 'a name means what it says when it is escaped' names_may_be_escaped

other_members_are_carried_over()
{
  printf ' { "url" : "x" , "text":"caf\\u00e9","id":1,"n":1.10,"deep":{"a":[1, 2]} ,"z":99999999999999999999}\t\n' >in
  printf '{"url":"x","text":"caf\\u00e9","id":1,"n":1.10,"deep":{"a":[1, 2]},"z":99999999999999999999,"edits":[]}\n' >wanted
  answers 0
  printf '{"id":1,"error":"old","edits":[7],"text":""}\n' >in
  printf '{"id":1,"text":"","edits":[]}\n' >wanted
  answers 0
}
rule 'other members are carried over, edits and error replaced' other_members_are_carried_over

answers_are_questions()
{
  page_line 1 >in
  page_answer 1 1 >wanted
  answers 0
  cp out in
  printf '{"id":1,"html":"<p>The council met to talk about the plans.</p>","edits":[]}\n' >wanted
  answers 0
}
rule 'an answer can be answered in its turn' answers_are_questions

strings_are_utf_8_whatever_the_page_says()
{
  printf '{"id":1,"html":"<meta charset=windows-1251><p>The caf\303\251 opened in order to \\u00fc \\ud83d\\ude00.</p>"}\n' >in
  status 0 reword --format=jsonl in
  grep "\"<meta charset=windows-1251><p>The caf$(printf '\303\251') opened to $(printf '\303\274 \360\237\230\200').</p>\"" out
  silent
}
rule 'a string is UTF-8, whatever the page says' strings_are_utf_8_whatever_the_page_says

line_ends_may_differ()
{
  printf '\357\273\277{"id":1,"text":""}\r\n\n \t\r\n{"id":2,"text":""}' >in
  printf '{"id":1,"text":"","edits":[]}\n{"id":2,"text":"","edits":[]}\n' >wanted
  answers 0
  silent
  : >in
  : >wanted
  answers 0
}
rule 'empty lines, CRLF, a byte order mark and a last line without end are taken' line_ends_may_differ

# ---- Bad lines

zero_bytes_are_refused()
{
  printf '{"id":1\0,"text":"x"}\n{"id":2,"text":"x"}\n' >in
  printf '{"id":null,"error":"line 1: column 8: a byte 0 stands in no line of JSON"}\n{"id":2,"text":"x","edits":[]}\n' >wanted
  status 1 reword --format=jsonl in
  cmp wanted out
}
rule 'a byte 0 makes a bad line' zero_bytes_are_refused

bad_lines_are_answered()
{
  deep=$(awk 'BEGIN { for (i = 0; i < 5000; i++) printf "[" }')
  long=$(awk 'BEGIN { for (i = 0; i < 103; i++) printf "0123456789" }')
  : >in
  : >wanted
  bad '' 'no JSON' null 'column 2: this is no JSON'
  bad '' '[1]' null 'this is no object: {\"id\": …, \"html\": \"…\"} is needed'
  bad '' '7' null 'this is no object: {\"id\": …, \"html\": \"…\"} is needed'
  bad '' '{"html":"x"}' null 'there is no \"id\"'
  bad '' '{"id":7}' 7 'there is neither \"html\" nor \"text\"'
  bad '' '{"id":7,"html":"x","text":"y"}' 7 'there are both \"html\" and \"text\": one document a line'
  bad '' '{"id":7,"html":["x"]}' 7 '\"html\" is no string'
  bad '' '{"id":7,"text":null}' 7 '\"text\" is no string'
  bad '' '{"id":7,"text":"x"' 7 'column [0-9]*: the line ends before its object does'
  bad '' '{"id":7,"text":"x' 7 'column [0-9]*: the line ends before its object does'
  bad '' '{"id":7,"text":"x"} {}' 7 'column [0-9]*: something follows the object; each has a line of its own'
  bad '' '{"id":7,"text":"x","text":"y"}' 7 'column [0-9]*: this member is there twice'
  bad '' '{"id":7,"id":8,"text":"x"}' null 'column [0-9]*: this member is there twice'
  bad '' '{"id":7,"text":"\ud800"}' 7 'column [0-9]*: this is no JSON'
  bad '' '{"id":7,"text":"\udc00\ud800"}' 7 'column [0-9]*: this is no JSON'
  bad '' '{"id":7,"text":"x\u0000y"}' 7 'column [0-9]*: the character U+0000 stands in no document'
  bad '' '{"id":7,"\u0000":1,"text":"x"}' 7 'column [0-9]*: the character U+0000 stands in no name'
  bad '' '{"id":7,"n":1e999,"text":"x"}' 7 'column [0-9]*: this number is too large'
  bad '' '{"id":7,"text":"x",}' 7 'column [0-9]*: this is no JSON'
  bad '' "{\"id\":7,\"a\":$deep" 7 'column [0-9]*: the values are nested too deep'
  bad '' "{\"id\":7,\"text\":\"$(printf 'caf\351')\"}" 7 'column [0-9]*: this is not UTF-8'
  bad '' "{\"id\":7,\"text\":\"$(printf 'tab\t')\"}" 7 'column [0-9]*: this is no JSON'
  bad '' "{\"id\":\"$long\",\"text\":\"\"}" null '\"id\" is longer than 1024 bytes'
  status 1 reword --format=jsonl in
  count=$(wc -l <in)
  [ "$(wc -l <out)" -eq "$count" ]
  complains "^reword: $count of $count lines failed; their answers say why$"
  number=0
  while IFS= read -r pattern; do
    number=$((number + 1))
    sed -n "${number}p" out | grep -x -e "$pattern" >/dev/null || { echo "answer $number: not $pattern"; return 1; }
  done <wanted
}
# bad '' LINE ID CAUSE: a bad line, and what it is answered.
bad()
{
  printf '%s\n' "$2" >>in
  printf '%s\n' "{\"id\":$3,\"error\":\"line $(wc -l <in | tr -d ' '): $4\"}" | sed 's/\\/\\\\/g' >>wanted
}
rule 'a bad line is answered with id, place and cause' bad_lines_are_answered

bad_lines_stop_nothing()
{
  { page_line 1; printf 'bad\n'; page_line 3; } >in
  status 1 reword --format=jsonl in
  page_answer 1 1 | diff - out | grep '^> {"id":null,"error":"line 2: '
  sed -n 3p out >got
  page_answer 3 3 | cmp - got
}
rule 'a bad line does not stop the others' bad_lines_stop_nothing

long_lines_are_passed_over()
{
  { page_line 1; head -c 67108865 /dev/zero | tr '\0' x; printf '\n'; page_line 3; } >in
  { page_answer 1 1; printf '{"id":null,"error":"line 2: this is longer than 64 MiB"}\n'; page_answer 3 3; } >wanted
  answers 1
}
rule 'a line of more than 64 MiB is answered by an error' long_lines_are_passed_over

# ---- Inputs and outputs

several_files_are_one_stream()
{
  page_line 1 >first
  { page_line 2 | tr -d '\n'; } >second
  printf '\nbad\n' >third
  status 1 reword --format=jsonl first missing second - <third
  { page_answer 1 1; page_answer 2 2; printf '{"id":null,"error":"standard input: line 2: '; } >wanted
  printf 'column 1: this is no JSON"}\n' >>wanted
  sed 's/column [0-9]*/column 1/' out | diff wanted -
  grep '^reword: missing: cannot be read: No such file' err
  mkdir folder
  status 1 reword --format=jsonl folder first
  page_answer 1 1 | cmp - out
  complains 'folder: is a folder'
}
rule 'several files are answered in their order' several_files_are_one_stream

answers_go_to_a_file()
{
  page_line 1 >in
  page_answer 1 1 >wanted
  status 0 reword --format=jsonl -o answers in
  cmp wanted answers
  [ ! -s out ]
  status 0 reword --format=jsonl -o in in
  cmp wanted in
}
rule '-o FILE takes the answers' answers_go_to_a_file

the_log_names_the_ids()
{
  { page_line 1; page_line '"a b"'; page_line '["x"]'; } >in
  printf '{"id":2,"text":"A number of people met in order to talk about the majority of plans."}\n' >>in
  status 0 reword --format=jsonl --edits log in
  sed -n 's/^.*"edits":\[\(.*\)\]}$/\1/p' out | awk '{ gsub(/},{"input"/, "}\n{\"input\""); print }' | diff - log
  [ "$(grep -c '^{"input":"2",' log)" -gt 1 ]
  grep '^{"input":"1",' log
  grep '^{"input":"a b",' log
  grep '^{"input":"\[\\"x\\"\]",' log
}
rule '--edits holds the objects of the answers, with the id as input' the_log_names_the_ids

lines_are_summed_up()
{
  { page_line 1; printf 'bad\n'; printf '{"id":2,"text":""}\n\n'; } >in
  status 1 reword --format=jsonl --stats in
  grep '^reword: lines: 3, changed 1, failed 1$' err
  grep '^reword: edits: applied 1, refused 0, passed over 0$' err
}
rule '--stats counts lines' lines_are_summed_up

options_that_do_not_fit_are_refused()
{
  usage "'--in-place' rewrites pages" --format=jsonl --in-place page.html
  usage "'--diff' shows pages" --format=jsonl --diff page.html
  usage "name a file with '-o'" --format=jsonl -o folder/ page.html
  usage "JSON is UTF-8" --format=jsonl --encoding=utf-8 page.html
  usage "standard output for itself" --format=jsonl --edits - page.html
  usage "did you mean 'jsonl'" --format=json page.html
}
rule 'options that do not go with lines of JSON exit 2' options_that_do_not_fit_are_refused

any_number_of_threads_answers_the_same()
{
  many 400 >in
  status 1 reword --format=jsonl -j 1 --stats --edits log.1 in
  mv out out.1
  mv err err.1
  [ "$(wc -l <out.1)" -eq 392 ]
  for jobs in 2 8; do
    status 1 reword --format=jsonl -j $jobs --stats --edits log in
    cmp out out.1
    cmp err err.1
    cmp log log.1
  done
}
rule 'any -j gives the same answers, log and messages' any_number_of_threads_answers_the_same

# ---- Streams that break off

# Opens a filter: what goes into 3 is answered by what comes out of 4. It ends with the test, answers or no answers.
open_filter()
{
  mkfifo to from
  (exec "$command" --chain '[synonym: {rate: 1, min-score: 0}]' --format=jsonl "$@" <to >from 2>err) &
  process=$!
  exec 3>to 4<from
  (exec 3>&- 4<&-; watch_over $process) &
  watch=$!
}

# Ends a process that takes longer than two minutes.
watch_over()
{
  seconds=0
  while [ $seconds -lt 120 ]; do
    sleep 1
    seconds=$((seconds + 1))
  done
  kill -KILL "$1"
} >/dev/null 2>&1

# Waits for its end and says in got_status how it ended.
close_filter()
{
  got_status=0
  wait $process || got_status=$?
  kill $watch
  wait $watch || true
}

answers_do_not_wait()
{
  for jobs in 1 8; do
    rm -f to from
    open_filter -j $jobs
    for id in 1 2 3; do
      page_line $id >&3
      read -r answer <&4
      printf '%s\n' "$answer" >got
      page_answer $id $id | cmp - got
    done
    exec 3>&- 4<&-
    close_filter
    [ "$got_status" -eq 0 ]
  done
}
rule 'a line is answered before the next one comes' answers_do_not_wait

a_reader_that_goes_away_ends_it()
{
  line=$(page_line 1)
  page_answer 1 1 >wanted
  yes "$line" | { reword --format=jsonl -j 2 2>err || echo $? >ended; } | head -n 1 >got
  cmp wanted got
  [ "$(cat ended)" -gt 128 ]
  silent
}
rule 'a reader that goes away ends it quietly, however long the input' a_reader_that_goes_away_ends_it

a_reader_that_goes_away_ends_it_without_a_signal()
{
  (
    trap '' PIPE
    open_filter
    exec 4<&-
    page_line 1 >&3
    close_filter
    [ "$got_status" -eq 1 ]
  )
  silent
}
rule 'a reader that goes away ends it while no line comes, SIGPIPE or not' \
  a_reader_that_goes_away_ends_it_without_a_signal

a_full_disk_ends_it()
{
  line=$(page_line 1)
  yes "$line" | { reword --format=jsonl -j 2 >/dev/full 2>err || echo $? >ended; }
  [ "$(cat ended)" -eq 1 ]
  complains 'standard output: cannot be written: No space left'
}
if [ -c /dev/full ]; then
  rule 'a full disk ends it, however long the input' a_full_disk_ends_it
else
  skip 'a full disk ends it, however long the input' 'no /dev/full here'
fi

signals_leave_no_half_file()
{
  mkfifo to
  for signal in $(ending_signals); do
    "$command" --format=jsonl -j 2 -o answers --edits log <to &
    process=$!
    exec 3>to
    page_line 1 >&3
    wait_for_temporary
    kill -$signal $process
    got_status=0
    wait $process || got_status=$?
    exec 3>&-
    [ "$(kill -l "$got_status")" = "$signal" ]
    no_leftovers
    [ ! -e answers ]
    [ ! -e log ]
  done
}
rule 'a signal leaves no half file behind' signals_leave_no_half_file

a_killed_run_can_be_resumed()
{
  many 300 | grep '^{' >in
  reword --format=jsonl in >wanted
  open_filter
  head -n 100 in >&3
  : >got
  while [ "$(wc -l <got)" -lt 40 ]; do
    read -r answer <&4
    printf '%s\n' "$answer" >>got
  done
  kill -KILL $process
  cat <&4 >>got
  exec 3>&- 4<&-
  close_filter
  [ "$got_status" -gt 128 ]
  printf '{"id":"half an ans' >>got
  answered=$(wc -l <got)
  head -n "$answered" got >whole
  tail -n +$((answered + 1)) in | reword --format=jsonl >>whole
  cmp wanted whole
}
rule 'after a kill the whole lines count: the rest of the input gives the rest of the answers' \
  a_killed_run_can_be_resumed

finish
