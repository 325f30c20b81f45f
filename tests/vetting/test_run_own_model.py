import asyncio
import json
from pathlib import Path
from typing import Any

from own_model import write_own_model

from app.scoring.model_files import load_model_file
from app.storage.store import Store

from .fake_connector import FakeConnector, people
from .running import begin_vetting, make_runner


def test_the_model_of_the_runner_weighs_from_the_first_look_to_the_document(
    store: Store, tenant: str, tmp_path: Path
) -> None:
    def vetted(handle: str, more: float) -> dict[str, Any]:
        model = load_model_file(write_own_model(tmp_path, more=more))
        vetting_id = begin_vetting(store, tenant, handle=handle, sample_size=2_000)
        asyncio.run(make_runner(store, FakeConnector(people(2_000)), model=model).run(tenant, vetting_id))
        with store.books(tenant) as books:
            document = books.documents.get(vetting_id)
        assert document is not None
        assessment: dict[str, Any] = json.loads(document.body)["assessment"]
        return assessment

    as_shipped, accusing = vetted("one", 0.0), vetted("two", 20.0)
    assert as_shipped["model_version"] == accusing["model_version"] == "own"
    assert as_shipped["inauthentic_share"]["estimate"] < accusing["inauthentic_share"]["estimate"]
    assert accusing["reading"]["accounts_read"] != as_shipped["reading"]["accounts_read"]
