"""What the mall refuses, each with a stable code."""

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual


class OutOfStockError(ProblemError):
    """Fewer pieces are left than asked for; `fields` names each variant by its id."""

    code = "mall.out_of_stock"
    status = 409
    detail = bilingual("有商品库存不足", "Some of the goods are out of stock")


class ReservationLapsedError(ProblemError):
    """The pieces promised to the order were given back before it was paid."""

    code = "mall.reservation_lapsed"
    status = 409
    detail = bilingual("库存占用已过期", "The pieces kept for this order were given back")


class StockBelowReservedError(ProblemError):
    """What is on hand cannot be less than what is promised to orders."""

    code = "mall.stock_below_reserved"
    status = 409
    detail = bilingual("库存不能少于已被订单占用的数量", "Stock cannot be less than what orders hold")


class StoreNotFoundError(ProblemError):
    """No such store, or not one of the asker's."""

    code = "mall.store_not_found"
    status = 404
    detail = bilingual("没有找到这家店铺", "There is no such store")


class RoleForbiddenError(ProblemError):
    """A member of the store's staff whose role does not reach that far."""

    code = "mall.role_forbidden"
    status = 403
    detail = bilingual("你在店铺中的角色不能这样操作", "Your role in this store does not allow this")


class StoreShutError(ProblemError):
    """The store is suspended or closed; nothing new may be put on sale."""

    code = "mall.store_shut"
    status = 409
    detail = bilingual("店铺当前不能上架商品", "This store cannot put goods on sale at present")


class StoreInvalidError(ProblemError):
    """Settings of a store that cannot be; `fields` says which."""

    code = "mall.store_invalid"
    status = 422
    detail = bilingual("店铺资料填写不正确", "Some of the store's settings are not valid")


class StaffError(ProblemError):
    """A change of staff that cannot be."""

    code = "mall.staff_invalid"
    status = 409
    detail = bilingual("不能这样调整成员", "The staff cannot be changed like this")


class InvitationNotFoundError(ProblemError):
    """No invitation to a store's staff that waits for this member's answer."""

    code = "mall.invitation_not_found"
    status = 404
    detail = bilingual("邀请已失效", "This invitation is no longer open")


class InvitationChangedError(ProblemError):
    """The store offers another role by now than the one that was accepted."""

    code = "mall.invitation_changed"
    status = 409
    detail = bilingual(
        "邀请的角色已变更，请看清后再接受", "Another role is offered by now; please look before accepting"
    )


class MerchantNotFoundError(ProblemError):
    """No such application of this member."""

    code = "mall.merchant_not_found"
    status = 404
    detail = bilingual("没有找到入驻申请", "There is no such application")


class MerchantInvalidError(ProblemError):
    """An application that cannot be submitted as it is; `fields` says why."""

    code = "mall.merchant_invalid"
    status = 422
    detail = bilingual("入驻资料不完整", "The application is not complete")


class MerchantStateError(ProblemError):
    """The merchant's file does not stand where this step begins."""

    code = "mall.merchant_state"
    status = 409
    detail = bilingual("当前状态不能这样操作", "This is not possible in the present state")


class PaperNotFoundError(ProblemError):
    """No such paper, or not one that the asker may read."""

    code = "mall.paper_not_found"
    status = 404
    detail = bilingual("没有找到这份文件", "There is no such paper")


class PaperInvalidError(ProblemError):
    """A file that is neither a picture nor a PDF, or too large."""

    code = "mall.paper_invalid"
    status = 422
    detail = bilingual("请上传 10 MB 以内的图片或 PDF", "Please send a picture or PDF of at most 10 MB")


class CategoryNotFoundError(ProblemError):
    """No such category."""

    code = "mall.category_not_found"
    status = 404
    detail = bilingual("没有找到这个分类", "There is no such category")


class CategoryInvalidError(ProblemError):
    """A place in the tree that would break its rules; `fields` says which."""

    code = "mall.category_invalid"
    status = 422
    detail = bilingual("分类设置不正确", "The category is not valid")


class BrandNotFoundError(ProblemError):
    """No such brand."""

    code = "mall.brand_not_found"
    status = 404
    detail = bilingual("没有找到这个品牌", "There is no such brand")


