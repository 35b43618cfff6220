#!/bin/sh
# The command as its user meets it: options, exit statuses, where output goes, what happens to files. Each case runs in
# a folder of its own.
suite=command
. "${srcdir:-.}/tests/rules.sh"

# ---- Asking for help

help_is_printed()
{
  status 0 "$command" --help
  grep '^Usage: reword ' out
  for option in config chain plugin-path seed jobs format encoding output in-place diff color edits stats progress \
    version; do
    grep -e "--$option" out
  done
  silent
}
rule '--help prints the options' help_is_printed

version_is_printed()
{
  status 0 "$command" --version
  grep '^reword [0-9][0-9.]*' out
  [ "$(wc -l <out)" -eq 1 ]
}
rule '--version prints name and version' version_is_printed

every_subcommand_has_help()
{
  for name in analyze plugins describe check; do
    status 0 "$command" $name --help
    grep "^Usage: reword $name" out
  done
}
rule 'every subcommand has --help' every_subcommand_has_help

# ---- Usage errors

unknown_options_get_a_suggestion()
{
  usage "'--fromat'; did you mean '--format'" --fromat=html page.html
  usage "unknown option '--zzzzzzzz'" --zzzzzzzz
  usage "unknown option '-z'" -z
  usage "ambiguous" --co=x
  usage "'--diff' takes no value" --diff=yes page.html
  usage "'--chain' needs a value" page.html --chain
  usage "'-o' needs a value" page.html -o
}
rule 'wrong options exit 2 and say what would be right' unknown_options_get_a_suggestion

wrong_values_are_named()
{
  usage "did you mean 'html'" --format=htm page.html
  usage "did you mean 'always'" --color=allways page.html
  for seed in -1 1x '' 18446744073709551616; do
    usage "'--seed' needs a whole number" --seed="$seed" page.html
  done
  usage "'--in-place' takes a suffix" --in-place=a/b page.html
  usage "'--in-place' takes a suffix" --in-place= page.html
}
rule 'wrong values exit 2 and name option and value' wrong_values_are_named

outputs_must_make_sense()
{
  usage "exclude each other" --in-place -o out.html page.html
  usage "writes no page" --diff --in-place page.html
  usage "writes no page" --diff -o out.html page.html
  usage "standard output for itself" --edits - page.html
  usage "standard output for itself" --edits - --diff page.html
  usage "several files need" page.html plain.html
  usage "need a folder" -o out.html page.html plain.html
  usage "standard input is none" --in-place -
  usage "standard input is none" --in-place
  usage "no name to go by" -o folder/ -
  usage "once only" --diff - -
}
rule 'outputs that exclude each other exit 2' outputs_must_make_sense

equal_names_do_not_overwrite_each_other()
{
  mkdir a b
  cp page.html a
  cp page.html b
  usage "would both become page.html" -o folder/ a/page.html b/page.html
  [ ! -e folder ]
}
rule 'two inputs never become one output' equal_names_do_not_overwrite_each_other

wrong_config_exits_2()
{
  status 2 "$command" -c missing.yaml page.html
  complains 'missing.yaml'
  printf 'chian: [synonym]\n' >wrong.yaml
  status 2 "$command" -c wrong.yaml page.html
  complains 'wrong.yaml:1:1: .*chian'
  [ ! -s out ]
}
rule 'a wrong configuration exits 2' wrong_config_exits_2

# ---- Reading and writing

file_to_standard_output()
{
  status 0 reword page.html
  cmp out wanted.html
  silent
  cmp page.html source.html
}
rule 'a file goes to standard output rewritten' file_to_standard_output

standard_input_is_read()
{
  status 0 reword <page.html
  cmp out wanted.html
  status 0 reword - <page.html
  cmp out wanted.html
  cat page.html | reword >piped
  cmp piped wanted.html
}
rule 'no file or - is standard input' standard_input_is_read

waiting_for_a_person_is_said()
{
  script -qec "'$command' 2>err >out" /dev/null <page.html >/dev/null
  grep '^reword: reading standard input' err
  status 0 reword <page.html
  silent
}
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  rule 'standard input that is a terminal is announced' waiting_for_a_person_is_said
else
  skip 'standard input that is a terminal is announced' 'no script(1) with -c here'
