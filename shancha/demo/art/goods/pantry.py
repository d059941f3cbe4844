"""Food and drink."""

from shancha.demo.art.goods.base import Form
from shancha.demo.art.goods.packs import (
    KRAFT,
    across,
    bag,
    cap,
    carton,
    flask,
    jam,
    label,
    pouch,
    seal,
    shine,
    tin,
    words,
)
from shancha.demo.art.kit import (
    GOLD,
    PAPER,
    Canvas,
    circle,
    dark,
    ellipse,
    group,
    line,
    lite,
    mix,
    opacity,
    path,
    rect,
    ring,
)
from shancha.demo.art.palettes import Palette
from shancha.demo.art.props import bakery
from shancha.demo.art.props.nature import flower, leafspray


def _crisps(c: Canvas, p: Palette, v: int) -> str:
    out = pouch(c, p, 280, 380, v + 1, ("海苔脆片", "薯片", "虾条")[v % 3], p.trio[v % 3])
    return out + "".join(
        group(
            path("M-40 0 Q-34 -32 0 -34 Q36 -32 40 0 Q0 22 -40 0Z", c.ball("#f3c15c", 0.4, 0.12)),
            x,
            y,
            1,
            turn,
        )
        for x, y, turn in ((-178, -4, 10), (176, 0, -12), (214, -26, 24))
    )


def _nuts(c: Canvas, p: Palette, v: int) -> str:
    out = group(
        pouch(c, p, 250, 370, v, ("每日坚果", "腰果", "巴旦木")[v % 3], KRAFT if v % 2 == 0 else p.main),
        -10,
        0,
    )
    nut = path("M-30 0 Q-34 -26 0 -44 Q34 -26 30 0 Q0 16 -30 0Z", c.ball("#b9733f", 0.4, 0.15)) + line(
        "M0 -40 V8 M-14 -30 Q-18 -10 -12 6 M14 -30 Q18 -10 12 6", "#8a5226", 3, opacity(0.7)
    )
    return out + "".join(
        group(nut, x, y, 1, turn)
        for x, y, turn in ((-170, -2, -20), (156, 2, 30), (204, -4, -40), (180, -30, 70))
    )


def _biscuits(c: Canvas, p: Palette, v: int) -> str:
    out = tin(c, p, 340, 170, v + 4, "曲奇", p.main)
    cookie = circle(0, -52, 54, c.ball("#dba35c", 0.4, 0.14)) + "".join(
        circle(x, y - 52, 8, "#6b3a1c") for x, y in ((-20, -16), (16, -22), (24, 14), (-8, 22), (-30, 12))
    )
    return out + group(cookie, 190, 14) + group(cookie, 132, 26, 0.86)


def _tea(c: Canvas, p: Palette, v: int) -> str:
    out = tin(c, p, 210, 300, v + 2, ("龙井", "茉莉", "普洱")[v % 3], (p.leaf, p.main, p.ink)[v % 3])
    return out + group(leafspray(0, 0, 150, -16, p.leaf, 5), 108, -10) + group(flower(PAPER, 32), 150, -8)


def _tea_box(c: Canvas, p: Palette, v: int) -> str:
    out = carton(c, p, 300, 230, v + 2, ("花草茶", "乌龙茶")[v % 2], p.main)
    sachet = (
        path("M-50 -60 L0 -92 L50 -60 V40 H-50Z", c.linear(["#fffdf6", "#e8dfca"]))
        + line("M0 -92 Q40 -150 96 -120", "#c9b89a", 4)
        + rect(90, -140, 46, 40, p.second, 4)
    )
    return out + group(sachet, -170, -30, 1, -12)


def _coffee(c: Canvas, p: Palette, v: int) -> str:
    out = bag(c, p, 240, 370, v + 1, ("拼配豆", "耶加雪菲", "COFFEE")[v % 3], (KRAFT, p.ink, p.main)[v % 3])
    bean = ellipse(0, 0, 30, 20, c.ball("#6b3a1e", 0.35, 0.2)) + line("M-24 4 Q0 -12 24 -2", "#3a1c0c", 5)
    return out + "".join(
        group(bean, x, y, 1, turn)
        for x, y, turn in ((-162, -14, 20), (166, -14, -30), (206, -16, 40), (186, -44, 0))
    )


