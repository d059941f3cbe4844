import { findCities } from '@/entities/place/places'
import type { DraftPlace } from '@/entities/draft/types'

const names = new Map<string, string>()

/** Remembers what a city is called, for the codes that a draft holds. */
export const noteCity = (code: string, name: string): void => void names.set(code, name)

async function cityName(code: string): Promise<string> {
  const known = names.get(code)
  if (known !== undefined) return known
  try {
    const found = (await findCities(code)).find((city) => city.code === code)
    if (found) noteCity(code, found.name)
    return found?.name ?? ''
  } catch {
    return ''
  }
}

/** A place in words: its name and its city, each as far as known. */
export async function placeWords(place: DraftPlace | null): Promise<string> {
  if (!place) return ''
  const city = place.city_code ? await cityName(place.city_code) : ''
  return [place.name, city].filter(Boolean).join(' · ')
}
