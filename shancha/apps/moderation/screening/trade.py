"""Trade outside the platform: deposits, transfers, sellers' patter. 代购 and 正品 alone are normal talk.

People who warn of such deals, or ask about them, use the same words; their words weaken the signal.
"""

import re
from collections.abc import Iterator

from shancha.apps.moderation.screening.types import Draft, Signal

STEP = "trade"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE)


_HONEST_TALK = _pattern(
    """
    骗 | 坑 | 别(?!人|的) | 不要 | 千万 | 小心 | 避雷 | 警惕 | 谨防 | 当心 | 提醒 | 注意 | 套路 | 上当 | 吃亏
    | 举报 | 曝光 | 维权 | 投诉 | 报警 | 警方 | 拉黑 | 防诈 | 反诈 | 客服说 | 怎么办 | 求助 | 请问 | 有人
    | 是不是 | 靠谱吗 | 可信吗 | 真的假的 | 什么 | 哪里 | 哪儿 | 谁
    | 预售 | 尾款 | 双11 | 双十一 | 618 | 京东 | 天猫 | 淘宝 | 买房 | 买车 | 婚纱 | 酒店
    """
)
_HONEST_SHARE = 0.3

_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "off_platform",
        0.75,
        _pattern(
            """
            不走平台 | 不过平台 | 绕[开过]平台 | 平台外(?:交易|付款|转账) | 脱离平台
            | 线下(?:交易|转账|付款)(?:更|优惠|便宜|立减)
            | 先[付交打转收].{0,4}(?:全款|定金|订金) | [定订]金(?:锁|不退|私|转我|打我)
            | [走用](?:微信|v|薇|支付宝|银行卡)(?:转账|付款|支付)(?:更|优惠|便宜|立减|给我)
            | (?:直接|私下|私)(?:转账|交易|付款) | 转我(?:支付宝|微信|银行卡)
            """
        ),
    ),
    (
        "fake_agent",
        0.7,
        _pattern(
            """
            (?:高仿|复刻|原单|尾单|超a|1:1|一比一|莆田) .{0,6} (?:出|现货|批发|拿货|代理|私|可看|支持|包|特价)
            | 专柜(?:内部|员工|流出).{0,4}(?:渠道|货源|折扣价|拿货)
            | 海关[扣罚]没?.{0,4}(?:货|处理|低价) | 免税店内部(?:渠道|拿货|价)
            | 人肉背回.{0,8}(?:私|加|定金|付款|先到先得) | 代购.{0,10}(?:先付|先转|加我|私我|定金锁)
            """
        ),
    ),
    (
        "wechat_ad",
        0.65,
        _pattern(
            """
            招收?(?:总|一级|全国|各地)?代理 | (?:一手|厂家|工厂)货源 | 诚招 | 一件代发
            | 零门槛(?:加盟|代理|创业) | 轻松[月日]入 | 日[赚入][0-9百千一二三四五六七八九]+ | 躺赚
            | 在家(?:就能|也能|可)[赚做] | 宝妈(?:兼职|副业|创业).{0,8}(?:私|加|来|招|名额)
            | 兼职.{0,6}[日时]结 | 免费[领送].{0,8}[加私扫]
            | (?:减肥|瘦身|祛斑|丰胸|增高|美白针).{0,10}(?:无效退款|包瘦|包效|不反弹|见效|私我|加我)
            | 三天(?:见效|瘦) | 无效退款
            """
        ),
    ),
    (
        "fraud",
        0.75,
        _pattern(
            """
            刷单.{0,6}(?:兼职|赚|佣金|返|招) | [招找].{0,3}刷单 | 代刷(?:单|粉|赞|流量)
            | [买涨刷卖]粉.{0,4}(?:私|加|低价|包) | 好评返现.{0,6}(?:私|加|联系)
            | (?:低息|无抵押|秒批|秒下款|黑户).{0,4}(?:贷|借|下款)
            | (?:代办|办理|出售|收购).{0,4}(?:证件|银行卡|对公账户|四件套|学历|驾照|发票)
            | 套现 | 花呗(?:提现|套) | [带跟][单你].{0,4}(?:稳赚|回血|上岸) | 稳赚不赔 | 内幕消息 | 包中
            """
        ),
    ),
)


def find_trade(draft: Draft) -> Iterator[Signal]:
    """Offers of deals outside the platform and of shady business."""
    text = draft.view.text
    share = _HONEST_SHARE if _HONEST_TALK.search(text) else 1
    for code, weight, pattern in _RULES:
        for match in pattern.finditer(text):
            start, end = draft.view.span(*match.span())
            yield Signal(code, weight * share, STEP, start, end, match.group()[:60])
