import { expect, test } from 'vitest'
import { productPath } from '@/entities/product/touch'
import { brandTarget, keyOf, productTarget, variantTarget, wordsTarget } from './goodsNames'

test('two variants, their product, a brand and the same word are five things', () => {
  const targets = [
    variantTarget('p', 'v1'),
    variantTarget('p', 'v2'),
    productTarget('p'),
    brandTarget('qinghe'),
    wordsTarget('qinghe'),
  ]
  expect(new Set(targets.map(keyOf)).size).toBe(5)
})

test('a product is led to with the note and the variant that are meant', () => {
  expect(productPath('p')).toBe('/product/p')
  expect(productPath('p', 'n')).toBe('/product/p?note=n')
  expect(productPath('p', 'n', 'v')).toBe('/product/p?note=n&variant=v')
})
