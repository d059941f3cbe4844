"""Contact patterns: ways out of the platform, plain and disguised, read from the normalised text.

平台外的联系方式. Plain talk of WeChat (微信支付, 微信读书) and of shopping agents (代购, 正品) is no signal.
"""

import re
from collections.abc import Iterator

from shancha.apps.moderation.screening.types import Draft, Signal

STEP = "contacts"

# Honest and disguised names of the channel.
_WECHAT_PLAIN = "微信|weixin|wechat|卫星号"
_WECHAT_DISGUISED = (
    "[薇威徽崴喂溦巍][信芯心辛鑫]|微[芯心辛鑫]|v[信心芯]|(?<![a-z])wx(?![a-z])|(?<![a-z])vx(?![a-z])|"
    "绿色软件|绿泡泡|绿色app|绿色聊天|围脖信"
)
# Places, brands and phrases in which these syllables are honest.
_HONEST = re.compile(
    "威信(?:力|扫地|的人|很高|高)|有威信|树立威信|权威信息|权威信|细微心|稍微心|微心(?:动|疼|酸|累)|[a-z]+wx|"
    "略微心|微信(?:支付|读书|运动|公众|小程序|朋友圈|红包|群里|聊天记录|头像|名|表情)"
)
_ADD = "加|佳|[+]|➕|添加|扫|私|联系|咨询|找我|戳|滴滴|d我|dd"
# A name in letters alone counts only after "号" or a colon: 微信iPhone版 is no handle.
_HANDLE = r"(?=[a-z_\-]*\d)[a-z][a-z0-9_\-]{5,19}|\d{5,12}"

_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "contact_wechat",
        0.92,
        re.compile(
            rf"(?:{_WECHAT_PLAIN}|{_WECHAT_DISGUISED}|[加佳+](?:下|个|我|一下)?[v微薇威]|[加佳+]卫星)(?:同号|号|id|是|聊|找|搜)?[:：，,]?(?:(?:{_HANDLE})|(?<=[号:：])[a-z][a-z0-9_\-]{{5,19}})"
        ),
    ),
    (
        "contact_wechat",
        0.85,
        re.compile(
            rf"(?:{_ADD})(?:我的?|一下|个|下|好友|咨询)?(?:{_WECHAT_DISGUISED})|(?:{_WECHAT_DISGUISED})(?:号|:|：)"
        ),
    ),
    ("contact_wechat", 0.6, re.compile(rf"{_WECHAT_DISGUISED}")),
    (
        "contact_wechat",
        0.6,
        re.compile(
            r"加我(?:的)?(?:微信|微(?!博)|薇|v(?![a-z]))|(?<![a-z0-9更增添附参强])[加+]v(?![a-z0-9])|(?<![更增添附参强])加[薇威](?!海|尼|尔|亚|震)"
            r"|(?<![更增添附参强])加微(?!信|博|量|生|小|波|弱|热|糖|辣|乎|距|型)|[+]微(?!量|信)|加微信(?:领|拿|进|私|聊|详|了解|咨询|发|看|免费)|(?<![更增添附参强])加卫星|[加+]微信[:：]?[a-z][a-z0-9._\-]{4,}|(?:加|jia)(?:微|wei|薇)xin|jia(?:微|薇)信|微信同号|备用微信|看我(?:头像|主页|简介)加"
        ),
    ),
    (
        "contact_qq",
        0.9,
        re.compile(
            r"(?:qq|扣扣|企鹅|抠抠|蔻蔻|(?<![a-z])q(?![a-z]))(?:号|群|裙|是)?[:：]?(?:\d{5,11})(?!\d)"
        ),
    ),
    ("contact_group", 0.85, re.compile(r"(?:加|进|入|来)(?:群|裙|q群|企鹅群)[:：]?(?:\d{5,12})")),
    ("contact_group", 0.4, re.compile(r"(?:加裙|进裙|q裙|扣裙|福利裙|拼单裙|内部裙)")),
    ("contact_phone", 0.6, re.compile(r"(?<!\d)(?:1[3-9]\d{9})(?!\d)")),
    (
        "contact_phone",
        0.85,
        re.compile(r"(?:电话|手机|致电|拨打|联系|咨询|热线)(?:号码?|是)?[:：]?(?:1[3-9]\d{9})(?!\d)"),
    ),
    (
        "contact_hint",
        0.3,
        re.compile(
            r"滴滴我|d我|dd我|戳我(?:头像|主页)|看我(?:主页|简介|头像)|主页有(?:联系|方式|v)|私我(?:拿|领|发|报|要)|丝聊|思聊"
        ),
    ),
    (
        "link_short",
        0.7,
        re.compile(
            r"(?<![a-z0-9])(?:t\.cn|dwz\.cn|url\.cn|suo\.im|suo\.nz|bit\.ly|u\.to|s\.click|tb\.cn|m\.tb\.cn|3\.cn|w\.url\.cn)/[a-z0-9]+"
        ),
    ),
)

_LINK = re.compile(
    r"(?:https?://)?(?P<host>(?:[a-z0-9][a-z0-9\-]{0,62}\.)+(?:com|cn|net|org|top|xyz|shop|vip|cc|club|io|me|site|online|store|co|info|link))"
    r"(?![a-z])(?:/[^\s，。！？]*)?"
)
_TRUSTED_HOST = re.compile(
    r"(?:^|\.)(?:gov\.cn|edu\.cn|wikipedia\.org|who\.int|customs\.gov\.cn|12315\.cn|12377\.cn)$"
)


def find_contacts(draft: Draft) -> Iterator[Signal]:
    """Handles, phone numbers, groups and links. Handles without a channel word stay silent."""
    text = draft.view.text
    honest = [match.span() for match in _HONEST.finditer(text)]
    for code, weight, pattern in _RULES:
        for match in pattern.finditer(text):
            if not _lies_in(match.start(), match.end(), honest):
                yield _signal(draft, code, weight, match)
    yield from _find_links(draft)


def _find_links(draft: Draft) -> Iterator[Signal]:
    for match in _LINK.finditer(draft.view.text):
        host = match.group("host")
        if host in draft.own_hosts or _TRUSTED_HOST.search(host):
            continue
        yield _signal(draft, "link", 0.4, match)


def _lies_in(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in spans)


def _signal(draft: Draft, code: str, weight: float, match: re.Match[str]) -> Signal:
    start, end = draft.view.span(*match.span())
    return Signal(code, weight, STEP, start, end, match.group()[:60])
