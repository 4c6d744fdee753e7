import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { chanceryJson, serve, workFolder, type Server } from '../cli/chancery.ts'
import { makeCsr, openssl } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'

/**
 * Nothing is green that was not done (N-40). The data: an authority that never signed a CRL, an RSA key that could not
 * be looked up in a blocklist, a certificate from elsewhere that was never checked, and a CRL that nobody verified.
 */
const folder = workFolder()
const data = join(folder.path, 'data')
let server: Server
let imported = 0
let issued = 0
let waiting = 0

test.beforeAll(async () => {
  const at = ['--data', data, '--passphrase-file', folder.passphraseFile] as const
  await chanceryJson('init', '--operator', 'alice', ...at)
  const manual = JSON.stringify({ onRevocation: false, scheduled: false })
  await chanceryJson(
    'authority',
    'create',
    '--name',
    'root',
    '--subject',
    'CN=Truth Root',
    '--key',
    'P-256',
    '--validity',
    '20y',
    '--settings.crl',
    manual,
    ...at
  )
  await chanceryJson(
    'profile',
    'create',
    '--name',
    'web',
    '--starter',
    'tls-server',
    '--authority',
    'root',
    '--approval',
    'one',
    ...at
  )
  await chanceryJson(
    'profile',
    'create',
    '--name',
    'auto',
    '--starter',
    'tls-server',
    '--authority',
    'root',
    '--approval',
    'auto',
    ...at
  )
  await makeCsr(folder.path, 'auto.example.test')
  const sent = await chanceryJson<{ certificateId: number }>(
    'request',
    'submit',
    '--profile',
    'auto',
    '--csr',
    join(folder.path, 'auto.example.test.csr'),
    ...at
  )
  issued = sent.certificateId
  const rsa = join(folder.path, 'rsa')
  await openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:3072',
    '-nodes',
    '-keyout',
    `${rsa}.key`,
    '-subj',
    '/CN=rsa.example.test',
    '-addext',
    'subjectAltName=DNS:rsa.example.test',
    '-out',
    `${rsa}.csr`
  )
  const held = await chanceryJson<{ request: { id: number } }>(
    'request',
    'submit',
    '--profile',
    'web',
    '--csr',
    `${rsa}.csr`,
    ...at
  )
  waiting = held.request.id
  await openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    join(folder.path, 'other.key'),
    '-subj',
    '/CN=other.example.test',
    '-days',
    '30',
    '-out',
    join(folder.path, 'other.pem')
  )
  const kept = await chanceryJson<{ imported: number[] }>(
    'certificate',
    'import',
    '--certificate',
    join(folder.path, 'other.pem'),
    ...at
  )
  imported = kept.imported[0] ?? 0
  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
})
test.afterAll(async () => {
  await server.stop()
  folder.remove()
})
test.beforeEach(async ({ page }) => {
  await page.goto(server.admin)
  await signIn(page, 'alice', 'velvet harbour nine kites')
})

/** The chip beside what a check is about. */
const chip = (page: Page, about: string): Locator =>
  page
    .locator('section, li, div')
    .filter({ hasText: about })
    .filter({ has: page.locator('[data-state]') })
    .last()
    .locator('[data-state]')
    .first()
const green = (page: Page): Locator => page.getByRole('main').locator('[data-state="verified"], [data-state="current"]')

test('a certificate from elsewhere was not checked, and says so', async ({ page }) => {
  await visit(page, `/certificates/${imported}?tab=checks`)
  await expect(page.getByText('Not performed: no check was recorded with this certificate.')).toBeVisible()
  await expect(green(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Validate the path now' }).click()
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  // Its path was tried: that may be green or red, the rules and the revocation stay open.
  await expect(chip(page, 'Rules of the field')).toHaveAttribute('data-state', 'not-performed')
  await expect(chip(page, 'What would a verifier say')).not.toHaveAttribute('data-state', 'verified')
})

test('a path without a CRL is not called verified as a whole', async ({ page }) => {
  await visit(page, `/certificates/${issued}?tab=checks`)
  await expect(chip(page, 'What would a verifier say')).toHaveAttribute('data-state', 'not-performed')
  await page.getByRole('button', { name: 'Validate the path now' }).click()
  await expect(page.getByText(/Revocation was not checked\./)).toBeVisible()
  await expect(chip(page, 'What would a verifier say')).toHaveAttribute('data-state', 'not-performed')
  await expect(page.getByRole('main').locator('li [data-state="not-performed"]').first()).toBeVisible()
})

test('an RSA key of a size that there is no list for is not called looked up among weak keys', async ({ page }) => {
  await visit(page, `/requests/${waiting}`)
  await expect(chip(page, 'Known weak keys')).toHaveAttribute('data-state', 'not-performed')
  // What stands green has work behind it: the signature of the CSR, the rules computed now, the lint run now.
  const { request } = await callFrom(page, 'request.show', { id: waiting })
  const { assessment } = request
  const signature = assessment?.csr?.signatureValid === true
  // The signature stands twice: among the checks and with the CSR.
  const done = [signature, signature, assessment?.reasons.length === 0, assessment?.lint === 'passed']
  await expect(green(page)).toHaveCount(done.filter(Boolean).length)
})

test('an authority without a CRL is nowhere shown with a current one', async ({ page }) => {
  const { authorities } = await callFrom(page, 'authority.list', {})
  for (const address of ['/dashboard', '/authorities', `/authorities/${authorities[0]?.id ?? 0}`, '/publication']) {
    await visit(page, address)
    await expect(page.getByRole('main').getByText('No CRL yet').first()).toBeVisible()
    await expect(green(page)).toHaveCount(0)
  }
})

test('the viewer shows what it did not verify as not performed', async ({ page }) => {
  await visit(page, '/viewer')
  const { file } = await callFrom(page, 'authority.export-chain', { authority: 'root', format: 'pem' })
  await page.getByRole('textbox', { name: /^PEM, base64/ }).fill(Buffer.from(file.base64, 'base64').toString())
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByRole('main').getByText('Truth Root').first()).toBeVisible()
  await expect(green(page)).toHaveCount(0)
})

test('an audit log that was not walked is not called whole', async ({ page }) => {
  await visit(page, '/audit')
  await expect(green(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await expect(page.getByText(/whole|verified|rows/i).first()).toBeVisible()
})
