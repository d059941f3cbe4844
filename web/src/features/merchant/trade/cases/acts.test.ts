import { describe, expect, it } from 'vitest'
import type { StoreRole } from '../../store'
import { caseActs } from './acts'

const as =
  (role: StoreRole) =>
  (...roles: StoreRole[]): boolean =>
    role === 'owner' || roles.includes(role)
const item = { status: 'requested', kind: 'return', by_right: false, ended_at: null } as const

describe('what a store may do about a case', () => {
  it('lets the owner agree or refuse what was asked', () => {
    expect(caseActs(item, as('owner'))).toEqual(['evidence', 'refuse', 'agree'])
  })

  it('knows that a right is not refused', () => {
    expect(caseActs({ ...item, by_right: true }, as('owner'))).toEqual(['evidence', 'agree'])
  })

  it('lets who ships receive a return, but neither answer nor contest', () => {
    expect(caseActs(item, as('shipping'))).toEqual(['evidence'])
    expect(caseActs({ ...item, status: 'returning' }, as('shipping'))).toEqual(['evidence', 'receive'])
  })

  it('ends an exchange with another piece, a return with money', () => {
    expect(caseActs({ ...item, status: 'received' }, as('service')).at(-1)).toBe('refund')
    expect(caseActs({ ...item, status: 'received', kind: 'exchange' }, as('service')).at(-1)).toBe('exchange')
  })

  it('leaves nothing to do when it is over, and nothing to the wrong role', () => {
    expect(caseActs({ ...item, status: 'done', ended_at: '2026-01-01' }, as('owner'))).toEqual([])
    expect(caseActs(item, as('catalogue'))).toEqual([])
  })
})
