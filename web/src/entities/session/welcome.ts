const storageKey = 'shancha.welcomed'

/** Whether this browser has been asked for interests before, answered or not. */
export const isWelcomed = (): boolean => localStorage.getItem(storageKey) !== null

export const markWelcomed = (): void => localStorage.setItem(storageKey, '1')
