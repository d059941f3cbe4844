import { shallowRef } from 'vue'
import { asProblem } from '@/api/errors'

/** An act that waits for the guardian's PIN: what to send with it, and whom to tell when it was given up. */
export interface PinRequest {
  send: (pin: string) => Promise<void>
  giveUp: () => void
}

export const pinRequest = shallowRef<PinRequest | null>(null)

/** Does something; where the minors' mode asks for the guardian's PIN, again with the PIN once it is right. */
export async function withGuardian<T>(act: (pin?: string) => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (asProblem(error).code !== 'accounts.pin_needed') throw error
    return askPin(act, error)
  }
}

function askPin<T>(act: (pin: string) => Promise<T>, refusal: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    pinRequest.value = {
      send: async (pin) => resolve(await act(pin)),
      giveUp: () => reject(refusal),
    }
  })
}
