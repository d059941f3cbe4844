import { describe, expect, it } from 'vitest'
import { badAmounts, bodyOf, emptyForm, newBlock } from './productForm'
import { newRow } from './variants'

describe('the form of a product', () => {
  it('turns what was typed into what the server takes', () => {
    const form = {
      ...emptyForm(),
      title: ' Tea ',
      description: [newBlock('text', { text: 'fine' }), newBlock('text'), newBlock('picture')],
      parameters: [
        { name: 'net', value: ' 50 g ' },
        { name: '', value: 'lost' },
      ],
      variants: [{ ...newRow([]), price: '19.9', list_price: '25', weight_g: '60' }],
    }
    const body = bodyOf(form)
    expect(body).toMatchObject({ title: 'Tea', parameters: [['net', '50 g']], store_category_id: null })
    expect(body.description).toEqual([{ kind: 'text', text: 'fine' }])
    expect(body.variants[0]).toMatchObject({
      price: 1990,
      list_price: 2500,
      member_price: null,
      weight_g: 60,
    })
  })

  it('has no variant while nothing is written in its only row', () => {
    expect(bodyOf(emptyForm()).variants).toEqual([])
    expect(badAmounts(emptyForm().variants)).toEqual([])
    expect(badAmounts([{ ...newRow([]), code: 'A1' }])).toEqual(['variants.0.price'])
  })

  it('names every amount that is none', () => {
    const rows = [
      { ...newRow([]), price: '1' },
      { ...newRow([]), price: '', list_price: 'x', weight_g: '1.5', content_amount: '3.333' },
    ]
    expect(badAmounts(rows)).toEqual([
      'variants.1.price',
      'variants.1.list_price',
      'variants.1.weight_g',
      'variants.1.content_amount',
    ])
  })
})
