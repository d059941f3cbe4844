"""Why people report: the reasons, how grave each is, and the answer time promised for it."""

from dataclasses import dataclass
from datetime import timedelta

from shancha.apps.moderation.screening.reasons import COMMUNITY
from shancha.kit.language import bilingual

_EVERYWHERE = frozenset({"note", "comment", "user", "topic", "board", "product", "store", "review"})
_GOODS = frozenset({"product", "store"})


@dataclass(frozen=True, slots=True)
class ReportReason:
    """A reason to report. `harm` (0-1) orders the queue, `answer_hours` is promised to the reporter, `clause`
    is what a decision will usually cite, `subject_kinds` is where the reason makes sense."""

    code: str
    label: str
    hint: str
    harm: float
    answer_hours: int
    clause: str
    subject_kinds: frozenset[str] = _EVERYWHERE

    @property
    def promise(self) -> timedelta:
        """The longest time until the reporter hears the outcome."""
        return timedelta(hours=self.answer_hours)

    @property
    def is_grave(self) -> bool:
        """Whether it jumps the queue and fewer reports suffice for the machine to act."""
        return self.answer_hours <= 2


_ALL = (
    ReportReason(
        "abuse",
        bilingual("不友善、辱骂", "Unfriendly or abusive"),
        bilingual("人身攻击、嘲讽、骚扰、挑动对立", "Insults, mockery, harassment, baiting"),
        0.6,
        24,
        f"{COMMUNITY} 2.1",
    ),
    ReportReason(
        "wechat_ad",
        bilingual("微商广告、引流", "Reseller ads, luring away"),
        bilingual(
            "留微信号、招代理、三无产品、刷屏卖货",
            "WeChat ids, recruiting resellers, no-name goods, flooding",
        ),
        0.45,
        72,
        f"{COMMUNITY} 3.2",
    ),
    ReportReason(
        "fake_agent",
        bilingual("虚假代购", "Fake shopping agent"),
        bilingual(
            "冒充代购、不走平台先收定金、卖假货",
            "Posing as an agent, deposits outside the platform, counterfeits",
        ),
        0.6,
        72,
        f"{COMMUNITY} 3.3",
    ),
    ReportReason(
        "fraud",
        bilingual("诈骗", "Fraud"),
        bilingual("刷单、贷款、钓鱼链接、冒充客服", "Fake orders, loans, phishing, posing as support"),
        0.8,
        24,
        f"{COMMUNITY} 4.2",
    ),
    ReportReason(
        "false_info",
        bilingual("虚假、夸大内容", "False or exaggerated"),
        bilingual("编造体验、夸大功效、谣言", "Made-up experience, exaggerated effect, rumours"),
        0.4,
        72,
        f"{COMMUNITY} 6.3",
        frozenset({"note", "comment", "topic", "product", "store", "review"}),
    ),
    ReportReason(
        "undisclosed_ad",
        bilingual("广告未标明", "Advertising not marked"),
        bilingual("收了报酬却没有标明合作", "Paid for, without saying so"),
        0.35,
        72,
        f"{COMMUNITY} 6.1",
        frozenset({"note"}),
    ),
    ReportReason(
        "infringement",
        bilingual("盗图、抄袭、侵权", "Stolen or infringing"),
        bilingual("搬运他人图片文字、侵犯商标或肖像", "Others' pictures or words, trade marks, likeness"),
        0.4,
        72,
        f"{COMMUNITY} 6.2",
        frozenset({"note", "user", "product", "store", "review"}),
    ),
    ReportReason(
        "counterfeit",
        bilingual("假货、与描述不符", "Counterfeit, or not as described"),
        bilingual("假冒品牌、来源不明、证照不实", "A faked brand, unclear origin, papers that don't fit"),
        0.75,
        24,
        f"{COMMUNITY} 3.3",
        _GOODS,
    ),
    ReportReason(
        "sexual",
        bilingual("色情低俗", "Sexual or vulgar"),
        bilingual("色情图文、性暗示、招嫖", "Sexual pictures or text, soliciting"),
        0.7,
        24,
        f"{COMMUNITY} 4.3",
    ),
    ReportReason(
        "doxxing",
        bilingual("泄露隐私、人肉", "Private data exposed"),
        bilingual("曝光他人姓名、电话、住址、照片", "Somebody's name, number, address or photo exposed"),
        0.9,
        24,
        f"{COMMUNITY} 2.3",
    ),
    ReportReason(
        "minors",
        bilingual("危害未成年人", "Harm to minors"),
        bilingual("侵害、引诱、霸凌未成年人", "Abuse, grooming or bullying of minors"),
        1.0,
        2,
        f"{COMMUNITY} 5.1",
    ),
    ReportReason(
        "illegal",
        bilingual("违法违规", "Against the law"),
        bilingual(
            "违禁品、赌博、毒品、危害国家与公共安全",
            "Banned goods, gambling, drugs, threats to public safety",
        ),
        1.0,
        2,
        f"{COMMUNITY} 4.1",
    ),
    ReportReason(
        "impersonation",
        bilingual("冒充他人", "Impersonation"),
        bilingual("假冒名人、品牌、官方或我本人", "Posing as a celebrity, a brand, the platform or me"),
        0.6,
        72,
        f"{COMMUNITY} 7.1",
        frozenset({"user"}),
    ),
    ReportReason(
        "other",
        bilingual("其他问题", "Something else"),
        bilingual("请写明情况，方便我们核实", "Please describe it so that we can check"),
        0.2,
        72,
        f"{COMMUNITY} 1.1",
    ),
)
REASONS: dict[str, ReportReason] = {reason.code: reason for reason in _ALL}

# What the machine noticed, as the reason of a case.
_BY_SIGNAL = {
    "contact_wechat": "wechat_ad",
    "contact_qq": "wechat_ad",
    "contact_group": "wechat_ad",
    "contact_phone": "wechat_ad",
    "contact_hint": "wechat_ad",
    "link": "wechat_ad",
    "link_short": "wechat_ad",
    "repeated": "wechat_ad",
    "off_platform": "fake_agent",
}


def reason_of_signal(code: str) -> ReportReason:
    """The reason under which the machine's finding is filed."""
    return REASONS.get(_BY_SIGNAL.get(code, code), REASONS["other"])


def reasons_for(subject_kind: str) -> list[ReportReason]:
    """The reasons offered for a kind of subject, in the order shown."""
    return [reason for reason in _ALL if subject_kind in reason.subject_kinds]
