/** A variant as it is being written; amounts are as typed. */
export interface VariantRow {
  readonly key: string
  id: string | null
  /** One value for each option name of the product. */
  options: string[]
  code: string
  barcode: string
  price: string
  list_price: string
  member_price: string
  weight_g: string
  content_amount: string
  content_unit: '' | 'ml' | 'g' | 'sheet'
  hs_code: string
  picture_position: number | null
}

export const mostOptions = 3
export const mostVariants = 100

/** A new row like `model`: what belongs to one variant alone stays out. */
export function newRow(options: readonly string[], model?: VariantRow): VariantRow {
  return {
    key: crypto.randomUUID(),
    id: null,
    options: [...options],
    code: '',
    barcode: '',
    price: model?.price ?? '',
    list_price: model?.list_price ?? '',
    member_price: model?.member_price ?? '',
    weight_g: model?.weight_g ?? '',
    content_amount: model?.content_amount ?? '',
    content_unit: model?.content_unit ?? '',
    hs_code: model?.hs_code ?? '',
    picture_position: null,
  }
}

type Rows = readonly VariantRow[]

/** The values of an option in the order in which the rows use them. */
export const valuesOf = (rows: Rows, option: number): string[] => [
  ...new Set(rows.map(({ options }) => options[option] ?? '')),
]

const withOptions = (row: VariantRow, options: string[]): VariantRow => ({ ...row, options })
const without = (options: readonly string[], at: number): string[] => options.filter((_, each) => each !== at)

/** Every variant gets another option, with one value for a start. */
export const withOption = (rows: Rows, value: string): VariantRow[] =>
  rows.map((row) => withOptions(row, [...row.options, value]))

/** An option goes: of those that are the same without it the first stays. */
export function withoutOption(rows: Rows, option: number): VariantRow[] {
  const seen = new Set<string>()
  return rows
    .map((row) => withOptions(row, without(row.options, option)))
    .filter(({ options }) => {
      const key = JSON.stringify(options)
      return !seen.has(key) && seen.add(key)
    })
}

/** Another value of an option, in every combination of the others that there is. */
export function withValue(rows: Rows, option: number, value: string): VariantRow[] {
  if (valuesOf(rows, option).includes(value)) return [...rows]
  const models = new Map(rows.map((row) => [JSON.stringify(without(row.options, option)), row]))
  const added = [...models.values()].map((model) =>
    newRow(
      model.options.map((each, at) => (at === option ? value : each)),
      model,
    ),
  )
  return [...rows, ...added]
}

export const withoutValue = (rows: Rows, option: number, value: string): VariantRow[] =>
  rows.filter(({ options }) => options[option] !== value)

/** A value by another name; the rows as they are where the name is taken. */
export function renamed(rows: Rows, option: number, from: string, to: string): VariantRow[] {
  if (!to || valuesOf(rows, option).includes(to)) return [...rows]
  return rows.map((row) =>
    row.options[option] === from
      ? withOptions(
          row,
          row.options.map((each, at) => (at === option ? to : each)),
        )
      : row,
  )
}
