import { useRouter } from 'vue-router'

/** Goes back to where the reader came from, or home when the note was opened first. */
export function useLeave(): () => void {
  const router = useRouter()
  return () => {
    if (window.history.state?.back) router.back()
    else void router.replace('/')
  }
}
