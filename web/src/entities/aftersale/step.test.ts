import { describe, expect, it } from 'vitest'
import type { Schema } from '@/api/types'
import { headOf, stepOf } from './step'

type Case = Schema<'AfterSaleOut'>
type Objection = NonNullable<Case['objection']>

function done(objection: Partial<Objection> | null): Case {
  const isObjected = objection?.status === 'open'
  return { status: 'done', refunds: [], objection, is_objected: isObjected } as unknown as Case
}

describe('the step of a case', () => {
  it('is its state where nothing else is told', () => {
    expect([stepOf(done(null)), headOf(done(null))]).toEqual(['done', 'done'])
  })

  it('tells of an objection while the platform looks at it', () => {
    const item = done({ status: 'open', granted_amount: 0, paid_amount: 0 })
    expect([stepOf(item), headOf(item)]).toEqual(['objected', 'disputed'])
  })

  it('tells what is owed, until it is paid', () => {
    const ruled = { status: 'upheld', granted_amount: 900 } as const
    expect(stepOf(done({ ...ruled, paid_amount: 400 }))).toBe('owed')
    expect(stepOf(done({ ...ruled, paid_amount: 900 }))).toBe('claimedBack')
  })

  it('tells that the refund stands', () => {
    const item = done({ status: 'rejected', granted_amount: 0, paid_amount: 0 })
    expect([stepOf(item), headOf(item)]).toEqual(['objectionRejected', 'done'])
  })
})