fi

options_may_follow_files()
{
  status 0 reword page.html -o out.html --seed 7
  cmp out.html wanted.html
}
rule 'options may follow files' options_may_follow_files

dashes_end_the_options()
{
  cp page.html ./--diff
  status 0 reword -- --diff
  cmp out wanted.html
}
rule '-- ends the options' dashes_end_the_options

first_word_without_meaning_is_a_file()
{
  cp page.html plugin
  status 0 "$command" plugin --chain '[synonym: {rate: 1, min-score: 0}]'
  cmp out wanted.html
  cp page.html plugins
  status 0 "$command" ./plugins --chain '[synonym: {rate: 1, min-score: 0}]'
  cmp out wanted.html
}
rule 'a first word that is no subcommand is a file' first_word_without_meaning_is_a_file

empty_input_gives_empty_output()
{
  : >empty.html
  status 0 reword empty.html
  [ ! -s out ]
  silent
  status 0 reword </dev/null
  [ ! -s out ]
}
rule 'empty input gives empty output' empty_input_gives_empty_output

formats_decide_what_is_text()
{
  printf 'The council met in order to talk about the <b>plans</b> &amp; the roads of the town.\n' >page.txt
  printf 'The council met to talk about the <b>plans</b> &amp; the roads of the town.\n' >wanted.txt
  for format in text lines; do
    status 0 reword --format=$format page.txt
    cmp out wanted.txt
  done
}
rule '--format text and lines take markup for characters' formats_decide_what_is_text

same_seed_same_page()
{
  status 0 "$command" --seed 7 page.html
  cp out first
  status 0 "$command" page.html --seed=7
  cmp out first
}
rule 'the same seed gives the same page' same_seed_same_page

several_files_go_into_a_folder()
{
  status 0 reword -o folder/ page.html plain.html
  cmp folder/page.html wanted.html
  cmp folder/plain.html plain.html
  [ ! -s out ]
  mkdir there
  status 0 reword -o there page.html plain.html
  cmp there/page.html wanted.html
}
rule '-o FOLDER/ takes several files under their names' several_files_go_into_a_folder

failed_input_does_not_stop_the_others()
{
  status 1 reword --in-place missing.html page.html
  complains 'missing.html: cannot be read: No such file'
  cmp page.html wanted.html
}
rule 'a failed input exits 1 and the others are done' failed_input_does_not_stop_the_others

a_folder_is_no_input()
{
  mkdir folder
  status 1 reword folder
  complains 'folder: is a folder'
}
rule 'a folder as input is an error' a_folder_is_no_input

unreadable_files_are_named()
{
  chmod 000 page.html
  status 1 reword page.html
  complains 'page.html: cannot be read: Permission denied'
}
if [ "$(id -u)" -eq 0 ]; then
  skip 'an unreadable file is named' 'root reads everything'
else
  rule 'an unreadable file is named' unreadable_files_are_named
fi

a_subcommand_in_the_wrong_place_is_explained()
{
  usage "first word after reword: 'reword plugins'" plugins
  usage "first word after reword: 'reword describe'" describe synonym
  cp page.html check
  status 0 reword check
  cmp out wanted.html
}
rule 'a subcommand after options is explained' a_subcommand_in_the_wrong_place_is_explained

full_disk_is_noticed()
{
  got_status=0
  reword page.html >/dev/full 2>err || got_status=$?
  [ "$got_status" -eq 1 ]
  complains 'standard output: cannot be written: No space left'
  got_status=0
  "$command" --help >/dev/full 2>err || got_status=$?
  [ "$got_status" -eq 1 ]
  complains 'standard output: cannot be written: No space left'
}
if [ -c /dev/full ]; then
  rule 'a full disk under standard output exits 1' full_disk_is_noticed
else
  skip 'a full disk under standard output exits 1' 'no /dev/full here'
fi

