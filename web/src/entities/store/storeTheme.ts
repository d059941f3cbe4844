type Rgb = readonly [number, number, number]

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]
/** The lightest ground of the light scheme's greys and the cards of the dark one: see styles/tokens.css. */
const lightGrey: Rgb = [236, 236, 240]
const darkGrey: Rgb = [38, 38, 43]
const darkGround: Rgb = [18, 18, 20]
/** WCAG 2.2, 1.4.3. */
const readable = 4.5

function parse(hex: string): Rgb {
  const whole = Number.parseInt(hex.slice(1), 16)
  return [whole >> 16, (whole >> 8) & 255, whole & 255]
}

const toHex = (colour: Rgb): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, at) => part + (to[at]! - part) * share) as unknown as Rgb

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

/** The contrast of two colours in #rrggbb, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [low, high] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}

/** The colour, moved towards another until it can be read on all these grounds. */
function legible(colour: Rgb, towards: Rgb, grounds: readonly Rgb[]): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const tried = mix(colour, towards, share)
    if (grounds.every((ground) => contrastOf(toHex(tried), toHex(ground)) >= readable)) return tried
  }
  return towards
}

/**
 * The client's own tokens in a store's accent (#rrggbb), for the light and the dark scheme, each pair of text
 * and ground at 4.5 to 1 or better. Nothing without an accent.
 */
export function storeTheme(accent: string | null | undefined): Record<string, string> {
  if (!accent || !/^#[0-9a-f]{6}$/i.test(accent)) return {}
  const own = parse(accent)
  const fill = legible(own, black, [white])
  const tint = mix(own, white, 0.9)
  const lit = legible(own, white, [darkGrey, darkGround, mix(own, darkGround, 0.82)])
  const pairs: Record<string, [Rgb, Rgb]> = {
    '--brand': [fill, lit],
    '--brand-press': [mix(fill, black, 0.16), mix(lit, white, 0.2)],
    '--brand-text': [legible(own, black, [white, lightGrey, tint]), lit],
    '--brand-tint': [tint, mix(own, darkGround, 0.82)],
    '--on-brand': [white, darkGround],
  }
  return Object.fromEntries(
    Object.entries(pairs).map(([name, [light, dark]]) => [
      name,
      `light-dark(${toHex(light)}, ${toHex(dark)})`,
    ]),
  )
}
