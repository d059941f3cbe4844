"""The `<head>` and the plain text that make a page readable without JavaScript: Open Graph, JSON-LD."""

from dataclasses import dataclass, field
from typing import Any

import orjson
from django.conf import settings
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from shancha.pages.queries import MemberHead, NoteHead, TopicHead

_SUMMARY_LENGTH = 140


@dataclass(frozen=True, slots=True)
class Head:
    """What the shell is filled with. `robots` keeps a page out of search engines."""

    title: str
    description: str
    path: str
    image: str = ""
    image_size: tuple[int, int] | None = None
    kind: str = "website"
    robots: str = ""
    structured: dict[str, Any] | None = None
    text: list[str] = field(default_factory=list)

    def render(self) -> SafeString:
        """The tags for `<head>`."""
        names = [("description", self.description)]
        if self.robots:
            names.append(("robots", self.robots))
        properties = [
            ("og:site_name", settings.SITE_NAME),
            ("og:title", self.title),
            ("og:description", self.description),
            ("og:type", self.kind),
            ("og:url", absolute(self.path)),
        ]
        if self.image:
            properties.append(("og:image", absolute(self.image)))
        if self.image_size:
            properties += [
                ("og:image:width", str(self.image_size[0])),
                ("og:image:height", str(self.image_size[1])),
            ]
        names.append(("twitter:card", "summary_large_image" if self.image else "summary"))
        return mark_safe(  # noqa: S308 - every part below is escaped
            format_html('<link rel="canonical" href="{}">', absolute(self.path))
            + format_html_join("", '<meta name="{}" content="{}">', names)
            + format_html_join("", '<meta property="{}" content="{}">', properties)
            + (_json_ld(self.structured) if self.structured else "")
        )

    def render_text(self) -> SafeString:
        """The page's words for readers without JavaScript."""
        paragraphs = format_html_join("", "<p>{}</p>", ((line,) for line in self.text))
        return format_html("<noscript><h1>{}</h1>{}</noscript>", self.title, paragraphs)


def absolute(path: str) -> str:
    """An address on this site, with its host."""
    return path if path.startswith("http") else settings.BASE_URL.rstrip("/") + path


def _json_ld(value: dict[str, Any]) -> SafeString:
    return _data_block('type="application/ld+json"', value)


def boot_block(answers: dict[str, Any]) -> SafeString:
    """Answers of the API by their addresses, for web/src/api/boot.ts to take instead of asking."""
    return _data_block('type="application/json" id="boot"', answers)


def _data_block(attributes: str, value: dict[str, Any]) -> SafeString:
    """Data within the page; `<` is escaped so that no text can close the element."""
    text = (
        orjson.dumps(value).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )
    return mark_safe(f"<script {attributes}>{text}</script>")  # noqa: S308


def summary(text: str) -> str:
    """One line of at most 140 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _SUMMARY_LENGTH else line[: _SUMMARY_LENGTH - 1] + "…"


def cover_address(cover: dict[str, Any] | None) -> tuple[str, tuple[int, int] | None]:
    """Path and size in pixels of a preview picture, about 1080 wide; "" without one."""
    if not cover:
        return "", None
    width = max((each for each in cover["widths"] if each <= 1080), default=cover["widths"][0])
    height = round(width * cover["height"] / cover["width"]) if cover["width"] else width
    return f"{cover['base']}{width}.webp", (width, height)


def note_head(note: NoteHead) -> Head:
    """A note: schema.org SocialMediaPosting."""
    image, size = cover_address(note.cover)
    path = f"/n/{note.id}"
    structured = {
        "@context": "https://schema.org",
        "@type": "SocialMediaPosting",
        "headline": note.title,
        "articleBody": note.body,
        "url": absolute(path),
        "datePublished": note.published_at.isoformat(),
        "dateModified": (note.edited_at or note.published_at).isoformat(),
        "author": {"@type": "Person", "name": note.nickname, "url": absolute(f"/u/{note.handle}")},
        "keywords": note.topics,
        "commentCount": note.comment_count,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/LikeAction",
            "userInteractionCount": note.like_count,
        },
        # schema.org has no property for an advertising mark on a posting; its genre says it to machines.
        **({"genre": "广告 Advertisement"} if note.is_ad else {}),
        **({"image": absolute(image)} if image else {}),
    }
    mark = "【广告】" if note.is_ad else ""
    return Head(
        title=mark + (note.title or summary(note.body)[:20]),
        description=mark + (summary(note.body) or f"{note.nickname} 的笔记"),
        path=path,
        image=image,
        image_size=size,
        kind="article",
        structured=structured,
        text=[note.nickname, *note.body.split("\n"), " ".join(f"#{topic}" for topic in note.topics)],
    )


def member_head(member: MemberHead) -> Head:
    """A profile: schema.org ProfilePage."""
    path = f"/u/{member.handle}"
    structured = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": {
            "@type": "Person",
            "name": member.nickname,
            "alternateName": member.handle,
            "description": member.bio,
            "url": absolute(path),
        },
    }
    return Head(
        title=f"{member.nickname} · {settings.SITE_NAME}",
        description=summary(member.bio) or f"{member.nickname} 在{settings.SITE_NAME}",
        path=path,
        image=f"/media/avatars/{member.avatar_key}/256.webp" if member.avatar_key else "",
        kind="profile",
        structured=structured,
        text=[member.bio],
    )


def topic_head(topic: TopicHead) -> Head:
    """A topic: schema.org CollectionPage."""
    image, size = cover_address(topic.cover)
    path = f"/t/{topic.slug}"
    return Head(
        title=f"#{topic.name} · {settings.SITE_NAME}",
        description=summary(topic.introduction) or f"{topic.note_count} 篇笔记",
        path=path,
        image=image,
        image_size=size,
        structured={
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": topic.name,
            "description": topic.introduction,
            "url": absolute(path),
        },
        text=[topic.introduction],
    )


def site_head(path: str, *, robots: str = "") -> Head:
    """Every other page."""
    return Head(
        title=str(settings.SITE_NAME),
        description="真实的笔记，好好生活的人。标记吃穿玩乐买的日常，也看看别人怎么过。",
        path=path,
        robots=robots,
        text=["请打开 JavaScript 浏览山茶集。", "Please enable JavaScript to use Shancha."],
    )


def title_tag(head: Head) -> str:
    """The `<title>` element."""
    return f"<title>{escape(head.title)}</title>"
