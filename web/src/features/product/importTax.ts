import { shallowRef, watchEffect, type ShallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'
import type { Product } from '@/entities/product/types'

type Rules = Schema<'ImportRules'>
let asked: Promise<Rules> | null = null

/** The limits and rates that hold today for goods from abroad; asked once, and only where they are needed. */
export function useImportRules(isNeeded: () => boolean): ShallowRef<Rules | null> {
  const rules = shallowRef<Rules | null>(null)
  watchEffect(async () => {
    if (!isNeeded() || rules.value) return
    asked ??= unwrap<Rules>(api.GET('/api/v1/import-rules', {}))
    rules.value = await asked.catch(() => (asked = null))
  })
  return rules
}

/**
 * The rate of tax on a product, such as `9.1%`, from its dearest piece with freight in fen. None where checkout
 * alone can tell: under consumption tax, and above the limit of an order, where duty and the whole tax are due.
 */
export function importRate(tax: Product['tax'], dearest: number, rules: Rules): string | null {
  if (tax.consumption_tax !== 'none' || dearest > rules.order_limit) return null
  return `${(tax.vat_bp * rules.share_bp) / 1_000_000}%`
}
