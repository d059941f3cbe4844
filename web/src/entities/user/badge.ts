import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCategories } from '@/entities/category/categories'
import type { RoleBadge } from './types'

/** What a badge says: the role, its category by name ("" while unknown or none), and the verified words. */
export function useBadgeWords(of: () => RoleBadge) {
  const { t } = useI18n()
  const categories = useCategories()
  if (of().category) void categories.load()
  // i18n: common.role.*
  const role = computed(() => t(`common.role.${of().kind}`))
  const category = computed(() => (categories.all.length ? categories.nameOf(of().category) : ''))
  const join = (...words: string[]): string => words.filter(Boolean).join(' · ')
  return {
    /** All of it. */
    whole: computed(() => join(role.value, category.value, of().label)),
    /** The category and who stands for it, where there is room for a line. */
    line: computed(() => join(category.value, of().label || role.value)),
    /** The shortest that tells the field. */
    field: computed(() => category.value || role.value),
  }
}
