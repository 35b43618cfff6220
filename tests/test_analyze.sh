#!/bin/sh
# reword analyze as its user meets it: CoNLL-U that follows its rules, given words kept, trees drawn. The model is a
# small one of random weights, so that what it finds is of no account.
# MAKE_MODEL: the program that writes it.
suite=analyze
. "${srcdir:-.}/tests/rules.sh"

# analyze ARGUMENT...: the subcommand with the small model.
analyze()
{
  "${MAKE_MODEL:-./tests/make_model}" small.model
  printf 'language: {en: {model: small.model}}\nchain: [synonym]\n' >small.conf
  "$command" analyze -c small.conf "$@"
}

# Whether a file follows the rules of CoNLL-U: ten columns that are not empty, words counted from 1, one root, heads
# among the words, the text of the comment made of the words.
follows_format()
{
  awk -F '\t' '
    function fault(what) { print FILENAME ":" NR ": " what; bad = 1 }
    /^# text = / { wanted = substr($0, 10) }
    /^#/ { next }
    /^$/ {
      if (words == 0) fault("an empty sentence")
      if (roots != 1) fault(roots " roots")
      for (i in head) if (head[i] > words) fault("a head past the last word")
      sub(/ $/, "", text)
      if (wanted != "" && text != wanted) fault("the text is \"" text "\", not \"" wanted "\"")
      words = roots = 0; text = wanted = ""; delete head; sentences++
      next
    }
    $1 ~ /-/ { next }
    {
      if (NF != 10) fault(NF " columns")
      for (i = 1; i <= NF; i++) if ($i == "" || $i ~ /^ | $/) fault("column " i " is empty or ends with a blank")
      if ($1 != ++words) fault("word " $1 ", not " words)
      if (($7 == 0) != ($8 == "root")) fault("head " $7 " by " $8)
      if ($7 == $1 || $7 !~ /^[0-9]+$/) fault("head " $7)
      if ($4 !~ /^[A-Z]+$/ || $9 != "_" || $10 !~ /^(_|(Mark=[A-Z][A-Za-z,]*)?\|?(SpaceAfter=No)?)$/) fault("a wrong column")
      roots += $7 == 0; head[words] = $7; text = text $2 ($10 ~ /SpaceAfter=No/ ? "" : " ")
    }
    END { if (words > 0) fault("no empty line at the end"); if (sentences == 0) fault("no sentence"); exit bad }
  ' "$1"
}

# column NUMBER: that column of the words of the file out.
column()
{
  awk -F '\t' -v column="$1" '/^[0-9]/ { print $column }' out
}

# ---- Text and pages

text_becomes_conllu()
{
  printf 'The storm (of Sunday)  reached\nFinland. It’s over, isn’t it?\n\nA café – “open”… \342\200\213 done.\n' >text
  status 0 analyze text
  silent
  follows_format out
  column 2 | tr '\n' ' ' | grep '^The storm ( of Sunday ) reached Finland . It ’s over , is n’t it ? A café – “ open ” '
  [ "$(grep -c '^# newpar' out)" -eq 2 ]
  [ "$(grep '^# sent_id = ' out | sort -u | wc -l)" -eq "$(grep -c '^1	' out)" ]
  cp out first
  status 0 analyze <text
  cmp out first
}
rule 'text becomes CoNLL-U that follows its rules' text_becomes_conllu

no_text_becomes_nothing()
{
  : >empty
  printf ' \n\n \n' >blank
  for input in text conllu html; do
    status 0 analyze --input=$input empty
    silent
    [ ! -s out ]
  done
  status 0 analyze blank
  [ ! -s out ]
}
rule 'no text becomes nothing' no_text_becomes_nothing

pages_are_read()
{
  page 'The <b>council</b> met.<script>var storm;</script> <span translate="no">Nicht dies.</span>' >tagged.html
  status 0 analyze --input=html tagged.html
  silent
  follows_format out
  [ "$(grep -c '^# newpar' out)" -eq 2 ]
  grep '^# text = The bridge of the town$' out
  grep '^# text = The council met\.' out
  absent 'storm' out
}
rule 'of a page what is rewritten is analysed' pages_are_read

# ---- Given words

given_words_stay()
{
  {
    printf '# sent_id = a-1\n# text = Don’t stop me.\n1-2\tDon’t\t_\t_\t_\t_\t_\t_\t_\t_\n'
    printf '1\tDo\tdo\t_\t_\t_\t_\t_\t_\t_\n2\tn’t\tnot\t_\t_\t_\t_\t_\t_\t_\n2.1\tever\t_\t_\t_\t_\t_\t_\t_\t_\n'
    printf '3\tstop\t_\t_\t_\t_\t_\t_\t_\t_\n4\tme\t_\t_\t_\t_\t_\t_\t_\tX=1|SpaceAfter=No\n5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n'
    printf '1\t10 000.5.x\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tMr.\t_\t_\t_\t_\t_\t_\t_\t_\n'
  } >given
  status 0 analyze --input conllu given
  silent
  sed '/^# text/d' out >untold
  follows_format untold
  column 2 | tr '\n' '/' | grep '^Don’t/Do/n’t/stop/me/\./10 000\.5\.x/Mr\./$'
  head -n 3 out >top
  head -n 3 given | cmp - top
  [ "$(grep -c 'SpaceAfter=No$' out)" -eq 1 ]
  [ "$(grep -c '^1	' out)" -eq 2 ]
}
rule 'given words, sentences and comments stay' given_words_stay

