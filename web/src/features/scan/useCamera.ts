import { onScopeDispose, ref, type Ref } from 'vue'

export type CameraState = 'starting' | 'watching' | 'denied' | 'missing'

/** The longest side of what is looked at: enough for a barcode, little enough for a phone. */
const lookedAt = 960
const pause = 120

/** Watches the camera behind the phone for a code and tells the first one; stops by itself with the page. */
export function useCamera(
  video: Ref<HTMLVideoElement | null>,
  read: (image: ImageData) => Promise<string | null>,
  found: (text: string) => void,
) {
  const state = ref<CameraState>('starting')
  const canLight = ref(false)
  const isLit = ref(false)
  let stream: MediaStream | null = null
  let ended = false

  async function start(): Promise<void> {
    state.value = 'starting'
    try {
      const wanted = { video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } } }
      const opened = await navigator.mediaDevices.getUserMedia(wanted)
      if (ended || !video.value) return close(opened)
      stream = opened
      video.value.srcObject = opened
      await video.value.play()
      canLight.value = 'torch' in (opened.getVideoTracks()[0]?.getCapabilities?.() ?? {})
      state.value = 'watching'
      void watch()
    } catch (error) {
      const refused = error instanceof DOMException && error.name === 'NotAllowedError'
      state.value = refused ? 'denied' : 'missing'
    }
  }

  async function watch(): Promise<void> {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (!context) return
    while (stream && video.value) {
      const image = frame(context, video.value)
      const text = image && (await read(image))
      if (!stream) return
      if (text) {
        stop()
        return found(text)
      }
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  function stop(): void {
    if (stream) close(stream)
    stream = null
  }

  async function light(): Promise<void> {
    isLit.value = !isLit.value
    const torch = { advanced: [{ torch: isLit.value } as MediaTrackConstraintSet] }
    await stream?.getVideoTracks()[0]?.applyConstraints(torch)
  }

  onScopeDispose(() => {
    ended = true
    stop()
  })
  return { state, canLight, isLit, start, light }
}

function close(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop())
}

function frame(context: CanvasRenderingContext2D, video: HTMLVideoElement): ImageData | null {
  const { videoWidth, videoHeight } = video
  if (!videoWidth) return null
  const scale = Math.min(1, lookedAt / Math.max(videoWidth, videoHeight))
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)]
  context.canvas.width = width
  context.canvas.height = height
  context.drawImage(video, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}
