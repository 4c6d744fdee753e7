import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { ThemeProvider } from '@mui/material/styles'
import { DndContext } from '@dnd-kit/core'
import { SortableContext } from '@dnd-kit/sortable'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { chartIds, type Chart } from '../../../src-shared/api/dashboard.ts'
import i18next from 'i18next'
import { startTexts } from '../../texts.ts'
import { chanceryTheme } from '../../theme/theme.ts'
import { ToastProvider } from '../../ui/toasts.tsx'
import { toCsv } from '../../ui/files/csv.ts'
import { ChartCard } from './chart-card.tsx'
import { firstLayout, moved, readLayout } from './chart-layout.ts'
import { chartTable, drillAddress } from './chart-words.ts'
import { listAddress } from './list-address.ts'

beforeAll(() => startTexts('en'))
afterEach(cleanup)

const nothing = { marks: 0, sum: 0 }
const expiring: Chart = {
  id: 'expiring',
  counts: 'certificates',
  series: ['ours', 'others'],
  marks: [
    { key: '30', name: null, values: [1200, 34], flag: null },
    { key: '60', name: null, values: [1500, 0], flag: null }
  ],
  total: 1500,
  folded: nothing
}
const keys: Chart = {
  id: 'key-strengths',
  counts: 'certificates',
  series: ['certificates'],
  marks: Array.from({ length: 11 }, (_, index) => ({
    key: `RSA-${1024 + index}`,
    name: `RSA-${1024 + index}`,
    values: [20 - index],
    flag: index === 0 ? ('weak' as const) : null
  })),
  total: 170,
  folded: { marks: 3, sum: 5 }
}
const overTime: Chart = {
  id: 'requested-issued',
  counts: 'requests',
  series: ['requested', 'issued'],
  marks: [
    { key: '2026-11-19', name: null, values: [3, 2], flag: null },
    { key: '2026-11-20', name: null, values: [1, 0], flag: null }
  ],
  total: 4,
  folded: nothing
}

function show(chart: Chart, arranging = false): void {
  render(
    <ThemeProvider theme={chanceryTheme('light', true, 'en')}>
      <MemoryRouter>
        <ToastProvider>
          <DndContext>
            <SortableContext items={[chart.id]}>
              <ChartCard chart={chart} window={30} arranging={arranging} onHide={() => undefined} />
            </SortableContext>
          </DndContext>
        </ToastProvider>
      </MemoryRouter>
    </ThemeProvider>
  )
}

test('each part of a bar opens the rows behind it', () => {
  show(expiring)
  const links = screen.getAllByRole('link').map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')])
  expect(links).toEqual([
    ['Open within 30 days: 1234', '/dashboard/expiring?mark=30&window=30'],
    ['Open within 30 days, own authorities: 1200', '/dashboard/expiring?mark=30&window=30&series=ours'],
    ['Open within 30 days, others: 34', '/dashboard/expiring?mark=30&window=30&series=others'],
    ['Open within 60 days: 1500', '/dashboard/expiring?mark=60&window=30'],
    ['Open within 60 days, own authorities: 1500', '/dashboard/expiring?mark=60&window=30&series=ours']
  ])
})

test('the key T shows the table of a chart with every mark, and the bars again', () => {
  show(keys)
  expect(screen.getAllByRole('listitem')).toHaveLength(8)
  expect(screen.getByText(/4 more in the table/)).toBeTruthy()
  fireEvent.keyDown(screen.getByRole('region'), { key: 't' })
  const lines = within(screen.getByRole('table')).getAllByRole('row')
  expect(lines).toHaveLength(1 + 11 + 1)
  expect(lines.at(-1)?.textContent).toBe('3 more marks with 5 together5')
  fireEvent.keyDown(screen.getByRole('region'), { key: 't' })
  expect(screen.queryByRole('table')).toBeNull()
})

test('a key that is to be replaced says so in a word, not by its colour alone', () => {
  show(keys)
  const [first, second] = screen.getAllByRole('listitem')
  expect(first?.textContent).toContain('replace')
  expect(second?.textContent).not.toContain('replace')
})

test('of the columns over time one is in the tab order, and the arrow keys go to the others', () => {
  show(overTime)
  const links = screen.getAllByRole('link')
  expect(links.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0])
  links[2]?.focus()
  fireEvent.keyDown(links[2] ?? document.body, { key: 'ArrowLeft' })
  expect(document.activeElement).toBe(links[1])
  expect(screen.getByText('Nov 19, issued: 2')).toBeTruthy()
})

test('a chart without figures says what would stand there', () => {
  show({ ...overTime, marks: overTime.marks.map((mark) => ({ ...mark, values: [0, 0] })) })
  expect(screen.getByText(/Nothing was asked for or issued in this time/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Show as a table/ })).toBeNull()
})

test('while charts are arranged each has a handle and a way to hide it', () => {
  show(keys, true)
  expect(screen.getByRole('button', { name: 'Move How strong are the keys?' }).tabIndex).toBe(0)
  expect(screen.getByRole('button', { name: 'Hide: How strong are the keys?' })).toBeTruthy()
})

test('the CSV is the table', () => {
  const t = i18next.getFixedT('en', 'dashboard')
  const table = chartTable(t, expiring, 30, 'en')
  expect(toCsv(table.head, table.rows)).toBe(
    'Mark,own authorities,others\r\nwithin 30 days,1200,34\r\nwithin 60 days,1500,0\r\n'
  )
})

test('an arrangement is read back; charts that are new since then stand at the end', () => {
  const layout = moved(firstLayout, 'terms', 'expiring')
  expect(layout.order.slice(0, 2)).toEqual(['terms', 'expiring'])
  expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout)
  expect(readLayout({ order: ['signers', 'gone', 'signers'], hidden: ['gone', 'terms'], window: 90 })).toEqual({
    order: ['signers', ...chartIds.filter((id) => id !== 'signers')],
    hidden: ['terms'],
    window: 90
  })
  expect(readLayout({ order: 7 })).toEqual(firstLayout)
  expect(moved(firstLayout, 'expiring', 'requested-issued').order.slice(0, 3)).toEqual([
    'proofs-ending',
    'requested-issued',
    'expiring'
  ])
})

test('a mark whose key has signs of its own is kept whole in the address', () => {
  expect(drillAddress('organizations', 'A & B=\\, Inc.', 90)).toBe(
    '/dashboard/organizations?mark=A+%26+B%3D%5C%2C+Inc.&window=90'
  )
  expect(listAddress('organizations', 'A', null)).toBeNull()
  expect(listAddress('key-strengths', 'P-256', null)).toMatch(/^\/certificates\?key=P-256&state=active/)
})
