import { shallowRef } from 'vue'

export interface Question {
  title: string
  text?: string
  confirm: string
  danger?: boolean
}

export const question = shallowRef<(Question & { answer: (yes: boolean) => void }) | null>(null)

/** Asks before something that cannot be taken back; true when the person agreed. */
export function confirmAct(asked: Question): Promise<boolean> {
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      answer: (yes) => {
        question.value = null
        resolve(yes)
      },
    }
  })
}
