#!/bin/sh
# reword inflect as its user meets it: one form, a table of them, the language's spelling, what is wrong.
suite=forms
. "${srcdir:-.}/tests/rules.sh"

has_help()
{
  status 0 "$command" inflect --help
  grep '^Usage: reword inflect' out
}
rule '--help prints the usage' has_help

one_form_is_printed()
{
  status 0 "$command" inflect overtake VBD
  [ "$(cat out)" = overtook ]
  status 0 "$command" inflect 'mother-in-law' NNS
  [ "$(cat out)" = mothers-in-law ]
  silent
}
rule 'the form of a lemma for a tag is printed' one_form_is_printed

no_form_is_an_error()
{
  status 1 "$command" inflect walk XYZ
  complains "'walk' has no form for the tag 'XYZ'"
  [ ! -s out ]
}
rule 'a lemma without the form exits 1' no_form_is_an_error

a_table_is_answered()
{
  printf 'go\tVBD\ncity\tNNS\r\nwalk\tXYZ\nbig\tJJR' >table
  printf 'go\tVBD\twent\ncity\tNNS\tcities\nwalk\tXYZ\t\nbig\tJJR\tbigger\n' >wanted
  status 0 "$command" inflect --input tsv table
  cmp out wanted
  status 0 "$command" inflect --input=tsv <table
  cmp out wanted
  silent
}
rule 'a table is answered line by line, from a file or standard input' a_table_is_answered

wrong_lines_do_not_stop_the_others()
{
  printf 'go\tVBD\nwalk\nsee\tVBN\n' >table
  printf 'go\tVBD\twent\nwalk\t\nsee\tVBN\tseen\n' >wanted
  status 1 "$command" inflect --input=tsv table
  cmp out wanted
  complains 'table:2: needs a lemma, a tab and a tag'
}
rule 'a line that is no question is named, and the others are answered' wrong_lines_do_not_stop_the_others

long_lines_are_passed_over()
{
  { printf 'go\tVBD\n'; head -c 1000000 /dev/zero | tr '\0' x; printf '\tNNS\nsee\tVBN\n'; } >table
  printf 'go\tVBD\twent\nsee\tVBN\tseen\n' >wanted
  status 1 "$command" inflect --input=tsv table
  cmp out wanted
  complains 'table:2: '
}
rule 'a line longer than any word is passed over' long_lines_are_passed_over

spelling_is_an_option_of_the_language()
{
  printf 'language: {en: {spelling: british}}\nchain: [synonym]\n' >british.yaml
  status 0 "$command" inflect -c british.yaml travel VBG
  [ "$(cat out)" = travelling ]
  status 0 "$command" inflect travel VBG
  [ "$(cat out)" = traveling ]
}
rule 'the configuration says whose spelling' spelling_is_an_option_of_the_language

usage_errors_exit_2()
{
  for arguments in '' 'walk' 'walk VBD NNS' '--input=csv' '--input=tsv a b'; do
    status 2 "$command" inflect $arguments </dev/null
    complains 'inflect: '
    [ ! -s out ]
  done
}
rule 'wrong arguments exit 2' usage_errors_exit_2

missing_files_exit_1()
{
  status 1 "$command" inflect --input=tsv nowhere
  complains nowhere
}
rule 'a table that is not there exits 1' missing_files_exit_1

finish
