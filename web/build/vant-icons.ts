import type { Plugin } from 'vite'

/** The glyphs that Vant's own parts draw, as paths on a 24 px grid. */
const glyphs: Record<string, string> = {
  arrow: 'M9 5l7 7-7 7',
  'arrow-left': 'M15 5l-7 7 7 7',
  'arrow-up': 'M5 15l7-7 7 7',
  'arrow-down': 'M5 9l7 7 7-7',
  success: 'M5 12.5l4.500 4.500L19 7.500',
  cross: 'M6 6l12 12M18 6L6 18',
  clear: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9 9l6 6M15 9l-6 6',
  fail: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
}

function rule([name, path]: [string, string]): string {
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' ` +
    `stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'><path d='${path}'/></svg>`
  return `.van-icon-${name}::before{content:"";--glyph:url("data:image/svg+xml,${encodeURIComponent(svg)}")}`
}

const css =
  '.van-icon{position:relative;display:inline-block;line-height:1}' +
  '.van-icon::before{display:inline-block;width:1em;height:1em;background:currentColor;' +
  '-webkit-mask:var(--glyph) center/contain no-repeat;mask:var(--glyph) center/contain no-repeat}' +
  Object.entries(glyphs).map(rule).join('')

/** Replaces Vant's icon font (28 kB gzipped) by the few glyphs that its parts use. */
export function drawnVantIcons(): Plugin {
  return {
    name: 'shancha-vant-icons',
    enforce: 'pre',
    load: (id) => (/vant[\\/](es|lib)[\\/]icon[\\/]index\.css/.test(id) ? css : null),
  }
}
