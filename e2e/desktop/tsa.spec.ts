import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { freePort } from '../fixtures/acme-orders.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { openssl } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_TSA_PICTURES']
let demo: Demo
let work: string
let running: RunningApp
let address = ''
let port = 0
const file = (name: string): string => join(work, name)

test.describe('time-stamps in the window', () => {
  test.describe.configure({ mode: 'serial' })
  test.beforeAll(async () => {
    demo = await fillDemo()
    work = await mkdtemp(join(tmpdir(), 'chancery-tsa-'))
    await writeFile(file('contract.txt'), 'A contract.\n')
    await writeFile(file('other.txt'), 'Another contract.\n')
    running = await launchDesktop({ data: demo.data })
    await running.page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(running.page, 'alice', demo.passphrase)
    port = await freePort()
    await callFrom(running.page, 'settings.update', { settings: { publicListener: { host: '127.0.0.1', port } } })
  })
  test.afterAll(async () => {
    await running.close()
    await rm(work, { recursive: true, force: true })
    await demo.remove()
  })

  async function looksGood(name: string): Promise<void> {
    const { page } = running
    await settle(page)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
    expect(await seriousFindings(page)).toEqual([])
  }

  test('a service is made from the page of services, by keyboard', async () => {
    const { page } = running
    await visit(page, '/services/tsa/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('stamp')
    await page.getByRole('combobox', { name: 'Authority' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option').first().click()
    await looksGood('new')
    await page.getByRole('button', { name: 'Make the service' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'stamp', exact: true })).toBeVisible()
    await expect(page.getByText('Trusted', { exact: true })).toBeVisible()
    const { services } = await callFrom(page, 'tsa.list', {})
    address = services[0]?.address ?? ''
    expect(address).toMatch(/\/tsa\/stamp$/)
  })

  test('a stamp that openssl asked for is in the log, found by its hash, and verified when it is dropped', async () => {
    const { page } = running
    await openssl('ts', '-query', '-data', file('contract.txt'), '-sha256', '-cert', '-out', file('q.tsq'))
    const answer = await fetch(`http://127.0.0.1:${port}/tsa/stamp`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: readFileSync(file('q.tsq'))
    })
    expect(answer.status).toBe(200)
    await writeFile(file('contract.tsr'), Buffer.from(await answer.arrayBuffer()))
    await page.getByRole('tab', { name: 'Log' }).click()
    const search = page.getByLabel('Hash of a document, serial number or address')
    await search.fill(createHash('sha256').update('A contract.\n').digest('hex'))
    await expect(page.getByRole('row').filter({ hasText: '127.0.0.1' })).toHaveCount(1)
    await looksGood('log')
    await search.fill('ab'.repeat(32))
    await expect(page.getByText('No stamps')).toBeVisible()
    await search.fill('')
    await page.getByRole('tab', { name: 'Verify' }).click()
    await page.locator('input[aria-label="Choose the time-stamp"]').setInputFiles(file('contract.tsr'))
    await expect(page.getByText('Valid', { exact: true })).toBeVisible()
    await page.locator('input[aria-label="Choose the document"]').setInputFiles(file('other.txt'))
    await expect(page.getByText('Not valid', { exact: true })).toBeVisible()
    await page.locator('input[aria-label="Choose the document"]').setInputFiles(file('contract.txt'))
    await expect(page.getByText('The stamp is for this document.')).toBeVisible()
    await looksGood('verify')
  })

  test('the recipes carry the address, settings are changed, and all of it speaks German', async () => {
    const { page } = running
    await page.getByRole('tab', { name: 'Overview' }).click()
    await looksGood('overview')
    await page.getByRole('tab', { name: 'Recipes' }).click()
    await expect(page.getByRole('region', { name: 'OpenSSL' })).toContainText(address)
    await looksGood('recipes')
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByLabel('Stamps for one address in a minute').fill('50')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    const { service } = await callFrom(page, 'tsa.show', { service: 'stamp' })
    expect(service.settings.perMinute).toBe(50)
    await looksGood('settings')
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    await expect(page.getByRole('tab', { name: 'Einstellungen' })).toBeVisible()
    await page.getByRole('tab', { name: 'Übersicht' }).click()
    await looksGood('german')
    await callFrom(page, 'settings.update', { settings: { language: 'en' } })
    expect(running.complaints).toEqual([])
  })
})
