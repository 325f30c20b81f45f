from datetime import timedelta

import sqlalchemy as sa

from app.domain.handle import Platform
from app.storage.erasures import erasures
from app.storage.store import Store

from .rows import NOW

ONE, TWO = b"\x00\xff" * 16, b"2" * 32


def test_keys_are_kept_for_their_platform_with_their_first_time(store: Store) -> None:
    with store.system() as system:
        system.erasures.add(Platform.X, [ONE, TWO], now=NOW)
        system.erasures.add(Platform.X, [ONE], now=NOW + timedelta(days=1))
        system.erasures.add(Platform.X, [], now=NOW)
        system.erasures.add(Platform.BLUESKY, [ONE], now=NOW)
    with store.system() as system:
        assert system.erasures.get_keys(Platform.X) == {ONE, TWO}
        assert system.erasures.get_keys(Platform.BLUESKY) == {ONE}
        assert system.erasures.get_keys(Platform.YOUTUBE) == frozenset()
    with store.engine.connect() as connection:
        assert {row.erased_at for row in connection.execute(sa.select(erasures))} == {NOW}
