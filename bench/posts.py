"""How often ordinary texts match what is looked for in posts: `python bench/posts.py ordinary|speed`.

Reads the research texts in the folder that TRUEREACH_DATA names; no text of them leaves it. None of them has labels of
adverts or of sensitive content, so that this is how often a match comes, not how often it is wrong.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.domain.brand_safety import BrandSensitivity, Severity
from app.domain.post import Post
from app.scoring.creator.adverts import read_posts
from app.scoring.creator.mentions import measure_mentions
from app.scoring.creator.safety.measure import find_flags, measure_safety

TITLES = 10_000


def data_folder() -> Path:
    if "TRUEREACH_DATA" not in os.environ:
        sys.exit("set TRUEREACH_DATA to the folder with the research collections (docs/method.md)")
    return Path(os.environ["TRUEREACH_DATA"]) / "text"


def ordinary_texts() -> Iterator[tuple[str, Sequence[str]]]:
    with gzip.open(data_folder() / "background-titles.ndjson.gz", "rt", encoding="utf-8") as lines:
        yield (
            "forum titles (English)",
            [json.loads(line)["text"] for line, _ in zip(lines, range(TITLES), strict=False)],
        )
    for folder in sorted((data_folder() / "sib200").iterdir()):
        rows = (folder / "train.tsv").read_text(encoding="utf-8").splitlines()[1:]
        yield f"sentences {folder.name}", [row.split("\t")[-1] for row in rows]
    with gzip.open(data_folder() / "influencer-niche.ndjson.gz", "rt", encoding="utf-8") as lines:
        yield "captions of influencers", [text for line in lines for text in json.loads(line)["texts"]]


def as_posts(texts: Sequence[str]) -> list[Post]:
    return [Post(post_id=str(index), text=text) for index, text in enumerate(texts)]


def ordinary() -> None:
    usual = BrandSensitivity()
    print("| ordinary texts | n | sponsored | advert, no disclosure | a flag | medium or high | high | of concern |")
    print("|---|---|---|---|---|---|---|---|")
    for name, texts in ordinary_texts():
        posts = as_posts(texts)
        read = read_posts(posts)
        flags = [find_flags(post) for post in posts]
        counts = (
            sum(one.is_sponsored for one in read),
            sum(one.advertises and not one.is_sponsored and not one.is_unpaid for one in read),
            sum(bool(found) for found in flags),
            sum(any(flag.severity is not Severity.LOW for flag in found) for found in flags),
            sum(any(flag.severity is Severity.HIGH for flag in found) for found in flags),
            sum(any(not usual.bears(flag.category, flag.severity) for flag in found) for found in flags),
        )
        cells = " | ".join(f"{count / len(texts):.1%}" for count in counts)
        print(f"| {name} | {len(texts):,} | {cells} |")


def speed() -> None:
    posts = as_posts([text for _, texts in ordinary_texts() for text in texts])
    measure_safety(posts[:10], level=0.95)
    for name, run in (
        ("safety", lambda: measure_safety(posts, level=0.95)),
        ("adverts and mentions", lambda: measure_mentions(read_posts(posts))),
    ):
        started = time.process_time()
        run()
        print(f"{name}: {len(posts) / (time.process_time() - started):,.0f} posts/s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("ordinary", "speed"))
    {"ordinary": ordinary, "speed": speed}[parser.parse_args().command]()
