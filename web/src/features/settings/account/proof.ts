/** Proof of the person: one of the two, or neither right after signing in to an account that has neither. */
export interface Proof {
  password: string
  code: string
}

export const noProof = (): Proof => ({ password: '', code: '' })