def _capsules(c: Canvas, p: Palette, v: int) -> str:
    out = group(carton(c, p, 330, 270, v, "冻干咖啡", p.main), 0, -16)
    for i, colour in enumerate((p.ink, p.second, p.accent, lite(p.main, 0.3))):
        cup = (
            path("M-44 -70 H44 L34 0 H-34Z", across(c, lite(colour, 0.4), colour, dark(colour, 0.25)))
            + ellipse(0, -70, 50, 12, lite(colour, 0.5))
            + words(0, -24, str(i + 1), 40, 32, PAPER)
        )
        out += group(cup, -144 + i * 96, 26 + 4 * (i % 2), 0.86)
    return out


def _jam(c: Canvas, p: Palette, v: int) -> str:
    filling, fruit = (("#d4324a", "草莓酱"), ("#f08a2c", "柑橘酱"), ("#4a3f8f", "蓝莓酱"))[v % 3]
    berry = (bakery.strawberry(c), circle(0, 0, 46, c.ball("#f59a2e", 0.4, 0.12)), bakery.blueberry())[v % 3]
    return (
        jam(c, p, filling, v + 3, fruit, (PAPER, GOLD, p.main)[v % 3])
        + group(berry, 166, -44, 0.96)
        + group(berry, -158, -36, 0.8, -20)
    )


def _honey(c: Canvas, p: Palette, v: int) -> str:
    out = jam(c, p, "#e9a01f", v + 5, ("洋槐蜜", "百花蜜")[v % 2], "#c9925f")
    dipper = line("M0 0 L96 -210", "#c98a4a", 13) + "".join(
        ellipse(-6 - i * 9, 18 + i * 20, 34 - abs(i - 2) * 6, 9, "#b9733a", 'transform="rotate(24)"')
        for i in range(5)
    )
    return out + group(dipper, 178, -110, 1, 8)


def _noodles(c: Canvas, p: Palette, v: int) -> str:
    colour = p.trio[v % 3]
    out = (
        path(
            "M-150 -280 H150 L112 -14 Q108 4 84 4 H-84 Q-108 4 -112 -14Z",
            across(c, lite(colour, 0.4), colour, dark(colour, 0.26)),
        )
        + path("M-144 -240 H144 L134 -166 H-134Z", PAPER)
        + words(0, -186, ("番茄牛腩面", "酸辣粉", "豚骨拉面")[v % 3], 220, 44, dark(colour, 0.3))
    )
    bowl = (
        path("M-74 0 Q-70 70 0 72 Q70 70 74 0Z", PAPER)
        + "".join(line(f"M{x} -2 q10 -26 0 -46", "#f6d78c", 9) for x in (-44, -22, 0, 22, 44))
        + ellipse(0, 0, 74, 12, "#f2b25c")
    )
    out += (
        group(bowl, 0, -116)
        + ellipse(0, -282, 160, 24, c.linear(["#ffffff", "#e3e7ea"]))
        + path("M100 -296 Q190 -320 196 -286 L150 -272Z", "#eef0f2")
        + shine(-120, -230, 11, 190, 0.3)
    )
    return out + line("M-60 -300 L150 -350 M-50 -292 L156 -332", "#b9733a", 9)


def _chocolate(c: Canvas, p: Palette, v: int) -> str:
    bar = rect(-150, -220, 300, 300, c.slant("#6b3a1e", 0.25, 0.15), 10) + "".join(
        rect(-142 + x * 96, -212 + y * 74, 88, 66, c.slant("#7a4526", 0.3, 0.12), 8)
        for x in range(3)
        for y in range(4)
    )
    foil = path(
        "M-160 -30 L-110 -56 L-60 -28 L-6 -58 L50 -30 L104 -56 L160 -28 V60 H-160Z",
        c.linear(["#f6f1df", GOLD, "#c9a05a"]),
    )
    wrap = (
        rect(-166, 10, 332, 240, c.slant(p.main, 0.3, 0.15), 8)
        + rect(-166, 40, 332, 14, GOLD)
        + rect(-166, 214, 332, 14, GOLD)
        + words(0, 150, ("COCOA 72%", "牛奶巧克力")[v % 2], 260, 54, PAPER)
        + group(flower(p.second, 30), 0, 84)
    )
    return bar + foil + wrap


