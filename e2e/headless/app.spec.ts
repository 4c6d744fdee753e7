import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { serve, workFolder, type Server } from '../cli/chancery.ts'
import { makeFirstAuthorities, makeVault, passphrase } from '../fixtures/first-run.ts'
import { approveAndOpen, chooseProfile, makeProfile, reviewAndSend, revoke } from '../fixtures/main-job.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom, replyTo } from '../fixtures/page-call.ts'
import { goTo, signIn } from '../fixtures/sign-in.ts'

/** The user interface in a real browser, from an empty data folder on: one story in the order of the tests. */
test.describe.configure({ mode: 'serial' })
const folder = workFolder()
const data = join(folder.path, 'data')
let csrFolder: string
let server: Server
let context: BrowserContext
let page: Page
/** Whatever the browser complained of or asked for outside of this machine. */
const complaints: string[] = []

test.beforeAll(async ({ browser }) => {
  csrFolder = await mkdtemp(join(tmpdir(), 'chancery-browser-'))
  server = await serve('--data', data)
  context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', acceptDownloads: true })
  await watch(context)
  page = await context.newPage()
})
test.afterAll(async () => {
  await context.close()
  await server.stop()
  folder.remove()
  await rm(csrFolder, { recursive: true, force: true })
})

/** Writes down console errors, violations of the policy, and requests that leave the loopback. */
async function watch(watched: BrowserContext): Promise<void> {
  await watched.exposeFunction('tellViolation', (what: string) => complaints.push(`policy: ${what}`))
  await watched.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { tellViolation } = window as unknown as { tellViolation(what: string): void }
      tellViolation(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  watched.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  watched.on('weberror', (error) => complaints.push(`page: ${error.error().message}`))
  watched.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol !== 'blob:' && protocol !== 'data:' && hostname !== '127.0.0.1')
      complaints.push(`network: ${request.url()}`)
  })
}

test('the first run in the browser makes the vault and signs in with a cookie that scripts cannot read', async () => {
  await page.goto(server.signInLink ?? server.admin)
  const code = await makeVault(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save to a file' }).click()
  expect((await download).suggestedFilename()).toBe('chancery-recovery-code.txt')
  expect(code.length).toBeGreaterThan(20)
  await makeFirstAuthorities(page)
  const cookies = await context.cookies(server.admin)
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('the main job: profile, pasted CSR, approval, download, revocation', async () => {
  await makeProfile(page, 'web')
  await goTo(page, '/requests/new')
  await chooseProfile(page, 'web')
  await page.getByRole('textbox', { name: 'CSR' }).fill(await makeCsr(csrFolder, 'lock.harbour.example'))
  await reviewAndSend(page, { name: 'lock.harbour.example' })
  await approveAndOpen(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  expect((await download).suggestedFilename()).toMatch(/\.(cer|pem|crt)$/)
  await revoke(page, 'Superseded')
})

test('what one browser does, another shows without being asked to reload', async ({ browser }) => {
  const second = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  await watch(second)
  try {
    const other = await second.newPage()
    await other.goto(server.admin)
    await signIn(other, 'alice', passphrase)
    await goTo(other, '/requests')
    const queue = other.getByRole('grid')
    await expect(queue.getByText('lock.harbour.example').first()).toBeVisible()
    await expect(queue.getByText('sluice.harbour.example')).toHaveCount(0)

    await goTo(page, '/requests/new')
    await chooseProfile(page, 'web')
    await page.getByRole('textbox', { name: 'CSR' }).fill(await makeCsr(csrFolder, 'sluice.harbour.example'))
    const id = await reviewAndSend(page, { name: 'sluice.harbour.example' })

    await expect(queue.getByText('sluice.harbour.example').first()).toBeVisible()
    await expect(
      other.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /Requests/ })
    ).toContainText('1')
    // And back: the approval there changes the page of the request here.
    const { request } = await callFrom(other, 'request.show', { id })
    await callFrom(other, 'request.approve', { id, version: request.version, comment: '' })
    await expect(page.getByRole('main').locator('[data-state="issued"]').first()).toBeVisible()
  } finally {
    await second.close()
  }
})

test('a reload keeps session and screen, and signing out ends both', async () => {
  await goTo(page, '/certificates')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Certificates' })).toBeVisible()
  await page.getByRole('banner').getByRole('button', { name: 'alice' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await replyTo(page, 'certificate.list', {})).toMatchObject({ ok: false, failure: { code: 'unauthenticated' } })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('through all of it nothing broke the content security policy and nothing left this machine', () => {
  // The browser itself reports the refused call after the sign-out as a failed load; nothing else may stand here.
  expect(complaints.filter((line) => !/console: Failed to load resource.*40[13]/.test(line))).toEqual([])
})
