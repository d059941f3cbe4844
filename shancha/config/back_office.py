"""The look of the back office (django-unfold)."""

from typing import Any

from shancha.kit.language import bilingual

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "山茶集",
    "SITE_HEADER": "山茶集",
    "SITE_SUBHEADER": bilingual("运营与审核后台", "Back office"),
    "SITE_SYMBOL": "local_florist",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/icon.svg"}],
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "primary": {
            "50": "#fdecef",
            "100": "#fbd5dc",
            "200": "#f6aebb",
            "300": "#ef8095",
            "400": "#e5536f",
            "500": "#d9274b",
            "600": "#c21f41",
            "700": "#a11835",
            "800": "#84152d",
            "900": "#6c1527",
            "950": "#3a0a14",
        }
    },
    "SIDEBAR": {"show_search": True, "show_all_applications": True},
}
