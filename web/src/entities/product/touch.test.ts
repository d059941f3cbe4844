import { expect, it } from 'vitest'
import { sourceOf, tabOf } from './touch'

it('knows by which page somebody came', () => {
  const ways = {
    '/mall': 'mall',
    '/mall/categories': 'category',
    '/mall/brands': 'brand',
    '/goods?q=tea&sort=sales': 'search',
    '/store/tea-house': 'store_home',
    '/store/tea-house/notes#3': 'store_notes',
    '/me/wishes': 'wish_list',
    '/wishes/abc': 'wish_list',
    '/orders/1': 'cart',
    '/product/2': 'direct',
    '/': 'direct',
  }
  for (const [before, source] of Object.entries(ways))
    expect([before, sourceOf(before)]).toEqual([before, source])
  expect(sourceOf(null)).toBe('direct')
})

it('knows the tabs of a store', () => {
  expect(tabOf('/store/tea-house/goods')).toBe('store_goods')
  expect(tabOf('/store/tea-house/goods/x')).toBe('store_goods')
  expect(tabOf('/store/tea-house/reviews')).toBeUndefined()
  expect(tabOf('/me/stores')).toBeUndefined()
})
