import { useI18n } from 'vue-i18n'
import type { Schema } from '@/api/types'
import { useCategories } from '@/entities/category/categories'

/** Somebody whom one may want to follow. */
export type SuggestedPerson = Schema<'SuggestedPerson'>

/** Writes why somebody is suggested. */
export function useSuggestionReason() {
  const { t } = useI18n()
  const categories = useCategories()
  void categories.load()
  // i18n: common.suggested.*
  return ({ reason: { code, arg } }: SuggestedPerson): string =>
    t(`common.suggested.${code}`, { arg: code === 'interest' ? categories.nameOf(arg) : arg })
}
