import type { Schema } from '@/api/types'
import { fromFen, toFen } from '@/i18n/money'
import type { Picture } from '@/ui/picture'
import type { Product, Variant } from './products'
import { newRow, type VariantRow } from './variants'

type Fields = Schema<'ProductCreate'>

/** A piece of the description as it is being written. */
export interface Block {
  readonly key: string
  kind: 'text' | 'heading' | 'picture'
  text: string
  asset_id: string | null
  picture: Picture | null
}

/** A product as it is being written; amounts are as typed. */
export interface ProductForm {
  title: string
  title_en: string
  subtitle: string
  category: string
  brand: { id: string; name: string } | null
  store_category_id: string
  description: Block[]
  parameters: { name: string; value: string }[]
  option_names: string[]
  trade_mode: Product['trade_mode']
  origin: string
  importer: string
  label_zh: string
  positive_list_version: string
  return_class: Product['return_class']
  asset_ids: string[]
  variants: VariantRow[]
}

export const newBlock = (kind: Block['kind'], given: Partial<Block> = {}): Block => ({
  key: crypto.randomUUID(),
  kind,
  text: '',
  asset_id: null,
  picture: null,
  ...given,
})

export const emptyForm = (): ProductForm => ({
  title: '',
  title_en: '',
  subtitle: '',
  category: '',
  brand: null,
  store_category_id: '',
  description: [],
  parameters: [],
  option_names: [],
  trade_mode: 'domestic',
  origin: '',
  importer: '',
  label_zh: '',
  positive_list_version: '',
  return_class: 'seven_days',
  asset_ids: [],
  variants: [newRow([])],
})

const rowOf = (variant: Variant): VariantRow => ({
  key: variant.id,
  id: variant.id,
  options: [...variant.options],
  code: variant.code,
  barcode: variant.barcode,
  price: fromFen(variant.price),
  list_price: fromFen(variant.list_price),
  member_price: fromFen(variant.member_price),
  weight_g: variant.weight_g ? String(variant.weight_g) : '',
  content_amount: variant.content_amount ?? '',
  content_unit: variant.content_unit,
  hs_code: variant.hs_code,
  picture_position: variant.picture_position,
})

const rowsOf = (product: Product, isActive: boolean): VariantRow[] =>
  product.variants
    .filter(({ is_active: active, options }) => {
      return active === isActive && options.length === product.option_names.length
    })
    .map(rowOf)

/** Variants that were taken from choice and could come back. */
export const retiredRows = (product: Product): VariantRow[] => rowsOf(product, false)

/** What the server has, to be changed. Its variants are those that are in choice. */
export function formOf(product: Product): ProductForm {
  const rows = rowsOf(product, true)
  return {
    title: product.title,
    title_en: product.title_en,
    subtitle: product.subtitle,
    category: product.category,
    brand: product.brand ? { ...product.brand } : null,
    store_category_id: product.store_category_id ?? '',
    description: product.description.map((block) => newBlock(block['kind'] as Block['kind'], block)),
    parameters: product.parameters.map(([name = '', value = '']) => ({ name, value })),
    option_names: [...product.option_names],
    trade_mode: product.trade_mode,
    origin: product.origin,
    importer: product.importer,
    label_zh: product.label_zh,
    positive_list_version: product.positive_list_version,
    return_class: product.return_class,
    asset_ids: [...product.asset_ids],
    variants: rows.length ? rows : [newRow(product.option_names.map(() => ''))],
  }
}

/** The one row of a product without options that nobody wrote in yet: such a product has no variant. */
function written(rows: readonly VariantRow[]): readonly VariantRow[] {
  const [only] = rows
  if (!only || rows.length > 1 || only.id || only.options.length) return rows
  const { price, list_price: listed, member_price: member, code, barcode } = only
  return [price, listed, member, code, barcode].some((text) => text.trim()) ? rows : []
}

const isAmount = (text: string): boolean => toFen(text) !== null && toFen(text) !== 0
const fits: Record<string, (text: string) => boolean> = {
  price: isAmount,
  list_price: (text) => !text || isAmount(text),
  member_price: (text) => !text || isAmount(text),
  weight_g: (text) => /^\d{0,7}$/.test(text),
  content_amount: (text) => /^(\d{1,7}(\.\d{1,2})?)?$/.test(text),
}

/** The names of the fields in which what was typed is no amount, as the server would name them. */
export const badAmounts = (rows: readonly VariantRow[]): string[] =>
  written(rows).flatMap((row, at) =>
    Object.entries(fits)
      .filter(([name, isFine]) => !isFine(String(row[name as keyof VariantRow]).trim()))
      .map(([name]) => `variants.${at}.${name}`),
  )

const variantBody = (row: VariantRow): Schema<'VariantWrite'> => ({
  ...(row.id ? { id: row.id } : {}),
  options: row.options,
  code: row.code.trim(),
  barcode: row.barcode.trim(),
  price: toFen(row.price) ?? 0,
  list_price: toFen(row.list_price),
  member_price: toFen(row.member_price),
  weight_g: Number(row.weight_g.trim() || 0),
  content_amount: row.content_amount.trim() || null,
  content_unit: row.content_amount.trim() ? row.content_unit : '',
  hs_code: row.hs_code.trim(),
  picture_position: row.picture_position,
  is_active: true,
})

/** The product as the server takes it. */
export const bodyOf = (form: ProductForm): Fields => ({
  title: form.title.trim(),
  title_en: form.title_en.trim(),
  subtitle: form.subtitle.trim(),
  category: form.category,
  brand_id: form.brand?.id ?? null,
  store_category_id: form.store_category_id || null,
  description: form.description
    .filter((block) => (block.kind === 'picture' ? block.asset_id : block.text.trim()))
    .map(({ kind, text, asset_id }) => (kind === 'picture' ? { kind, text: '', asset_id } : { kind, text })),
  parameters: form.parameters
    .filter(({ name, value }) => name.trim() && value.trim())
    .map(({ name, value }) => [name.trim(), value.trim()]),
  option_names: form.option_names.map((name) => name.trim()),
  trade_mode: form.trade_mode,
  origin: form.origin.trim(),
  importer: form.importer.trim(),
  label_zh: form.label_zh.trim(),
  positive_list_version: form.positive_list_version.trim(),
  return_class: form.return_class,
  asset_ids: form.asset_ids,
  variants: written(form.variants).map(variantBody),
})
