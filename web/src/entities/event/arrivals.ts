import type { LocationQuery, RouteLocationNormalized, RouteLocationRaw } from 'vue-router'
import { api } from '@/api/client'
import { useSession } from '@/entities/session/session'

/** The code of a shared address, if the page was opened by one. */
export function shareCode(query: LocationQuery): string {
  return typeof query['s'] === 'string' ? query['s'] : ''
}

/** The same place without the code, so that it is neither counted again nor passed on. */
export function withoutShareCode({ path, query, hash }: RouteLocationNormalized): RouteLocationRaw {
  const rest = { ...query }
  delete rest['s']
  return { path, query: rest, hash, replace: true }
}

/** Whoever shared the address gets the credit. An unknown code costs nobody anything. */
export async function tellArrival(code: string): Promise<void> {
  try {
    await useSession().ready()
    await api.POST('/api/v1/shares/{code}/arrivals', { params: { path: { code } } })
  } catch {
    // Counting must never stand in the reader's way.
  }
}