closed_output_is_noticed()
{
  got_status=0
  reword page.html 2>err >&- || got_status=$?
  [ "$got_status" -eq 1 ]
  complains 'standard output: cannot be written'
  reword page.html -o out.html >&-
  cmp out.html wanted.html
}
rule 'a closed standard output exits 1 when it is needed' closed_output_is_noticed

closed_input_is_noticed()
{
  got_status=0
  reword >out 2>err <&- || got_status=$?
  [ "$got_status" -eq 1 ]
  complains 'standard input: cannot be read'
}
rule 'a closed standard input exits 1' closed_input_is_noticed

a_reader_that_goes_away_ends_quietly()
{
  i=0
  while [ $i -lt 4000 ]; do
    printf 'Line %d of a text that is longer than any pipe holds at once.\n\n' $i
    i=$((i + 1))
  done >long.txt
  { reword --format=text --edits log.jsonl long.txt 2>err || echo $? >ended; } | :
  [ "$(cat ended)" -gt 0 ]
  silent
  [ ! -e log.jsonl ]
  no_leftovers
}
rule 'a reader that goes away ends it quietly' a_reader_that_goes_away_ends_quietly

# ---- Files rewritten

in_place_rewrites_the_file()
{
  chmod 640 page.html
  status 0 reword --in-place page.html
  cmp page.html wanted.html
  [ ! -s out ]
  silent
  [ "$(ls -l page.html | cut -c1-10)" = '-rw-r-----' ]
  [ "$(ls | wc -l)" -eq "$(ls -A | wc -l)" ]
}
rule '--in-place rewrites the file and keeps its mode' in_place_rewrites_the_file

in_place_keeps_a_copy()
{
  chmod 600 page.html
  status 0 reword --in-place=.old page.html plain.html
  cmp page.html wanted.html
  cmp page.html.old source.html
  [ "$(ls -l page.html.old | cut -c1-10)" = '-rw-------' ]
  [ ! -e plain.html.old ]
}
rule '--in-place=SUFFIX keeps the old file of each that changes' in_place_keeps_a_copy

unchanged_files_are_not_touched()
{
  touch -t 200001010000 plain.html
  touch -t 200001020000 later
  status 0 reword --in-place plain.html
  [ -z "$(find plain.html -newer later)" ]
}
rule 'a file without changes is not touched' unchanged_files_are_not_touched

symbolic_links_are_followed()
{
  mkdir deep
  mv page.html deep/page.html
  ln -s deep/page.html second
  ln -s second first
  status 0 reword --in-place=.old first
  cmp deep/page.html wanted.html
  cmp deep/page.html.old source.html
  [ -L first ]
  [ -L second ]
  ln -s deep/new.html dangling
  status 0 reword source.html -o dangling
  [ -L dangling ]
  cmp deep/new.html wanted.html
  ln -s loop loop
  status 1 reword source.html -o loop
  complains 'loop: cannot be written'
}
rule 'symbolic links are followed and stay' symbolic_links_are_followed

hard_links_stay()
{
  ln page.html other.html
  inode=$(ls -i page.html | awk '{print $1}')
  status 0 reword --in-place page.html
  cmp page.html wanted.html
  cmp other.html wanted.html
  [ "$(ls -i page.html | awk '{print $1}')" = "$inode" ]
  no_leftovers
}
rule 'hard links stay' hard_links_stay

owner_stays()
{
  chown 12345:23456 page.html
  status 0 reword --in-place page.html
  cmp page.html wanted.html
  [ "$(ls -ln page.html | awk '{print $3, $4}')" = '12345 23456' ]
}
if [ "$(id -u)" -eq 0 ]; then
  rule 'owner and group stay' owner_stays
else
  skip 'owner and group stay' 'only root gives files away'
fi

read_only_is_respected()
{
  chmod 444 page.html
  status 1 reword --in-place page.html
  complains 'page.html: cannot be written: Permission denied'
  cmp page.html source.html
}
read_only_folder_is_named()
{
  mkdir folder
  cp page.html folder
  chmod 555 folder
  status 1 reword --in-place folder/page.html
  complains 'folder folder takes no new file: Permission denied'
  cmp folder/page.html source.html
  status 1 reword -o folder/new.html page.html
  complains 'folder folder takes no new file: Permission denied'
}
if [ "$(id -u)" -eq 0 ]; then
  skip 'files and folders that may not be written stay' 'root writes everything'
