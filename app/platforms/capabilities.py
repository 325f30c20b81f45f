"""What a platform gives, on what terms, declared by its connector."""

from dataclasses import dataclass

from app.domain.audience import Availability, Order
from app.domain.handle import Platform
from app.platforms.tariff import Operation, Tariff


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialField:
    """One part of a credential: its stable name, what people call it, and whether it must never be shown."""

    name: str
    title: str
    is_secret: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OptIn:
    """What the operator must accept before a platform is called: `name` is put into TRUEREACH_OPT_INS."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a connector can fetch, declared before anything is spent.

    `hydration_batch` is how many accounts one `fetch_accounts` call takes; None where follower pages already carry
    the counts. `follower_page_size` is the most that a page holds; platforms may give less. `engager_page_size` is the
    same for likers and commenters. `lists_followed_profiles` says whether one call tells whom any member of an audience
    follows, with their bios. `credential_fields` is empty where nobody signs in. `keep_days_at_most` is how long the
    platform's terms let its data be kept, None where they set no limit. Without `shows_profiles` only ids and numbers
    may be stored or shown. `availability` says whether followers can be fetched at all; where they cannot, `advice`
    says what to do instead.
    """

    platform: Platform
    title: str
    lists_followers: bool
    follower_order: Order
    follower_page_size: int
    engager_page_size: int
    hydration_batch: int | None
    lists_posts: bool
    lists_likers: bool
    lists_commenters: bool
    lists_followings: bool
    lists_followed_profiles: bool
    tariff: Tariff
    terms: str
    credential_fields: tuple[CredentialField, ...] = ()
    opt_in: OptIn | None = None
    keep_days_at_most: int | None = None
    shows_profiles: bool = True
    availability: Availability = Availability.OK
    advice: str = ""

    @property
    def needs_credential(self) -> bool:
        """Whether the platform is called with a credential of the tenant."""
        return bool(self.credential_fields)

    @property
    def operations(self) -> frozenset[Operation]:
        """The calls that the connector makes."""
        declared = {
            Operation.CHECK: self.needs_credential,
            Operation.SUBJECT: True,
            Operation.FOLLOWERS: self.lists_followers,
            Operation.FOLLOWINGS: self.lists_followings,
            Operation.FOLLOWED: self.lists_followed_profiles,
            Operation.ACCOUNTS: self.hydration_batch is not None,
            Operation.POSTS: self.lists_posts,
            Operation.LIKERS: self.lists_likers,
            Operation.COMMENTERS: self.lists_commenters,
        }
        return frozenset(operation for operation, is_declared in declared.items() if is_declared)
