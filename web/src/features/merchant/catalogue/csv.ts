/** The rows of a CSV (RFC 4180), each a list of cells; a byte order mark and empty lines stay out. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/gy
  const clean = `${text.replace(/^\uFEFF/, '')}\n`
  while (cells.lastIndex < clean.length) {
    const found = cells.exec(clean)
    if (!found) break
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === ',') continue
    if (row.some(Boolean)) rows.push(row)
    row = []
  }
  return rows
}
