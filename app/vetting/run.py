"""Run one vetting to its end: collect, assess, decide, store. Running it again goes on where it stopped."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.budget import Cost
from app.domain.event import EventKind
from app.domain.readings import Sketch
from app.domain.vetting import Failure, Question, Vetting, VettingStatus
from app.platforms.errors import PlatformAuthError, PlatformError
from app.reports.document import render_document
from app.reports.redact import ids_only, redact
from app.scoring.model import Model
from app.scoring.niche.model import NicheModel
from app.scoring.overlap import Sketching
from app.scoring.reach import price_per_effective_follower
from app.scoring.stopping import Watch
from app.storage.errors import StorageUnavailableError
from app.storage.store import Books, Store
from app.vetting.assess import Material, assess_material, read_collected, read_upload
from app.vetting.collect import Collection
from app.vetting.credentials import mark_refused
from app.vetting.errors import AudienceNotFoundError, RequestError, VettingEndedError
from app.vetting.events import tell_end
from app.vetting.insights import find_owner_insights
from app.vetting.ledger import Ledger, Patience
from app.vetting.objections import load_objections
from app.vetting.purge import must_go_at
from app.vetting.reach import Reach
from app.vetting.retain import retain
from app.vetting.sketch import derive_sketch_key, sketch_listing

log = logging.getLogger(__name__)

INTERNAL = Failure(
    code="internal_error", detail="The vetting failed on our side. The operator's log has the cause.", retryable=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Everything that a vetting needs while it runs: `model` weighs.

    `niche_model` reads the words, None is the package's own. `sketch_key` is the secret that the keys of sketches are
    derived from, `objections_key` the one that the objection list is hashed with.
    """

    reach: Reach
    patience: Patience
    keep_days: int
    model: Model
    niche_model: NicheModel | None
    sketch_key: bytes
    objections_key: bytes

    @property
    def store(self) -> Store:
        """Where everything is written."""
        return self.reach.store

    @property
    def clock(self) -> Callable[[], datetime]:
        """What time it is."""
        return self.reach.clock

    async def run(self, tenant_id: str, vetting_id: str) -> None:
        """Bring the vetting to a final status; raise StorageUnavailableError only, then it may be run again."""
        vetting = await asyncio.to_thread(self._begin, tenant_id, vetting_id)
        if vetting is None:
            return
        try:
            if vetting.question.audience_id is None:
                await self._vet_handle(tenant_id, vetting)
            else:
                await asyncio.to_thread(self._vet_upload, tenant_id, vetting, vetting.question.audience_id)
        except VettingEndedError:
            log.info("vetting ended while it ran", extra={"vetting_id": vetting_id})
        except StorageUnavailableError:
            raise
        except PlatformError as error:
            if isinstance(error, PlatformAuthError):
                await asyncio.to_thread(self._mark_refused, tenant_id, vetting.question)
            failure = Failure(code=error.code, detail=error.detail, retryable=error.retryable)
            await asyncio.to_thread(self._fail, tenant_id, vetting_id, failure)
        except RequestError as error:  # what was there when it was asked for is gone: an upload, an opt-in
            failure = Failure(code=error.code, detail=error.detail, retryable=False)
            await asyncio.to_thread(self._fail, tenant_id, vetting_id, failure)
        except Exception as error:  # noqa: BLE001 - whatever it is, the vetting ends
            # Where it happened, not the error's own text: that may hold what it failed on, such as a handle.
            trace = "".join(traceback.format_tb(error.__traceback__))
            log.error("vetting failed: %s\n%s", type(error).__name__, trace, extra={"vetting_id": vetting_id})  # noqa: TRY400
            await asyncio.to_thread(self._fail, tenant_id, vetting_id, INTERNAL)

    def give_up(self, tenant_id: str, vetting_id: str) -> None:
        """End a vetting that will not be run again."""
        self._fail(tenant_id, vetting_id, INTERNAL)

    async def _vet_handle(self, tenant_id: str, vetting: Vetting) -> None:
        question = vetting.question
        began = vetting.created_at.date()
        opened = await asyncio.to_thread(self.reach.open, tenant_id, question, spender=vetting.vetting_id, began=began)
        objections = await asyncio.to_thread(load_objections, self.store, self.objections_key, question.platform)
        ledger = Ledger(
            self.store,
            tenant_id,
            vetting.vetting_id,
            meter=opened.meter,
            patience=self.patience,
            screen=objections.screen,
        )
        watch = (
            None
            if question.read_all
            else Watch(policy=question.policy, brief=question.brief, model=self.model, niche_model=self.niche_model)
        )
        collection = Collection(
            ledger, opened.connection.connector, self.reach.extent(question), vetting_id=vetting.vetting_id, watch=watch
        )
        collected = await collection.collect(question.handle or "")
        await ledger.enter("scoring", None)
        material = await asyncio.to_thread(read_collected, collected, question.brief, self.niche_model)
        key = derive_sketch_key(self.sketch_key, tenant_id, question.platform)
        sketch = await asyncio.to_thread(sketch_listing, collected.listing, key)
        await asyncio.to_thread(self._succeed, tenant_id, vetting, material, sketch, await ledger.total())

    def _vet_upload(self, tenant_id: str, vetting: Vetting, audience_id: str) -> None:
        question = vetting.question
        sketching = Sketching(derive_sketch_key(self.sketch_key, tenant_id, question.platform))
        with self.store.books(tenant_id) as books:
            audience = books.audiences.get(audience_id)
            if audience is None:
                message = "The uploaded audience was deleted before it was vetted; upload it again."
                raise AudienceNotFoundError(message)
            material = read_upload(
                sketching.watch(books.audiences.read_pages(audience_id)),
                population=audience.population,
                frame=audience.frame,
                order=audience.order,
                drawn_at=audience.created_at,
                brief=question.brief,
                niche_model=self.niche_model,
            )
        self._succeed(tenant_id, vetting, material, sketching.sketch(), Cost())

    def _mark_refused(self, tenant_id: str, question: Question) -> None:
        """Write down that the tenant's credential was refused, so that whoever lists it sees why nothing goes."""
        credential_id = self.reach.connections.credential_id(tenant_id, question.platform)
        if credential_id is not None:
            mark_refused(self.store, tenant_id, credential_id, self.clock())

    def _begin(self, tenant_id: str, vetting_id: str) -> Vetting | None:
        with self.store.books(tenant_id) as books:
            if not books.vettings.begin(vetting_id, now=self.clock()):
                return None
            return books.vettings.get(vetting_id)

    def _succeed(self, tenant_id: str, vetting: Vetting, material: Material, sketch: Sketch | None, cost: Cost) -> None:
        """Score, then store the verdict, and instead of the fetched pages the sample's readings, in one transaction."""
        question = vetting.question
        assessment, verdict = assess_material(material, question.brief, question.policy, self.model, self.niche_model)
        readings = [
            retain(audience, material.delivered, sketch) if number == 0 else retain(audience)
            for number, audience in enumerate(material.audiences)
        ]
        now = self.clock()
        price = price_per_effective_follower(assessment.effective_audience, question.fee)
        told = find_owner_insights(self.store, tenant_id, question)
        document = render_document(vetting, assessment, verdict, price, finished_at=now, cost=cost, owner_insights=told)
        platform = self.reach.connections.platforms.get(question.platform)
        if platform is not None and not platform.shows_profiles:
            document = redact(document, ids_only)
        redact_at = self._must_go_at(vetting, now)
        with self.store.books(tenant_id) as books:
            if not books.vettings.end(vetting.vetting_id, VettingStatus.SUCCEEDED, None, now=now):
                return
            books.documents.add(vetting.vetting_id, document, now=now, redact_at=redact_at)
            expires_at = self._expires_at(books, question, now)
            if expires_at is not None:
                expires_at = expires_at if redact_at is None else min(expires_at, redact_at)
                books.samples.add(vetting.vetting_id, readings, now=now, expires_at=expires_at)
            books.pages(vetting.vetting_id).clear()
            tell_end(books, vetting, EventKind.VETTING_SUCCEEDED, now=now, decision=verdict.decision)

    def _expires_at(self, books: Books, question: Question, now: datetime) -> datetime | None:
        """Tell until when the readings may be kept: as long as the upload that they are of; None when it is gone."""
        if question.audience_id is None:
            return now + timedelta(days=self.keep_days)
        audience = books.audiences.get(question.audience_id)
        return None if audience is None else audience.expires_at

    def _must_go_at(self, vetting: Vetting, now: datetime) -> datetime | None:
        """Tell by when the platform's own data has to be gone; an upload is kept on the uploader's terms."""
        if vetting.question.audience_id is not None:
            return None
        platform = self.reach.connections.platforms[vetting.question.platform]
        return must_go_at(platform, vetting.started_at or now)

    def _fail(self, tenant_id: str, vetting_id: str, failure: Failure) -> None:
        with self.store.books(tenant_id) as books:
            vetting = books.vettings.get(vetting_id)
            if vetting and books.vettings.end(vetting_id, VettingStatus.FAILED, failure, now=self.clock()):
                books.pages(vetting_id).clear()
                tell_end(books, vetting, EventKind.VETTING_FAILED, now=self.clock(), failure_code=failure.code)
