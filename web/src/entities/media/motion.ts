import { useI18n } from 'vue-i18n'
import { showToast } from '@/ui/toast'

/** As much of a file as has to be read to tell; a GIF's second frame may begin late. */
const READ = 2 * 1024 * 1024

/** Whether a GIF, WebP or PNG moves. */
export async function isMoving(file: Blob): Promise<boolean> {
  const text = new TextDecoder('latin1').decode(await file.slice(0, READ).arrayBuffer())
  if (text.startsWith('GIF8')) return text.includes('NETSCAPE2.0') || text.split('\x21\xf9\x04').length > 2
  if (text.startsWith('RIFF')) return text.slice(12, 16) === 'VP8X' && text.slice(0, 64).includes('ANIM')
  return text.startsWith('\x89PNG') && text.slice(0, text.indexOf('IDAT')).includes('acTL')
}

/** Says, when pictures are chosen that move, that they won't: what is kept of them is the first frame. */
export function useMotionNotice(): (files: readonly Blob[]) => Promise<void> {
  const { t } = useI18n()
  return async (files) => {
    const moving = await Promise.all(files.filter(({ type }) => /gif|webp|png/.test(type)).map(isMoving))
    if (moving.includes(true)) showToast(t('common.pictures.motionLost'))
  }
}
