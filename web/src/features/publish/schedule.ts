const two = (value: number): string => String(value).padStart(2, '0')

/** A moment as the browser's date and time field writes it, in the local time. */
export const toField = (moment: Date): string =>
  `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}` +
  `T${two(moment.getHours())}:${two(moment.getMinutes())}`

/** The moment that a date and time field names, in UTC; null when it names none. */
export function fromField(value: string): string | null {
  const moment = new Date(value)
  return value && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null
}

/** Hours that people often choose: in an hour, this evening at eight, tomorrow at noon and at eight. */
export function proposals(now: Date): Date[] {
  const at = (day: number, hour: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + day, hour)
  const soon = new Date(Math.ceil((now.getTime() + 3_600_000) / 600_000) * 600_000)
  return [soon, at(0, 20), at(1, 12), at(1, 20)].filter(
    (moment, place, all) =>
      moment.getTime() - now.getTime() >= 1_800_000 &&
      all.findIndex((other) => other.getTime() === moment.getTime()) === place,
  )
}
