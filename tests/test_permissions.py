"""Every operation against every kind of caller: nobody reaches what is another's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from shancha.apps.accounts import vault
from shancha.apps.accounts.models import ApiToken, ExportRequest, Session, VerificationRequest
from shancha.apps.accounts.tests.factories import make_user
from shancha.apps.community.models import Asset, Board, Comment, Draft, Topic
from shancha.apps.community.tests.note_factories import make_public_note
from shancha.apps.mall.models import (
    BatchPaper,
    CatalogueImport,
    Merchant,
    MerchantContract,
    MerchantPaper,
    Product,
    StaffInvitation,
    Store,
    StoreCategory,
    StoreStaff,
    Variant,
    Warehouse,
    WishList,
)
from shancha.apps.mall.tests.factories import first_variant, make_product, make_store
from shancha.apps.moderation.models import Case, Decision
from shancha.apps.orders.models import (
    Address,
    AfterSale,
    BuyerIdentity,
    Checkout,
    Invoice,
    Order,
    OrderLine,
    Parcel,
    Review,
)
from shancha.apps.orders.tests.factories import begin, make_buyer, make_order
from shancha.apps.promotions.models import Coupon
from shancha.apps.promotions.tests.factories import make_coupon
from shancha.config.api import api as ninja_api
from shancha.kit.clock import now
from shancha.kit.ids import new_id
from tests import permission_table as table

pytestmark = pytest.mark.django_db
ORDERS = (Address, BuyerIdentity, Checkout, Order, Parcel)
SHOP = (BatchPaper, Coupon, Merchant, Product, StaffInvitation, Store, StoreCategory, StoreStaff, Variant)
SHOP += (Warehouse,)
CALLERS = ("anonymous", "other", "owner", "moderator", "suspended")
LEVELS: dict[str, str] = {
    name: level
    for level in ("visitor", "member", "participant", "writer", "moderator", "operator")
    for name in getattr(table, level.upper()).split()
}
OWN = {**table.OWN_MEMBER, **table.OWN_WRITER}


def _operations() -> dict[str, tuple[str, str]]:
    schema = ninja_api.get_openapi_schema()
    return {
        operation["operationId"]: (method.upper(), path)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


OPERATIONS = _operations()


@dataclass
class World:
    """An owner with one of everything, all of it private, and four other callers."""

    callers: dict[str, Any]
    values: dict[str, str]
    public: dict[str, str]


@pytest.fixture
def world() -> World:
    owner = make_user()
    callers = {
        "anonymous": None,
        "other": make_user(),
        "owner": owner,
        "moderator": make_user(is_moderator=True),
        "suspended": make_user(status="suspended"),
    }
    private = make_public_note(owner, visibility="private")
    public = make_public_note(owner)
    store = make_store(owner)
    trade = {**_shop(owner, store), **_orders(owner, store)}
    return World(callers, {**_values(owner, private), **trade}, {**_values(owner, public), **trade})


def _values(owner: Any, note: Any) -> dict[str, str]:
    """An id of the owner's for every name that paths use."""
    comment = Comment.objects.create(note=note, author=owner, body="自己说的")
    board = Board.objects.create(owner=owner, name=f"私藏 {note.id}", is_public=note.visibility == "public")
    topic = Topic.objects.create(host=owner, slug=new_id().hex, name="话题", name_key=new_id().hex)
    draft = Draft.objects.create(owner=owner, title="草稿")
    asset = Asset.objects.create(owner=owner, kind="image", folder="x", content_hash="x")
    token = ApiToken.objects.create(
        user=owner, name="x", token_hash=str(new_id()), hint="abcd", scopes=["read"]
    )
    session = Session.objects.create(
        user=owner, session_key=new_id().hex, session_data="", expire_date="2099-01-01T00:00Z"
    )
    request = VerificationRequest.objects.filter(user=owner).first() or _request(owner)
    return {
        "note_id": str(note.id),
        "comment_id": str(comment.id),
        "board_id": str(board.id),
        "topic_id": str(topic.id),
        "draft_id": str(draft.id),
        "asset_id": str(asset.id),
        "token_id": str(token.id),
        "session_id": str(session.id),
        "request_id": str(request.id),
        "handle": owner.handle,
        "user_id": str(owner.id),
        "slug": "community",
        "code": "nothing",
        "provider": "weixin",
        "passkey_id": str(_passkey(owner).id),
        "entry_id": "999999999",
        "category": "food",
        "scope": "category",
        "target": "food",
        "upload_id": str(new_id()),
        "export_id": str(_export(owner).id),
        "decision_id": str(_decision(owner, note).id),
    }


