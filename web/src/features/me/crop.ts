export interface Size {
  width: number
  height: number
}

/** How a picture lies under a frame: its enlargement over just covering the frame, and its shift in frame pixels. */
export interface View {
  zoom: number
  x: number
  y: number
}

export const mostZoom = 4

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value))

/** Frame pixels per picture pixel. */
export const scaleOf = (picture: Size, frame: Size, zoom: number): number =>
  Math.max(frame.width / picture.width, frame.height / picture.height) * zoom

/** The nearest view that leaves no part of the frame empty. */
export function settle(picture: Size, frame: Size, view: View): View {
  const zoom = between(1, view.zoom, mostZoom)
  const scale = scaleOf(picture, frame, zoom)
  const roomX = Math.max(0, (picture.width * scale - frame.width) / 2)
  const roomY = Math.max(0, (picture.height * scale - frame.height) / 2)
  return { zoom, x: between(-roomX, view.x, roomX), y: between(-roomY, view.y, roomY) }
}

/** The part of the picture that the frame shows, in picture pixels. */
export function shownPart(picture: Size, frame: Size, view: View): Size & { left: number; top: number } {
  const { zoom, x, y } = settle(picture, frame, view)
  const scale = scaleOf(picture, frame, zoom)
  const width = frame.width / scale
  const height = frame.height / scale
  return {
    width,
    height,
    left: picture.width / 2 - x / scale - width / 2,
    top: picture.height / 2 - y / scale - height / 2,
  }
}

/** Cuts the part out, at most `longest` pixels wide. */
export function cutOut(
  image: HTMLImageElement,
  frame: Size,
  view: View,
  longest: number,
): Promise<Blob | null> {
  const part = shownPart({ width: image.naturalWidth, height: image.naturalHeight }, frame, view)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(Math.min(longest, part.width))
  canvas.height = Math.round((canvas.width * frame.height) / frame.width)
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(null)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, part.left, part.top, part.width, part.height, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
}
