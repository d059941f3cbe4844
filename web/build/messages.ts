import { baseCompile } from '@intlify/message-compiler'
import type { Plugin } from 'vite'

type Messages = { [key: string]: string | Messages }
type Compiled = { [key: string]: object | Compiled }

function compile(messages: Messages, file: string): Compiled {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => {
      if (typeof value !== 'string') return [key, compile(value, file)]
      const onError = (error: Error): never => {
        throw new Error(`${file}: "${key}" cannot be read (${error.message}); write {'@'} for a plain @`)
      }
      return [key, baseCompile(value, { jit: true, minify: true, location: false, onError }).ast]
    }),
  )
}

/**
 * Turns the message files under src/i18n into parsed messages at build time, so that the message
 * parser stays out of the browser and a broken message fails the build.
 */
export function precompiledMessages(): Plugin {
  return {
    name: 'shancha-messages',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/i18n\/[^/]+\/[^/]+\.json$/.test(id)) return null
      const messages = JSON.stringify(compile(JSON.parse(code) as Messages, id))
      return { code: `export default JSON.parse(${JSON.stringify(messages)})`, map: null, moduleType: 'js' }
    },
  }
}
