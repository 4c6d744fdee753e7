import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

let demo: Demo
let running: RunningApp
let folder = ''

test.beforeAll(async () => {
  demo = await fillDemo()
  folder = mkdtempSync(join(tmpdir(), 'chancery-www-'))
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
  await resizeWindow(running, { width: 1440, height: 900 })
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('a folder is added with the keyboard, tried, published to and shown with what lies there', async ({}, info) => {
  const { page } = running
  const picture = (name: string): Promise<unknown> =>
    page.screenshot({ path: join(info.project.outputDir, 'screens', `${name}.png`) })
  const sound = async (name: string): Promise<void> => {
    await settle(page)
    await picture(name)
    expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
  }
  await visit(page, '/publishing')
  await sound('publishing-empty')
  await page.locator('main').getByRole('button', { name: 'Add target' }).first().press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Web folder')
  await dialog.getByRole('textbox', { name: 'Folder' }).fill('www')
  await dialog.getByRole('button', { name: 'Test connection' }).press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('is not a whole path')
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await dialog.getByRole('button', { name: 'Test connection' }).press('Enter')
  await expect(dialog.getByText('The connection works')).toBeVisible()
  await sound('publishing-dialog')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await page.getByRole('link', { name: 'Web folder' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Web folder' })).toBeVisible()
  await page.getByRole('button', { name: 'Publish now' }).press('Enter')
  await expect(page.getByText('Published to Web folder')).toBeVisible()
  await expect.poll(() => readdirSync(folder)).toContain('crl')
  await expect(page.getByRole('table', { name: 'Last runs' }).getByRole('row').nth(1)).toBeVisible()
  await sound('publishing-target')
  for (const kind of ['SFTP', 'S3-compatible store']) {
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialog.getByRole('combobox', { name: 'Kind of target' }).click()
    await page.getByRole('option', { name: kind }).click()
    await sound(`publishing-dialog-${kind.slice(0, 2).toLowerCase()}`)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
})

test('the checker shows as failed what nobody serves, and as verified nothing', async ({}, info) => {
  const { page } = running
  await visit(page, '/publishing?tab=check')
  await page.getByRole('button', { name: 'Fetch and verify' }).press('Enter')
  await expect(page.getByText('Not every address serves what it should.')).toBeVisible({ timeout: 40_000 })
  await settle(page)
  await page.screenshot({ path: join(info.project.outputDir, 'screens', 'publishing-check.png') })
  await expect(page.locator('main [data-state="failed"]').first()).toBeVisible()
  await expect(page.locator('main [data-state="verified"]')).toHaveCount(0)
  expect(await seriousFindings(page)).toEqual([])
  await visit(page, '/publishing?tab=documents')
  expect(await seriousFindings(page)).toEqual([])
})
