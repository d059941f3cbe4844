"""People: standing figures for sport and stage, and portrait heads."""

from shancha.demo.art.kit import Canvas, circle, dark, ellipse, line, lite, opacity, path, rect

SKINS = ("#f6cdb0", "#e9b48f", "#f3c6a6", "#c98a62", "#8f5a3c")
HAIRS = ("#3a2318", "#1f1a24", "#6b3a24", "#2a1c18")


def _face(skin: str, x: float, y: float, gap: float = 13) -> str:
    eyes = line(f"M{x - gap - 13} {y} q8 8 16 0 M{x + gap - 3} {y} q8 8 16 0", dark(skin, 0.55), 5)
    cheeks = circle(x - gap - 16, y + 18, 10, "#f0836f", opacity(0.4)) + circle(
        x + gap + 16, y + 18, 10, "#f0836f", opacity(0.4)
    )
    return eyes + cheeks + line(f"M{x - 10} {y + 24} q10 9 20 0", dark(skin, 0.4), 5)


def tree_pose(top: str, leg: str, skin: str, hair: str) -> str:
    """A woman standing on one leg, arms overhead."""
    out = line("M0 -20 V-190 L-6 -330", leg, 62) + line("M0 -322 L120 -250 L16 -200", leg, 58)
    out += line("M0 -14 q0 14 34 14", skin, 34) + line("M22 -198 l-14 10", skin, 32)
    out += path("M-58 -330 Q-62 -470 -44 -560 Q0 -590 44 -560 Q62 -470 54 -330 Q0 -300 -58 -330Z", top)
    out += (
        line("M-34 -540 Q-120 -640 -14 -780", skin, 34)
        + line("M34 -540 Q120 -640 14 -780", skin, 34)
        + line("M0 -790 v-34", skin, 28)
    )
    out += line("M0 -570 V-620", dark(skin, 0.08), 36) + circle(0, -660, 58, skin)
    out += path(
        "M-62 -652 Q-72 -736 0 -738 Q72 -736 62 -652 Q50 -700 4 -704 Q-40 -700 -62 -652Z", hair
    ) + circle(0, -748, 28, hair)
    return out + _face(skin, 0, -652)


def lotus_pose(top: str, leg: str, skin: str, hair: str) -> str:
    """A woman sitting cross-legged."""
    out = line("M-40 -70 Q-190 -60 -200 -34 Q-120 -10 60 -30", leg, 66) + line(
        "M40 -70 Q190 -60 200 -34 Q120 -6 -60 -28", dark(leg, 0.1), 66
    )
    out += line("M70 -26 l30 2", skin, 34) + line("M-70 -24 l-30 4", skin, 34)
    out += path("M-66 -60 Q-84 -220 -64 -310 Q0 -346 64 -310 Q84 -220 66 -60 Q0 -30 -66 -60Z", top)
    out += line("M-58 -296 Q-150 -190 -176 -84", skin, 34) + line("M58 -296 Q150 -190 176 -84", skin, 34)
    out += (
        circle(-180, -76, 20, skin)
        + circle(180, -76, 20, skin)
        + path("M-40 -330 L-20 -262 H20 L40 -330 Q0 -352 -40 -330Z", skin)
    )
    out += line("M0 -326 V-376", dark(skin, 0.08), 38) + circle(0, -420, 62, skin)
    out += path(
        "M-66 -408 Q-78 -500 0 -502 Q78 -500 66 -408 Q54 -462 4 -466 Q-42 -462 -66 -408Z", hair
    ) + circle(0, -516, 32, hair)
    return out + _face(skin, 0, -410, 18)


def warrior_pose(top: str, leg: str, skin: str, hair: str) -> str:
    """A woman lunging with arms spread."""
    out = line("M-10 -230 Q-150 -190 -270 -10", leg, 64) + line(
        "M10 -230 Q130 -232 160 -190 L160 -20", leg, 64
    )
    out += line("M-272 -6 l-34 4", skin, 34) + line("M160 -8 h44", skin, 34)
    out += path("M-58 -220 Q-66 -360 -46 -440 Q0 -468 46 -440 Q66 -360 58 -220 Q0 -190 -58 -220Z", top)
    out += (
        line("M-34 -420 H-270", skin, 34)
        + line("M34 -420 H280", skin, 34)
        + line("M4 -452 V-500", dark(skin, 0.08), 36)
        + circle(12, -544, 58, skin)
    )
    out += path(
        "M-50 -536 Q-62 -622 12 -624 Q76 -618 70 -566 Q30 -560 6 -590 Q-10 -540 -50 -536Z", hair
    ) + line("M-46 -580 Q-110 -570 -104 -500", hair, 34)
    return (
        out
        + line("M36 -546 q8 8 16 0", dark(skin, 0.5), 5)
        + line("M34 -520 q10 6 18 -2", dark(skin, 0.35), 5)
    )


