"""A carrier that does not exist: parcels move by the clock, the same way each time. Not in production."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from shancha.apps.orders.tracking.base import Ask, NoticeRefusedError, Scan, Told
from shancha.kit.clock import now

# Hours after shipping, status, words.
_HOME = (
    (1, "sent", "【{hub}】快递员已揽收"),
    (8, "moving", "【{hub}】已发出，下一站目的地转运中心"),
    (26, "moving", "【{destination}】已到达目的地转运中心"),
    (40, "delivering", "【{destination}】快递员正在派送，电话尾号 {tail}"),
    (46, "delivered", "【{destination}】已签收，感谢使用"),
)
_ABROAD = (
    (2, "sent", "【海外仓】包裹已出库"),
    (20, "customs", "【口岸】已申报，等待海关放行"),
    (44, "customs", "【口岸】海关已放行"),
    *((hours + 46, status, text) for hours, status, text in _HOME),
)


class Simulator:
    """See the module."""

    name = "simulator"

    def track(self, ask: Ask) -> Sequence[Scan]:
        """What has happened by now."""
        steps = _ABROAD if ask.is_abroad else _HOME
        words = {"hub": "始发地分拨中心", "destination": ask.destination or "目的地", "tail": ask.phone_tail}
        scans = [
            Scan(
                at=ask.shipped_at + timedelta(hours=hours),
                status=status,
                text=text.format_map(words),
                place=ask.destination if "{destination}" in text else "",
            )
            for hours, status, text in steps
        ]
        return [scan for scan in scans if scan.at <= now()]

    def follow(self, ask: Ask, notify_url: str) -> bool:
        """It is asked, and tells nothing by itself."""
        return False

    def read_notice(self, form: Mapping[str, str]) -> Told:
        """Nothing that comes is its own."""
        raise NoticeRefusedError
