import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { answerSaveDialogs } from './save-dialog.ts'

let demo: Demo
let running: RunningApp
let folder: string
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  demo = await fillDemo()
  folder = await mkdtemp(join(tmpdir(), 'chancery-reports-'))
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await answerSaveDialogs(running, folder)
  await signIn(running.page, 'alice', demo.passphrase)
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
  await rm(folder, { recursive: true, force: true })
})

/** Presses Tab until the element has the focus. */
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  const focused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (let tabs = 0; tabs < 100 && !(await focused()); tabs += 1) await page.keyboard.press('Tab')
  await expect(target).toBeFocused()
}

async function healthy(page: Page, name: string): Promise<void> {
  await settle(page)
  expect(await layoutProblems(page)).toEqual([])
  expect(await seriousFindings(page)).toEqual([])
  const pictures = process.env['CHANCERY_PICTURES']
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `reports-${name}.png`) })
}

test('a report by keyboard only: found, narrowed, made and saved as the file that the history knows', async () => {
  const { page } = running
  const { keyboard } = page
  await keyboard.press('Control+k')
  await keyboard.type('reports')
  await expect(page.getByRole('option', { name: 'Reports', exact: true })).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/reports$/)
  await healthy(page, 'index')
  await reach(page, page.getByRole('button', { name: /^Revoked certificates/ }))
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Revoked certificates' })).toBeVisible()
  const preview = page.getByRole('table', { name: 'First rows' })
  await expect(preview).toBeVisible()
  const { certificates } = await callFrom(page, 'dashboard.summary', {})
  await expect(page.getByTestId('total')).toHaveText(`${certificates?.revoked ?? 0} rows`)
  await healthy(page, 'parameters')
  await reach(page, page.getByRole('checkbox', { name: 'Remarks' }))
  await keyboard.press('Space')
  await expect(preview.getByRole('columnheader', { name: 'Remarks' })).toHaveCount(0)
  await reach(page, page.getByRole('button', { name: 'Make report' }))
  await keyboard.press('Enter')
  await expect(page.getByText('The report is in the history')).toBeVisible()
  await reach(page, page.getByRole('button', { name: 'Save file' }))
  await keyboard.press('Enter')
  const { rows } = await callFrom(page, 'report.history', {})
  const [made] = rows
  await expect
    .poll(() => readFile(join(folder, made?.fileName ?? ''), 'utf8').catch(() => ''))
    .toContain('# Revoked certificates')
  expect(made).toMatchObject({ report: 'revoked-certificates', rows: certificates?.revoked, operator: 'alice' })
})

test('a report is scheduled, stands among the scheduled ones, and the history shows what was made', async () => {
  const { page } = running
  await visit(page, '/reports/statistics')
  await page.getByRole('button', { name: 'Schedule …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Let this report come round' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('weekly figures')
  await healthy(page, 'schedule')
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await visit(page, '/reports?tab=schedules')
  await expect(page.getByRole('row').filter({ hasText: 'weekly figures' })).toContainText('0 6 * * 1')
  await healthy(page, 'schedules')
  await visit(page, '/reports?tab=history')
  await expect(page.getByRole('row').filter({ hasText: 'Revoked certificates' })).toContainText('alice')
  await healthy(page, 'history')
})