def runner(top: str, leg: str, skin: str, hair: str, shoe: str) -> str:
    """A runner heading right."""
    out = line("M-26 -320 Q-70 -200 -150 -190 L-250 -230", dark(leg, 0.15), 58) + line(
        "M-246 -236 l-30 -56", shoe, 36
    )
    out += line("M-10 -560 Q-100 -510 -130 -450 L-60 -400", dark(skin, 0.1), 34)
    out += (
        line("M0 -320 Q120 -300 130 -210 L96 -60", leg, 62)
        + line("M92 -40 h56", shoe, 38)
        + line("M110 -110 L96 -60", skin, 38)
    )
    out += path("M-66 -310 Q-60 -480 0 -590 Q56 -610 82 -560 Q86 -430 56 -300 Q-10 -270 -66 -310Z", top)
    out += (
        line("M52 -550 Q90 -450 130 -420 L210 -480", skin, 34)
        + line("M36 -590 L60 -640", dark(skin, 0.08), 36)
        + circle(74, -684, 60, skin)
    )
    out += path(
        "M10 -676 Q4 -766 76 -764 Q140 -758 136 -708 Q96 -700 66 -730 Q52 -680 10 -676Z", hair
    ) + line("M16 -720 Q-60 -740 -90 -660", hair, 34)
    return (
        out
        + line("M96 -690 q8 8 16 0", dark(skin, 0.55), 6)
        + line("M98 -658 q12 6 20 -4", dark(skin, 0.4), 5)
        + circle(86, -668, 10, "#f0836f", opacity(0.4))
    )


def hiker(top: str, leg: str, skin: str, hair: str, pack: str) -> str:
    """A hiker seen from behind, with a pack and a stick."""
    out = (
        line("M-30 -330 L-50 -40", leg, 66)
        + line("M34 -330 L76 -60", leg, 66)
        + line("M-66 -14 h46 M60 -34 h46", "#5a3a24", 44)
    )
    out += path("M-90 -320 Q-104 -520 -70 -590 Q0 -620 70 -590 Q104 -520 90 -320 Q0 -290 -90 -320Z", top)
    out += (
        line("M-76 -560 Q-130 -470 -120 -380", top, 48)
        + line("M76 -560 Q150 -500 176 -430", top, 48)
        + circle(180, -424, 22, skin)
    )
    out += (
        line("M184 -470 L216 -10", "#8a5a33", 11)
        + rect(-84, -590, 168, 240, pack, 46)
        + rect(-58, -460, 116, 90, dark(pack, 0.14), 20)
    )
    out += (
        rect(-74, -630, 148, 56, lite(pack, 0.45), 28)
        + line("M0 -610 V-650", skin, 40)
        + circle(0, -700, 62, hair)
    )
    return (
        out
        + path("M-66 -700 Q-66 -776 0 -778 Q66 -776 66 -700 Q0 -716 -66 -700Z", lite(pack, 0.25))
        + ellipse(0, -702, 92, 18, lite(pack, 0.25))
    )


def singer(c: Canvas, suit: str, skin: str, hair: str, long: bool) -> str:
    """A singer with a microphone raised, feet at the origin."""
    if long:
        out = path("M-84 -690 Q-110 -540 -96 -470 H96 Q110 -540 84 -690Z", hair)
        out += path("M-70 -360 L-170 -10 Q0 30 170 -10 L70 -360Z", c.slant(suit, 0.2, 0.2))
    else:
        out = line("M-36 -340 L-60 -20", dark(suit, 0.25), 66) + line("M36 -340 L70 -20", dark(suit, 0.3), 66)
    out += path(
        "M-76 -330 Q-84 -520 -64 -600 Q0 -630 64 -600 Q84 -520 76 -330 Q0 -300 -76 -330Z",
        c.slant(suit, 0.35, 0.1),
    )
    out += (
        line("M-60 -580 L-190 -700 L-210 -790", suit, 42)
        + circle(-212, -800, 22, skin)
        + line("M0 -600 V-650", dark(skin, 0.08), 38)
    )
    out += circle(0, -700, 66, skin) + path(
        "M-72 -690 Q-84 -786 0 -790 Q84 -786 72 -690 Q56 -746 4 -748 Q-44 -746 -72 -690Z", hair
    )
    out += (
        line("M60 -580 Q130 -560 90 -640 L50 -660", suit, 40)
        + circle(52, -656, 22, skin)
        + rect(20, -700, 22, 60, "#2b2230", 8, 'transform="rotate(-30 30 -670)"')
        + circle(22, -690, 18, "#cfd6de")
    )
    return (
        out
        + line("M-32 -706 q8 8 16 0 M16 -706 q8 8 16 0", dark(skin, 0.55), 6)
        + ellipse(0, -668, 11, 8, "#b5453f")
    )
