/** How many categories make a first feed personal. */
export const atLeast = 3

/** The choice with one category added at the end or taken out; the order is the order of choosing. */
export const toggled = (chosen: readonly string[], slug: string): readonly string[] =>
  chosen.includes(slug) ? chosen.filter((each) => each !== slug) : [...chosen, slug]
