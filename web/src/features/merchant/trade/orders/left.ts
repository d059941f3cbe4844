import type { Schema } from '@/api/types'

type Line = Pick<Schema<'OrderLine'>, 'quantity' | 'cancelled_quantity' | 'shipped_quantity'>

/** Pieces of a line that are still to be sent: those that were cancelled before are not. */
export const leftToSend = (line: Line): number =>
  line.quantity - line.cancelled_quantity - line.shipped_quantity
