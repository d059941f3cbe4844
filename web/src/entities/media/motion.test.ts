import { expect, it } from 'vitest'
import { isMoving } from './motion'

const bytes = (text: string): Blob => new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0))])
const frame = '\x21\xf9\x04\x00\x0a\x00\x00\x00\x2c'

it.each([
  ['a GIF of two frames', `GIF89a......${frame}..${frame}`, true],
  ['a GIF that repeats', `GIF89a......\x21\xff\x0bNETSCAPE2.0...${frame}`, true],
  ['a GIF of one frame', `GIF89a......${frame}`, false],
  ['a moving WebP', 'RIFF....WEBPVP8X..........ANIM......', true],
  ['a still WebP', 'RIFF....WEBPVP8X..........ICCP......', false],
  ['a moving PNG', '\x89PNG....IHDR.....acTL...IDAT', true],
  ['a still PNG', '\x89PNG....IHDR.....IDAT.acTL', false],
  ['a JPEG', '\xff\xd8\xff ANIM NETSCAPE2.0', false],
])('tells whether %s moves', async (_, text, moves) => {
  expect(await isMoving(bytes(text))).toBe(moves)
})
