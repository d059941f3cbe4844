import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import type { Product } from '@/entities/product/types'
import type { Picture } from '@/ui/picture'

export type GoodsTag = Schema<'TagWrite'>
/** What a tag names, without its place on a picture. */
export type Target = Pick<GoodsTag, 'kind' | 'product_id' | 'variant_id' | 'brand' | 'label'>

/** How the editor shows what a tag names; `price` in fen where it has one. */
export interface Named {
  name: string
  detail: string
  picture: Picture | null
  price: number | null
}

/** Tags with the same key name the same thing. */
export const keyOf = (tag: Target): string =>
  tag.variant_id ?? tag.product_id ?? (tag.kind === 'brand' ? `brand:${tag.brand}` : `words:${tag.label}`)

const nothing: Target = { kind: 'words', product_id: null, variant_id: null, brand: null, label: '' }
export const productTarget = (product_id: string): Target => ({ ...nothing, kind: 'product', product_id })
export const variantTarget = (product_id: string, variant_id: string): Target => ({
  ...nothing,
  kind: 'variant',
  product_id,
  variant_id,
})
export const brandTarget = (brand: string): Target => ({ ...nothing, kind: 'brand', brand })
export const wordsTarget = (label: string): Target => ({ ...nothing, label })

export const nameCard = (card: Schema<'ProductCard'>): Named => ({
  name: card.title,
  detail: '',
  picture: card.cover,
  price: card.min_price,
})

export function nameVariant(product: Product, variant: Product['variants'][number]): Named {
  const own = product.pictures[variant.picture_position ?? -1]
  return {
    name: product.title,
    detail: variant.options.join(' / '),
    picture: own && 'base' in own ? own : product.cover,
    price: variant.price,
  }
}

export const nameBrand = ({ name, logo }: Schema<'BrandCard'>): Named => ({
  name,
  detail: '',
  picture: logo,
  price: null,
})

export const getProduct = (product_id: string): Promise<Product> =>
  unwrap<Product>(api.GET('/api/v1/products/{product_id}', { params: { path: { product_id } } }))

type Found = readonly [string, Named]

async function lookUpCards(ids: string[]): Promise<Found[]> {
  if (!ids.length) return []
  const { items } = await unwrap(api.GET('/api/v1/products', { params: { query: { ids } } }))
  return items.map((card) => [card.id, nameCard(card)])
}

async function lookUpVariants(id: string): Promise<Found[]> {
  const product = await getProduct(id)
  return product.variants.map((variant) => [variant.id, nameVariant(product, variant)])
}

async function lookUpBrand(slug: string): Promise<Found[]> {
  const path = { slug }
  const brand = await unwrap(api.GET('/api/v1/mall/brands/{slug}', { params: { path } }))
  return [[`brand:${slug}`, nameBrand(brand)]]
}

/** The names of what tags name, by `keyOf`; what cannot be had is left out. */
export async function lookUpNames(tags: readonly Target[]): Promise<ReadonlyMap<string, Named>> {
  const ofKind = (kind: Target['kind'], name: 'product_id' | 'brand'): string[] => [
    ...new Set(tags.flatMap((tag) => (tag.kind === kind && tag[name] ? [tag[name]] : []))),
  ]
  const found = await Promise.allSettled([
    lookUpCards(ofKind('product', 'product_id')),
    ...ofKind('variant', 'product_id').map(lookUpVariants),
    ...ofKind('brand', 'brand').map(lookUpBrand),
  ])
  return new Map(found.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])))
}
