import type { Schema } from '@/api/types'

export type ProductCard = Schema<'ProductCard'>
/** A product in a list of the mall, with the price after coupons that are open to everybody. */
export type GoodsCard = Schema<'GoodsCard'>
/** How a list of goods is laid out. */
export type GoodsLayout = 'grid' | 'list'
export type Product = Schema<'ProductPage'>
export type Offers = Schema<'ProductOffers'>
export type StoreBrief = Schema<'StoreBrief'>
export type BrandBrief = Schema<'BrandBrief'>
