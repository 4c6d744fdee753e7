import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { ThemeProvider } from '@mui/material/styles'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { MergeRow } from '../../../src-shared/model/request.ts'
import { startTexts } from '../../texts.ts'
import { chanceryTheme } from '../../theme/theme.ts'
import { MergeTable } from './merge-table.tsx'

const row = (field: string, change: Partial<MergeRow>): MergeRow => ({
  field,
  label: field,
  asked: null,
  override: null,
  rule: 'from request',
  result: null,
  outcome: 'absent',
  why: 'because',
  ...change
})
const rows = [
  row('subject.CN', { asked: 'www.example.test', result: 'www.example.test', outcome: 'taken' }),
  row('alternativeNames.dns', { asked: 'www.example.org', outcome: 'refused' }),
  row('subject.OU', {})
]
const reasons = [
  { where: 'alternativeNames.dns', rule: 'san.pattern', message: 'www.example.org is not among the names allowed.' }
]

beforeAll(() => startTexts('en'))
afterEach(cleanup)

function show(narrow: boolean): void {
  render(
    <ThemeProvider theme={chanceryTheme('light', true, 'en')}>
      <MergeTable rows={rows} reasons={reasons} narrow={narrow} />
    </ThemeProvider>
  )
}

test('a broken rule stands in the row of its field', () => {
  show(false)
  const refused = screen.getByRole('rowheader', { name: 'alternativeNames.dns' }).closest('tr')
  expect(refused?.textContent).toContain('www.example.org is not among the names allowed.')
  expect(refused?.textContent).toContain('refused')
})

test('fields that nobody asked for are folded away until asked for', () => {
  show(false)
  expect(screen.queryByRole('rowheader', { name: 'subject.OU' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Show 1 field that will be absent' }))
  expect(screen.getByRole('rowheader', { name: 'subject.OU' })).toBeDefined()
})

test('in the sheet what was asked is repeated only where the certificate will differ', () => {
  show(true)
  expect(screen.getByText('Asked: www.example.org')).toBeDefined()
  expect(screen.queryByText('Asked: www.example.test')).toBeNull()
})