else
  rule 'a file that may not be written stays' read_only_is_respected
  rule 'a folder that may not be written is named' read_only_folder_is_named
fi

missing_folder_is_named()
{
  status 1 reword -o nowhere/new.html page.html
  complains 'folder nowhere takes no new file: No such file'
  status 2 reword -o nowhere/deeper/ page.html
  complains 'nowhere/deeper/: this folder cannot be made: No such file'
}
rule 'a missing folder is named' missing_folder_is_named

failed_writes_keep_the_old_file()
{
  i=0
  while [ $i -lt 100 ]; do
    cat page.html
    i=$((i + 1))
  done >large.html
  cp large.html large.old
  status 1 limited --in-place large.html
  complains 'large.html: cannot be written: File too large'
  cmp large.html large.old
  ln large.html other.html
  status 1 limited --in-place large.html
  cmp large.html large.old
  printf 'old' >out.html
  status 1 limited large.html -o out.html
  [ "$(cat out.html)" = old ]
  no_leftovers
}
# The command where no file may grow past one block.
limited()
{
  (ulimit -f 1 && reword "$@")
}
rule 'a write that fails leaves the old file' failed_writes_keep_the_old_file

existing_output_keeps_its_mode()
{
  : >out.html
  chmod 604 out.html
  status 0 reword page.html -o out.html
  cmp out.html wanted.html
  [ "$(ls -l out.html | cut -c1-10)" = '-rw----r--' ]
  (umask 027 && reword page.html -o new.html)
  [ "$(ls -l new.html | cut -c1-10)" = '-rw-r-----' ]
}
rule 'an output keeps its mode, a new one gets the usual' existing_output_keeps_its_mode

output_over_input()
{
  status 0 reword page.html -o page.html
  cmp page.html wanted.html
}
rule 'output may be the input' output_over_input

pipes_stay_pipes()
{
  mkfifo pipe
  cat pipe >got &
  status 0 reword page.html -o pipe
  wait
  cmp got wanted.html
  [ -p pipe ]
  status 0 reword page.html -o -
  cmp out wanted.html
}
rule 'an output that is no file is written to' pipes_stay_pipes

pipes_are_not_rewritten_in_place()
{
  mkfifo pipe
  cat page.html >pipe &
  status 1 reword --in-place pipe
  wait
  complains 'pipe: is no regular file'
  [ -p pipe ]
}
rule 'what is no file is not rewritten in place' pipes_are_not_rewritten_in_place

signals_leave_nothing_behind()
{
  mkfifo pipe
  printf 'old\n' >log.jsonl
  for signal in $(ending_signals); do
    "$command" --edits log.jsonl -o out.html pipe &
    process=$!
    wait_for_temporary
    kill -$signal $process
    got_status=0
    wait $process || got_status=$?
    [ "$got_status" -gt 128 ]
    [ "$(kill -l "$got_status")" = "$signal" ]
    no_leftovers
    [ "$(cat log.jsonl)" = old ]
    [ ! -e out.html ]
  done
}
rule 'SIGTERM and SIGHUP end it by that signal and leave nothing behind' signals_leave_nothing_behind

# ---- The difference, the log, the summary

difference_in_place_of_the_page()
{
  status 0 reword --diff page.html plain.html
  grep '^page.html:3:' out
  grep -F '[-' out
  if grep -e plain.html -e '<p>' -e "$escape" out; then return 1; fi
  cmp page.html source.html
}
rule '--diff shows the words that change' difference_in_place_of_the_page

colors_on_demand()
{
  status 0 reword --diff --color=always page.html
  grep "$escape" out
  status 0 env NO_COLOR=1 "$command" --chain '[synonym: {rate: 1, min-score: 0}]' --diff --color=always page.html
  grep "$escape" out
  for when in auto never; do
    status 0 reword --diff --color=$when page.html
    if grep "$escape" out; then return 1; fi
  done
}
rule 'colors only on a terminal or on demand' colors_on_demand