def _gift_box(c: Canvas, p: Palette, v: int) -> str:
    out = rect(-250, -240, 500, 480, c.slant(p.main, 0.25, 0.18), 16) + rect(
        -226, -216, 452, 432, "none", 10, f'stroke="{GOLD}" stroke-width="5"'
    )
    for i in range(4):
        x, y = -108 + 216 * (i % 2), -104 + 208 * (i // 2)
        petals = "".join(group(ellipse(0, -64, 30, 24, "#d99a4a"), x, y, 1, a) for a in range(0, 360, 36))
        out += (
            circle(x, y, 92, dark(p.main, 0.25))
            + petals
            + circle(x, y, 66, c.ball("#e9b062", 0.35, 0.12))
            + ring(x, y, 48, "#b9733a", 4)
            + words(x, y + 17, "花好月圆"[i], 60, 50, "#8a4f22")
        )
    return out


def _milk(c: Canvas, p: Palette, v: int) -> str:
    d = 44
    out = (
        path(f"M110 0 l{d} -24 V-300 L110 -276Z", dark(p.main, 0.25))
        + rect(-110, -276, 220, 276, c.linear([PAPER, mix(PAPER, p.main, 0.12)]))
        + path("M-110 -120 q55 -50 110 0 t110 0 V0 H-110Z", p.main)
    )
    out += (
        path(f"M-110 -276 L-76 -370 H{76 + d} L110 -276Z", c.linear([lite(p.main, 0.3), p.main]))
        + path(f"M110 -276 L{76 + d} -370 L{110 + d} -300Z", dark(p.main, 0.3))
        + rect(-76, -412, 152 + d, 44, lite(p.main, 0.4), 3)
    )
    return (
        out
        + words(0, -190, ("鲜牛奶", "燕麦奶", "OAT")[v % 3], 170, 58, dark(p.main, 0.35))
        + words(0, -40, "950 ml", 110, 32, PAPER)
        + circle(0, -322, 22, PAPER)
    )


def _juice(c: Canvas, p: Palette, v: int) -> str:
    juice = ("#f59a2e", "#d4324a", "#7fae3c")[v % 3]
    out = (
        flask(c, lite(juice, 0.12), 180, 350, 84, 90, 0.18)
        + cap(c, PAPER, 100, -424, 76, 10, True)
        + group(label(c, p, 150, 170, v + 1, ("NFC 橙汁", "石榴汁", "羽衣甘蓝")[v % 3]), 0, -130)
    )
    slice_ = (
        circle(0, -58, 62, juice)
        + circle(0, -58, 53, "#fff3d8")
        + "".join(
            group(path("M0 -8 L-18 -46 Q0 -56 18 -46Z", lite(juice, 0.2)), 0, -58, 1, i * 45)
            for i in range(8)
        )
    )
    return out + group(slice_, 136, 6)


def _sparkling(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.second, p.main)):
        can = (
            path(
                "M-74 -300 Q-70 -326 -56 -330 H56 Q70 -326 74 -300 V-26 Q70 -4 54 0 H-54 Q-70 -4 -74 -26Z",
                across(c, lite(colour, 0.55), colour, dark(colour, 0.26)),
            )
            + ellipse(0, -330, 58, 11, "#e3e7ea")
            + ellipse(8, -331, 16, 5, "#a7b0b8")
        )
        can += (
            "".join(
                circle(c.near(-50, 50), c.near(-280, -220), c.near(4, 11), PAPER, opacity(0.5))
                for _ in range(9)
            )
            + words(0, -140, ("白桃", "青柠")[i], 110, 54, PAPER)
            + words(0, -92, "SODA", 90, 34, PAPER)
            + shine(-58, -290, 12, 260, 0.4)
        )
        out += group(can, -88 + i * 170, -8 + i * 14)
    return out


def _sauce(c: Canvas, p: Palette, v: int) -> str:
    sauce = ("#8f2a1c", "#3a1c10")[v % 2]
    out = path(
        "M-70 -24 V-200 Q-70 -250 -32 -290 V-350 H32 V-290 Q70 -250 70 -200 V-24 Q70 0 50 0 H-50 "
        "Q-70 0 -70 -24Z",
        across(c, lite(sauce, 0.35), sauce, dark(sauce, 0.3)),
    ) + cap(c, p.accent, 84, -424, 84, 8, True)
    out += group(label(c, p, 140, 150, v + 4, ("辣椒油", "生抽")[v % 2]), 0, -110) + shine(-56, -200, 11, 170)
    chilli = path("M-60 0 Q-20 -34 40 -14 Q70 -4 64 6 Q20 4 -10 24 Q-50 34 -60 0Z", "#c8261c") + line(
        "M60 0 q18 -2 24 -14", "#4c7a34", 8
    )
    return out + group(chilli, 150, -26, 1.1) + group(chilli, -148, -22, 0.9, 160)