analyses_can_be_analysed_again()
{
  printf 'The storm reached Finland. Nobody slept, and 40,000 homes were dark.\n' >text
  status 0 analyze text
  cp out once
  status 0 analyze --input=conllu once
  cmp out once
}
rule 'an analysis analysed again is the same' analyses_can_be_analysed_again

many_sentences_are_read()
{
  awk 'BEGIN { for (s = 0; s < 3000; s++) { for (w = 1; w <= 5; w++) printf "%d\tword%d\t_\t_\t_\t_\t_\t_\t_\t_\n", w, s * w; print "" } }' >many
  awk 'BEGIN { for (w = 1; w <= 20000; w++) printf "%d\tword\t_\t_\t_\t_\t_\t_\t_\t_\n", w; print "" }' >>many
  status 0 analyze --input=conllu many
  follows_format out
  column 2 >got
  awk -F '\t' 'NF { print $2 }' many | cmp - got
}
rule 'files longer than a batch and endless sentences are read' many_sentences_are_read

malformed_lines_are_named()
{
  printf '1\tStorms\t_\t_\t_\t_\t_\t_\t_\t_\n2\tcome\t_\n' >short
  printf '\n# a\n2\tStorms\t_\t_\t_\t_\t_\t_\t_\t_\n' >second
  printf '1\t\t_\t_\t_\t_\t_\t_\t_\t_\n' >empty
  printf '1\ta\377b\t_\t_\t_\t_\t_\t_\t_\t_\n' >bytes
  printf '1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n# b\n' >comment
  printf '1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n' >eleven
  printf '99999999999999999999\ta\t_\t_\t_\t_\t_\t_\t_\t_\n' >endless
  for row in 'short:2: a line has ten columns' 'second:3: the words of a sentence count' 'empty:1: the form' \
    'bytes:1: the form' 'comment:2: a comment stands before' 'eleven:1: a line has ten columns' \
    'endless:1: the words of a sentence'; do
    status 1 analyze --input=conllu "${row%%:*}"
    complains "$row"
    [ ! -s out ]
  done
}
rule 'malformed lines are named with file, line and reason' malformed_lines_are_named

# ---- Trees

trees_are_drawn()
{
  printf 'The storm reached Finland. Nobody slept.\n' >text
  status 0 analyze --tree text
  silent
  grep '^The storm reached Finland\.$' out
  grep '^Nobody slept\.$' out
  [ "$(grep -c ' root$' out)" -eq 2 ]
  [ "$(grep -c '► ' out)" -eq 6 ]
  [ "$(wc -l <out)" -eq 14 ]
}
rule '--tree draws an arrow to each word but the root' trees_are_drawn

probabilities_are_shown()
{
  printf 'The storm reached 4 towns.\n' >text
  status 0 analyze --probabilities text
  silent
  column 10 | grep -v '^HeadProbability=[01]\.[0-9]\{4\}|\(Mark=[A-Za-z,]*|\)\{0,1\}\(SpaceAfter=No|\)\{0,1\}TagProbability=[01]\.[0-9]\{4\}$' >other || :
  [ ! -s other ]
  [ "$(column 10 | wc -l)" -eq 6 ]
}
rule '--probabilities tells how sure tags and heads are' probabilities_are_shown

# ---- What is wrong

wrong_requests_are_refused()
{
  status 2 analyze --input=conlu text
  complains "did you mean 'conllu'"
  status 2 analyze --input=zzzzzzzz text
  complains "'--input' does not take 'zzzzzzzz'"
  status 2 analyze a b
  complains 'one file at a time'
  status 2 analyze --treee
  complains "did you mean '--tree'"
  status 1 analyze missing
  complains 'missing: cannot be read'
  status 1 analyze .
  complains 'is a folder'
}
rule 'wrong requests are refused with the reason' wrong_requests_are_refused

wrong_models_are_refused()
{
  printf 'The storm came.\n' >text
  analyze text >/dev/null
  printf 'language: {en: {model: none.model}}\nchain: [synonym]\n' >none.conf
  status 1 "$command" analyze -c none.conf text
  complains '/none.model: cannot be opened'
  printf 'x' | dd of=small.model bs=1 seek=5000 conv=notrunc
  status 1 "$command" analyze -c small.conf text
  complains 'small.model: damaged: its checksum does not match its content; install the model anew'
  status 0 "$command" -c small.conf --format=text text
}
rule 'a missing or damaged model is refused, and needed for analysis alone' wrong_models_are_refused

finish
