import { ThemeProvider } from '@mui/material/styles'
import { cleanup, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { MpicRuleVerdict, PerspectiveView } from '../../../src-shared/model/mpic.ts'
import { startTexts } from '../../texts.ts'
import { chanceryTheme } from '../../theme/theme.ts'
import { PerspectiveTable } from './perspective-table.tsx'
import { RuleVerdicts } from './rule-verdicts.tsx'

const rule: MpicRuleVerdict = {
  rule: 'baseline-next',
  title: 'BR 3.2.2.9',
  from: Date.UTC(2026, 11, 15),
  source: 'BR 3.2.2.9',
  decides: false,
  met: true,
  perspectives: { have: 5, need: 5 },
  corroborating: { have: 4, need: 4 },
  registries: { have: 2, need: 2 },
  reasons: []
}
const seen: PerspectiveView = {
  code: 'syd',
  registry: 'APNIC',
  state: 'differs',
  why: 'It saw "old" where "new" was expected.',
  saw: ['old'],
  expected: ['new'],
  foundAt: 'example.test',
  errors: [{ type: 'mpic:mismatch', message: 'no match' }],
  timestampNs: '1763668800123456789'
}

beforeAll(() => startTexts('en'))
afterEach(cleanup)
const show = (content: ReactElement): void => {
  render(<ThemeProvider theme={chanceryTheme('light', true, 'en')}>{content}</ThemeProvider>)
}
const states = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[data-state]')].map((one) => one.getAttribute('data-state'))

test('rules that decided something are green or red; those of a supposed day are neither', () => {
  show(<RuleVerdicts rules={[rule, { ...rule, rule: 'own', met: false }]} />)
  expect(states()).toEqual(['verified', 'failed'])
  cleanup()
  show(<RuleVerdicts rules={[rule]} supposed />)
  expect(states()).toEqual(['not-performed'])
  expect(screen.getByText('Would be met')).toBeTruthy()
  expect(screen.getByText('4 of 4 needed')).toBeTruthy()
})

test('a perspective that differs says what it saw, what was expected and its errors', () => {
  show(<PerspectiveTable primary={null} perspectives={[seen, { ...seen, code: 'fra', state: 'corroborates' }]} />)
  expect(states()).toEqual(['differs', 'corroborates'])
  expect(screen.getAllByText('Expected: new')).toHaveLength(1)
  expect(screen.getAllByText('mpic:mismatch: no match')).toHaveLength(2)
})

test('without any answer nothing is made up', () => {
  show(<PerspectiveTable primary={null} perspectives={[]} />)
  expect(screen.getByText('No perspective answered.')).toBeTruthy()
})
