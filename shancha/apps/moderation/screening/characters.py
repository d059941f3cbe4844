"""Tables of the normaliser: what symbols, look-alikes and split characters read as."""

# Emoji and symbols that stand for a word in advertisements and abuse.
EMOJI: dict[str, str] = {
    "➕": "加", "✚": "加", "✙": "加", "＋": "+", "❤": "心", "♥": "心", "💗": "心", "💖": "心", "💕": "心",
    "💓": "心", "💞": "心", "🧡": "心", "💛": "心", "💚": "心", "💙": "心", "💜": "心", "🖤": "心", "♡": "心",
    "💌": "信", "✉": "信", "📧": "信", "🐧": "企鹅", "☎": "电话", "📞": "电话", "📱": "电话",
    "🐎": "马", "🐴": "马", "🈶": "有", "🈚": "无", "🉐": "得", "㊙": "秘", "㊗": "祝", "🌹": "玫瑰",
    "💰": "钱", "💵": "钱", "🧧": "红包", "👗": "裙", "🚗": "车", "🅰": "a", "🅱": "b", "🆎": "ab", "🅾": "o",
    "🅿": "p", "🔟": "10", "💯": "100", "🐔": "鸡", "🐶": "狗", "🐷": "猪", "Ⓥ": "v", "ⓥ": "v", "✌": "v",
}  # fmt: skip

# Characters written in place of another that they contain or resemble. OpenCC reads the traditional ones.
LOOKALIKES: dict[str, str] = dict(
    zip(
        "繋帳牠妳伱沵莪誐祂嘚丅厶亖珈葳徵㣲嶶溦癓忄訫伩㐰峮輑囸艹",
        "系账它你你你我我他的下么四加微微微微微微心信信信群群日草",
        strict=True,
    )
)

# Characters written as their parts.
SPLIT: dict[str, str] = {
    "力口": "加", "亻言": "信", "亻尔": "你", "亻门": "们", "弓虽": "强", "犭句": "狗",
    "贝者": "赌", "纟工": "红", "钅戋": "钱", "氵去": "法", "讠正": "证", "艹早": "草", "艹曹": "草",
    "彳微": "微", "禾口": "和", "君羊": "群", "讠某": "谋", "米青": "精", "疒丙": "病", "月旨": "脂",
}  # fmt: skip
