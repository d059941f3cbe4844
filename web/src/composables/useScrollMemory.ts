const places = new Map<string, number>()

/** Where the reader was on pages of the first level, by address; restored on every return. */
export const scrollMemory = {
  remember: (key: string, top: number): void => void places.set(key, top),
  recall: (key: string): number => places.get(key) ?? 0,
}

/** Resolves when the page is tall enough to scroll to `top`, or after a second. */
export async function tallEnough(top: number): Promise<void> {
  const until = performance.now() + 1_000
  const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))
  await nextFrame()
  while (document.documentElement.scrollHeight < top + window.innerHeight && performance.now() < until) {
    await nextFrame()
  }
}
