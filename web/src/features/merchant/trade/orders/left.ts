import type { Schema } from '@/api/types'

type Line = Pick<Schema<'OrderLine'>, 'quantity' | 'refunded_quantity' | 'shipped_quantity'>

/** Pieces of a line that are still to be sent: those that were refunded before are not. */
export const leftToSend = (line: Line): number =>
  Math.max(line.quantity - line.refunded_quantity - line.shipped_quantity, 0)
