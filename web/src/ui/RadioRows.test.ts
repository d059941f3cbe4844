import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import RadioRows from './RadioRows.vue'

const options = [
  { value: 'a', label: 'First', hint: 'Why' },
  { value: 'b', label: 'Second' },
  { value: 'c', label: 'Third', disabled: true },
]

describe('RadioRows', () => {
  it('gives what was chosen, and names the group', async () => {
    const rows = mount(RadioRows<string | null>, { props: { legend: 'Which', options, modelValue: null } })
    expect(rows.get('legend').text()).toBe('Which')
    const marks = rows.findAll<HTMLInputElement>('input')
    expect(marks.map(({ element }) => element.checked)).toEqual([false, false, false])
    await marks[1]!.setValue()
    expect(rows.emitted('update:modelValue')).toEqual([['b']])
    expect(marks[2]!.element.disabled).toBe(true)
    expect(rows.findAll('label')[0]!.text()).toContain('Why')
  })

  it('keeps booleans what they are', async () => {
    const both = [
      { value: true, label: 'Yes' },
      { value: false, label: 'No' },
    ]
    const rows = mount(RadioRows<boolean | null>, {
      props: { legend: 'Well', options: both, modelValue: null },
    })
    await rows.findAll('input')[1]!.setValue()
    expect(rows.emitted('update:modelValue')).toEqual([[false]])
  })
})
