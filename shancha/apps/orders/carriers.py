"""Carriers that merchants send with. The code is what is stored; tracking providers map it to their own."""

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
