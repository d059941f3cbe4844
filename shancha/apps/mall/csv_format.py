"""The CSV of goods: one row for each variant and warehouse, names of columns in Chinese or English, made to
be opened in a spreadsheet and to come back unharmed."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from shancha.kit.language import bilingual
from shancha.kit.money import exact_yuan

# Name in a row, Chinese heading. The order is that of the export.
COLUMNS: dict[str, str] = {
    "product_id": "商品ID",
    "variant_id": "规格ID",
    "title": "标题",
    "title_en": "英文标题",
    "subtitle": "卖点",
    "category": "分类",
    "brand": "品牌",
    "trade_mode": "贸易方式",
    "origin": "产地",
    "importer": "进口商",
    "label_zh": "中文标签",
    "positive_list_version": "正面清单版本",
    "option_names": "规格名",
    "options": "规格值",
    "code": "商家编码",
    "barcode": "条形码",
    "price": "价格",
    "list_price": "划线价",
    "member_price": "会员价",
    "weight_g": "重量克",
    "content_amount": "含量",
    "content_unit": "含量单位",
    "hs_code": "HS编码",
    "parameters": "参数",
    "warehouse": "仓库",
    "stock": "库存",
    "status": "状态",
    "exported": "导出时",
}
_BY_HEADING = {
    **{heading.lower(): name for name, heading in COLUMNS.items()},
    **{name: name for name in COLUMNS},
}
MAX_ROWS = 5000
# OWASP: what a spreadsheet would take for a formula. A leading apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNREADABLE = bilingual("不是有效的 CSV 文件", "Not a CSV file")


class CsvError(ValueError):
    """The file as a whole can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row as it was read: its number in the file (the heading is 1) and its cells by name."""

    number: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str:
        """A cell's text, "" where it is empty or not there."""
        return self.cells.get(name, "")


def read_rows(content: bytes) -> list[CsvRow]:
    """The rows of a file in UTF-8 (with or without BOM) or GB 18030, as spreadsheets save them; separated by
    commas, semicolons or tabs. Raises CsvError."""
    text = _decode(content)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise CsvError(_UNREADABLE) from error
    if not lines:
        raise CsvError(_UNREADABLE)
    names = [_BY_HEADING.get(heading.strip().lower(), "") for heading in lines[0]]
    _check_heading(names)
    rows = [
        CsvRow(number, {name: _plain(cell) for name, cell in zip(names, line, strict=False) if name})
        for number, line in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in line)
    ]
    if not rows:
        raise CsvError(bilingual("文件中没有商品", "There are no goods in the file"))
    if len(rows) > MAX_ROWS:
        raise CsvError(bilingual(f"一次最多 {MAX_ROWS} 行", f"At most {MAX_ROWS} rows at a time"))
    return rows


def write_rows(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lines of CSV for a spreadsheet; begin the file with `BOM`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    if heading:
        writer.writerow(heading)
    for row in rows:
        writer.writerow([guard(cell) for cell in row])
    return buffer.getvalue()


BOM = "\ufeff"


def guard(cell: object) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.startswith("'") else text


def read_fen(text: str) -> int | None:
    """Fen of an amount in yuan such as "¥1,299.00"; None for "". Raises ValueError."""
    plain = text.replace(",", "").replace("，", "").lstrip("¥￥").strip()
    if not plain:
        return None
    try:
        amount = Decimal(plain)
        fen = amount * 100
        if not amount.is_finite() or fen != fen.to_integral_value() or abs(fen) > 10**12:
            raise ValueError(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    return int(fen)


def write_fen(fen: int | None) -> str:
    """An amount in yuan."""
    return "" if fen is None else exact_yuan(fen)


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    text = cell.strip()
    is_guarded = text.startswith("'") and text[1:].startswith((*_FORMULA, "'"))
    return text[1:].strip() if is_guarded else text


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise CsvError(_UNREADABLE)


def _check_heading(names: Sequence[str]) -> None:
    known = [name for name in names if name]
    if len(set(known)) != len(known):
        raise CsvError(bilingual("有重复的列", "A column stands there twice"))
    if "price" not in known or not {"title", "product_id", "variant_id", "code"} & set(known):
        raise CsvError(
            bilingual(
                "第一行应为列名，至少有“价格”和“标题”（或商品ID、商家编码）",
                "The first row must name the columns: price, and title (or product_id, code)",
            )
        )
