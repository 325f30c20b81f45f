import pytest
import sqlalchemy as sa

from app.domain.document import Document
from app.storage.store import Store

from .rows import NOW, add_vetting


def test_a_document_comes_back_byte_for_byte(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    document = Document("0123abc", bytes(range(256)))
    with store.books(tenant) as books:
        books.documents.add(vetting_id, document, now=NOW)
    with store.books(tenant) as books:
        assert books.documents.get(vetting_id) == document


def test_a_vetting_has_one_document(store: Store, tenant: str) -> None:
    vetting_id = add_vetting(store, tenant)
    with store.books(tenant) as books:
        books.documents.add(vetting_id, Document("etag", b"{}"), now=NOW)
    with pytest.raises(sa.exc.IntegrityError), store.books(tenant) as books:
        books.documents.add(vetting_id, Document("etag", b"{}"), now=NOW)
