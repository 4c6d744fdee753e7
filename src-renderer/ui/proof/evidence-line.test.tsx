import { ThemeProvider } from '@mui/material/styles'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { startTexts } from '../../texts.ts'
import { chanceryTheme } from '../../theme/theme.ts'
import { EvidenceLine } from './evidence-line.tsx'

const proof: Evidence = {
  id: 7,
  kind: 'domain',
  subject: 'www.example.test',
  method: 'txt',
  outcome: 'verified',
  rule: 'domain.txt',
  reason: 'A TXT record of _pki-validation.example.test holds the random value.',
  from: 'the resolver 192.0.2.53',
  steps: [],
  detail: null,
  rawBytes: 0,
  rawCut: false,
  at: Date.UTC(2026, 10, 1),
  expiresAt: Date.UTC(2027, 4, 20),
  restsOn: null,
  requestId: null,
  domainId: 1,
  mailboxId: null,
  holder: null
}

beforeAll(() => startTexts('en'))
afterEach(cleanup)

function show(change: Partial<Evidence>, onShow: (id: number) => void = () => undefined): void {
  render(
    <ThemeProvider theme={chanceryTheme('light', true, 'en')}>
      <ul>
        <EvidenceLine evidence={{ ...proof, ...change }} onShow={onShow} />
      </ul>
    </ThemeProvider>
  )
}

const marks = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[data-state]')].map((one) => one.getAttribute('data-state'))

test('a verified check is green with the row behind it, and leads there', () => {
  const opened: number[] = []
  show({}, (id) => opened.push(id))
  expect(marks()).toEqual(['verified'])
  fireEvent.click(screen.getByRole('button', { name: 'Show evidence: Control of the domain, www.example.test' }))
  expect(opened).toEqual([7])
})

test('nothing is green without a stored row, whatever it says', () => {
  show({ id: 0 })
  expect(marks()).toEqual(['not-performed'])
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByText('Without evidence')).toBeTruthy()
})

test('what rests on an earlier row is verified, and leads to that one', () => {
  const opened: number[] = []
  show({ id: 0, restsOn: 3 }, (id) => opened.push(id))
  expect(marks()).toEqual(['verified'])
  fireEvent.click(screen.getByRole('button'))
  expect(opened).toEqual([3])
})

test('the reason stands there in words for every outcome', () => {
  for (const outcome of ['failed', 'not-required', 'not-performed', 'expired'] as const) {
    show({ outcome })
    expect(marks()).toEqual([outcome])
    expect(screen.getByText(proof.reason)).toBeTruthy()
    cleanup()
  }
})
