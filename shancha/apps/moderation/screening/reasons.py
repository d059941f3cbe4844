"""Signals as reasons: the clause they fall under and the sentence the author reads."""

from shancha.apps.moderation.screening.types import Reason
from shancha.kit.language import bilingual

COMMUNITY = "community-rules"

_CONTACT = Reason(
    "contact",
    f"{COMMUNITY} 3.1",
    bilingual(
        "内容里有站外联系方式或引流暗语，请删掉后再发布",
        "The text leads people off the platform with contact details; please take them out",
    ),
)
_REASONS: dict[str, Reason] = {
    **dict.fromkeys(
        ("contact_wechat", "contact_qq", "contact_group", "contact_phone", "contact_hint"), _CONTACT
    ),
    **dict.fromkeys(
        ("link", "link_short"),
        Reason(
            "link",
            f"{COMMUNITY} 3.1",
            bilingual("内容里有站外链接", "The text contains a link to another site"),
        ),
    ),
    "off_platform": Reason(
        "off_platform",
        f"{COMMUNITY} 3.4",
        bilingual(
            "看起来在邀请别人平台外付款或先付定金，这样的交易没有保障",
            "This seems to ask for payment outside the platform, where nobody is protected",
        ),
    ),
    "fake_agent": Reason(
        "fake_agent",
        f"{COMMUNITY} 3.3",
        bilingual(
            "看起来在推销来路不明的代购或仿冒商品", "This seems to sell counterfeit or unverified goods"
        ),
    ),
    "wechat_ad": Reason(
        "wechat_ad",
        f"{COMMUNITY} 3.2",
        bilingual("看起来是招代理、卖货引流一类的广告", "This reads like a reseller's advertisement"),
    ),
    "fraud": Reason(
        "fraud",
        f"{COMMUNITY} 4.2",
        bilingual(
            "内容涉及刷单、套现、代办等高风险行为",
            "This touches on fake orders, cash-outs or similar schemes",
        ),
    ),
    "abuse": Reason(
        "abuse",
        f"{COMMUNITY} 2.1",
        bilingual("有的词可能会伤到别人，换个说法吧", "Some words here may hurt somebody; please rephrase"),
    ),
    "sexual": Reason(
        "sexual", f"{COMMUNITY} 4.3", bilingual("内容含有色情低俗信息", "The text contains sexual content")
    ),
    "illegal": Reason(
        "illegal",
        f"{COMMUNITY} 4.1",
        bilingual("内容涉及法律禁止的物品或行为", "The text concerns goods or acts the law forbids"),
    ),
    "minors": Reason(
        "minors",
        f"{COMMUNITY} 5.1",
        bilingual("内容可能伤害未成年人", "The text may harm minors"),
    ),
    "repeated": Reason(
        "repeated",
        f"{COMMUNITY} 1.4",
        bilingual("同样的内容今天已经发过好几次了", "The same text was posted several times today"),
    ),
}
_OTHER = Reason(
    "other",
    f"{COMMUNITY} 1.1",
    bilingual("内容里有平台不允许的词", "The text contains words that are not allowed here"),
)
NUDGES: dict[str, str] = {
    "abuse": bilingual(
        "这句话可能会伤到人，要改一改吗？", "This sentence may hurt somebody. Would you like to change it?"
    ),
    **dict.fromkeys(
        (
            "contact_wechat",
            "contact_qq",
            "contact_group",
            "contact_phone",
            "contact_hint",
            "link",
            "link_short",
        ),
        bilingual(
            "看起来留了站外联系方式，发布后可能会被拦下，也可能有人借此骗你",
            "This looks like contact details. It may be held back, and strangers may misuse it",
        ),
    ),
    "off_platform": bilingual(
        "平台外付款没有保障，发布后可能会被拦下",
        "Payments outside the platform are not protected; this may be held back",
    ),
    **dict.fromkeys(
        ("wechat_ad", "fake_agent", "fraud", "illegal", "sexual", "minors"),
        bilingual(
            "这段内容可能违反社区公约，发布后可能会被拦下",
            "This may break the community rules and be held back",
        ),
    ),
}


def reason_for(code: str) -> Reason:
    """The reason behind a signal's code; unknown codes (an operator's own category) get the general one."""
    return _REASONS.get(code, _OTHER)
