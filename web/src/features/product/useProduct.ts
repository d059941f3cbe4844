import { computed, shallowRef } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Buyable } from '@/entities/product/VariantSheet.vue'
import type { Offers, Product } from '@/entities/product/types'
import type { Picture } from '@/ui/picture'

/** A product with what it costs this viewer. Both come at once, so that no price moves what is read already. */
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
      const found = await unwrap<Product>(api.GET('/api/v1/products/{product_id}', { params }))
      offers.value = await priced
      product.value = found
    } catch (error) {
      failure.value = error
    }
  }

  const variants = computed<Buyable[]>(() => {
    const { variants: all, pictures, is_on_sale: onSale } = product.value ?? { variants: [], pictures: [] }
    return all.map((variant) => {
      const offer = offers.value?.variants.find(({ variant_id: of }) => of === variant.id)
      const sale = offer?.flash?.is_running && offer.flash.left > 0 ? offer.flash : null
      const inCart = Math.min(
        variant.price,
        (offers.value?.is_member && variant.member_price) || variant.price,
      )
      const isFlash = sale !== null && sale.price < inCart
      const now = isFlash ? sale.price : inCart
      return {
        id: variant.id,
        options: variant.options,
        available: onSale ? variant.available : 0,
        now,
        inCart,
        flash: isFlash ? { itemId: sale.item_id, most: Math.min(sale.per_user, sale.left) } : null,
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