class ProductNotFoundError(ProblemError):
    """No such product, or not one that the asker may see."""

    code = "mall.product_not_found"
    status = 404
    detail = bilingual("没有找到这件商品，可能已下架", "There is no such product; it may be off the shelf")


class ProductInvalidError(ProblemError):
    """A product that cannot be as it is; `fields` names every input at fault."""

    code = "mall.product_invalid"
    status = 422
    detail = bilingual("商品资料填写不正确", "Some of the product's data is not valid")


class ProductBlockedError(ProblemError):
    """The product's words break the platform's rules; the reasons stand in `fields`."""

    code = "mall.product_blocked"
    status = 422
    detail = bilingual("商品文字不符合平台规则", "The product's words break the platform's rules")


class ProductStateError(ProblemError):
    """The product does not stand where this step begins."""

    code = "mall.product_state"
    status = 409
    detail = bilingual("商品当前状态不能这样操作", "This is not possible in the product's present state")


class ProductConflictError(ProblemError):
    """Somebody else changed the product meanwhile."""

    code = "mall.product_conflict"
    status = 409
    detail = bilingual(
        "商品刚被别人修改过，请刷新后再改", "Somebody else has just changed this product; please reload"
    )


class VariantNotFoundError(ProblemError):
    """No such variant of the store's."""

    code = "mall.variant_not_found"
    status = 404
    detail = bilingual("没有找到这个规格", "There is no such variant")


class WarehouseNotFoundError(ProblemError):
    """No such warehouse that the store may use."""

    code = "mall.warehouse_not_found"
    status = 404
    detail = bilingual("没有找到这个仓库", "There is no such warehouse")


class WarehouseInvalidError(ProblemError):
    """Settings of a warehouse that cannot be; `fields` says which."""

    code = "mall.warehouse_invalid"
    status = 422
    detail = bilingual("仓库设置不正确", "The warehouse's settings are not valid")


class StoreCategoryNotFoundError(ProblemError):
    """No such category of the store's own."""

    code = "mall.store_category_not_found"
    status = 404
    detail = bilingual("没有找到这个店内分类", "There is no such category in this store")


class StoreCategoryInvalidError(ProblemError):
    """A category of a store that cannot be; `fields` says why."""

    code = "mall.store_category_invalid"
    status = 422
    detail = bilingual("店内分类设置不正确", "The store's category is not valid")


class ImportNotFoundError(ProblemError):
    """No such import of the store's, or its report is not there."""

    code = "mall.import_not_found"
    status = 404
    detail = bilingual("没有找到这次导入", "There is no such import")


class ImportInvalidError(ProblemError):
    """A file that is no CSV of goods; `fields` says what is wrong."""

    code = "mall.import_invalid"
    status = 422
    detail = bilingual("导入文件无法识别", "The file cannot be read as a list of goods")


class RecallNotFoundError(ProblemError):
    """No such recall."""

    code = "mall.recall_not_found"
    status = 404
    detail = bilingual("没有找到这次召回", "There is no such recall")


class WishListNotFoundError(ProblemError):
    """No such wish list, or not one of the asker's."""

    code = "mall.wish_list_not_found"
    status = 404
    detail = bilingual("没有找到这个心愿单", "There is no such wish list")


class WishListInvalidError(ProblemError):
    """A wish list that cannot be as asked; `fields` says why."""

    code = "mall.wish_list_invalid"
    status = 422
    detail = bilingual("心愿单填写不正确", "Some of the wish list is not valid")


class WishListFullError(ProblemError):
    """A member has too many lists, or a list too many wishes."""

    code = "mall.wish_list_full"
    status = 409
    detail = bilingual("心愿单已满", "There is no room for more wishes")


class WishNotFoundError(ProblemError):
    """No such wish of this member."""

    code = "mall.wish_not_found"
    status = 404
    detail = bilingual("心愿单里没有这件商品", "This is not on your wish list")


class WantInvalidError(ProblemError):
    """What somebody wants here cannot be understood."""

    code = "mall.want_invalid"
    status = 422
    detail = bilingual("没有看懂想要什么", "We could not understand what is wanted")


class TagsInvalidError(ProblemError):
    """Tags that cannot be; `fields` says which by their place."""

    code = "mall.tags_invalid"
    status = 422
    detail = bilingual("有标记不正确", "Some of the tags are not valid")
