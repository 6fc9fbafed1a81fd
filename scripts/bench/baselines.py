"""Baselines for scripts/bench.sh: what else people would read Vietnamese text with, on the same text, warm, one core.

Prints a line for each: name, MB/s (best round) or "-", remark. A baseline that is missing or needs a download that is
not there is named, never left out in silence.
Usage: baselines.py SECONDS NAME FILE...
"""

import csv
import os
import sys
import time

DATA = os.path.join(os.path.dirname(__file__), "..", "..", "crates", "read", "data")
SHAPES = [
    ("CITATION", [{"TEXT": {"REGEX": r"^\d{1,4}(/\d{4})?[/-][A-ZĐ]{1,8}(-[A-ZĐa-z0-9]{1,12})*$"}}]),
    ("DATE", [{"TEXT": {"REGEX": r"^\d{1,2}[/-]\d{1,2}[/-]\d{4}$"}}]),
    ("DATE", [{"LOWER": "ngày"}, {"LIKE_NUM": True}, {"LOWER": "tháng"}, {"LIKE_NUM": True}, {"LOWER": "năm"}, {"LIKE_NUM": True}]),
    ("QUANTITY", [{"LIKE_NUM": True}, {"IS_ALPHA": True}]),
]


def rows(name):
    with open(os.path.join(DATA, name), encoding="utf-8") as f:
        lines = [line for line in f if line.strip() and not line.startswith("#")]
    return list(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


def word_segmentation():
    from underthesea import word_tokenize
    return lambda text: word_tokenize(text)


def entities():
    from underthesea import ner
    return lambda text: [ner(line) for line in text.split("\n") if line.strip()]


def pyvi():
    from pyvi import ViTokenizer
    return lambda text: ViTokenizer.tokenize(text)


def spacy_rules():
    import spacy
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    nlp.max_length = 10_000_000
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    tables = [("BODY", "body_heads.tsv", 0), ("BODY", "issuers.tsv", 1), ("PLACE", "body_places.tsv", 0),
              ("POST", "posts.tsv", 0), ("RANK", "ranks.tsv", 0), ("LAW", "laws.tsv", 1), ("TYPE", "doc_types.tsv", 1),
              ("CUE", "cues_role.tsv", 0), ("CUE", "cues_activity.tsv", 0), ("FIELD", "fields.tsv", 0)]
    patterns = [{"label": label, "pattern": row[column]} for label, name, column in tables
                for row in rows(name) if len(row) > column and row[column]]
    patterns += [{"label": label, "pattern": pattern} for label, pattern in SHAPES]
    ruler.add_patterns(patterns)
    return lambda text: nlp(text).ents


def eyecite(tokenizer):
    from eyecite import get_citations
    from eyecite import tokenizers
    if tokenizer == "hyperscan":
        import hyperscan  # noqa: F401  (says whether it is there)
        made = tokenizers.HyperscanTokenizer(cache_dir=os.path.join(os.environ.get("TMPDIR", "/tmp"), "kvpt-bench-hyperscan"))
    else:
        made = tokenizers.AhocorasickTokenizer()
    return lambda text: get_citations(text, tokenizer=made)


BASELINES = {
    "underthesea-words": (word_segmentation, "tách từ"),
    "underthesea-ner": (entities, "tên riêng"),
    "pyvi": (pyvi, "tách từ"),
    "spacy-rules": (spacy_rules, 'blank("vi") + EntityRuler, cùng từ điển'),
    "eyecite-hyperscan": (lambda: eyecite("hyperscan"), "dẫn văn bản (tiếng Anh)"),
    "eyecite-ahocorasick": (lambda: eyecite("ahocorasick"), "dẫn văn bản (tiếng Anh)"),
}


def measure(task, texts, seconds):
    size = sum(len(t.encode()) for t in texts)
    for text in texts:
        task(text)
    best, begun = float("inf"), time.perf_counter()
    while time.perf_counter() - begun < seconds or best == float("inf"):
        start = time.perf_counter()
        for text in texts:
            task(text)
        best = min(best, time.perf_counter() - start)
    return size / best / 1e6


def main():
    seconds, name, files = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
    texts = [open(f, encoding="utf-8").read() for f in files]
    make, remark = BASELINES[name]
    out = sys.stdout
    sys.stdout = sys.stderr  # libraries that talk
    try:
        speed = f"{measure(make(), texts, seconds):.4f}"
    except Exception as e:  # whatever a baseline dies of is told, and the others still run
        speed, remark = "-", f"không chạy được: {type(e).__name__}: {str(e).splitlines()[0][:90] if str(e) else ''}"
    print(f"{name}\t{speed}\t{remark}", file=out)


if __name__ == "__main__":
    main()
