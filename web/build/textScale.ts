/** A declaration of a style sheet, as PostCSS hands it over. */
interface Declaration {
  prop: string
  value: string
}

const pixels = /(?<![\w.-])(\d+(?:\.\d+)?)px\b/g

/**
 * Lets every text follow the size that the person chose: `font-size: 15px` becomes
 * `calc(15px * var(--text-scale))`, and so do line heights and the `font` shorthand.
 */
export const textScale = {
  postcssPlugin: 'text-scale',
  Declaration(declaration: Declaration): void {
    if (
      !/^(font|font-size|line-height)$/.test(declaration.prop) ||
      declaration.value.includes('--text-scale')
    )
      return
    declaration.value = declaration.value.replace(pixels, 'calc($1px * var(--text-scale))')
  },
}
