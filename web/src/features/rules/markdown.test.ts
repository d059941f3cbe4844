import { expect, it } from 'vitest'
import { parseRule } from './markdown'

it('reads headings, clauses, lists and bold', () => {
  const blocks = parseRule('Intro **bold** end.\n\n## One\n1.1 First clause.\n\n**1.2** Second.\n\n- a\n- b')
  expect(blocks.map((block) => block.kind)).toEqual(['text', 'heading', 'clause', 'clause', 'list'])
  expect(blocks[0]).toEqual({
    kind: 'text',
    runs: [{ text: 'Intro ' }, { text: 'bold', strong: true }, { text: ' end.' }],
  })
  expect(blocks[3]).toEqual({ kind: 'clause', number: '1.2', runs: [{ text: 'Second.' }] })
})

it('takes markup of other kinds as plain words', () => {
  expect(parseRule('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'text', runs: [{ text: '<img src=x onerror=alert(1)>' }] },
  ])
})