def _oil(c: Canvas, p: Palette, v: int) -> str:
    out = (
        path(
            "M-84 -24 V-230 Q-84 -280 -30 -310 V-390 H30 V-310 Q84 -280 84 -230 V-24 Q84 0 60 0 "
            "H-60 Q-84 0 -84 -24Z",
            across(c, "#f4e08a", "#d9b83a", "#a88418"),
        )
        + cap(c, p.leaf, 76, -456, 76, 8)
        + group(label(c, p, 150, 180, 2, "橄榄油"), 0, -126)
        + shine(-70, -230, 12, 200, 0.6)
    )
    olives = "".join(ellipse(x, y, 26, 32, c.ball("#7f9a3c", 0.4, 0.2)) for x, y in ((136, -30), (180, -28)))
    return out + group(leafspray(0, 0, 120, -40, p.leaf, 4), 140, -40) + olives


def _rice(c: Canvas, p: Palette, v: int) -> str:
    out = (
        rect(-170, -380, 340, 380, c.linear([lite(p.second, 0.75), lite(p.second, 0.45)], 0, 0, 1, 0.4), 30)
        + rect(-176, -396, 352, 44, p.main, 10)
        + line("M-160 -372 H160", PAPER, 4, 'stroke-dasharray="12 8"')
    )
    hill = "M-170 -150 Q-90 -210 0 -160 Q90 -220 170 -150 V-30 Q170 0 140 0 H-140 Q-170 0 -170 -30Z"
    out += (
        path(hill, p.leaf, opacity(0.85))
        + path(
            "M-170 -100 Q-60 -150 60 -104 Q120 -130 170 -104 V-30 Q170 0 140 0 H-140 Q-170 0 -170 -30Z",
            dark(p.leaf, 0.14),
        )
        + words(-10, -230, ("五常大米", "小米")[v % 2], 220, 58, dark(p.main, 0.35))
        + seal(p, 118, -338, 32, "新米")
    )
    bowl = path("M-80 -40 Q-76 20 0 24 Q76 20 80 -40Z", c.side(p.main)) + path(
        "M-74 -44 Q-60 -96 0 -98 Q60 -96 74 -44Z", "#fffdf6"
    )
    return out + group(bowl, 150, -10)


def _fruit(c: Canvas, p: Palette, v: int) -> str:
    colour = ("#f59a2e", "#d4324a", "#f2c14e")[v % 3]
    fruit = circle(0, 0, 62, c.ball(colour, 0.4, 0.14)) + path(
        "M0 -58 Q26 -92 56 -80 Q44 -52 0 -58Z", "#5b9a4c"
    )
    out = "".join(
        group(fruit, x, y)
        for x, y in ((-120, -220), (0, -240), (120, -220), (-180, -170), (-60, -180), (60, -180), (180, -170))
    )
    out += rect(-260, -160, 520, 160, c.linear(["#e6bd85", "#c9925f"]), 8) + "".join(
        rect(-260, y, 520, 40, c.linear(["#f0cd9a", "#d3a06a"]), 6) for y in (-150, -96, -42)
    )
    return (
        out
        + rect(-80, -112, 160, 70, PAPER, 8)
        + words(0, -64, ("赣南橙", "云南石榴", "黄桃")[v % 3], 140, 42, dark(colour, 0.35))
    )


def _yoghurt(c: Canvas, p: Palette, v: int) -> str:
    out = ""
    for i, colour in enumerate((p.second, p.main)):
        cup = (
            path(
                "M-92 -190 H92 L72 -12 Q70 2 54 2 H-54 Q-70 2 -72 -12Z",
                across(c, "#fff", mix(PAPER, colour, 0.15), mix("#d9d9d9", colour, 0.25)),
            )
            + path("M-84 -120 q42 -30 84 0 t84 0 L72 -12 Q70 2 54 2 H-54 Q-70 2 -72 -12Z", colour)
            + ellipse(0, -192, 100, 16, lite(colour, 0.6))
            + path("M80 -198 q40 -20 44 4 l-30 14Z", lite(colour, 0.4))
        )
        cup += words(0, -128, "酸奶", 90, 44, dark(colour, 0.4)) + group(
            bakery.strawberry(c) if i else bakery.blueberry(), 0, -56, 0.8
        )
        out += group(cup, -106 + i * 206, -6 + 12 * i)
    return out


