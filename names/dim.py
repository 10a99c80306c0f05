"""Writes what the Database of Icelandic Morphology knows of names, one form a line: `python3 names/dim.py > DIR/dim.tsv`.

It needs `islenska` 1.0.4 (PyPI), which holds the database; `cargo xtask kinds` reads what this writes. A line is a form, a tab, and
what it may be, with spaces between: words of the columns below, `genitive` if the form is one, `common` if it is a form of a common
word too.
"""

from islenska.bincompress import BinCompressed

# The database's classes of meaning, and what a form of one may be.
KINDS = {
    "ism": "given", "gæl": "given", "erm": "given", "föð": "parental", "móð": "parental", "ætt": "family",
    "örn": "place", "bær": "place", "þor": "place", "lönd": "place", "erl": "place", "svaedi": "place", "mvirk": "place",
    "göt": "street", "fyr": "body", "ffl": "people", "hug": "other", "við": "other", "tung": "other", "dýr": "other", "bíl": "other",
}

database = BinCompressed()
found: dict[str, set[str]] = {}
for number in range(1, database._max_bin_id + 1):
    try:
        entry = database.lemma(number)
    except AssertionError:  # a number without an entry
        continue
    if not entry or not entry[0][:1].isupper():
        continue
    kinds = {KINDS[part] for part in entry[1].split(",") if part in KINDS}
    if not kinds or "bibl" in entry[1]:
        continue
    for form in database.lookup_id(number):
        word = form.bmynd
        if " " not in word and len(word) > 1:
            found.setdefault(word, set()).update(kinds | ({"genitive"} if "EF" in form.mark else set()))
for word in sorted(found):
    is_common = any(not lemma[:1].isupper() for lemma, *_ in database.lookup(word.lower()))
    print(word, " ".join(sorted(found[word] | ({"common"} if is_common else set()))), sep="\t")
