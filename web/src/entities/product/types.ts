import type { Schema } from '@/api/types'

export type ProductCard = Schema<'ProductCard'>
export type Product = Schema<'ProductPage'>
export type Offers = Schema<'ProductOffers'>
export type StoreBrief = Schema<'StoreBrief'>
export type BrandBrief = Schema<'BrandBrief'>
