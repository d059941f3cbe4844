/** What settlements are listed by. */
export const settlementStates = ['all', 'held', 'frozen', 'released', 'reversed'] as const
export type SettlementState = (typeof settlementStates)[number]

/** The store's accounts whose movements are listed. */
export const accounts = ['available', 'pending', 'deposit', 'debt'] as const
export type Account = (typeof accounts)[number]
