/** What cases are listed by: the store's turn first. */
export const caseStates = ['to_answer', 'open', 'disputed', 'ended', 'all'] as const
export type CaseState = (typeof caseStates)[number]
