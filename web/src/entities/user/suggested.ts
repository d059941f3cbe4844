import { useI18n } from 'vue-i18n'
import { useCategories } from '@/entities/category/categories'
import type { PersonCard } from './profile'

/** Why somebody is suggested: a code, and what it is about. */
export interface SuggestionReason {
  code: 'followed_by' | 'interest' | 'city' | 'verified' | 'popular'
  arg: string
}

export interface SuggestedPerson extends PersonCard {
  reason: SuggestionReason
}

/** Writes such a reason in words. Load the categories first: an interest is named by its slug. */
export function useSuggestionReason() {
  const { t } = useI18n()
  const categories = useCategories()
  // i18n: common.suggested.*
  return ({ code, arg }: SuggestionReason): string =>
    t(`common.suggested.${code}`, { arg: code === 'interest' ? categories.nameOf(arg) : arg })
}
