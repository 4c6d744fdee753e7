import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { directoryStatus, freePort, obtain, registeredClient, rootOf, type AcmeRun } from '../fixtures/acme-orders.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { dropFile } from '../fixtures/drop.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

let demo: Demo
let running: RunningApp
let run: AcmeRun
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  demo = await fillDemo()
  running = await launchDesktop({ data: demo.data })
  await running.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(running.page, 'alice', demo.passphrase)
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
})

/** @returns a root of somebody else, PEM */
function selfSigned(name: string): string {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null']
  return execFileSync('openssl', ['req', '-x509', ...key, '-subj', `/CN=${name}`, '-days', '30'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore']
  })
}

const tab = (name: string): Promise<void> => running.page.getByRole('tab', { name, exact: true }).click()

test('an ACME service is made in the window, served over HTTPS from there, and its address is copied', async () => {
  const { app, page } = running
  await visit(page, '/services')
  await page.getByRole('button', { name: 'Add service' }).click()
  await page.getByRole('link', { name: /^ACME/ }).click()
  const next = page.getByRole('button', { name: 'Next', exact: true })
  await page.getByLabel('Name', { exact: false }).first().fill('office')
  await next.click()
  await page.getByRole('combobox', { name: 'Profile' }).click()
  await page.getByRole('option', { name: /^Automatic web/ }).click()
  await next.click()
  await expect(page.getByRole('radio', { name: 'A credential for each client' })).toBeChecked()
  await next.click()
  await page.getByRole('combobox', { name: 'Names without proof' }).fill('*.office.example')
  await page.keyboard.press('Enter')
  await next.click()
  await page.getByRole('button', { name: 'Make service' }).click()
  await expect(page.getByRole('heading', { name: 'office is made' })).toBeVisible()

  const https = page.locator('[data-step=https]')
  await expect(https).toContainText('Missing')
  await https.getByRole('button', { name: 'Serve over HTTPS' }).click()
  const port = await freePort()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1')
  await dialog.getByRole('textbox', { name: 'Port' }).fill(String(port))
  expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
  await dialog.getByRole('button', { name: 'Start serving' }).click()
  const address = `https://127.0.0.1:${port}/acme/office/directory`
  await expect(page.getByTestId('directory')).toContainText(address)
  await expect(https).toContainText('In place')
  await page.getByTestId('directory').getByRole('button', { name: 'Copy' }).click()
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(address)
})

test('a credential shows its key once, with commands that hold it', async () => {
  const { page } = running
  await page.getByRole('button', { name: 'Make the first credential' }).click()
  const form = page.getByRole('dialog', { name: 'New credential' })
  await form.locator('input[name=name]').fill('laptop')
  await form.getByRole('button', { name: 'Make credential' }).click()
  const shown = page.getByRole('dialog', { name: 'Key of laptop' })
  const [directory = '', kid = '', hmacKey = ''] = await shown.getByTestId('secret').locator('dd').allInnerTexts()
  expect(hmacKey.trim()).toMatch(/^[\w-]{43}$/)
  await expect(shown.getByRole('region', { name: 'Get a certificate' })).toContainText(
    `--eab-kid ${kid.trim()} --eab-hmac-key ${hmacKey.trim()}`
  )
  await settle(page)
  expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
  await expect(shown.getByRole('button', { name: 'Done' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await shown.getByRole('checkbox').check()
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'office' })).toBeVisible()
  const { authorities } = await callFrom(page, 'authority.list', {})
  const authority = authorities.find(({ issuerId }) => issuerId !== null)?.id ?? 0
  run = {
    directory: directory.trim(),
    root: await rootOf(page, authority),
    eab: { kid: kid.trim(), hmacKey: hmacKey.trim() }
  }
})

