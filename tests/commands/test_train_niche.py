import gzip
import json
from pathlib import Path

from scoring.niche.bert_folder import make_bert_folder

from app.training.niche.briefs import PANEL_BRIEFS
from app.training.niche.panel import GENERAL

from .command_line import one_line, run


def titles(path: Path) -> Path:
    """Some titles of every niche, made from its brief, and of none."""
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for label, brief in PANEL_BRIEFS.items():
            for number in range(3):
                lines.write(json.dumps({"text": f"{brief} {number}th day", "label": label}) + "\n")
        for text in ("what a morning", "rain again today", "my neighbour is loud", "lost my keys", "new shoes hurt"):
            lines.write(json.dumps({"text": text, "label": GENERAL}) + "\n")
    return path


def test_a_panel_is_made_from_titles(tmp_path: Path) -> None:
    target = tmp_path / "panel.json"
    run("train-niche", "panel", "--titles", str(titles(tmp_path / "titles.ndjson.gz")), "--output", str(target))
    panel = json.loads(target.read_bytes())
    assert len(panel["english"][0]) == len(PANEL_BRIEFS)
    assert "titles.ndjson.gz" in panel["data"]


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "titles.ndjson.gz"
    wrong.write_bytes(b"no gzip")
    assert "is no gzip NDJSON file of titles" in one_line(
        run("train-niche", "panel", "--titles", str(wrong), code=1).stderr
    )
    nowhere = run("train-niche", "words", "--teacher", str(tmp_path / "nowhere"), code=1)
    assert "no" in one_line(nowhere.stderr)
    with gzip.open(wrong, "wt") as lines:
        lines.write('{"text": "a title", "label": "vegan"}\n')
    refused = run("train-niche", "panel", "--titles", str(wrong), code=1)
    assert "has no title with the label" in one_line(refused.stderr)


def test_an_encoder_folder_gets_its_panel(tmp_path: Path) -> None:
    folder = make_bert_folder(tmp_path / "tiny")
    run("train-niche", "panel", "--titles", str(titles(tmp_path / "t.ndjson.gz")), "--encoder", str(folder))
    assert json.loads((folder / "panel.json").read_bytes())["encoder"].startswith("tiny")
