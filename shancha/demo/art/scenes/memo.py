"""Text cards: covers that are mostly a short line of Chinese, with a few things drawn beside it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from shancha.demo.art.kit import (
    PAPER,
    Canvas,
    circle,
    group,
    line,
    lite,
    mix,
    opacity,
    path,
    rect,
    ring,
    text,
)
from shancha.demo.art.palettes import PALETTES, Palette
from shancha.demo.art.props import (
    animals,
    bakery,
    beauty,
    clothes,
    culture,
    devices,
    food,
    furniture,
    music,
    sport,
    toys,
)
from shancha.demo.art.props.nature import flower, leafspray, monstera, plant, vase
from shancha.demo.art.scenes.base import WIDTH, Take

Thing = Callable[[Canvas, Palette], str]


class Card(NamedTuple):
    """What a card says, the category it suits, its palette, and what stands below the words."""

    lines: tuple[str, ...]
    suits: str
    palette: str
    props: tuple[tuple[Thing, float, float], ...]
    items: tuple[str, ...] = ()
    height: int = 1200


def _trench(c: Canvas, p: Palette) -> str:
    return group(clothes.hanger() + group(clothes.coat(c, "#cfa97e"), 0, 10), 0, -560)


def _flat_dress(c: Canvas, p: Palette) -> str:
    return group(clothes.hanger() + group(clothes.dress(c, p.main, True), 0, 6), 0, -540)


def _mic(c: Canvas, p: Palette) -> str:
    return group(music.microphone(c, p), 0, -420, 0.75, 16)


def _headset(c: Canvas, p: Palette) -> str:
    return group(devices.headset(c, p.main, p.ink), 0, -240, 0.95)


def _camera(c: Canvas, p: Palette) -> str:
    return group(devices.camera_body(c, p.main, "#e3dfd8"), 0, -190, 0.9)


def _polaroid(c: Canvas, p: Palette) -> str:
    return group(music.polaroid(c, p, 3), 0, -210, 1, 7)


def _weights(c: Canvas, p: Palette) -> str:
    return group(sport.dumbbell(p.main), 0, -60, 1.5, -6)


def _open_book(c: Canvas, p: Palette) -> str:
    return group(culture.open_book(p), 0, -220, 0.9, -6)


def _cat(c: Canvas, p: Palette) -> str:
    return group(animals.cat(c, "#f2b46a", p.main), 0, 0)


def _slice(c: Canvas, p: Palette) -> str:
    return group(food.plate(c, 250, p.second) + group(bakery.cake_slice(c, p.main), -10, -40, 1.2), 0, -200)


def _ramen(c: Canvas, p: Palette) -> str:
    return group(food.ramen(c, p.accent), 0, -230, 0.8)


def _record(c: Canvas, p: Palette) -> str:
    return group(culture.record(c, p.main), 0, -280, 0.9)


def _dog(c: Canvas, p: Palette) -> str:
    return animals.dog(c, "#e9b06a", "#b9733a", p.main)


def _hamster(c: Canvas, p: Palette) -> str:
    return animals.hamster(c, "#e9b06a", "#5a3f2e")


def _phone(c: Canvas, p: Palette) -> str:
    return group(devices.phone_body(c, p, 0), 0, -360, 1, 8)


LOOK: dict[str, Thing] = {
    "bag": lambda c, p: clothes.bag(c, p.accent),
    "heel": lambda c, p: clothes.heel(c, p.main),
    "lipstick": lambda c, p: beauty.lipstick(c, p.main, p.ink),
    "perfume": lambda c, p: beauty.perfume(c, p.second),
    "serum": lambda c, p: beauty.serum(c, p.second),
    "jar": lambda c, p: beauty.jar(c, p.main),
    "pump": lambda c, p: beauty.pump(c, p.accent),
    "backpack": lambda c, p: clothes.backpack(c, p.main, p.second),
    "hat": lambda c, p: clothes.hat(c, "#e6cfa0", p.main),
    "armchair": lambda c, p: furniture.armchair(c, p.main),
    "lamp": lambda c, p: furniture.desk_lamp(c, p.main),
    "pan": lambda c, p: furniture.pan(c, p.main),
    "bottle": lambda c, p: sport.bottle(c, p.accent),
    "bear": lambda c, p: toys.bear(c, "#c98f5a", p.main),
    "mug": lambda c, p: food.mug(c, p.accent),
    "books": lambda c, p: furniture.book_pile((p.main, p.second, p.accent, lite(p.main, 0.4))),
    "vase": lambda c, p: vase(c, lite(p.accent, 0.3), p.main, p.leaf),
    "kettle": lambda c, p: furniture.kettle(c, p.main),
    "car": lambda c, p: toys.toy_car(c, p.main, p.ink),
    "sneaker": lambda c, p: clothes.sneaker(c, PAPER, p.main),
    "plant": lambda c, p: plant(c, 0, 0, 1, p.second, p.leaf),
}

CARDS = (
    Card(
        ("一周穿搭", "照着穿就行"),
        "fashion",
        "lemon",
        ((_trench, 0.77, 0.82), (LOOK["bag"], 0.3, 1.0)),
        ("白衬衫 + 直筒裤", "针织衫 + 半裙", "风衣 + 连衣裙"),
    ),
    Card(
        ("避雷清单", "别再乱买了"), "fashion", "rose", ((LOOK["heel"], 0.32, 1.25), (_flat_dress, 0.78, 0.85))
    ),
    Card(
        ("新手必看", "少走弯路"),
        "makeup",
        "peach",
        ((LOOK["lipstick"], 0.28, 1.1), (LOOK["perfume"], 0.68, 1.2)),
        ("先看清成分", "少量多次上", "觉得不适就停"),
    ),
    Card(
        ("化妆心得", "收藏这篇就够了"),
        "makeup",
        "wine",
        ((LOOK["lipstick"], 0.3, 1.2), (LOOK["lipstick"], 0.52, 1.35), (LOOK["lipstick"], 0.75, 1.2)),
    ),
    Card(
        ("护肤笔记", "收藏这篇就够了"),
        "skincare",
        "sage",
        ((LOOK["serum"], 0.34, 1.2), (LOOK["jar"], 0.7, 1.15)),
    ),
    Card(
        ("避坑清单", "别再交学费"),
        "skincare",
        "sky",
        ((LOOK["pump"], 0.32, 1.05), (LOOK["serum"], 0.66, 1.1)),
        ("温和清洁", "认真保湿", "每天防晒"),
    ),
    Card(("追星心得", "理性地喜欢"), "stars", "lilac", ((_mic, 0.76, 0.95), (_polaroid, 0.32, 1.0))),
    Card(
        ("追星日记", "慢慢说给你听"),
        "stars",
        "berry",
        ((_polaroid, 0.34, 1.15), (_camera, 0.72, 0.8)),
        (),
        900,
    ),
    Card(("厨房笔记", "好吃不踩雷"), "food", "coral", ((_ramen, 0.62, 1.1),)),
    Card(("吃货日记", "认真吃饭"), "food", "mint", ((_slice, 0.62, 1.1),)),
    Card(("收藏备用", "周末试试"), "food", "cream", ((LOOK["pan"], 0.56, 1.35),), (), 900),
    Card(
        ("出行攻略", "不绕路版"),
        "travel",
        "ocean",
        ((LOOK["backpack"], 0.34, 1.1), (LOOK["hat"], 0.74, 1.2)),
        ("证件先检查", "路线早规划", "时间留宽松"),
    ),
    Card(("旅行避坑", "出门不慌"), "travel", "lemon", ((LOOK["backpack"], 0.7, 1.3), (_camera, 0.32, 0.75))),
    Card(
        ("居家经验", "住得更舒服"),
        "home",
        "milk",
        ((LOOK["armchair"], 0.62, 1.1), (LOOK["plant"], 0.22, 1.3)),
    ),
    Card(
        ("踩坑记录", "看完少花钱"),
        "home",
        "peach",
        ((LOOK["vase"], 0.3, 0.95), (LOOK["lamp"], 0.7, 1.4)),
        ("动手之前先量", "买之前先比价", "旧物先试着修"),
    ),
    Card(("健身心得", "不急慢慢来"), "fitness", "coral", ((_weights, 0.38, 1.2), (LOOK["bottle"], 0.8, 1.2))),
    Card(
        ("带娃笔记", "经验和教训"),
        "parenting",
        "sky",
        ((LOOK["bear"], 0.76, 0.76),),
        ("先稳住自己", "再看看孩子", "最后问医生"),
    ),
    Card(("数码心得", "省钱又省心"), "digital", "lilac", ((_headset, 0.62, 0.92),), (), 900),
    Card(
        ("新手养宠", "先看这一篇"),
        "pets",
        "mint",
        ((_cat, 0.72, 0.82),),
        ("吃喝要规律", "定期看医生", "耐心陪着它"),
    ),
    Card(
        ("年度书单", "读完想再读"),
        "reading",
        "cream",
        ((LOOK["books"], 0.36, 1.2), (LOOK["mug"], 0.78, 0.95)),
    ),
    Card(("收藏这篇", "就够了"), "reading", "rose", ((_open_book, 0.52, 1.05),), (), 900),
    Card(
        ("读书笔记", "写给自己"), "reading", "sky", ((LOOK["books"], 0.62, 1.35), (LOOK["plant"], 0.2, 1.2))
    ),
    Card(("书里书外", "想聊几句"), "reading", "sage", ((_open_book, 0.54, 1.2),)),
    Card(("今日随笔", "都是小事"), "reading", "peach", ((LOOK["mug"], 0.4, 1.25), (LOOK["vase"], 0.78, 0.9))),
    Card(("读书人", "读书事"), "reading", "wine", ((_record, 0.66, 1.0), (LOOK["books"], 0.3, 0.9)), (), 900),
    Card(("真实经历", "仅供参考"), "stars", "ocean", ((_mic, 0.66, 0.95),)),
    Card(("看完演出", "想说几句"), "stars", "coral", ((_polaroid, 0.36, 1.2), (_mic, 0.8, 0.85))),
    Card(
        ("粉丝必读", "这些要当心"),
        "stars",
        "sky",
        ((_camera, 0.6, 1.1),),
        ("渠道要正规", "转账要小心", "记录要留好"),
    ),
    Card(("宠物日记", "和它的日常"), "pets", "peach", ((_dog, 0.6, 0.9),)),
    Card(("养宠求助", "在线等"), "pets", "lemon", ((_hamster, 0.6, 1.05),), (), 900),
    Card(("养宠账本", "都在这里了"), "pets", "sky", ((_cat, 0.34, 0.72), (_dog, 0.74, 0.68))),
    Card(("数码避坑", "看完再下单"), "digital", "mint", ((_phone, 0.66, 0.7),)),
    Card(
        ("家里电子", "小问题"),
        "digital",
        "cream",
        ((_phone, 0.76, 0.62), (LOOK["lamp"], 0.3, 1.3)),
        ("先重启试试", "再检查线路", "最后找客服"),
    ),
    Card(("省钱笔记", "亲测有效"), "digital", "coral", ((_camera, 0.6, 1.1),)),
    Card(("生活妙招", "亲测有用"), "home", "sky", ((LOOK["kettle"], 0.34, 1.3), (LOOK["plant"], 0.76, 1.2))),
    Card(("干货整理", "照做就行"), "home", "sage", ((LOOK["armchair"], 0.6, 1.2),), (), 900),
    Card(("美食记录", "边做边学"), "food", "rose", ((LOOK["pan"], 0.44, 1.15), (LOOK["kettle"], 0.82, 0.85))),
    Card(("育儿问答", "一起想办法"), "parenting", "peach", ((LOOK["bear"], 0.6, 0.8),)),
    Card(("当妈以后", "我学到的"), "parenting", "mint", ((LOOK["car"], 0.52, 1.35),), (), 900),
    Card(
        ("运动小记", "少走弯路"),
        "fitness",
        "ocean",
        ((LOOK["sneaker"], 0.44, 1.5), (LOOK["bottle"], 0.84, 1.0)),
    ),
    Card(("旅途见闻", "一路走一路记"), "travel", "sage", ((LOOK["hat"], 0.36, 1.4), (_camera, 0.7, 0.8))),
    Card(
        ("成分党", "看这里"),
        "skincare",
        "rose",
        ((LOOK["jar"], 0.36, 1.3), (LOOK["pump"], 0.74, 1.05)),
        (),
        900,
    ),
)


def _dots(c: Canvas, p: Palette) -> str:
    c.add(rect(0, 0, c.w, c.h, c.slant(p.wall, 0.35, 0.0)))
    c.add(
        *[
            circle(x, y, 3, mix(p.floor, p.wall, 0.25))
            for x in range(30, int(c.w), 46)
            for y in range(30, int(c.h), 46)
        ]
    )
    c.add(
        group(flower(p.main, 110), c.w * 0.93, c.h * 0.06),
        group(leafspray(0, 0, 260, -30, p.leaf, 7), -30, c.h * 0.99),
    )
    return p.ink


def _ruled(c: Canvas, p: Palette) -> str:
    c.add(
        rect(0, 0, c.w, c.h, "#fffdf6"),
        *[line(f"M0 {y} H{c.w}", lite(p.floor, 0.55), 2.5) for y in range(110, int(c.h), 84)],
    )
    c.add(
        line(f"M104 0 V{c.h}", lite(p.main, 0.5), 3),
        *[circle(48, y, 17, mix(p.floor, p.wall, 0.4)) for y in range(110, int(c.h), 210)],
    )
    return p.ink


def _bold(c: Canvas, p: Palette) -> str:
    c.add(
        rect(0, 0, c.w, c.h, c.linear([p.main, mix(p.main, p.ink, 0.35)], 0, 0, 1, 1)),
        circle(c.w * 0.86, c.h * 0.12, 210, lite(p.main, 0.12)),
    )
    c.add(
        circle(c.w * 0.5, c.h * 0.98, c.w * 0.5, lite(p.main, 0.35), opacity(0.55)),
        ring(c.w * 0.1, c.h * 0.05, 90, lite(p.main, 0.3), 16),
    )
    return PAPER


def _grid(c: Canvas, p: Palette) -> str:
    c.add(rect(0, 0, c.w, c.h, lite(p.second, 0.45)))
    c.add(
        *[line(f"M{x} 0 V{c.h}", lite(p.second, 0.75), 3) for x in range(45, int(c.w), 60)],
        *[line(f"M0 {y} H{c.w}", lite(p.second, 0.75), 3) for y in range(45, int(c.h), 60)],
    )
    c.add(
        c.drop(rect(54, 64, c.w - 108, c.h - 128, "#fffdf8", 34), 8, 12, 10, 0.18),
        rect(c.cx - 120, 40, 240, 54, lite(p.main, 0.4), 4, opacity(0.9)),
    )
    return p.ink


def _soft(c: Canvas, p: Palette) -> str:
    c.add(
        rect(0, 0, c.w, c.h, c.linear([lite(p.wall, 0.5), p.wall, mix(p.wall, p.floor, 0.6)])),
        circle(c.w * 0.7, c.h * 0.74, c.w * 0.42, lite(p.second, 0.35)),
    )
    c.add(
        group(monstera(p.leaf, 200), c.w * 1.0, c.h * 0.02, 1, 210),
        path(f"M0 {c.h * 0.9} Q{c.cx} {c.h * 0.84} {c.w} {c.h * 0.9} V{c.h} H0Z", mix(p.floor, p.wall, 0.3)),
    )
    return p.ink


GROUNDS = (_dots, _bold, _grid, _ruled, _soft)


def draw_card(c: Canvas, p: Palette, v: int) -> None:
    """Draw card number `v`: the ground, the things below, the words above."""
    card = CARDS[v]
    bold = GROUNDS[v % 5] is _bold
    ink = GROUNDS[v % 5](c, p)
    k = 1.0 if c.h > 1000 else 0.62
    for thing, x, size in card.props:
        c.add(
            c.shadow(c.w * x + 10, c.h * 0.925, 150 * size * k, 22, 0.2),
            c.drop(
                group(thing(c, p), c.w * x, c.h * 0.925, size * k * (0.8 if card.items else 0.95)),
                8,
                10,
                8,
                0.2,
            ),
        )
    y = c.h * (0.13 if card.items else 0.17 if c.h > 1000 else 0.2)
    for i, words in enumerate(card.lines):
        size = min(138.0 if card.items else 168.0, (c.w - 200) / len(words))
        y += size * 0.42
        if i == len(card.lines) - 1:
            wide = len(words) * size
            stroke = (
                f"M126 {y + size * 0.2} q{wide / 2} {-size * 0.12} {wide + 24} {-size * 0.02} l6"
                f" {-size * 0.36} q{-wide / 2} {size * 0.06} {-wide - 36} {size * 0.06}Z"
            )
            c.add(path(stroke, p.accent if bold else p.second, opacity(0.9)))
        c.add(text(138, y, words, size, ink, "start", 900))
        y += size * 0.88
    y += 16
    for i, words in enumerate(card.items):
        c.add(
            circle(170, y - 18, 30, PAPER if bold else p.trio[i % 3]),
            text(170, y - 4, str(i + 1), 38, p.main if bold else PAPER),
            text(224, y, words, 52, ink, "start", 500),
        )
        y += 92


class TextCards(NamedTuple):
    """The text cards, as a scene."""

    name: str = "textcard"

    def takes(self, category: str) -> Iterator[Take]:
        """One picture for each card."""
        assert WIDTH == 900, "the cards are laid out for 900 units"
        for i, card in enumerate(CARDS):
            palette, words = PALETTES[card.palette], "，".join(card.lines)
            zh, en = f"文字封面：{words}", f"Text cover for {card.suits}, in {palette.en}: {words}"
            yield Take(category, self.name, i + 1, palette, card.height, draw_card, zh, en, card.suits)


SCENES = (TextCards(),)