# terminal COMMAND: its output on a terminal, in the file out.
terminal()
{
  TERM=xterm script -qec "$1" /dev/null </dev/null >out
}
colors_on_a_terminal()
{
  line="'$command' --chain '[synonym: {rate: 1, min-score: 0}]' --diff"
  terminal "$line page.html"
  grep "$escape" out
  terminal "NO_COLOR=1 $line page.html"
  if grep "$escape" out; then return 1; fi
  terminal "NO_COLOR= $line page.html"
  grep "$escape" out
  terminal "TERM=dumb $line page.html"
  if grep "$escape" out; then return 1; fi
}
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  rule 'a terminal gets colors unless NO_COLOR is set' colors_on_a_terminal
else
  skip 'a terminal gets colors unless NO_COLOR is set' 'no script(1) with -c here'
fi

edits_are_lines_of_json()
{
  status 0 reword --edits log.jsonl -o folder/ page.html plain.html
  grep '^{"input":"page.html","passage":{.*"state":"applied".*}$' log.jsonl
  if grep -v '^{"input":.*}$' log.jsonl; then return 1; fi
  status 0 reword --edits - -o out.html page.html
  grep '"input":"page.html"' out
  status 0 reword --edits log.jsonl --diff plain.html
  if grep page.html log.jsonl; then return 1; fi
}
rule '--edits writes one object a line for all inputs' edits_are_lines_of_json

unwritable_edits_stop_before_anything()
{
  status 2 reword --edits nowhere/log.jsonl --in-place page.html
  complains 'nowhere/log.jsonl: cannot be written'
  cmp page.html source.html
}
rule 'a log that cannot be begun stops before any page' unwritable_edits_stop_before_anything

stats_sum_up()
{
  status 0 reword --stats page.html
  cmp out wanted.html
  grep '^reword: files: 1, changed 1, failed 0$' err
  grep '^reword: passages: [0-9]*, selected [0-9]*, changed 1$' err
  grep '^reword: edits: applied [1-9][0-9]*, refused [0-9]*, passed over [0-9]*$' err
}
rule '--stats sums up on standard error' stats_sum_up

# ---- Subcommands

plugins_are_listed()
{
  status 0 "$command" plugins
  grep synonym out
  silent
  status 2 "$command" plugins synonym
  complains "reword describe synonym"
  status 2 "$command" plugins --jsn
  complains "unknown option '--jsn'; 'reword plugins --help' lists them"
  status 2 "$command" check -c right.yaml
  complains "unknown option '-c'; 'reword check --help' lists them"
}
rule 'plugins lists the plugins' plugins_are_listed

plugins_are_described()
{
  status 0 "$command" describe synonym
  grep synonym out
  status 0 "$command" describe --json synonym
  grep '"name": *"synonym"' out
  status 2 "$command" describe
  complains 'needs the name'
  status 2 "$command" describe synonim
  complains synonim
}
rule 'describe tells about one plugin' plugins_are_described

configurations_are_checked()
{
  printf 'chain: [synonym]\n' >right.yaml
  printf 'chian: [synonym]\n' >wrong.yaml
  status 0 "$command" check right.yaml
  silent
  [ ! -s out ]
  status 2 "$command" check right.yaml wrong.yaml
  complains 'wrong.yaml:1:1: '
  status 2 "$command" check
  complains 'needs a configuration'
  status 2 "$command" check --builtin right.yaml
  complains 'stands alone'
}
rule 'check says what is wrong with a configuration' configurations_are_checked

the_built_in_configuration_is_right()
{
  status 0 "$command" check --builtin
  cp out builtin.yaml
  status 0 "$command" check builtin.yaml
  status 0 "$command" -c builtin.yaml page.html
  cp out explicit.html
  status 0 "$command" page.html
  cmp out explicit.html
}
rule 'check --builtin prints a configuration that does the same' the_built_in_configuration_is_right

finish
