import { expect, test } from 'vitest'
import type { CrlAlarm } from '../../src-shared/api/crls.ts'
import { watchAlarms } from './alarm-watch.ts'
import { trayView, type TrayView } from './alarm-words.ts'

const at = Date.UTC(2026, 10, 27, 12)
const alarm = (kind: CrlAlarm['kind'], authorityName = 'Harbour Root', authorityId = 1): CrlAlarm => ({
  authorityId,
  authorityName,
  kind,
  at
})

/** A shell and an engine whose alarms a test sets. */
function house(): {
  readonly views: TrayView[]
  readonly notes: string[]
  readonly become: (alarms: readonly CrlAlarm[], change?: Partial<{ language: 'en' | 'de'; notify: boolean }>) => void
  readonly end: () => void
  readonly listeners: Set<() => void>
} {
  let alarms: readonly CrlAlarm[] = []
  let look: { language: 'system' | 'en' | 'de'; notify: boolean } = { language: 'system', notify: true }
  const listeners = new Set<() => void>()
  const views: TrayView[] = []
  const notes: string[] = []
  const end = watchAlarms(
    {
      current: () => alarms,
      look: () => look,
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
    },
    {
      systemLanguage: () => 'en-GB',
      tray: (view) => views.push(view),
      notify: ({ title, authorityId }) => notes.push(`${authorityId} ${title}`)
    }
  )
  return {
    views,
    notes,
    listeners,
    end,
    become: (next, change = {}) => {
      alarms = next
      look = { ...look, ...change }
      for (const listener of listeners) listener()
    }
  }
}

test('the tray says the most urgent in its tooltip and each in a line, and nothing of it once it is mended', () => {
  const { views, become } = house()
  expect(views.at(-1)).toMatchObject({ tooltip: 'Chancery', alarms: [] })
  become([alarm('series-ending', 'Cellar', 2), alarm('overdue')])
  expect(views.at(-1)?.tooltip).toBe('Chancery · Harbour Root: the CRL ran out on 27 Nov 2026 (+1)')
  expect(views.at(-1)?.alarms).toEqual([
    { authorityId: 1, label: 'Harbour Root: the CRL ran out on 27 Nov 2026' },
    { authorityId: 2, label: 'Cellar: one CRL signed ahead is left' }
  ])
  become([])
  expect(views.at(-1)).toMatchObject({ tooltip: 'Chancery', alarms: [] })
})

test('each alarm is notified once, and again only where it was over meanwhile', () => {
  const { notes, become } = house()
  become([alarm('due-soon')])
  become([alarm('due-soon')])
  expect(notes).toEqual(['1 Harbour Root: the CRL ends on 27 Nov 2026'])
  become([alarm('due-soon'), alarm('overdue', 'Cellar', 2)])
  expect(notes).toHaveLength(2)
  become([])
  become([alarm('due-soon')])
  expect(notes).toHaveLength(3)
})

test('switched off nothing is notified, neither then nor of the same later; the tray goes on', () => {
  const { notes, views, become } = house()
  become([alarm('overdue')], { notify: false })
  expect(notes).toEqual([])
  expect(views.at(-1)?.alarms).toHaveLength(1)
  become([alarm('overdue')], { notify: true })
  expect(notes).toEqual([])
  become([alarm('overdue'), alarm('series-stale')])
  expect(notes).toEqual(['1 Harbour Root: CRLs signed ahead are held back'])
})

test('it speaks the language of the settings, and stops listening when it ends', () => {
  const { views, become, end, listeners } = house()
  become([alarm('overdue')], { language: 'de' })
  expect(views.at(-1)).toMatchObject({
    open: 'Chancery öffnen',
    tooltip: 'Chancery · Harbour Root: die Sperrliste ist am 27.11.2026 abgelaufen'
  })
  end()
  expect(listeners.size).toBe(0)
})

test('a tooltip stays within what Windows shows, and the menu within five lines', () => {
  const many = Array.from({ length: 9 }, (_, index) => alarm('due-soon', 'A'.repeat(90) + String(index), index))
  const view = trayView(many, 'en')
  expect(view.tooltip.length).toBeLessThanOrEqual(120)
  expect(view.alarms).toHaveLength(5)
})
