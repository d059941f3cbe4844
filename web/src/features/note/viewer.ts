import PhotoSwipe from 'photoswipe'
import 'photoswipe/style.css'
import { motionUrl, pictureSet, pictureUrl, type Picture } from '@/ui/picture'

/** Opens pictures over everything, to zoom and turn; resolves when the viewer is closed. */
export function openViewer(
  pictures: readonly Picture[],
  index: number,
  within: HTMLElement,
  label: string,
): Promise<void> {
  return new Promise((resolve) => {
    const viewer = new PhotoSwipe({
      dataSource: pictures.map((picture) => {
        const widest = Math.max(...picture.widths)
        const moves = picture.is_moving && matchMedia('(prefers-reduced-motion: no-preference)').matches
        return {
          ...(moves
            ? { src: motionUrl(picture) }
            : { src: pictureUrl(picture, widest), srcset: pictureSet(picture) }),
          width: picture.width,
          height: picture.height,
          alt: picture.alt,
          msrc: pictureUrl(picture, Math.min(...picture.widths)),
        }
      }),
      index,
      appendToEl: within,
      bgOpacity: 0.95,
      showHideAnimationType: 'fade',
      escKey: true,
      returnFocus: true,
      mainClass: 'note-viewer',
    })
    viewer.on('afterInit', () => viewer.element?.setAttribute('aria-label', label))
    viewer.on('destroy', () => resolve())
    viewer.init()
  })
}
