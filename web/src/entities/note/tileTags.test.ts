import { createApp } from 'vue'
import { expect, it } from 'vitest'
import { i18n } from '@/i18n'
import TileTags from './TileTags.vue'
import type { NoteCard } from './types'

function tagsOf(changes: Partial<NoteCard>): string[] {
  const note = { content_class: 'ugc', distance_km: null, is_demo: false, ...changes } as NoteCard
  const host = document.createElement('div')
  const app = createApp(TileTags, { note }).use(i18n)
  app.mount(host)
  const words = [...host.querySelectorAll('.tag')].map((tag) => tag.textContent.trim())
  app.unmount()
  return words
}

it('marks generated demo content on the card, after what is said of every note', () => {
  expect(tagsOf({ is_demo: true, is_featured: true })).toEqual(['精选', '示例'])
  expect(tagsOf({})).toEqual([])
})
