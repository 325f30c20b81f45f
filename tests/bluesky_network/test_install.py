from pathlib import Path

import pytest

from .fixtures import skip_or_fail
from .install import LOCK_FILE, missing_node
from .network import BlueskyNetwork, missing_prerequisites


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in LOCK_FILE.read_text()


def test_an_old_node_is_named_with_the_version_that_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v18.19.1\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert missing_node() == "Node.js 18.19.1 is too old (needs 20 or newer)"


def test_without_node_the_reason_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Node.js is not installed" in (missing_prerequisites() or "")


def test_what_is_missing_skips_at_home_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Node"):
        skip_or_fail("no Node")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Node"):
        skip_or_fail("no Node")


def test_a_network_that_never_started_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bystander = tmp_path / "kept"
    bystander.touch()
    monkeypatch.chdir(tmp_path)
    BlueskyNetwork().stop()
    assert bystander.exists()
