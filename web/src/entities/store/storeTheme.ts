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

export type Scheme = 'light' | 'dark'

/** The tokens that a store's accent stands on, of each scheme, to show both side by side. */
export const storeGrounds: Record<Scheme, Record<string, string>> = {
  light: { '--card': '#ffffff', '--bg-2': '#f6f6f8', '--bg-3': '#ececf0', '--ink-3': '#66666e' },
  dark: { '--card': '#1b1b1f', '--bg-2': '#0b0b0c', '--bg-3': '#26262b', '--ink-3': '#94949e' },
}

/** The client's own accent. */
export const ownAccent = '#d9274b'

/**
 * The client's own tokens in a store's accent (#rrggbb), for one scheme; each pair of text and ground at 4.5 to
 * 1 or better. Nothing without an accent.
 */
export function storeTheme(accent: string | null | undefined, scheme: Scheme): Record<string, string> {
  if (!accent || !/^#[0-9a-f]{6}$/i.test(accent)) return {}
  const own = parse(accent)
  const isDark = scheme === 'dark'
  const tint = isDark ? mix(own, darkGround, 0.82) : mix(own, white, 0.9)
  const lit = legible(own, white, [darkGrey, darkGround, tint])
  const fill = isDark ? lit : legible(own, black, [white])
  const colours: Record<string, Rgb> = {
    '--brand': fill,
    '--brand-press': isDark ? mix(fill, white, 0.2) : mix(fill, black, 0.16),
    '--brand-text': isDark ? lit : legible(own, black, [white, lightGrey, tint]),
    '--brand-tint': tint,
    '--on-brand': isDark ? darkGround : white,
  }
  return Object.fromEntries(Object.entries(colours).map(([name, colour]) => [name, toHex(colour)]))
}
