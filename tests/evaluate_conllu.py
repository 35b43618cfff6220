#!/usr/bin/env python3
"""Scores `reword analyze` on raw text against a treebank, as the CoNLL 2018 shared task did.

usage: tests/evaluate_conllu.py REWORD TREEBANK.conllu...

The text of each document is its sentences joined by one blank. What stands on the same characters in both analyses is
aligned: words for the F1 of tokens, tags, lemmas, heads and relations, sentences for theirs. A head counts when it stands
on the same characters as the treebank's (https://universaldependencies.org/conll18/evaluation.html); words, not
multiword tokens, are the tokens here, and relations keep their subtypes.
"""
import subprocess
import sys


def read_documents(lines):
    """Documents: lists of sentences: (text, rows of words). The names of a document's sentences differ in their last
    part, as in EWT and GUM."""
    documents, text, rows, source = [[]], "", [], None
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# sent_id = "):
            before, source = source, line.rpartition("-")[0]
            if before != source and documents[-1]:
                documents.append([])
        elif line.startswith("# text = "):
            text = line[len("# text = "):]
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            documents[-1].append((text, rows))
            text, rows = "", []
    return [document for document in documents if document]


def words_of(rows):
    """The words of a sentence as (row, characters without blanks): those of a multiword token share its characters."""
    words, rest, end = [], "", 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            rest, end = "".join(row[1].split()), int(row[0].split("-")[1])
            continue
        form = "".join(row[1].split())
        if end:
            if int(row[0]) == end:
                form, end = rest, 0
            rest = rest[len(form):]
        words.append((row, form))
    return words


def spans_of(document):
    """Words by their span of characters, and the set of sentences' spans; blanks are not counted."""
    words, sentences, place = {}, set(), 0
    for _, rows in document:
        start, spans, members = place, ["root"], words_of(rows)
        for _, form in members:
            spans.append((place, place + len(form)))
            place += len(form)
        for index, (row, _) in enumerate(members):
            head = spans[int(row[6])] if row[6].isdigit() else None
            words[spans[index + 1]] = {"UPOS": row[3], "XPOS": row[4], "lemma": row[2], "UAS": head, "LAS": (head, row[7])}
        sentences.add((start, place))
    return words, sentences


def evaluate(reword, path):
    with open(path, encoding="utf-8") as file:
        gold = read_documents(file)
    counts = {}

    def add(name, right, ours, theirs):
        old = counts.get(name, (0, 0, 0))
        counts[name] = (old[0] + right, old[1] + ours, old[2] + theirs)

    for document in gold:
        text = " ".join(" ".join(sentence.split()) for sentence, _ in document)
        output = subprocess.run([reword, "analyze"], input=text + "\n", capture_output=True, text=True, check=True).stdout
        words, sentences = spans_of(document)
        found, found_sentences = spans_of(read_documents(output.split("\n"))[0])
        add("sentences", len(sentences & found_sentences), len(found_sentences), len(sentences))
        both = words.keys() & found.keys()
        add("tokens", len(both), len(found), len(words))
        for name in ("UPOS", "XPOS", "lemma", "UAS", "LAS"):
            add(name, sum(words[span][name] == found[span][name] for span in both), len(found), len(words))
    figures = "  ".join(f"{name} {200 * right / (ours + theirs):.2f}" for name, (right, ours, theirs) in counts.items())
    print(f"{path.rsplit('/', 1)[-1]}: F1 {figures}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    for treebank in sys.argv[2:]:
        evaluate(sys.argv[1], treebank)
