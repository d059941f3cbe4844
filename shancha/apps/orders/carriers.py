"""Carriers that parcels go with, and what their numbers look like. The code is what is stored; tracking
providers map it to their own."""

import re

from shancha.kit.language import bilingual
from shancha.kit.text import clean_line

_NUMBER = re.compile(r"[A-Za-z0-9-]{5,40}")

CARRIERS: dict[str, tuple[str, str]] = {
    "sf": ("顺丰速运", "SF Express"),
    "jd": ("京东快递", "JD Express"),
    "zto": ("中通快递", "ZTO Express"),
    "yto": ("圆通速递", "YTO Express"),
    "sto": ("申通快递", "STO Express"),
    "yunda": ("韵达快递", "Yunda Express"),
    "jtexpress": ("极兔速递", "J&T Express"),
    "ems": ("EMS", "EMS"),
    "dhl": ("DHL", "DHL"),
    "other": ("其他快递", "Another carrier"),
}


def check_parcel(carrier: str, tracking_number: str) -> tuple[str, dict[str, str]]:
    """The number of a parcel as it is kept, and what is wrong with it or its carrier, by field; for orders
    and cases alike."""
    number, problems = clean_line(tracking_number), {}
    if carrier not in CARRIERS:
        problems["carrier"] = bilingual("请选择快递公司", "Choose a carrier")
    if not _NUMBER.fullmatch(number):
        problems["tracking_number"] = bilingual("快递单号不正确", "Not a tracking number")
    return number, problems
