"""What notices say: one sentence for each kind, in both languages, and the switch that silences it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shancha.kit.language import bilingual
from shancha.kit.numbers import HOME_ZONE


@dataclass(frozen=True, slots=True)
class NoticeText:
    """`switch` names the account's setting ("" cannot be switched off). The sentences may use the payload's
    fields in braces."""

    switch: str
    title_zh: str
    title_en: str
    text_zh: str = ""
    text_en: str = ""


TEXTS: dict[str, NoticeText] = {
    "note_liked": NoticeText("likes", "赞了你的笔记", "liked your note"),
    "comment_liked": NoticeText("likes", "赞了你的评论", "liked your comment"),
    "note_collected": NoticeText("collects", "收藏了你的笔记", "collected your note"),
    "followed": NoticeText("follows", "开始关注你了", "now follows you"),
    "note_commented": NoticeText(
        "comments", "评论了你的笔记", "commented on your note", "{excerpt}", "{excerpt}"
    ),
    "comment_replied": NoticeText("comments", "回复了你", "replied to you", "{excerpt}", "{excerpt}"),
    "comment_mention": NoticeText(
        "mentions", "在评论里提到了你", "mentioned you in a comment", "{excerpt}", "{excerpt}"
    ),
    "note_mention": NoticeText("mentions", "在笔记里提到了你", "mentioned you in a note"),
    "topic_note": NoticeText(
        "topics",
        "在你关注的话题下发布了笔记",
        "posted in a topic you follow",
        "#{topic}《{note_title}》",
        "#{topic}: “{note_title}”",
    ),
    "topic_pinned": NoticeText(
        "topics",
        "的笔记在你关注的话题里置顶了",
        "has a note pinned in a topic you follow",
        "#{topic}《{note_title}》",
        "#{topic}: “{note_title}”",
    ),
    "note_featured": NoticeText(
        "", "你的笔记被编辑精选了", "An editor picked your note", "《{note_title}》", "“{note_title}”"
    ),
    "note_lifted": NoticeText(
        "",
        "你的笔记上首页推荐了",
        "Your note is on the home page",
        "《{note_title}》反响很好，正在首页推荐给更多人。",
        "“{note_title}” was received well and is now recommended to everybody.",
    ),
    "strangers_rushed": NoticeText(
        "",
        "评论区突然来了很多陌生人",
        "Many strangers came to your note at once",
        "《{note_title}》一小时内有 {people} 个没关注你的新账号或同源账号来评论、举报。"
        "可以先改为仅粉丝可评论，随时能改回来。",
        "Within an hour {people} accounts that are new or share an address and don't follow you commented "
        "on or reported “{note_title}”. You can let only followers comment for now and change it back later.",
    ),
    "wish_price_dropped": NoticeText(
        "", "心愿单里的商品降价了", "Something on your wish list got cheaper", "{title}", "{title}"
    ),
    "wish_back_in_stock": NoticeText(
        "", "心愿单里的商品到货了", "Something on your wish list is back", "{title}", "{title}"
    ),
    "welcome": NoticeText(
        "",
        "欢迎来到山茶集",
        "Welcome to Shancha",
        "从一篇真实的小记录开始吧。发布前看看社区公约，大家都会更自在。",
        "Begin with one small honest note. A look at the community rules makes it nicer for everybody.",
    ),
    "new_device": NoticeText(
        "",
        "新设备登录",
        "A new device signed in",
        "{device} 刚刚登录了你的账号。不是你本人的话，请立即退出其他设备。",
        "{device} has just signed in to your account. If it wasn't you, sign out the other devices now.",
    ),
    "phone_changed": NoticeText(
        "",
        "绑定手机号已更换",
        "Your phone number was changed",
        "如非本人操作，请尽快联系我们。",
        "If it wasn't you, please contact us soon.",
    ),
    "email_changed": NoticeText(
        "",
        "绑定邮箱已更换",
        "Your e-mail was changed",
        "如非本人操作，请尽快联系我们。",
        "If it wasn't you, please contact us soon.",
    ),
    "verification_approved": NoticeText(
        "",
        "认证申请已通过",
        "Your verification was approved",
        "新的身份标识已经生效。",
        "Your badge is shown from now on.",
    ),
    "verification_refused": NoticeText(
        "", "认证申请未通过", "Your verification was not approved", "{reason}", "{reason}"
    ),
    "role_earned": NoticeText(
        "",
        "你成为达人了",
        "You are a creator now",
        "你近期的笔记达到了公示的达人标准，名字旁会显示达人标识与领域。",
        "Your recent notes meet the published rule. Your badge and category are shown beside your name.",
    ),
    "role_given": NoticeText(
        "",
        "你获得了认证身份",
        "You were given a verified role",
        "新的身份标识已经生效。",
        "Your badge is shown from now on.",
    ),
    "role_revoked": NoticeText(
        "", "认证身份已取消", "Your verified role was taken back", "{reason}", "{reason}"
    ),
    "export_ready": NoticeText(
        "",
        "你的数据已整理好",
        "Your data is ready",
        "七天内可以在“设置—我的数据”下载。",
        "Download it within seven days under “Settings, My data”.",
    ),
    "deletion_put_off": NoticeText(
        "",
        "账号注销推迟了一天",
        "The deletion of your account was put off by a day",
        "还有余额、订单或店铺没有了结，处理完会自动继续。",
        "A balance, an order or a store is not settled yet; it goes on by itself once that is done.",
    ),
    "account_suspended": NoticeText(
        "", "账号已被封停", "Your account is suspended", "{measure_zh}{reason}", "{measure_en}{reason}"
    ),
    "account_muted": NoticeText(
        "", "账号已被禁言", "You can't post for now", "{measure_zh}{reason}", "{measure_en}{reason}"
    ),
    "account_restored": NoticeText(
        "",
        "账号限制已解除",
        "The limits on your account were lifted",
        "可以正常使用了。",
        "Everything works again.",
    ),
    "decision_fold": NoticeText(
        "",
        "你的内容被折叠",
        "Your content was folded",
        "{measure_zh}“{title}” 依据{clause}：{reason}",
        "{measure_en}“{title}”, by {clause}: {reason}",
    ),
    "decision_limit": NoticeText(
        "",
        "你的内容暂停推荐",
        "Your content is kept out of recommendation",
        "{measure_zh}“{title}” 依据{clause}：{reason}",
        "{measure_en}“{title}”, by {clause}: {reason}",
    ),
    "decision_hide": NoticeText(
        "",
        "你的内容改为仅自己可见",
        "Your content is visible only to you",
        "{measure_zh}“{title}” 依据{clause}：{reason}",
        "{measure_en}“{title}”, by {clause}: {reason}",
    ),
    "decision_remove": NoticeText(
        "",
        "你的内容被移除",
        "Your content was removed",
        "{measure_zh}“{title}” 依据{clause}：{reason}",
        "{measure_en}“{title}”, by {clause}: {reason}",
    ),
    "decision_restore": NoticeText(
        "",
        "你的内容已恢复",
        "Your content was restored",
        "{measure_zh}“{title}” 已恢复展示，感谢你的耐心。",
        "{measure_en}“{title}” is shown again. Thank you for your patience.",
    ),
    "decision_none": NoticeText(
        "",
        "账号处理通知",
        "A measure against your account",
        "{measure_zh}依据{clause}：{reason}",
        "{measure_en}By {clause}: {reason}",
    ),
    "decision_reset": NoticeText(
        "",
        "你的个人资料有部分被重置",
        "Parts of your profile were reset",
        "{measure_zh}依据{clause}：{reason}",
        "{measure_en}By {clause}: {reason}",
    ),
    "decision_lifted": NoticeText(
        "",
        "账号措施提前解除",
        "A measure against your account was lifted early",
        "{reason}",
        "{reason}",
    ),
    "report_upheld": NoticeText(
        "",
        "举报已处理：成立",
        "Your report was upheld",
        "你举报的“{title}”已经处理，谢谢你守护社区。",
        "“{title}” has been dealt with. Thank you for looking after the community.",
    ),
    "report_rejected": NoticeText(
        "",
        "举报已处理：未发现违规",
        "Your report: no breach was found",
        "你举报的“{title}”经审核未违反公约，你也可以拉黑或屏蔽对方。",
        "“{title}” breaks no rule as far as we see. You can still block or mute its author.",
    ),
    "report_overturned": NoticeText(
        "",
        "举报结果更新",
        "Your report: the decision was changed",
        "“{title}”的处理经作者申诉复核后撤销。",
        "The decision on “{title}” was overturned after an appeal.",
    ),
    "appeal_overturned": NoticeText("", "申诉成功", "Your appeal succeeded", "{answer}", "{answer}"),
    "appeal_upheld": NoticeText(
        "", "申诉结果：维持原决定", "Your appeal: the decision stands", "{answer}", "{answer}"
    ),
    "rule_announced": NoticeText(
        "",
        "规则更新公示",
        "A rule will change",
        "《{title_zh}》有新版本，将于 {date} 生效，欢迎提出意见。",
        "“{title_en}” has a new version that takes effect on {date}. Comments are welcome.",
    ),
    "merchant_approved": NoticeText(
        "",
        "入驻申请已通过",
        "Your application was approved",
        "请到商家中心签署合同；保证金缴清后店铺自动开张。",
        "Sign the contract in the merchant's console; the store opens once the deposit is paid.",
    ),
    "merchant_rejected": NoticeText(
        "", "入驻申请未通过", "Your application was not approved", "{reason}", "{reason}"
    ),
    "merchant_suspended": NoticeText("", "店铺已被暂停", "Your store is suspended", "{reason}", "{reason}"),
    "merchant_exiting": NoticeText(
        "",
        "退店公示已开始",
        "The notice of closing has begun",
        "公示 30 天后闭店，期间请继续履行订单和售后。",
        "The store closes in 30 days; orders and returns are yours until then.",
    ),
    "merchant_closed": NoticeText(
        "",
        "店铺已闭店",
        "Your store is closed",
        "在途订单与售后仍需继续履行。",
        "Orders on their way and returns are still yours to settle.",
    ),
    "merchant_deposit_returned": NoticeText(
        "",
        "保证金已退还",
        "Your deposit is back",
        "{amount} 元已按原支付方式退回，抵扣店铺欠款 {offset} 元。",
        "{amount} yuan went back by the way they came; {offset} yuan were taken for what the store owed.",
    ),
    "merchant_renewal": NoticeText(
        "",
        "资质需要核验",
        "Your papers must be checked again",
        "请在 {date} 前更新主体资质，逾期 15 天店铺会被暂停。",
        "Please renew your papers before {date}; 15 days later the store is suspended.",
    ),
    "merchant_paper_approved": NoticeText(
        "", "资质已通过审核", "A paper was accepted", "{paper_zh}", "{paper_en}"
    ),
    "merchant_paper_rejected": NoticeText(
        "",
        "资质未通过审核",
        "A paper was not accepted",
        "{paper_zh}：{reason}，请重新上传。",
        "{paper_en}: {reason}. Please send another.",
    ),
    "merchant_paper_expiring": NoticeText(
        "",
        "资质即将到期",
        "A paper runs out soon",
        "{paper_zh}将于 {date} 到期，请上传新文件，到期后不能继续销售相关商品。",
        "{paper_en} ends on {date}. Send the new one: goods that need it leave the shelf after that.",
    ),
    "merchant_paper_expired": NoticeText(
        "",
        "资质已过期",
        "A paper has run out",
        "{paper_zh}已于 {date} 到期，相关商品已停止销售，更新并通过审核后恢复。",
        "{paper_en} ended on {date}. Goods that need it come back once a new one is accepted.",
    ),
    "store_staff_invited": NoticeText(
        "",
        "店铺邀请你成为员工",
        "A store asks you to join its staff",
        "“{store}”邀请你担任：{role_zh}。接受后才会加入。",
        "“{store}” asks you to join as: {role_en}. You join only if you accept.",
    ),
    "store_staff_offer_changed": NoticeText(
        "",
        "店铺换了邀请你的角色",
        "A store offers you another role",
        "“{store}”现在邀请你担任：{role_zh}。看清后再接受。",
        "“{store}” now asks you to join as: {role_en}. Please look before you accept.",
    ),
    "store_staff_joined": NoticeText(
        "",
        "接受了你的邀请，加入了店铺",
        "accepted your invitation and joined the store",
        "“{store}”：{role_zh}",
        "“{store}”: {role_en}",
    ),
    "store_staff_declined": NoticeText(
        "",
        "谢绝了加入店铺的邀请",
        "declined your invitation to join the store",
        "“{store}”：{role_zh}",
        "“{store}”: {role_en}",
    ),
    "store_staff_changed": NoticeText(
        "",
        "你的店铺角色有变化",
        "You have another role in a store",
        "“{store}”：{role_zh}",
        "“{store}”: {role_en}",
    ),
    "store_staff_left": NoticeText(
        "", "你已不再是店铺成员", "You left a store's staff", "“{store}”", "“{store}”"
    ),
    "backlog_grew": NoticeText(
        "",
        "有案件超时",
        "Cases are overdue",
        "{count} 个案件或申诉已超过承诺时间。",
        "{count} cases or appeals are past their time.",
    ),
    "coupon_expiring": NoticeText(
        "coupons",
        "薯券快过期了",
        "Coupons are about to expire",
        "“{name_zh}”等 {count} 张券将于 {date} 起失效。",
        "“{name_en}” and others, {count} in all: the first expires at {date}.",
    ),
    "coupons_returned": NoticeText(
        "",
        "薯券已退回",
        "Coupons are back",
        "{count} 张券已退回，可在“我的薯券”查看；临期的已延长三天。",
        "{count} coupons are back in your pocket; those near their end last three days longer.",
    ),
    "membership_started": NoticeText(
        "",
        "小红卡已生效",
        "Your card is in force",
        "有效期至 {date}。",
        "It is good until {date}.",
    ),
    "membership_bill": NoticeText(
        "",
        "小红卡续费账单",
        "The bill for your card",
        "小红卡 {date} 到期，续费 ¥{price}。你确认付款才会续，累计已省 ¥{saved}。",
        "Your card ends on {date}; renewing costs CNY {price}. It renews only when you pay. It has saved you "
        "CNY {saved}.",
    ),
    "membership_ending": NoticeText(
        "",
        "小红卡即将到期",
        "Your card ends soon",
        "{date} 到期，不会自动扣款。累计已省 ¥{saved}。",
        "It ends on {date}, and nothing is charged by itself. It has saved you CNY {saved}.",
    ),
    "membership_ended": NoticeText(
        "",
        "小红卡已到期",
        "Your card has ended",
        "累计为你省了 ¥{saved}，可以随时再开通。",
        "It saved you CNY {saved}. You can have it again at any time.",
    ),
    "order_cancelled": NoticeText(
        "",
        "订单已取消",
        "Your order was cancelled",
        "“{title}”订单已取消：{reason}。已付金额将原路退回。",
        "The order of “{title}” was cancelled: {reason_en}. What was paid goes back the way it came.",
    ),
    "order_expired": NoticeText(
        "",
        "订单超时未付款，已取消",
        "Your order was not paid in time",
        "“{title}”库存已释放，券和积分已退回。",
        "“{title}”: the stock is free again, coupons and points are back.",
    ),
    "order_shipped": NoticeText(
        "",
        "包裹已发出",
        "Your parcel is on its way",
        "“{title}”已由{carrier}发出，单号 {tracking_number}。",
        "“{title}” was sent with {carrier_en}, {tracking_number}.",
    ),
    "order_delivered": NoticeText(
        "",
        "包裹已签收",
        "Your parcel has arrived",
        "“{title}”已签收，记得确认收货；自签收起 7 天内可按商品说明无理由退货。",
        "“{title}” was delivered. Please confirm; goods that may be sent back can be, within 7 days.",
    ),
    "order_confirm_soon": NoticeText(
        "",
        "订单即将自动确认收货",
        "Your order will be confirmed soon",
        "“{title}”将于 {date} 自动确认，还没收到请联系商家。",
        "“{title}” is confirmed by itself on {date}. Tell the store if it has not arrived.",
    ),
    "order_confirmed": NoticeText(
        "",
        "订单已自动确认收货",
        "Your order was confirmed",
        "“{title}”已到自动确认时间，有问题仍可申请售后。",
        "“{title}”: its time was over. You can still ask for help with it.",
    ),
    "store_orders": NoticeText(
        "",
        "有新订单待发货",
        "New orders to ship",
        "“{store}”有 {count} 个订单待发货，请在 48 小时内发出。",
        "“{store}” has {count} orders to ship within 48 hours.",
    ),
    "order_reminded": NoticeText(
        "",
        "买家提醒发货",
        "A buyer asks for shipping",
        "订单 {number} 的买家希望尽快发货。",
        "The buyer of order {number} hopes that it is sent soon.",
    ),
    "invoice_issued": NoticeText(
        "",
        "发票已开具",
        "Your invoice is issued",
        "“{title}”的发票号码：{number}。",
        "“{title}”: invoice number {number}.",
    ),
    "invoice_file_added": NoticeText(
        "",
        "电子发票可下载",
        "Your electronic invoice is there",
        "“{title}”的电子发票（{number}）已上传，可在订单里下载。",
        "“{title}”: invoice {number} can be downloaded from the order.",
    ),
    "invoice_to_correct": NoticeText(
        "",
        "发票需要红冲",
        "An invoice is to be corrected",
        "订单 {number} 已退款，请开具红字发票。",
        "Order {number} was refunded: issue the red-letter invoice.",
    ),
    "invoice_corrected": NoticeText(
        "",
        "红字发票已开具",
        "Your invoice was corrected",
        "“{title}”退款后的红字发票号码：{number}。",
        "“{title}”: red-letter invoice {number} after the refund.",
    ),
    "after_sale_opened": NoticeText(
        "",
        "有新的售后申请",
        "A new after-sales case",
        "售后单 {case_number}，请在售后单写明的期限内处理。",
        "Case {case_number}: please answer by the time that it names.",
    ),
    "after_sale_agreed": NoticeText(
        "",
        "售后已同意，请寄回商品",
        "Your return was agreed to",
        "“{title}”（{case_number}）请在 7 天内寄回并填写快递单号。",
        "“{title}” ({case_number}): send it back within seven days and fill in the tracking number.",
    ),
    "after_sale_refused": NoticeText(
        "",
        "商家没有同意你的售后",
        "The store did not agree to your case",
        "“{title}”：{reason}。你可以在 7 天内申请平台介入。",
        "“{title}”: {reason}. You can call the platform within seven days.",
    ),
    "after_sale_returning": NoticeText(
        "", "买家已寄回商品", "Goods are on their way back", "售后单 {case_number}", "Case {case_number}"
    ),
    "after_sale_return_delivered": NoticeText(
        "",
        "退货已送达",
        "A return was delivered",
        "售后单 {case_number}，请在售后单写明的期限内验收处理，逾期按规则自动处理。",
        "Case {case_number}: look at it by the time that it names; then it goes on by itself.",
    ),
    "after_sale_refunded_goods_delivered": NoticeText(
        "",
        "已退款的商品已送达",
        "Goods that were refunded have arrived",
        "售后单 {case_number}，请验收并决定是否重新入库；与原商品不符的，7 天内可以提出异议。",
        "Case {case_number}: say whether they go back to stock, or within seven days what is wrong.",
    ),
    "after_sale_objected": NoticeText(
        "",
        "商家对退回的商品有异议",
        "The store objects to what came back",
        "“{title}”（{case_number}）商家要求追回 {amount} 元，请在 48 小时内补充凭证，平台在 7 天内裁定。",
        "“{title}” ({case_number}): it asks {amount} yuan back. Add evidence within 48 hours; we then rule.",
    ),
    "after_sale_objection_upheld": NoticeText(
        "",
        "退货异议成立",
        "An objection was upheld",
        "{case_number}：{ruling}。向买家追回 {amount} 元，先从钱包余额扣除，余下的在售后详情里归还。",
        "{case_number}: {ruling}. {amount} yuan are claimed back, from the buyer's wallet first.",
    ),
    "after_sale_objection_rejected": NoticeText(
        "",
        "退货异议不成立",
        "An objection was rejected",
        "{case_number}：{ruling}。退款不变。",
        "{case_number}: {ruling}. The refund stands.",
    ),
    "after_sale_exchanged": NoticeText(
        "",
        "换货商品已寄出",
        "Another piece is on its way",
        "“{title}” 快递单号 {tracking_number}",
        "“{title}”, tracking number {tracking_number}",
    ),
    "after_sale_disputed": NoticeText(
        "",
        "平台已介入售后",
        "The platform looks at the case",
        "售后单 {case_number}，双方可在 48 小时内补充凭证，平台在 7 天内裁定。",
        "Case {case_number}: evidence may be added for 48 hours; a ruling follows within seven days.",
    ),
    "after_sale_ruling_late": NoticeText(
        "",
        "平台裁定延期",
        "The ruling is late",
        "售后单 {case_number} 未能按承诺时间裁定，正在加急处理。",
        "Case {case_number} was not ruled in the promised time; it comes first now.",
    ),
    "after_sale_refund_offered": NoticeText(
        "",
        "商家提议改为退款",
        "The store offers a refund instead",
        "“{title}”：{reason}。同意后按退货退款处理。",
        "“{title}”: {reason}. If you agree, it becomes a return with refund.",
    ),
    "after_sale_offer_accepted": NoticeText(
        "",
        "买家同意改为退款",
        "The buyer takes the refund",
        "售后单 {case_number}",
        "Case {case_number}",
    ),
    "after_sale_offer_declined": NoticeText(
        "",
        "买家不同意改为退款",
        "The buyer declined the refund",
        "售后单 {case_number}，请按原申请继续处理。",
        "Case {case_number}: what was asked stands.",
    ),
    "after_sale_exchange_offered": NoticeText(
        "",
        "商家提议改为换货",
        "The store offers another piece instead",
        "“{title}”：{reason}。同意后按换货处理。",
        "“{title}”: {reason}. If you agree, it becomes an exchange.",
    ),
    "after_sale_exchange_accepted": NoticeText(
        "",
        "买家同意改为换货",
        "The buyer takes another piece",
        "售后单 {case_number}",
        "Case {case_number}",
    ),
    "after_sale_exchange_declined": NoticeText(
        "",
        "买家不同意改为换货",
        "The buyer declined another piece",
        "售后单 {case_number}，请按原申请继续处理。",
        "Case {case_number}: what was asked stands.",
    ),
    "after_sale_repaired": NoticeText(
        "",
        "维修好的商品已寄出",
        "Your repaired piece is on its way",
        "“{title}” 快递单号 {tracking_number}，收到后请检查并确认。",
        "“{title}”, tracking number {tracking_number}: look at it and confirm once it is there.",
    ),
    "after_sale_repair_delivered": NoticeText(
        "",
        "维修好的商品已送达",
        "Your repaired piece was delivered",
        "“{title}”（{case_number}）请在 7 天内确认，逾期自动完成；没有修好可以申请平台介入。",
        "“{title}” ({case_number}): confirm within seven days, or call the platform if it isn't well.",
    ),
    "after_sale_repair_to_confirm": NoticeText(
        "",
        "请确认维修好的商品",
        "Is your repaired piece well?",
        "“{title}”（{case_number}）应已送达：请在 {date} 前确认或申请平台介入，逾期视为已修好。",
        "“{title}” ({case_number}) should be there: confirm or call the platform by {date}.",
    ),
    "after_sale_repair_confirmed": NoticeText(
        "",
        "买家确认维修完成",
        "The buyer confirmed the repair",
        "售后单 {case_number}",
        "Case {case_number}",
    ),
    "after_sale_repair_over": NoticeText(
        "",
        "维修已自动完成",
        "Your repair is done",
        "“{title}”（{case_number}）超时未确认，已自动完成。",
        "“{title}” ({case_number}) was not objected to in time, and is done.",
    ),
    "return_address_missing": NoticeText(
        "",
        "请填写退货地址",
        "Say where returns go",
        "售后单 {case_number} 等待寄回，请在 48 小时内到店铺设置填写退货地址，否则由平台处理。",
        "Case {case_number} waits for it: give it in the store's settings within 48 hours.",
    ),
    "dispute_opened": NoticeText(
        "",
        "有新的售后纠纷",
        "A new dispute",
        "售后单 {case_number}，请在承诺时间内裁定。",
        "Case {case_number} waits for a ruling.",
    ),
    "dispute_overdue": NoticeText(
        "",
        "售后纠纷裁定超时",
        "A ruling is overdue",
        "售后单 {case_number} 已超过承诺的裁定时间。",
        "Case {case_number} is past the promised time.",
    ),
    "after_sale_ruled": NoticeText(
        "",
        "平台已作出售后裁定",
        "The platform has ruled",
        "{case_number}：{ruling}",
        "{case_number}: {ruling}",
    ),
    "after_sale_refunding": NoticeText(
        "",
        "退款处理中",
        "Your refund is on its way",
        "“{title}” {amount} 元正在原路退回。",
        "“{title}”: {amount} yuan go back the way they came.",
    ),
    "after_sale_done": NoticeText(
        "",
        "售后已完成",
        "Your case is done",
        "“{title}” 已退 {amount} 元。",
        "“{title}”: {amount} yuan refunded.",
    ),
    "after_sale_closed": NoticeText(
        "",
        "售后已关闭",
        "Your case was closed",
        "“{title}”（{case_number}）超时未操作，已自动关闭。",
        "“{title}” ({case_number}) was closed because nothing was done in time.",
    ),
    "product_recalled": NoticeText(
        "",
        "你购买的商品被召回",
        "Something you bought is recalled",
        "“{title}”（批号 {batch}）：{reason}。{advice}",
        "“{title}” (batch {batch}): {reason}. {advice}",
    ),
    "recall_refunded": NoticeText(
        "",
        "召回商品已退款",
        "What was called back is refunded",
        "“{title}” 所在订单中被召回且未发出的商品已退 {amount} 元。",
        "{amount} yuan go back for what was called back and not sent, in the order of “{title}”.",
    ),
    "store_recall": NoticeText(
        "",
        "召回商品的订单已停止发货",
        "Orders of recalled goods were stopped",
        "“{title}”：{count} 笔未发出的已退款（{numbers}）。",
        "“{title}”: {count} not yet sent were refunded ({numbers}).",
    ),
    "review_written": NoticeText("", "有新的评价", "A new review", "“{title}”", "“{title}”"),
    "review_answered": NoticeText(
        "", "商家回复了你的评价", "The store answered your review", "{excerpt}", "{excerpt}"
    ),
    "review_folded": NoticeText(
        "",
        "你的评价被折叠",
        "Your review was folded",
        "“{title}” 的评价因“{reason}”被折叠，点开仍可查看。",
        "Your review of “{title}” was folded ({reason}); it can still be opened.",
    ),
    "payout_paid": NoticeText("", "货款已打款", "A payout was made", "{amount} 元", "{amount} yuan"),
    "payout_bounced": NoticeText(
        "",
        "货款打款被退回",
        "A payout bounced",
        "{amount} 元已退回店铺余额：{reason}",
        "{amount} yuan are back on the store's balance: {reason}",
    ),
    "payout_rejected": NoticeText(
        "", "货款打款未通过", "A payout was refused", "{amount} 元：{reason}", "{amount} yuan: {reason}"
    ),
    "wallet_topped_up": NoticeText("", "充值到账", "Your top-up has arrived", "{amount} 元", "{amount} yuan"),
    "wallet_frozen": NoticeText("", "钱包已冻结", "Your wallet is frozen", "{reason}", "{reason}"),
    "wallet_unfrozen": NoticeText("", "钱包已恢复", "Your wallet works again"),
    "withdrawal_approved": NoticeText(
        "", "提现审核通过", "Your withdrawal was approved", "{number}：{amount} 元", "{number}: {amount} yuan"
    ),
    "withdrawal_paid": NoticeText(
        "", "提现已打款", "Your withdrawal was paid", "{number}：{amount} 元", "{number}: {amount} yuan"
    ),
    "withdrawal_failed": NoticeText(
        "",
        "提现失败，钱已退回",
        "Your withdrawal failed; the money is back",
        "{number}：{amount} 元。{reason}",
        "{number}: {amount} yuan. {reason}",
    ),
    "withdrawal_rejected": NoticeText(
        "",
        "提现未通过，钱已退回",
        "Your withdrawal was refused; the money is back",
        "{number}：{amount} 元。{reason}",
        "{number}: {amount} yuan. {reason}",
    ),
    "surplus_returned": NoticeText(
        "",
        "多付的钱已退回",
        "What you paid too much is back",
        "{amount} 元已原路退回。",
        "{amount} yuan went back the way they came.",
    ),
    "refund_failed": NoticeText(
        "", "有退款失败，需要处理", "A refund failed", "{amount} 元", "{amount} yuan"
    ),
    "refund_returned": NoticeText(
        "",
        "已到账的退款被退回，需要处理",
        "A refund came back",
        "{amount} 元，可重新发起或改退钱包",
        "{amount} yuan: send it again, or to the wallet",
    ),
    "refund_came_back": NoticeText(
        "",
        "退款被支付渠道退回",
        "Your refund came back",
        "{amount} 元没有退到你的付款账户，我们会尽快换一种方式退给你。",
        "{amount} yuan did not reach your account; we will give them to you another way.",
    ),
    "refund_to_wallet": NoticeText(
        "",
        "退款已改退到钱包",
        "Your refund is in your wallet",
        "{amount} 元无法原路退回，已退到你的钱包，可以提现。",
        "{amount} yuan could not go back the way they came; they are in your wallet and can be withdrawn.",
    ),
    "deposits_by_bank": NoticeText(
        "",
        "有线下保证金待退还",
        "Deposits wait to go back by bank",
        "{count} 个已退店商家的线下保证金可以退还了",
        "{count} merchants that have left",
    ),
    "resale_flagged": NoticeText(
        "",
        "有疑似代购转售待核查",
        "Purchases that look like resale",
        "新增 {count} 条，见后台“疑似代购转售”",
        "{count} new, in the back office",
    ),
    "reconciliation_gaps": NoticeText(
        "",
        "对账发现差异",
        "Statement and books differ",
        "{provider} {day}：{count} 处",
        "{provider}, {day}: {count}",
    ),
    "ledger_wrong": NoticeText(
        "",
        "账本核对不平",
        "The ledger does not add up",
        "{accounts} 个账户、{providers} 个支付渠道对不上，请立即核查",
        "{accounts} accounts and {providers} providers differ; look at once",
    ),
    "statements_missing": NoticeText(
        "",
        "对账单取不到",
        "Statements could not be had",
        "自 {day} 起有 {count} 天未能对账，会继续重试",
        "{count} days since {day} are not compared yet; they are tried again",
    ),
    "payouts_stuck": NoticeText(
        "",
        "有店铺货款未能打出",
        "Payouts could not be sent",
        "{count} 家店铺，请核对收款账户",
        "{count} stores; look at their accounts",
    ),
    "compensation_received": NoticeText(
        "",
        "收到商家赔偿",
        "A store's compensation",
        "{amount} 元已存入钱包，订单 {number}",
        "{amount} yuan are in your wallet, order {number}",
    ),
    "compensation_taken": NoticeText(
        "",
        "按平台裁决支付赔偿",
        "A compensation was taken",
        "订单 {number} 赔偿 {amount} 元，其中扣保证金 {deposit} 元、计入欠款 {debt} 元",
        "Order {number}: {amount} yuan, of it {deposit} from the deposit and {debt} as debt",
    ),
    "money_hangs": NoticeText(
        "",
        "有款项长时间未到账",
        "Money is stuck",
        "退款 {refunds} 笔、支付 {payments} 笔超时未完成",
        "{refunds} refunds, {payments} payments",
    ),
}


# What was done to a member, until when ("until" is empty where it has no end).
_MEASURES = {
    "warn": ("账号受到警告。", "Your account gets a warning. "),
    "limit": ("账号的内容{until_zh}限制推荐。", "Your notes are kept out of recommendation{until_en}. "),
    "mute": ("账号{until_zh}禁言。", "You can't post{until_en}. "),
    "suspend": ("账号{until_zh}封停。", "Your account is suspended{until_en}. "),
}
_ACCOUNT_MEASURES = {"account_suspended": "suspend", "account_muted": "mute"}


def switch_of(kind: str) -> str:
    """The account's setting that silences a kind; "" where none does."""
    text = TEXTS.get(kind)
    return text.switch if text else ""


