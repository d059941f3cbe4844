import type { components } from './schema'

/** A shape of the API by its name in the description. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]
