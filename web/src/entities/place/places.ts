import { defineStore } from 'pinia'
import { ref } from 'vue'
import { api, unwrap } from '@/api/client'
import type { Schema } from '@/api/types'

export type City = Pick<Schema<'CityPlace'>, 'code' | 'name'>

/** Where "nearby" looks: around the device, or around a chosen city. */
export type ChosenPlace =
  { kind: 'device'; lat: number; lng: number } | { kind: 'city'; code: string; name: string }

const storageKey = 'shancha.place'

function stored(): ChosenPlace | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? 'null') as ChosenPlace | null
  } catch {
    return null
  }
}

/** About 5 km: closer than that nobody needs to know. */
const coarse = (degrees: number): number => Math.round(degrees * 20) / 20

/** The place that the person chose for "nearby"; it stays on this device. */
export const usePlace = defineStore('place', () => {
  const place = ref<ChosenPlace | null>(stored())

  function choose(next: ChosenPlace): void {
    place.value = next
    localStorage.setItem(storageKey, JSON.stringify(next))
  }

  function chooseCity({ code, name }: City): void {
    choose({ kind: 'city', code, name })
  }

  /** Asks the device; the browser asks the person. Rejects when there is no answer. */
  function locate(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!('geolocation' in navigator)) {
        reject(new Error('no geolocation'))
        return
      }
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          choose({ kind: 'device', lat: coarse(coords.latitude), lng: coarse(coords.longitude) })
          resolve()
        },
        reject,
        { timeout: 10_000, maximumAge: 600_000 },
      )
    })
  }

  return { place, chooseCity, locate }
})

export async function findCities(q: string): Promise<City[]> {
  return (await unwrap(api.GET('/api/v1/places', { params: { query: { q } } }))).items
}
