import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type CouponOffer = Schema<'CouponOffer'>
export type CouponTerms = Schema<'CouponTerms'>
export type MyCoupon = Schema<'MyCoupon'>

/** Puts a coupon into the member's pocket. */
export const claimCoupon = (id: string): Promise<MyCoupon> =>
  unwrap<MyCoupon>(api.POST('/api/v1/coupons/{coupon_id}/claims', { params: { path: { coupon_id: id } } }))
