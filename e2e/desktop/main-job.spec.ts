import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { dropFile } from '../fixtures/drop.ts'
import { makeFirstAuthorities, makeVault } from '../fixtures/first-run.ts'
import {
  approveAndOpen,
  chooseProfile,
  expectMergeTable,
  makeProfile,
  reviewAndSend,
  revoke
} from '../fixtures/main-job.ts'
import { makeCsr, verifyWithCrls } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { goTo } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { answerSaveDialogs, saving } from './save-dialog.ts'

test.describe.configure({ mode: 'serial' })
let work: string
let saved: string
let running: RunningApp
test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'chancery-main-job-'))
  saved = join(work, 'saved')
  await mkdir(saved)
  running = await launchDesktop()
  await running.page.emulateMedia({ reducedMotion: 'reduce' })
  await answerSaveDialogs(running, saved)
})
test.afterAll(async () => {
  await running.close()
  await rm(work, { recursive: true, force: true })
})

test('from an empty folder to a certificate that OpenSSL accepts, and rejects once it is revoked', async () => {
  test.setTimeout(90_000)
  const { page } = running
  await test.step('the first run makes the vault and two authorities', async () => {
    const code = await makeVault(page)
    const file = await saving(saved, () => page.getByRole('button', { name: 'Save to a file' }).click())
    expect(file.text).toContain(code)
    await makeFirstAuthorities(page)
  })
  await test.step('a profile comes from a starter', () => makeProfile(page, 'web'))

  const csr = await makeCsr(work, 'www.harbour.example')
  await test.step('a CSR of OpenSSL dropped on the window becomes a request', async () => {
    await goTo(page, '/dashboard')
    await dropFile(page.locator('main'), 'www.csr', csr)
    await expect(page.getByRole('heading', { level: 1, name: 'Viewer' })).toBeVisible()
    await page.getByRole('button', { name: 'Request the certificate' }).click()
    await chooseProfile(page, 'web')
    await expect(page.getByRole('textbox', { name: 'CSR' })).toHaveValue(csr.trim() + '\n')
    await reviewAndSend(page, { name: 'www.harbour.example' })
    await expectMergeTable(page, 'www.harbour.example')
  })
  await test.step('its approval issues the certificate', async () => {
    await approveAndOpen(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('www.harbour.example')
    await expect(page.locator('main [data-state="active"]').first()).toBeVisible()
  })
  const certificate = await test.step('the certificate is saved through the native dialog', () =>
    saving(saved, () => page.getByRole('button', { name: 'Download', exact: true }).click()))
  expect(certificate.text).toContain('-----BEGIN CERTIFICATE-----')

  const address = new URL(page.url()).hash.slice(1)
  const chain = {
    root: await exported(page, 'root'),
    intermediate: await exported(page, 'issuing'),
    certificate: certificate.text
  }
  const before = [await signCrl(page, 'root'), await signCrl(page, 'issuing')]
  expect(await verifyWithCrls(work, { ...chain, crls: before })).toMatchObject({ ok: true })

  await test.step('revoked, it is on the CRL that follows', async () => {
    await goTo(page, address)
    await revoke(page, 'Key compromise')
  })
  const after = [before[0] ?? '', await newestCrl(page, 'issuing')]
  const verdict = await verifyWithCrls(work, { ...chain, crls: after })
  expect(verdict.ok).toBe(false)
  expect(verdict.said).toContain('certificate revoked')
  expect(running.complaints).toEqual([])
})

test('a CSR that is pasted shows what is in it, and a broken one says why before anything is sent', async () => {
  const { page } = running
  const csr = await makeCsr(work, 'mail.harbour.example')
  await goTo(page, '/requests/new')
  await chooseProfile(page, 'web')
  const field = page.getByRole('textbox', { name: 'CSR' })
  const lines = csr.split('\n')
  const middle = lines[2] ?? ''
  await field.fill(csr.replace(middle, `${middle.startsWith('A') ? 'B' : 'A'}${middle.slice(1)}`))
  await expect(page.getByRole('main').getByRole('alert').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next' })).toBeDisabled()
  await field.fill(csr)
  const id = await reviewAndSend(page, { name: 'mail.harbour.example' })
  const { request } = await callFrom(page, 'request.show', { id })
  expect(request.state).toBe('pending-approval')
})

/** The certificate of an authority alone, as PEM. */
async function exported(page: Page, authority: string): Promise<string> {
  const { file } = await callFrom(page, 'authority.export-chain', { authority, format: 'pem' })
  return Buffer.from(file.base64, 'base64').toString()
}

/** Signs a CRL with the button of the authority and saves it as PEM from its own page. */
async function signCrl(page: Page, authority: string): Promise<string> {
  const { authorities } = await callFrom(page, 'authority.list', {})
  await goTo(page, `/authorities/${authorities.find(({ name }) => name === authority)?.id ?? 0}`)
  await page.getByRole('main').getByRole('button', { name: 'Issue CRL now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign CRL' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByText(/^CRL \d+ with 0 entries is signed/).last()).toBeVisible()
  return newestCrl(page, authority)
}

async function newestCrl(page: Page, authority: string): Promise<string> {
  const { rows } = await callFrom(page, 'crl.list', { authority, limit: 1 })
  await goTo(page, `/publication/${rows[0]?.id ?? 0}`)
  const { text } = await saving(saved, () => page.getByRole('button', { name: 'Save PEM' }).click())
  return text
}