def _passkey(owner: Any) -> Authenticator:
    kind = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.create(user=owner, type=kind, data={"name": "手机"})


def _export(owner: Any) -> ExportRequest:
    path = f"exports/{new_id()}.zip"
    vault.keep(path, b"PK")
    week = now() + timedelta(days=7)
    return ExportRequest.objects.create(user=owner, state="ready", path=path, size=2, expires_at=week)


def _decision(owner: Any, note: Any) -> Decision:
    """Something decided about the owner's note, that can be appealed against."""
    subject = {"subject_kind": "note", "subject_id": note.id, "author": owner}
    case = Case.objects.create(**subject, reason="spam", due_at=now())
    return Decision.objects.create(
        case=case, **subject, action="hide", appealable_until=now() + timedelta(days=20)
    )


def _shop(owner: Any, store: Store) -> dict[str, str]:
    """The owner's store with one of everything."""
    product = make_product(store)
    path = f"batches/{new_id()}.pdf"
    vault.keep(path, b"%PDF-1.7")
    paper = BatchPaper.objects.create(
        product=product, batch_no="1", kind="origin", path=path, filename="x.pdf", byte_size=8
    )
    # Of the same id, since addresses name both by `paper_id`.
    MerchantPaper.objects.create(
        id=paper.id, merchant=store.merchant, kind="food", path=path, filename="x.pdf", byte_size=8
    )
    MerchantContract.objects.create(
        merchant=store.merchant, version=1, commission_bp=500, text="佣金百分之五"
    )
    place = StoreCategory.objects.create(store=product.store, name="花器")
    coupon = make_coupon(store=product.store)
    brought = CatalogueImport.objects.create(store=product.store, actor=owner, filename="x", path="x")
    return {
        "store_id": str(product.store_id),
        "merchant_id": str(product.store.merchant_id),
        "product_id": str(product.id),
        "variant_id": str(first_variant(product).id),
        "warehouse_id": str(Warehouse.objects.filter(store=product.store).values_list("id", flat=True)[0]),
        "category_id": str(place.id),
        "paper_id": str(paper.id),
        "import_id": str(brought.id),
        "coupon_id": str(coupon.id),
        "list_id": str(WishList.objects.create(owner=owner, name=f"心愿 {product.id}").id),
        "share_key": "nothing",
        "store": product.store.slug,
        "item_id": str(new_id()),
        "version": "1",
    }


def _orders(owner: Any, store: Store) -> dict[str, str]:
    """An order at the owner's own store, a checkout, an address and an identity."""
    buyer = make_buyer(identity=True, user=owner)
    variant = first_variant(make_product(store))
    order = make_order(buyer, variant)
    line = OrderLine.objects.get(order=order)
    sold = {"order": order, "line": line, "buyer": buyer, "store": order.store}
    case = AfterSale.objects.create(
        **sold, number=f"AS{order.number[2:]}", kind="claim", reason="quality", quantity=1, asked_amount=1
    )
    path = f"invoices/{new_id()}.pdf"
    vault.keep(path, b"%PDF-1.7")
    Invoice.objects.create(order=order, kind="personal", title="个人", file_path=path, file_format="pdf")
    review = Review.objects.create(**sold, product=line.product, variant=line.variant, rating=5)
    return {
        "order_id": str(order.id),
        "group_id": str(order.group_id),
        "checkout_id": str(begin(buyer, variant).id),
        "address_id": str(Address.objects.filter(user=owner).values_list("id", flat=True)[0]),
        "identity_id": str(BuyerIdentity.objects.filter(user=owner).values_list("id", flat=True)[0]),
        "line_id": str(line.id),
        "case_id": str(case.id),
        "review_id": str(review.id),
        "payment_id": str(order.group.payment_id),
    }


