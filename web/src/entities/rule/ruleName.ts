import { useI18n } from 'vue-i18n'

/** Writer of references such as "community-rules 2.1": the document's title and the clause. */
export function useRuleName(): (reference: string) => string {
  const { t, te } = useI18n()
  return (reference) => {
    const [slug = '', clause = ''] = reference.split(' ')
    // i18n: common.document.*
    const key = `common.document.${slug}`
    return `${te(key) ? t(key) : slug} ${clause}`.trim()
  }
}
