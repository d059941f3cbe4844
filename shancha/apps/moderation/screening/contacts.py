"""Contact patterns: ways out of the platform, plain and disguised, read from the normalised text.

平台外的联系方式. Plain talk of WeChat (微信支付, 微信读书) and of shopping agents (代购, 正品) is no signal.
"""

import re
from collections.abc import Iterator

from shancha.apps.moderation.screening.types import Draft, Signal

STEP = "contacts"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE)


_PLAIN = "微信|weixin|wechat|卫星号"
_SOUND_ALIKE = "[薇威徽崴喂溦巍][信芯心辛鑫]|微[芯心辛鑫]|v[信心芯]|绿色软件|绿泡泡|绿色app|绿色聊天|围脖信"
_LETTERS = "(?<![a-z])[vw]x(?![a-z])"
_DISGUISED = f"{_SOUND_ALIKE}|{_LETTERS}"
# Words that merely contain the syllable: 更加, 新增, 参加 …
_NOT_ADDING = "(?<![更增添附参强])"
# A name in letters alone counts only after "号" or a colon: 微信iPhone版 is no handle.
_HANDLE = r"(?=[a-z_\-]*\d)[a-z][a-z0-9_\-]{5,19}|\d{5,12}|(?<=[号:：])[a-z][a-z0-9_\-]{5,19}"
_ADD = "加|佳|[+]|添加|扫|私|联系|咨询|找我|戳|滴滴|d我|dd"

# Places, brands and phrases in which these syllables are honest.
_HONEST = _pattern(
    """
    威信(?:力|扫地|的人|很高|高) | 有威信 | 树立威信 | 权威信
    | 细微心 | 稍微心 | 略微心 | 微心(?:动|疼|酸|累) | [a-z]+wx
    | 微信(?:支付|读书|运动|公众|小程序|朋友圈|红包|群里|聊天记录|头像|名|表情)
    """
)

_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "contact_wechat",
        0.92,
        _pattern(
            f"""
            (?: {_PLAIN} | {_DISGUISED} | [加佳+](?:下|个|我|一下)?[v微薇威] | [加佳+]卫星 )
            (?: 同号|号|id|是|聊|找|搜 )? [:：，, ]? (?: {_HANDLE} )
            """
        ),
    ),
    (
        "contact_wechat",
        0.85,
        _pattern(f"(?:{_ADD})(?:我的?|一下|个|下|好友|咨询)?(?:{_DISGUISED}) | (?:{_DISGUISED})(?:号|:|：)"),
    ),
    ("contact_wechat", 0.6, _pattern(_SOUND_ALIKE)),
    (
        "contact_wechat",
        0.6,
        _pattern(
            rf"""
            加我(?:的)?(?: 微信 | 微(?!博) | 薇 | v(?![a-z]) )
            | (?<![a-z0-9更增添附参强])[加+]v(?![a-z0-9])
            | {_NOT_ADDING}加[薇威](?!海|尼|尔|亚|震)
            | {_NOT_ADDING}加微(?!信|博|量|生|小|波|弱|热|糖|辣|乎|距|型) | [+]微(?!量|信)
            | {_NOT_ADDING}加卫星
            | [加+]微信[:：]?[a-z][a-z0-9._\-]{{4,}}
            | (?:加|jia)(?:微|wei|薇)xin | jia(?:微|薇)信
            | 加微信(?:领|拿|进|私|聊|详|了解|咨询|发|看|免费)
            | 微信同号 | 备用微信 | 看我(?:头像|主页|简介)加
            """
        ),
    ),
    (
        "contact_qq",
        0.9,
        _pattern(
            r"""
            (?:qq|扣扣|企鹅|抠抠|蔻蔻)(?:号|群|裙|是)?[:： ]?\d{5,11}(?!\d)
            | [加佳+]q[:： ]?\d{5,11}(?!\d)
            | (?<![a-z])q(?:号|群|裙|[:：])[:：]?\d{5,11}(?!\d)
            | (?<![a-z])q[ ]?\d{8,11}(?!\d)
            """
        ),
    ),
    ("contact_group", 0.85, _pattern(r"(?:加|进|入|来)(?:群|裙|q群|企鹅群)[:：]?\d{5,12}")),
    ("contact_group", 0.4, _pattern("加裙 | 进裙 | q裙 | 扣裙 | 福利裙 | 拼单裙 | 内部裙")),
    ("contact_phone", 0.6, _pattern(r"(?<!\d)1[3-9]\d{9}(?!\d)")),
    (
        "contact_phone",
        0.85,
        _pattern(r"(?:电话|手机|致电|拨打|联系|咨询|热线)(?:号码?|是)?[:：]?1[3-9]\d{9}(?!\d)"),
    ),
    (
        "contact_hint",
        0.3,
        _pattern(
            f"""
            滴滴我 | d我 | dd我 | 戳我(?:头像|主页) | 看我(?:主页|简介|头像) | 主页有(?:联系|方式|v)
            | 私我(?:拿|领|发|报|要) | 丝聊 | 思聊 | {_LETTERS}
            """
        ),
    ),
    (
        "link_short",
        0.7,
        _pattern(
            r"""
            (?<![a-z0-9])
            (?: t\.cn | dwz\.cn | (?:w\.)?url\.cn | suo\.(?:im|nz) | bit\.ly | u\.to | s\.click
                | (?:m\.)?tb\.cn | 3\.cn )
            /[a-z0-9]+
            """
        ),
    ),
)

_LINK = _pattern(
    r"""
    (?:https?://)?
    (?P<host> (?:[a-z0-9][a-z0-9\-]{0,62}\.)+
        (?:com|cn|net|org|top|xyz|shop|vip|cc|club|io|me|site|online|store|co|info|link) )
    (?![a-z]) (?: /[^\s，。！？]* )?
    """
)
_TRUSTED_HOST = _pattern(
    r"(?:^|\.)(?: gov\.cn | edu\.cn | wikipedia\.org | who\.int | 12315\.cn | 12377\.cn )$"
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