def _cake(c: Canvas, p: Palette, v: int) -> str:
    return bakery.cake(c, lite(p.main, 0.45), p.main)


def _bread(c: Canvas, p: Palette, v: int) -> str:
    loaf = path(
        "M-200 -40 V-150 Q-230 -240 -130 -246 Q-90 -290 0 -282 Q90 -290 130 -246 Q230 -240 200 "
        "-150 V-40 Q200 0 160 0 H-160 Q-200 0 -200 -40Z",
        c.linear(["#f0bd6c", "#d18a3c", "#a8611f"]),
    )
    loaf += path(
        "M-176 -44 V-146 Q-196 -214 -118 -222 Q-80 -256 0 -250 Q80 -256 118 -222 Q196 -214 176 "
        "-146 V-44 Q176 -22 150 -22 H-150 Q-176 -22 -176 -44Z",
        c.linear(["#fff3d6", "#f6dca8"]),
    ) + "".join(
        ellipse(c.near(-140, 140), c.near(-200, -50), c.near(5, 12), c.near(4, 8), "#e6c184", opacity(0.7))
        for _ in range(20)
    )
    return (
        loaf
        + rect(-90, -130, 180, 90, p.main, 10, opacity(0.95))
        + words(0, -70, ("全麦吐司", "生吐司")[v % 2], 150, 44, PAPER)
    )


FORMS = (
    Form("crisps", _crisps, (-220, -396, 256, 14), "膨化零食", "a bag of crisps", "coral lemon sage"),
    Form("nuts", _nuts, (-206, -386, 240, 14), "坚果", "a pouch of nuts", "cream wine lemon"),
    Form("biscuits", _biscuits, (-182, -234, 246, 26), "曲奇铁盒", "a tin of biscuits", "rose ocean"),
    Form("tea-tin", _tea, (-116, -366, 260, 18), "茶叶罐", "a tin of tea", "sage wine cream"),
    Form("tea-bags", _tea_box, (-236, -268, 218, 14), "袋泡茶", "a box of tea bags", "mint berry"),
    Form(
        "coffee-beans", _coffee, (-196, -416, 238, 6), "咖啡豆", "a bag of coffee beans", "cocoa milk coral"
    ),
    Form(
        "coffee-cups",
        _capsules,
        (-190, -326, 240, 30),
        "冻干咖啡",
        "freeze-dried coffee in cups",
        "cocoa lilac",
    ),
    Form("jam", _jam, (-196, -338, 216, 2), "果酱", "a jar of jam", "rose lemon lilac"),
    Form("honey", _honey, (-122, -338, 300, 2), "蜂蜜", "a jar of honey", "lemon sage"),
    Form("noodles", _noodles, (-164, -352, 200, 4), "杯面", "a cup of noodles", "coral lemon cocoa"),
    Form(
        "chocolate", _chocolate, (-168, -222, 168, 252), "巧克力", "a bar of chocolate", "cocoa berry", "lie"
    ),
    Form(
        "mooncakes",
        _gift_box,
        (-250, -240, 250, 240),
        "月饼礼盒",
        "a gift box of mooncakes",
        "wine ocean",
        "lie",
    ),
    Form("milk", _milk, (-112, -412, 156, 0), "盒装奶", "a carton of milk", "sky sage milk"),
    Form("juice", _juice, (-92, -424, 200, 10), "果汁", "a bottle of juice", "lemon rose mint"),
    Form(
        "sparkling", _sparkling, (-164, -350, 158, 8), "气泡水", "two cans of sparkling water", "mint peach"
    ),
    Form("sauce", _sauce, (-212, -424, 238, 0), "调味瓶", "a bottle of sauce", "coral cream"),
    Form("olive-oil", _oil, (-86, -456, 230, 6), "橄榄油", "a bottle of olive oil", "lemon sage"),
    Form("rice", _rice, (-176, -398, 232, 14), "大米", "a bag of rice", "cream sage"),
    Form("fruit-crate", _fruit, (-262, -320, 262, 0), "水果箱", "a crate of fruit", "lemon rose peach"),
    Form("yoghurt", _yoghurt, (-208, -216, 230, 8), "酸奶", "two cups of yoghurt", "rose sky"),
    Form("cake", _cake, (-330, -476, 330, 22), "蛋糕", "a cake on a stand", "peach lilac"),
    Form("toast", _bread, (-214, -288, 214, 0), "吐司面包", "a loaf of toast bread", "cream lemon"),
)
