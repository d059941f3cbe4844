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
        ("避雷清单", "这几件别买"), "fashion", "rose", ((LOOK["heel"], 0.32, 1.25), (_flat_dress, 0.78, 0.85))
    ),
    Card(
        ("新手必看", "底妆顺序"),
        "makeup",
        "peach",
        ((LOOK["lipstick"], 0.28, 1.1), (LOOK["perfume"], 0.68, 1.2)),
        ("妆前先保湿", "粉底少量多次", "最后再定妆"),
    ),
    Card(
        ("口红试色", "收藏这篇就够了"),
        "makeup",
        "wine",
        ((LOOK["lipstick"], 0.3, 1.2), (LOOK["lipstick"], 0.52, 1.35), (LOOK["lipstick"], 0.75, 1.2)),
    ),
    Card(
        ("早C晚A", "到底怎么搭"), "skincare", "sage", ((LOOK["serum"], 0.34, 1.2), (LOOK["jar"], 0.7, 1.15))
    ),
    Card(
        ("换季护肤", "三步就够了"),
        "skincare",
        "sky",
        ((LOOK["pump"], 0.32, 1.05), (LOOK["serum"], 0.66, 1.1)),
        ("温和清洁", "认真保湿", "每天防晒"),
    ),
    Card(("看演唱会", "要带什么"), "stars", "lilac", ((_mic, 0.76, 0.95), (_polaroid, 0.32, 1.0))),
    Card(
        ("追星女孩", "手账拼贴"), "stars", "berry", ((_polaroid, 0.34, 1.15), (_camera, 0.72, 0.8)), (), 900
    ),
    Card(
        ("一人食", "七天不重样"),
        "food",
        "coral",
        ((_ramen, 0.72, 0.92),),
        ("周一 番茄牛腩面", "周二 菌菇豆腐锅", "周三 香煎鸡腿饭"),
    ),
    Card(("零失败", "甜品合集"), "food", "mint", ((_slice, 0.62, 1.1),)),
    Card(("懒人菜谱", "一锅就搞定"), "food", "cream", ((LOOK["pan"], 0.56, 1.35),), (), 900),
    Card(
        ("三天两晚", "不绕路攻略"),
        "travel",
        "ocean",
        ((LOOK["backpack"], 0.34, 1.1), (LOOK["hat"], 0.74, 1.2)),
        ("第一天 老城散步", "第二天 看海看日落", "第三天 早市和返程"),
    ),
    Card(("行李清单", "出门不慌"), "travel", "lemon", ((LOOK["backpack"], 0.7, 1.3), (_camera, 0.32, 0.75))),
    Card(("小户型", "收纳思路"), "home", "milk", ((LOOK["armchair"], 0.62, 1.1), (LOOK["plant"], 0.22, 1.3))),
    Card(
        ("租房改造", "花得少变化大"),
        "home",
        "peach",
        ((LOOK["vase"], 0.3, 0.95), (LOOK["lamp"], 0.7, 1.4)),
        ("先换窗帘和灯", "地毯遮住旧地板", "绿植放在角落"),
    ),
    Card(("每天十分钟", "在家跟练"), "fitness", "coral", ((_weights, 0.38, 1.2), (LOOK["bottle"], 0.8, 1.2))),
    Card(
        ("待产包", "真正用得上"),
        "parenting",
        "sky",
        ((LOOK["bear"], 0.74, 0.82),),
        ("纯棉小衣服", "大包纸尿裤", "一个好抱枕"),
    ),
    Card(("学生党", "数码好物"), "digital", "lilac", ((_headset, 0.62, 0.92),), (), 900),
    Card(
        ("新手养猫", "先看这一篇"),
        "pets",
        "mint",
        ((_cat, 0.72, 0.82),),
        ("疫苗和驱虫", "猫砂盆要够大", "慢慢换猫粮"),
    ),
    Card(
        ("年度书单", "读完想再读"),
        "reading",
        "cream",
        ((LOOK["books"], 0.36, 1.2), (LOOK["mug"], 0.78, 0.95)),
    ),
    Card(("收藏这篇", "就够了"), "reading", "rose", ((_open_book, 0.52, 1.05),), (), 900),
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
