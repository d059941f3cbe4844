/** What a choice among variants needs to know of each. */
export interface Choosable {
  id: string
  /** One value for each of the product's option names, in their order. */
  options: readonly string[]
  /** How many can be bought now. */
  available: number
}

/** The value taken for each option name, in their order; undefined while open. */
export type Chosen = readonly (string | undefined)[]

/** `none`: no variant has this value with what else is chosen; `soldOut`: some has, but none of it is left. */
export type ValueState = 'ok' | 'soldOut' | 'none'

export interface OptionValue {
  value: string
  state: ValueState
}

const fits = (variant: Choosable, chosen: Chosen): boolean =>
  chosen.every((value, at) => value === undefined || variant.options[at] === value)

const replaced = (chosen: Chosen, at: number, value: string | undefined): Chosen =>
  chosen.map((old, place) => (place === at ? value : old))

/** The values of each option in their order of appearance, each with whether it can be chosen beside the rest. */
export function optionValues(variants: readonly Choosable[], chosen: Chosen): OptionValue[][] {
  return chosen.map((_, at) => {
    const values = [...new Set(variants.map(({ options }) => options[at] ?? ''))].filter(Boolean)
    return values.map((value) => ({ value, state: stateOf(variants, replaced(chosen, at, value)) }))
  })
}

function stateOf(variants: readonly Choosable[], chosen: Chosen): ValueState {
  const fitting = variants.filter((variant) => fits(variant, chosen))
  if (!fitting.length) return 'none'
  return fitting.some(({ available }) => available > 0) ? 'ok' : 'soldOut'
}

/** The one variant that the choice leaves, or undefined while something is open. */
export function chosenVariant<V extends Choosable>(variants: readonly V[], chosen: Chosen): V | undefined {
  if (chosen.includes(undefined)) return undefined
  return variants.find((variant) => fits(variant, chosen))
}

/** Takes a value; what does not go with it any more is given up. A value that is taken already is let go. */
export function choose(variants: readonly Choosable[], chosen: Chosen, at: number, value: string): Chosen {
  if (chosen[at] === value) return replaced(chosen, at, undefined)
  const alone = chosen.map((_, place) => (place === at ? value : undefined))
  return chosen.map((old, place) => {
    if (place === at) return value
    const goes = variants.some((variant) => fits(variant, replaced(alone, place, old)))
    return goes ? old : undefined
  })
}

/** What to begin with: the only variant, else the options that have a single value. */
export function firstChoice(names: readonly string[], variants: readonly Choosable[]): Chosen {
  if (variants.length === 1) return names.map((_, at) => variants[0]!.options[at])
  const open: Chosen = names.map(() => undefined)
  return optionValues(variants, open).map((values) => (values.length === 1 ? values[0]!.value : undefined))
}
