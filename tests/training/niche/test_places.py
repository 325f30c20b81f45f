import hashlib
from pathlib import Path

from app.training.niche.places import TARGET, make_places

NOTICE = Path(__file__).parents[3] / "NOTICE"


def test_the_file_of_places_is_made_again_byte_for_byte() -> None:
    assert make_places().encode() == TARGET.read_bytes(), "run `python -m app.training.niche.places`"


def test_the_notice_names_the_sources_and_the_file() -> None:
    notice = NOTICE.read_text(encoding="utf-8")
    assert hashlib.sha256(TARGET.read_bytes()).hexdigest() in notice, "write the SHA-256 of the file into NOTICE"
    assert "GeoNames" in notice
    assert "Creative Commons Attribution 4.0" in notice
    assert "Unicode License v3" in notice
