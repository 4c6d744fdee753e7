import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator } from '@playwright/test'
import { chartIds, type ChartId } from '../../src-shared/api/dashboard.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { answerSaveDialogs, saving } from './save-dialog.ts'
import { resizeWindow } from './window-size.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_DASHBOARD_PICTURES']
let demo: Demo
let running: RunningApp
let folder: string

async function start(): Promise<void> {
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
}

const card = (id: ChartId): Locator => running.page.locator(`[data-chart="${id}"]`)
const order = (): Promise<(string | null)[]> =>
  running.page.locator('[data-chart]').evaluateAll((all) => all.map((one) => one.getAttribute('data-chart')))

test.describe('the charts of the dashboard', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    demo = await fillDemo()
    folder = await mkdtemp(join(tmpdir(), 'chancery-charts-'))
    await start()
  })
  test.afterAll(async () => {
    await running.close()
    await demo.remove()
    await rm(folder, { recursive: true, force: true })
  })

  test('every bar opens as many rows as it says, and the list with the same filters has the same total', async () => {
    const { page } = running
    const { charts } = await callFrom(page, 'dashboard.charts', {})
    expect(charts.map(({ id }) => id)).toEqual([...chartIds])
    for (const { id, marks } of charts)
      for (const { key, values } of marks.filter((mark) => mark.values.some((n) => n > 0)))
        if (values.length === 1) {
          const found = await callFrom(page, 'dashboard.drill', { chart: id, mark: key, limit: 500 })
          expect([id, key, found.total, found.rows.length]).toEqual([id, key, values[0], Math.min(500, values[0] ?? 0)])
        }
    const keys = charts.find(({ id }) => id === 'key-strengths')
    const [first] = keys?.marks ?? []
    const total = (first?.values[0] ?? 0).toLocaleString('en')
    await visit(page, '/dashboard')
    await card('key-strengths')
      .getByRole('link', { name: `Open ${first?.name ?? ''}: ${first?.values[0] ?? 0}` })
      .click()
    await expect(page.getByTestId('drill-total')).toHaveText(`${first?.name ?? ''}: ${total}`)
    await page.getByRole('link', { name: 'Open in the list' }).click()
    await expect(page.getByRole('main')).toContainText(total)
    const { total: listed } = await callFrom(page, 'certificate.list', {
      keyAlgorithm: first?.key ?? '',
      state: ['active', 'expiring', 'suspended', 'not-yet-valid']
    })
    expect(listed).toBe(first?.values[0])
  })

  test('the table is one key away, and the CSV and the picture hold what it says', async () => {
    const { page } = running
    await visit(page, '/dashboard')
    await card('terms')
      .getByRole('button', { name: /^Show as a table/ })
      .focus()
    await page.keyboard.press('t')
    const cells = await card('terms')
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''))
      )
    await answerSaveDialogs(running, folder)
    const csv = await saving(folder, async () => {
      await card('terms')
        .getByRole('button', { name: /^More for/ })
        .click()
      await page.getByRole('menuitem', { name: 'Save as CSV' }).click()
    })
    expect(csv.name).toBe('terms.csv')
    const plain = cells.map((row) =>
      row.map((cell, index) => (index === 0 ? cell : cell.replaceAll(',', ''))).join(',')
    )
    expect(csv.text.trim().split('\r\n')).toEqual(plain)
    await card('signers')
      .getByRole('button', { name: /^More for/ })
      .click()
    await page.getByRole('menuitem', { name: /PNG/ }).click()
    await expect.poll(() => readdir(folder)).toContain('signers.png')
    const picture = await readFile(join(folder, 'signers.png'))
    expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect(picture.readUInt32BE(16)).toBe(1920)
  })

  test('charts are moved with the keyboard and hidden; both outlive the app', async () => {
    const { page } = running
    await visit(page, '/dashboard')
    const before = await order()
    await page.getByRole('button', { name: 'Arrange', exact: true }).click()
    await card('sub-types').getByRole('button', { name: /^Move/ }).focus()
    await page.keyboard.press('Space')
    await expect(page.locator('[id^="DndLiveRegion"]')).toContainText('is lifted')
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('[id^="DndLiveRegion"]')).toContainText('is now in place')
    await page.keyboard.press('Space')
    await expect.poll(order).not.toEqual(before)
    const after = await order()
    await card('organizations').getByRole('button', { name: /^Hide/ }).click()
    await expect(card('organizations')).toHaveCount(0)
    const kept = after.filter((id) => id !== 'organizations')
    await expect
      .poll(async () => (await callFrom(page, 'system.status', {})).operator?.preferences['dashboard.layout'])
      .toMatchObject({ hidden: ['organizations'] })
    await running.close()
    await start()
    await visit(running.page, '/dashboard')
    await expect.poll(order).toEqual(kept)
    await running.page.getByRole('button', { name: 'Arrange', exact: true }).click()
    await running.page.getByRole('button', { name: 'As it was at first' }).click()
    await expect.poll(order).toEqual([...chartIds])
  })

  test('it fits, is accessible and prints, in light and dark, English and German', async () => {
    test.setTimeout(240_000)
    const { page } = running
    const problems: string[] = []
    const look = async (name: string): Promise<void> => {
      await settle(page)
      problems.push(...(await seriousFindings(page)).map((finding) => `${name}: ${JSON.stringify(finding)}`))
      problems.push(...(await layoutProblems(page)).map((line) => `${name}: ${line}`))
      if (pictures === undefined) return
      await page.screenshot({ path: join(pictures, `${name}.png`) })
      await page.locator('main').evaluate((main) => {
        main.scrollTop = main.scrollHeight / 2
      })
      await page.screenshot({ path: join(pictures, `${name}-middle.png`) })
      await page.locator('main').evaluate((main) => {
        main.scrollTop = main.scrollHeight
      })
      await page.screenshot({ path: join(pictures, `${name}-end.png`) })
    }
    // The walk over all screens looks at the other sizes and themes.
    for (const [colorScheme, width, height] of [
      ['light', 1024, 700],
      ['dark', 1280, 800],
      ['light', 1440, 900]
    ] as const) {
      await resizeWindow(running, { width, height })
      await page.emulateMedia({ colorScheme })
      await visit(page, '/dashboard')
      await look(`dashboard-${colorScheme}-${width}`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    await resizeWindow(running, { width: 1024, height: 700 })
    await visit(page, '/dashboard')
    await expect(page.getByRole('heading', { name: 'Auswertungen' })).toBeVisible()
    await look('dashboard-de-1024')
    await visit(page, '/dashboard/organizations?mark=Harbour+Works&window=30')
    await look('drill-de-1024')
    await visit(page, '/dashboard')
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(card('signers')).toBeVisible()
    const { height, visible } = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight,
      visible: globalThis.innerHeight
    }))
    expect(height).toBeGreaterThan(visible)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'print.png'), fullPage: true })
    await page.emulateMedia({ media: 'screen' })
    expect(problems).toEqual([])
    expect(running.complaints).toEqual([])
  })
})
