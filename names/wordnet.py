"""Writes what WordNet knows of English words, one a line: `python3 names/wordnet.py DICT SPELLING > DIR/senses-en.tsv`.

DICT is the folder of WordNet 3.0's files (Debian's `wordnet-base` has them in `usr/share/wordnet`), SPELLING the folder of npm's
`dictionary-en`; `cargo xtask senses` reads what this writes. A line is a word in lower case, the number of the lexicographer's file of its
commonest sense (0: none), and what it is with a capital, with spaces between.
"""

import re
import sys
from pathlib import Path

dict_dir, spelling_dir = Path(sys.argv[1]), Path(sys.argv[2])

# Files of the lexicographers whose nouns with a capital and without an `instance of` say what somebody or something is.
PERSON, TIME, PLACE, GROUP = 18, 28, 15, 14

senses: dict[str, tuple[int, int]] = {}  # word -> (how often the sense was counted, file + 1)
names: dict[str, set[str]] = {}


def sense_counts() -> dict[str, int]:
    counts = {}
    for line in (dict_dir / "cntlist.rev").read_text().splitlines():
        key, _, count = line.split(" ")
        counts[key] = int(count)
    return counts


counts = sense_counts()
NUMBER_OF = {"noun": 1, "verb": 2, "adj": 3, "adv": 4}

# What instances of these are: found by climbing from the class that an instance names.
parents: dict[int, list[int]] = {}
nouns: dict[int, tuple[int, list[str], list[int]]] = {}

for part in NUMBER_OF:
    for line in (dict_dir / f"data.{part}").read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split(" ")
        offset, file, kind = int(fields[0]), int(fields[1]), fields[2]
        words = int(fields[3], 16)
        lemmas = [re.sub(r"\((a|p|ip)\)$", "", fields[4 + 2 * at]) for at in range(words)]
        ids = [int(fields[5 + 2 * at], 16) for at in range(words)]
        pointers = int(fields[4 + 2 * words])
        at = 5 + 2 * words
        instance_of = []
        for _ in range(pointers):
            symbol, target = fields[at], int(fields[at + 1])
            if symbol == "@i":
                instance_of.append(target)
            if symbol == "@" and part == "noun":
                parents.setdefault(offset, []).append(target)
            at += 4
        if part == "noun":
            nouns[offset] = (file, lemmas, instance_of)
        number = NUMBER_OF[part]
        for lemma, lex_id in zip(lemmas, ids):
            if not lemma.isalpha() and "-" not in lemma or not lemma[:1].islower():
                continue
            key = f"{lemma.lower()}%{number if kind != 's' else 5}:{file:02}:{lex_id:02}::"
            count = counts.get(key, 0)
            known = senses.get(lemma)
            if known is None or count > known[0]:
                senses[lemma] = (count, file + 1)
        if part == "adj":
            for lemma in lemmas:
                if lemma[:1].isupper() and "_" not in lemma:
                    names.setdefault(lemma.lower(), set()).add("adjective")


def kind_of_instance(file: int, instance_of: list[int]) -> str:
    """A person, a place (seas, rivers and mountains too), a body, or another thing."""
    if file == PERSON:
        return "person"
    if file in (PLACE, 17):  # noun.location, noun.object
        return "place"
    if file == GROUP:
        return "body"
    return "thing"


for offset, (file, lemmas, instance_of) in nouns.items():
    for lemma in lemmas:
        parts = lemma.split("_")
        if not any(part[:1].isupper() for part in parts):
            continue
        if instance_of:
            kind = kind_of_instance(file, instance_of)
            if len(parts) > 1:
                names.setdefault(" ".join(parts).lower(), set()).add(kind)
            if len(parts) == 1:
                names.setdefault(lemma.lower(), set()).add(kind)
                continue
            for part in parts:
                if part[:1].isupper() and len(part) > 1 and part.isalpha() and kind != "thing":
                    names.setdefault(part.lower(), set()).add(f"{kind}-part")
        elif lemma[:1].isupper():
            kind = "people" if file == PERSON else "time" if file == TIME else "body-class" if file == GROUP else "term"
            names.setdefault(" ".join(parts).lower(), set()).add(kind if kind != "body-class" else "body" if len(parts) > 1 else "term")


def forms(word: str, is_verb: bool) -> list[str]:
    """The regular forms of a noun or verb."""
    out = []
    if re.search(r"([sxz]|ch|sh)$", word):
        out.append(word + "es")
    elif re.search(r"[^aeiou]y$", word):
        out.append(word[:-1] + "ies")
    else:
        out.append(word + "s")
    if is_verb:
        if word.endswith("e"):
            out += [word + "d", word[:-1] + "ing"]
        elif re.search(r"[^aeiou]y$", word):
            out += [word[:-1] + "ied", word + "ing"]
        else:
            out += [word + "ed", word + "ing"]
            if re.search(r"^[^aeiou]*[aeiou][^aeiouwxy]$", word):
                out += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return out


irregular: dict[str, str] = {}
for part in ("noun", "verb"):
    for line in (dict_dir / f"{part}.exc").read_text().splitlines():
        form, lemma = line.split(" ")[:2]
        irregular.setdefault(form, lemma)

verbs_from = 29 + 1
all_senses = {word: file for word, (_, file) in senses.items()}
for word, (count, file) in sorted(senses.items(), key=lambda item: -item[1][0]):
    if 4 <= file <= 29 or file >= verbs_from and file <= 44:
        for form in forms(word, file >= verbs_from):
            # `studied` is rather a form of *study* than the adjective.
            if form not in all_senses or form in senses and senses[form][0] < count:
                all_senses[form] = file
for form, lemma in irregular.items():
    if lemma in senses:
        if form not in senses or senses[form][0] < senses[lemma][0]:
            all_senses[form] = senses[lemma][1]

for line in (spelling_dir / "index.dic").read_text().splitlines()[1:]:
    word = line.split("/")[0].strip()
    if not word.isalpha() or len(word) < 2:
        continue
    if word[0].islower():
        names.setdefault(word, set()).add("common")
    elif word[1:].islower():
        names.setdefault(word.lower(), set()).add("spelled")
for word in all_senses:
    names.setdefault(word, set()).add("common")
# Peoples in the plural.
for word in [word for word, kinds in names.items() if "people" in kinds]:
    for form in forms(word, False):
        names.setdefault(form, set()).add("people")

for word in sorted(names):
    print(word, all_senses.get(word, 0), " ".join(sorted(names[word])), sep="\t")