def render(kind: str, payload: Mapping[str, Any]) -> tuple[str, str]:
    """Title and text of a notice in the active language; empty for a kind that only clients know."""
    known = TEXTS.get(kind)
    if known is None:
        return "", ""
    values = _Values({name: value for name, value in payload.items() if isinstance(value, str | int)})
    values["measure_zh"], values["measure_en"] = _measure(kind, payload)
    title = str(bilingual(known.title_zh, known.title_en))
    return title, str(bilingual(known.text_zh, known.text_en)).format_map(values)


def _measure(kind: str, payload: Mapping[str, Any]) -> tuple[str, str]:
    """The measure against the member that a notice tells of, and its end, as a sentence in both languages."""
    measure = _MEASURES.get(_ACCOUNT_MEASURES.get(kind) or str(payload.get("sanction") or ""))
    if measure is None:
        return "", ""
    ends_at = payload.get("until") if kind in _ACCOUNT_MEASURES else payload.get("sanction_ends_at")
    if ends_at:
        moment = datetime.fromisoformat(ends_at).astimezone(HOME_ZONE).strftime("%Y-%m-%d %H:%M")
        until = {"until_zh": f"到 {moment} 为止", "until_en": f" until {moment} (Beijing time)"}
    else:
        until = {"until_zh": "永久", "until_en": " for good"}
    chinese, english = measure
    return chinese.format_map(until), english.format_map(until)


class _Values(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return ""