def _request(owner: Any) -> VerificationRequest:
    return VerificationRequest.objects.create(user=owner, role="creator", evidence="作品" * 20)


def _call(
    api: Callable[..., Any], caller: Any, name: str, values: dict[str, str], body: object = None
) -> Any:
    method, path = OPERATIONS[name]
    client = api(caller)
    if isinstance(body, dict):
        body = {key: values[key] if value == table.THEIRS else value for key, value in body.items()}
    headers = {"Accept": "application/json", "Idempotency-Key": new_id().hex}
    return client.send(method, path.format(**values), body, **headers)


def test_every_operation_has_its_row() -> None:
    known = set(LEVELS) | set(OWN)
    assert set(OPERATIONS) - known == set(), "operations without a row in tests/permission_table.py"
    assert known - set(OPERATIONS) == set(), "rows without an operation"


@pytest.mark.parametrize("name", sorted(set(LEVELS) & set(OPERATIONS)))
def test_the_level_is_demanded(name: str, world: World, api: Callable[..., Any]) -> None:
    level = LEVELS[name]
    for caller in CALLERS:
        if caller == "owner":
            continue
        status = _call(api, world.callers[caller], name, world.public).status_code
        assert status < 500, (caller, status)
        if level != "visitor" and caller == "anonymous":
            assert status == 401, (caller, status)
        elif (level == "operator" or (level == "moderator" and caller != "moderator")) or (
            level in {"participant", "writer"} and caller == "suspended"
        ):
            assert status == 403, (caller, status)
        else:
            assert status not in {401, 403}, (caller, status)


@pytest.mark.parametrize("name", sorted(set(OWN) & set(OPERATIONS)))
def test_what_is_ones_own_stays_ones_own(name: str, world: World, api: Callable[..., Any]) -> None:
    before = _snapshot(world)
    for caller in ("anonymous", "other", "moderator", "suspended"):
        status = _call(api, world.callers[caller], name, world.values, OWN[name]).status_code
        expected = {401} if caller == "anonymous" else {403, 404, 412, 415}
        if name in table.OWN_WRITER and caller == "suspended":
            expected = {403}
        assert status in expected, (caller, status)
    assert _snapshot(world) == before


@pytest.mark.parametrize("name", sorted(set(OWN) & set(OPERATIONS)))
def test_what_is_ones_own_is_there_for_its_owner(name: str, world: World, api: Callable[..., Any]) -> None:
    status = _call(api, world.callers["owner"], name, world.values, OWN[name]).status_code
    assert status < 500
    assert status not in {401, 403, 404}, status


@pytest.mark.parametrize("name", table.HIDDEN.split())
def test_what_is_private_does_not_exist_for_others(name: str, world: World, api: Callable[..., Any]) -> None:
    for caller in ("anonymous", "other", "suspended"):
        answer = _call(api, world.callers[caller], name, world.values, {"channel": "link"})
        assert answer.status_code == 404, (caller, answer.status_code)
    if OPERATIONS[name][0] == "GET":
        assert _call(api, world.callers["owner"], name, world.values).status_code == 200


def _snapshot(world: World) -> list[Any]:
    tables = (Comment, Board, Draft, Asset, ApiToken, VerificationRequest, *SHOP, *ORDERS)
    return [list(model.objects.order_by("pk").values()) for model in tables]
