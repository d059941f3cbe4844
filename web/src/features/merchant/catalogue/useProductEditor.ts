import { computed, ref, shallowRef } from 'vue'
import { useForm } from '@/ui/form'
import { badAmounts, bodyOf, emptyForm, formOf, retiredRows, type ProductForm } from './productForm'
import {
  createProduct,
  getProduct,
  publishProduct,
  updateProduct,
  withdrawProduct,
  type Product,
} from './products'

const print = (form: ProductForm): string => JSON.stringify(bodyOf(form))

/**
 * A product being written: what the server has of it, what is on the screen, and whether they differ.
 * `words` say what can be told before anything is sent.
 */
export function useProductEditor(
  storeId: string,
  words: Record<'title' | 'category' | 'amount' | 'fix', () => string>,
) {
  const product = shallowRef<Product | null>(null)
  const form = ref<ProductForm>(emptyForm())
  const before = ref(print(form.value))
  /** Grows when the screen is filled anew, so that parts with a state of their own begin again. */
  const round = ref(0)
  const failure = shallowRef<unknown>(null)
  const sending = useForm()
  const isDirty = computed(() => print(form.value) !== before.value)
  const retired = computed(() => {
    const inForm = new Set(form.value.variants.map(({ id }) => id))
    const fits = product.value?.option_names.length === form.value.option_names.length
    return product.value && fits ? retiredRows(product.value).filter(({ id }) => !inForm.has(id)) : []
  })

  function show(next: Product | null): void {
    product.value = next
    form.value = next ? formOf(next) : emptyForm()
    before.value = print(form.value)
    round.value += 1
    sending.clear()
  }

  async function load(id: string | null): Promise<void> {
    failure.value = null
    if (!id) return show(null)
    product.value = null
    try {
      show(await getProduct(storeId, id))
    } catch (error) {
      failure.value = error
    }
  }

  /** Takes over what a change beside the form made of the product, such as its stock; what was typed stays. */
  function absorb(next: Product): void {
    const version = product.value?.version
    if (next.version === version) product.value = next
    else if (!isDirty.value) show(next)
    // With the old version, so that saving says that somebody else wrote too.
    else product.value = { ...next, version: version! }
  }

  const refresh = async (): Promise<void> => absorb(await getProduct(storeId, product.value!.id))

  function send(id: string | null, version: number | null): Promise<Product> {
    const body = bodyOf(form.value)
    return id ? updateProduct(storeId, id, { ...body, version }) : createProduct(storeId, body)
  }

  const faults = (): Record<string, string> => ({
    ...(form.value.title.trim() ? {} : { title: words.title() }),
    ...(form.value.category ? {} : { category: words.category() }),
    ...Object.fromEntries(badAmounts(form.value.variants).map((name) => [name, words.amount()])),
  })

  /** Stores it; with `anyway` also over what somebody else stored meanwhile. */
  async function save(anyway = false): Promise<Product | undefined> {
    const wrong = faults()
    if (Object.keys(wrong).length) {
      sending.clear()
      sending.mark(wrong)
      return undefined
    }
    const known = product.value
    const saved = await sending.submit(() =>
      send(known?.id ?? null, anyway ? null : (known?.version ?? null)),
    )
    if (saved) show(saved)
    return saved
  }

  /** Stores what is new and puts it on sale, or before the reviewers. */
  async function publish(): Promise<Product | undefined> {
    const saved = isDirty.value || !product.value ? await save() : product.value
    if (!saved) return undefined
    const moved = await sending.submit(() => publishProduct(storeId, saved.id))
    if (moved) show(moved)
    return moved
  }

  async function withdraw(): Promise<Product | undefined> {
    const moved = await sending.submit(() => withdrawProduct(storeId, product.value!.id))
    if (moved) absorb(moved)
    return moved
  }

  /** What is wrong with a field or anything within it. */
  function errorOf(name: string): string | undefined {
    const found = Object.entries(sending.errors.value)
    return found.find(([key]) => key === name || key.startsWith(`${name}.`))?.[1]
  }

  const refusal = computed(
    () => sending.failure.value || (Object.keys(sending.errors.value).length ? words.fix() : ''),
  )
  const isConflict = computed(() => sending.problem.value?.code === 'mall.product_conflict')
  return {
    product,
    form,
    round,
    failure,
    retired,
    isDirty,
    isConflict,
    busy: sending.busy,
    errors: sending.errors,
    refusal,
    load,
    refresh,
    save,
    publish,
    withdraw,
    errorOf,
  }
}
