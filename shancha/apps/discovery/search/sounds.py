"""Pinyin: how titles and names sound, so that typed sounds, initials and like-sounding words find them."""

from functools import cache, lru_cache

from shancha.apps.discovery.search.cutting import cut, cut_for_search
from shancha.apps.discovery.search.words import is_han, runs
from shancha.kit.pinyin import table

_LONGEST_SPAN = 8
_SPAN_WORDS = 3

# Words whose characters don't have their commonest sound.
_WORD_SOUNDS = {
    word: sounds.split()
    for word, sounds in (
        line.split("=")
        for line in [
            "重庆=chong qing",
            "银行=yin hang",
            "音乐=yin yue",
            "乐队=yue dui",
            "乐器=yue qi",
            "乐团=yue tuan",
            "长大=zhang da",
            "成长=cheng zhang",
            "家长=jia zhang",
            "西藏=xi zang",
            "藏族=zang zu",
            "首都=shou du",
            "成都=cheng du",
            "都市=du shi",
            "厦门=xia men",
            "大厦=da sha",
            "行业=hang ye",
            "重新=chong xin",
            "重复=chong fu",
            "重温=chong wen",
            "觉得=jue de",
            "睡觉=shui jiao",
            "午觉=wu jiao",
            "便宜=pian yi",
            "还是=hai shi",
            "还有=hai you",
            "参加=can jia",
            "人参=ren shen",
            "海参=hai shen",
            "率先=shuai xian",
            "效率=xiao lv",
            "数据=shu ju",
            "调整=tiao zheng",
            "调料=tiao liao",
            "空调=kong tiao",
            "单车=dan che",
            "弹琴=tan qin",
            "弹性=tan xing",
            "子弹=zi dan",
            "头发=tou fa",
            "理发=li fa",
            "发型=fa xing",
            "好奇=hao qi",
            "爱好=ai hao",
            "蔚县=yu xian",
            "六安=lu an",
            "台州=tai zhou",
            "丽水=li shui",
            "宿州=su zhou",
            "星宿=xing xiu",
            "朝阳=chao yang",
            "今朝=jin zhao",
            "血压=xue ya",
            "薄荷=bo he",
            "薄饼=bao bing",
            "校对=jiao dui",
            "传记=zhuan ji",
            "盛饭=cheng fan",
            "色子=shai zi",
            "露脸=lou lian",
            "落枕=lao zhen",
            "熨斗=yun dou",
            "角色=jue se",
            "咖喱=ga li",
            "炸鸡=zha ji",
            "曾国藩=zeng guo fan",
            "曾经=ceng jing",
            "尽量=jin liang",
            "量体=liang ti",
            "称重=cheng zhong",
            "匀称=yun chen",
            "种草=zhong cao",
            "种植=zhong zhi",
            "种花=zhong hua",
            "和面=huo mian",
            "百分比=bai fen bi",
        ]
    )
}


@cache
def _syllables() -> frozenset[str]:
    return frozenset(table().values())


@lru_cache(maxsize=20_000)
def syllables(word: str) -> tuple[str, ...]:
    """The sound of each character; empty where one of them has none."""
    known_sounds, sounds, at = table(), [], 0
    while at < len(word):
        special = next(
            (known for known in (word[at : at + 3], word[at : at + 2]) if known in _WORD_SOUNDS), ""
        )
        sounds += _WORD_SOUNDS[special] if special else [known_sounds.get(word[at], "")]
        at += len(special) or 1
    return tuple(sounds) if all(sounds) else ()


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    """A long word in the shorter ones that it is put together of, where there are such."""
    if len(word) < 4:
        return (word,)
    *inside, _ = cut_for_search(word)
    return tuple(inside) if "".join(inside) == word else (word,)


def spoken_words(folded: str) -> list[tuple[str, tuple[str, ...]]]:
    """The Chinese words of a text in their order, each with its sounds; an empty pair where something else
    stands."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for run in runs(folded):
        if is_han(run):
            for word in cut(run):
                found += [(piece, syllables(piece)) for piece in _pieces(word)]
        else:
            found.append(("", ()))
    return found


def sound_sequence(folded: str) -> list[str]:
    """All syllables of a text in their order; "." breaks what doesn't belong together."""
    sequence: list[str] = []
    for _, sounds in spoken_words(folded):
        sequence += sounds or (".",)
    return sequence


def spellings(folded: str) -> set[str]:
    """What one may type for a word of the text, for up to three words in a row, or for a whole short name:
    all letters (shancha) or the initials (sc)."""
    found: set[str] = set()
    row: list[tuple[str, ...]] = []
    for _, sounds in [*spoken_words(folded), ("", ())]:
        if sounds:
            row.append(sounds)
            continue
        _add_spans(row, found)
        row = []
    return found


def _add_spans(row: list[tuple[str, ...]], found: set[str]) -> None:
    for start in range(len(row)):
        span: list[str] = []
        for sounds in row[start : start + _SPAN_WORDS]:
            span += sounds
            if len(span) > _LONGEST_SPAN:
                break
            found.add("".join(span))
            if len(span) > 1:
                found.add("".join(sound[0] for sound in span))


@lru_cache(maxsize=2_000)
def split_pinyin(letters: str) -> tuple[tuple[str, ...], ...]:
    """How typed letters may divide into syllables (xian: xian, xi an), fewest syllables first; at most
    three ways."""
    if not 2 <= len(letters) <= 48:
        return ()
    known = _syllables()
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        for length in range(min(6, end), 0, -1):
            piece = letters[end - length : end]
            if piece in known:
                ways[end] += [(*way, piece) for way in ways[end - length]]
        ways[end] = sorted(ways[end], key=len)[:3]
    return tuple(ways[-1])
