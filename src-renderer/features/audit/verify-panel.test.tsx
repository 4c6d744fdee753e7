import { cleanup, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ThemeProvider } from '@mui/material/styles'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { chanceryTheme } from '../../theme/theme.ts'
import { en as ui } from '../../ui/texts.ts'
import { en as audit } from './texts.ts'
import { VerifyPanel } from './verify-panel.tsx'

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { ui, audit } }, defaultNS: 'ui' })
})
afterEach(cleanup)

const show = (result: Parameters<typeof VerifyPanel>[0]['result']): void => {
  render(
    <ThemeProvider theme={chanceryTheme('light', true, 'en')}>
      <VerifyPanel result={result} />
    </ThemeProvider>
  )
}

test('an altered chain names the row and is not shown as verified', () => {
  show({ intact: false, rows: 12, head: 'ab', firstAltered: { seq: 7, what: 'its content was changed' }, tookMs: 3 })
  expect(screen.getByText('Row 7: its content was changed')).toBeTruthy()
  expect(screen.getByText('Altered').dataset['state']).toBe('failed')
})

test('an intact chain says how many rows were walked and how long it took', () => {
  show({ intact: true, rows: 1200, head: 'ab', firstAltered: null, tookMs: 250 })
  expect(screen.getByText('Intact').dataset['state']).toBe('verified')
  expect(screen.getByText(/1,200 rows walked in 0.25 s/)).toBeTruthy()
})
