import type Cropper from 'cropperjs'
import type { CropperSelection } from 'cropperjs'
import { onScopeDispose } from 'vue'
import type { Crop } from '@/workers/fit'

const template = (label: string): string =>
  '<cropper-canvas>' +
  '<cropper-image initial-center-size="contain" translatable scalable></cropper-image>' +
  '<cropper-shade></cropper-shade>' +
  '<cropper-handle action="move" plain></cropper-handle>' +
  `<cropper-selection movable resizable keyboard aria-label="${label}">` +
  '<cropper-grid role="grid" bordered covered></cropper-grid>' +
  '<cropper-handle action="move" theme-color="transparent"></cropper-handle>' +
  ['n', 'e', 's', 'w', 'ne', 'nw', 'se', 'sw']
    .map(
      (side) =>
        `<cropper-handle action="${side}-resize" theme-color="rgb(255 255 255 / 90%)"></cropper-handle>`,
    )
    .join('') +
  '</cropper-selection></cropper-canvas>'

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Slack for rounding, in pixels. */
const slack = 1

/** The interactive frame over one picture at a time; parts are shares of the picture's sides. */
export function useCropper(label: string, changed: (part: Crop) => void) {
  let cropper: Cropper | null = null
  let silent = true

  function pictureBox(): Box | null {
    const canvas = cropper?.getCropperCanvas()?.getBoundingClientRect()
    const image = cropper?.getCropperImage()?.getBoundingClientRect()
    if (!canvas || !image || !image.width) return null
    return { x: image.x - canvas.x, y: image.y - canvas.y, width: image.width, height: image.height }
  }

  function partOf(selection: Box): Crop | null {
    const box = pictureBox()
    if (!box) return null
    const clamp = (value: number): number => Math.min(1, Math.max(0, value))
    const x = clamp((selection.x - box.x) / box.width)
    const y = clamp((selection.y - box.y) / box.height)
    return {
      x,
      y,
      width: Math.min(1 - x, selection.width / box.width),
      height: Math.min(1 - y, selection.height / box.height),
    }
  }

  const isInside = (selection: Box, box: Box): boolean =>
    selection.x >= box.x - slack &&
    selection.y >= box.y - slack &&
    selection.x + selection.width <= box.x + box.width + slack &&
    selection.y + selection.height <= box.y + box.height + slack

  function onChange(event: Event): void {
    if (silent) return
    const selection = (event as CustomEvent<Box>).detail
    const box = pictureBox()
    if (!box || !isInside(selection, box)) {
      event.preventDefault()
      return
    }
    const part = partOf(selection)
    if (part) changed(part)
  }

  /** Puts the frame on a part; `ratio` null leaves its shape free. */
  function place(part: Crop, ratio: number | null): void {
    const selection = cropper?.getCropperSelection() as CropperSelection | null
    const box = pictureBox()
    if (!selection || !box) return
    silent = true
    selection.aspectRatio = ratio ?? Number.NaN
    selection.$change(
      box.x + part.x * box.width,
      box.y + part.y * box.height,
      part.width * box.width,
      part.height * box.height,
      ratio ?? Number.NaN,
    )
    silent = false
  }

  function close(): void {
    silent = true
    cropper?.destroy()
    cropper = null
  }

  /** Shows a picture with the frame on a part of it. */
  async function open(
    host: HTMLElement,
    image: HTMLImageElement,
    part: Crop,
    ratio: number | null,
  ): Promise<void> {
    const { default: Croppers } = await import('cropperjs')
    close()
    host.replaceChildren()
    cropper = new Croppers(image, { container: host, template: template(label) })
    cropper.getCropperSelection()?.addEventListener('change', onChange)
    await cropper.getCropperImage()?.$ready()
    // One frame for the canvas to get its size, before the picture is centred in it.
    await new Promise((resolve) => requestAnimationFrame(resolve))
    cropper?.getCropperImage()?.$center('contain')
    place(part, ratio)
  }

  onScopeDispose(close)
  return { open, place, close }
}
