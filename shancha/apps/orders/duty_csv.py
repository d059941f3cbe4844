"""Rates of duty as operators bring them: a CSV of HS codes and rates in per cent, as it is copied from the
tariff (中华人民共和国进出口税则)."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

MOST_ROWS, MOST_BYTES, MOST_FAULTS = 20_000, 2_000_000, 10


class DutyCsvError(ValueError):
    """The file can't be used; `faults` says why, row by row, the first ten."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = faults


def merge_duty(known: Mapping[str, int], content: bytes) -> dict[str, int]:
    """The rates of `known`, in basis points by the leading digits of an HS code, with those of the file in
    their place: each row a code and a rate such as `6.5` or `6.5%`; an empty rate takes the code out. What is
    in further columns is the operator's own. Raises DutyCsvError."""
    merged, seen = dict(known), set[str]()
    faults: list[str] = []
    for number, row in enumerate(_rows(content), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 1 and not cells[0][:1].isdigit()):
            continue
        code, rate = "".join(sign for sign in cells[0] if sign not in ". "), [*cells, ""][1]
        fault = _fault(code, rate, seen)
        if fault:
            faults.append(f"第 {number} 行：{fault}")
        elif rate:
            merged[code] = int(_percent(rate) * 100)
        else:
            merged.pop(code, None)
        seen.add(code)
    if not seen:
        faults.append("文件里没有税率")
    if faults:
        raise DutyCsvError(faults[:MOST_FAULTS])
    return merged


def _rows(content: bytes) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise DutyCsvError(["文件超过 2 MB"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise DutyCsvError([f"不是 CSV 文件：{error}"]) from error
    if len(rows) > MOST_ROWS:
        raise DutyCsvError([f"超过 {MOST_ROWS} 行"])
    return rows


def _fault(code: str, rate: str, seen: set[str]) -> str:
    if not (code.isascii() and code.isdecimal() and 2 <= len(code) <= 10):
        return "HS 编码应为 2 至 10 位数字"
    if code in seen:
        return f"编码 {code} 重复"
    if not rate:
        return ""
    percent = _percent(rate)
    if not percent.is_finite() or not 0 <= percent <= 100 or percent * 100 != int(percent * 100):
        return "税率应为 0 至 100 的百分数，最多两位小数"
    return ""


def _percent(rate: str) -> Decimal:
    try:
        return Decimal(rate.rstrip("%％").strip())
    except InvalidOperation:
        return Decimal("nan")