test('a client gets a certificate, and its order, account and certificate appear without a reload', async () => {
  const { page } = running
  await tab('Orders')
  await expect(page.getByText('No order yet')).toBeVisible()
  const client = await registeredClient(run, 'ops@office.example')
  expect(await obtain(client, 'www.office.example')).toContain('BEGIN CERTIFICATE')
  const row = page.getByRole('row').filter({ hasText: 'www.office.example' })
  await expect(row).toContainText('Issued')
  await row.getByText('www.office.example').click()
  await expect(page.getByRole('heading', { level: 1, name: 'www.office.example' })).toBeVisible()
  await expect(page.getByText('Among the names that need no proof')).toBeVisible()
  await page.getByRole('link', { name: /^Certificate \d+$/ }).click()
  await expect(page).toHaveURL(/#\/certificates\/\d+$/)
  await page.goBack()
  await page.getByRole('link', { name: 'Orders of the service' }).click()
  await tab('Accounts')
  await expect(page.getByRole('row').filter({ hasText: 'ops@office.example' })).toContainText('laptop')
  await tab('Credentials')
  await expect(page.getByRole('row').filter({ hasText: 'laptop' })).toContainText('Bound')
})

test('a client that is turned away stands in the log at once, with what to do', async () => {
  const { page } = running
  await tab('Log')
  await expect(page.getByText('Nothing was refused')).toBeVisible()
  await expect(registeredClient({ ...run, eab: { ...run.eab, kid: 'mistyped' } }, 'x@office.example')).rejects.toThrow()
  const line = page.getByRole('listitem').filter({ hasText: 'Refused' })
  await expect(line).toBeVisible()
  await expect(line).toContainText('127.0.0.1')
})

test('roots of one’s own for attestations are named in the form of a service, and taken out again', async () => {
  const { page } = running
  const { service } = await callFrom(page, 'acme.show', { service: 'office' })
  const saved = async (): Promise<readonly string[]> =>
    (await callFrom(page, 'acme.show', { service: service.id })).service.settings.attestationRoots
  const edit = async (): Promise<void> => {
    await visit(page, `/services/acme/${service.id}/edit`)
    await expect(page.getByRole('heading', { name: 'Edit office' })).toBeVisible()
  }
  const [filed, pasted] = [selfSigned('Harbour Device Root'), selfSigned('Pier Test Root')]
  const roots = page.getByRole('group', { name: 'Further roots of attestations' }).first()
  const save = page.getByRole('button', { name: 'Save', exact: true })

  await edit()
  await expect(roots).toBeHidden()
  await page.getByRole('checkbox', { name: 'device-attest-01' }).check()
  await expect(roots.getByText(/^None: those of the makers count/)).toBeVisible()
  await dropFile(roots.getByText('or drop the file here'), 'roots.pem', filed)
  await expect(roots.getByRole('cell', { name: /^CN=Harbour Device Root/ })).toBeVisible()
  await roots.getByRole('textbox').fill('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----')
  await expect(roots.getByRole('alert')).toBeVisible()
  await roots.getByRole('textbox').fill(`${filed}${pasted}`)
  await expect(roots.getByRole('row')).toHaveCount(3)
  await expect(roots.getByRole('textbox')).toHaveValue('')
  await settle(page)
  expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
  await save.click()
  await expect(page.getByRole('heading', { level: 1, name: 'office' })).toBeVisible()
  expect((await saved()).map((pem) => pem.trim())).toEqual([filed.trim(), pasted.trim()])

  await edit()
  await expect(save).toBeDisabled()
  await roots.getByRole('button', { name: 'Remove CN=Harbour Device Root' }).click()
  await expect(roots.getByRole('row')).toHaveCount(2)
  await save.click()
  await expect(page.getByRole('heading', { level: 1, name: 'office' })).toBeVisible()
  expect((await saved()).map((pem) => pem.trim())).toEqual([pasted.trim()])
  const before = { challenges: service.settings.challenges, attestationFormats: [], attestationRoots: [] }
  await callFrom(page, 'acme.update', { service: service.id, settings: before })
})

test('the mailbox for answers to e-mail challenges is set up, tried, and taken away from the window', async () => {
  const { page } = running
  const port = await freePort()
  const { service } = await callFrom(page, 'acme.update', {
    service: 'office',
    settings: { challenges: ['http-01', 'email-reply-00'] }
  })
  await visit(page, `/services/acme/${service.id}`)
  const step = page.locator('[data-step=mailbox]')
  await expect(step).toContainText('Missing')
  await step.getByRole('link', { name: 'Set up the mailbox for answers' }).click()
  await expect(page.getByText('none is set up yet')).toBeVisible()
  await page.getByRole('textbox', { name: 'Address' }).fill('acme@office.example')
  await page.getByRole('textbox', { name: 'IMAP server' }).fill('127.0.0.1')
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await page.getByRole('textbox', { name: 'User' }).fill('acme')
  await page.getByRole('button', { name: 'Save the mailbox' }).click()
  await expect(page.getByText('The mailbox is saved')).toBeVisible()
  await page.getByRole('textbox', { name: 'Password of the mailbox' }).fill('quay')
  await page.getByRole('button', { name: 'Keep the password' }).click()
  await expect(page.getByText('The password is kept')).toBeVisible()
  // Nobody listens there.
  await page.getByRole('button', { name: 'Open the mailbox' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '127.0.0.1' })).toBeVisible()
  await settle(page)
  expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
  const { settings } = await callFrom(page, 'settings.show', {})
  expect(settings.replyMailbox).toEqual({
    address: 'acme@office.example',
    host: '127.0.0.1',
    port,
    security: 'starttls',
    user: 'acme',
    folder: 'INBOX',
    trust: ''
  })
  await page.getByRole('button', { name: 'Use no mailbox' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Use no mailbox' }).click()
  await expect(page.getByText('No mailbox is read any more')).toBeVisible()
  expect((await callFrom(page, 'settings.show', {})).settings.replyMailbox).toBeNull()
  await visit(page, `/services/acme/${service.id}`)
})

test('a service is stopped, started and deleted with its consequence said', async () => {
  const { page } = running
  const status = (): Promise<number> => directoryStatus(run)
  expect(await status()).toBe(200)
  const menu = async (item: string): Promise<void> => {
    await page.locator('main').getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await menu('Stop service')
  await expect(page.getByRole('dialog')).toContainText('1 client cannot renew')
  await page.getByRole('dialog').getByRole('button', { name: 'Stop service' }).click()
  await expect.poll(status).toBe(404)
  await menu('Start service')
  await expect.poll(status).toBe(200)
  await menu('Delete service')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 account and 1 order are gone')
  await dialog.getByRole('textbox').fill('office')
  await dialog.getByRole('button', { name: 'Delete service' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Services' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'office', exact: true })).toHaveCount(0)
  const { rows } = await callFrom(page, 'certificate.list', { text: 'www.office.example' })
  expect(rows).toHaveLength(1)
})
