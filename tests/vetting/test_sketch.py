from candidates import make_ids
from factories import bare_account, make_audience

from app.domain.audience import Availability
from app.domain.handle import Platform
from app.scoring.overlap import Sketching
from app.vetting.sketch import derive_sketch_key, sketch_listing

SECRET = b"a secret of the tests"
LISTING = make_audience([bare_account(one) for one in make_ids(30)])


def test_each_tenant_and_platform_has_a_key_of_its_own_that_does_not_show_the_secret() -> None:
    asked = [(SECRET, "ten_1", Platform.X), (SECRET, "ten_2", Platform.X), (SECRET, "ten_1", Platform.TIKTOK)]
    keys = {derive_sketch_key(*one) for one in [*asked, (b"another", "ten_1", Platform.X)]}
    assert len(keys) == 4
    assert derive_sketch_key(*asked[0]) in keys
    assert not any(SECRET in key for key in keys)


def test_everybody_who_was_listed_is_sketched() -> None:
    expected = Sketching(SECRET)
    expected.add(make_ids(30))
    assert sketch_listing(LISTING, SECRET) == expected.sketch()


def test_a_list_that_the_platform_did_not_give_has_no_sketch() -> None:
    assert sketch_listing(None, SECRET) is None
    assert sketch_listing(make_audience([], availability=Availability.HIDDEN), SECRET) is None
