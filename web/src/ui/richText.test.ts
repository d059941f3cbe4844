import { describe, expect, it } from 'vitest'
import { parseRichText } from './richText'

const origin = 'https://shancha.example'
const parse = (text: string, links = {}) => parseRichText(text, links, origin)

describe('parseRichText', () => {
  it('keeps plain text whole, with its line breaks', () => {
    expect(parse('一行\n\n<b>两行</b>')).toEqual([{ kind: 'text', text: '一行\n\n<b>两行</b>' }])
  })

  it('links the topics and members that the server named', () => {
    const links = {
      topics: [{ slug: 'camping', name: '周末露营' }],
      mentions: [{ handle: 'anna_01', nickname: 'Anna' }],
    }
    expect(parse('和@Anna 去#周末露营 吧', links)).toEqual([
      { kind: 'text', text: '和' },
      { kind: 'mention', text: '@Anna', to: '/u/anna_01' },
      { kind: 'text', text: ' 去' },
      { kind: 'topic', text: '#周末露营', to: '/t/camping' },
      { kind: 'text', text: ' 吧' },
    ])
  })

  it('shows the nickname where the handle was written', () => {
    const mentions = [{ handle: 'anna_01', nickname: 'Anna' }]
    expect(parse('@anna_01', { mentions })).toEqual([{ kind: 'mention', text: '@Anna', to: '/u/anna_01' }])
  })

  it('takes the longest of several names', () => {
    const topics = [
      { slug: 'a', name: '露营' },
      { slug: 'b', name: '露营装备' },
    ]
    expect(parse('#露营装备', { topics })).toEqual([{ kind: 'topic', text: '#露营装备', to: '/t/b' }])
  })

  it('leaves unknown marks alone', () => {
    expect(parse('#没有的话题 @nobody')).toEqual([{ kind: 'text', text: '#没有的话题 @nobody' }])
  })

  it('links addresses of our own only', () => {
    expect(parse('看 https://shancha.example/n/1?s=x。')).toEqual([
      { kind: 'text', text: '看 ' },
      { kind: 'address', text: 'https://shancha.example/n/1?s=x', to: '/n/1?s=x' },
      { kind: 'text', text: '。' },
    ])
    expect(parse('https://evil.example/n/1 javascript:alert(1)')).toEqual([
      { kind: 'text', text: 'https://evil.example/n/1 javascript:alert(1)' },
    ])
  })

  it('escapes the slug', () => {
    expect(parse('#a/b', { topics: [{ slug: '../x', name: 'a/b' }] })[0]?.to).toBe('/t/..%2Fx')
  })
})
