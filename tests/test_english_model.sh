#!/bin/sh
# The model that ships, where the English module finds it: plain sentences are analysed as a grammarian would.
# REWORD_DATA_PATH: the folder of data files.
suite=english_model
. "${srcdir:-.}/tests/rules.sh"
sentences=$(cd "${srcdir:-.}" && pwd)/tests/data/analysis.conllu

# columns FILE: number, word, lemma, tags, head and relation of its words.
columns()
{
  awk -F '\t' '/^[0-9]/ { print $1, $2, $3, $4, $5, $7, $8 }' "$1"
}

plain_sentences_are_analysed()
{
  status 0 "$command" analyze --input=conllu "$sentences"
  silent
  columns "$sentences" >wanted
  columns out >found
  diff -u wanted found
}
rule 'given words get the tags, lemmas, heads and relations of a grammarian' plain_sentences_are_analysed

text_is_analysed_like_its_words()
{
  sed -n 's/^# text = //p' "$sentences" >text
  status 0 "$command" analyze text
  silent
  columns "$sentences" >wanted
  columns out >found
  diff -u wanted found
}
rule 'the same from text' text_is_analysed_like_its_words

words_show_features_and_marks()
{
  printf 'She met Mr. Alvarez on 4 May.\n' >text
  status 0 "$command" analyze text
  grep '^1	She	she	PRON	PRP	Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs	' out
  grep '^4	Alvarez	Alvarez	PROPN	NNP	Number=Sing	.*	Mark=Name$' out
  grep '^6	4	4	NUM	CD	.*	Mark=Number$' out
}
rule 'features and the reasons of protection are shown' words_show_features_and_marks

finish
