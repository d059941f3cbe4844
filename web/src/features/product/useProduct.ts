import { computed, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Buyable } from '@/entities/product/VariantSheet.vue'
import type { Offers, Product } from '@/entities/product/types'
import type { Picture } from '@/ui/picture'

/** A product with what it costs this viewer. The page shows as soon as the product is there. */
export function useProduct(id: () => string) {
  const product = shallowRef<Product | null>(null)
  const offers = shallowRef<Offers | null>(null)
  const failure = shallowRef<unknown>(null)

  async function load(): Promise<void> {
    failure.value = null
    const params = { path: { product_id: id() } }
    const priced = unwrap<Offers>(api.GET('/api/v1/products/{product_id}/offers', { params })).catch(
      () => null,
    )
    try {
      product.value = await unwrap<Product>(api.GET('/api/v1/products/{product_id}', { params }))
      offers.value = await priced
    } catch (error) {
      failure.value = error
    }
  }

  const variants = computed<Buyable[]>(() => {
    const { variants: all, pictures, is_on_sale: onSale } = product.value ?? { variants: [], pictures: [] }
    return all.map((variant) => {
      const offer = offers.value?.variants.find(({ variant_id: of }) => of === variant.id)
      const flash = offer?.flash?.is_running && offer.flash.left > 0 ? offer.flash.price : null
      const member = offers.value?.is_member ? variant.member_price : null
      const now = Math.min(...[variant.price, flash, member].filter((price) => price !== null))
      return {
        id: variant.id,
        options: variant.options,
        available: onSale ? variant.available : 0,
        now,
        listPrice: variant.list_price ?? (now < variant.price ? variant.price : null),
        picture: (pictures[variant.picture_position ?? -1] ?? null) as Picture | null,
      }
    })
  })

  /** The cheapest choice, whose price stands on the page until one is made. */
  const cheapest = computed(() =>
    variants.value.reduce<Buyable | null>((best, each) => (best && best.now <= each.now ? best : each), null),
  )
  return { product, offers, variants, cheapest, failure, load }
}
