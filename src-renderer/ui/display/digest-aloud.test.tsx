import { ThemeProvider } from '@mui/material/styles'
import { cleanup, render, screen } from '@testing-library/react'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { chanceryTheme } from '../../theme/theme.ts'
import { de } from '../texts-de.ts'
import { en } from '../texts.ts'
import { DigestAloud } from './digest-aloud.tsx'

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', resources: { en: { ui: en }, de: { ui: de } }, defaultNS: 'ui' })
})
afterEach(cleanup)

const hex = 'e58294f2e9a227486e8b061b31cc528fd7fa3f19'
const show = (): void => {
  render(
    <ThemeProvider theme={chanceryTheme('light', true, 'en')}>
      <DigestAloud hex={hex} label="Fingerprint" />
    </ThemeProvider>
  )
}

test('a digest is shown in fours, as a block for each digit, and as words in numbered rows of four', () => {
  show()
  const group = screen.getByRole('group', { name: 'Fingerprint' })
  expect(group.textContent).toContain('e582 94f2 e9a2')
  expect(group.querySelectorAll('[aria-hidden] > span')).toHaveLength(40)
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent)
  expect(rows).toHaveLength(5)
  expect(rows[0]).toBe('1topmost Istanbul Pluto vagabond')
  expect(rows[4]).toBe('5stopwatch whimsical cowbell bottomless')
})

test('the words stay those of the list in German; what they are is said in German', async () => {
  await i18next.changeLanguage('de')
  show()
  expect(screen.getByRole('list', { name: 'Wörter zum Vorlesen' }).textContent).toContain('topmost Istanbul')
})
