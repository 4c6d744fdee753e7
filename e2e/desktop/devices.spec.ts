import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { freePort } from '../fixtures/acme-orders.ts'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

/** Devices are set up with what the window shows, by programs that are no part of the project. */
let demo: Demo
let running: RunningApp
let folder: string
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  demo = await fillDemo()
  running = await launchDesktop({ data: demo.data })
  const { page } = running
  folder = await mkdtemp(join(tmpdir(), 'chancery-device-'))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await signIn(page, 'alice', demo.passphrase)
  const port = await freePort()
  await callFrom(page, 'settings.update', {
    settings: { publicListener: { host: '127.0.0.1', port }, publicBaseAddress: `http://127.0.0.1:${port}` }
  })
  // strongSwan 5.9 reads authorities with RSA keys only.
  await callFrom(page, 'authority.create', { name: 'Plant root', subject: 'CN=Plant Root,O=Plant', key: 'RSA-2048' })
  await callFrom(page, 'authority.create', {
    name: 'Plant',
    subject: 'CN=Plant Issuing,O=Plant',
    issuer: 'Plant root',
    validity: '8y',
    key: 'RSA-2048'
  })
  for (const [name, authority] of [
    ['root.pem', 'Plant root'],
    ['issuing.pem', 'Plant']
  ] as const) {
    const { file } = await callFrom(page, 'authority.export-chain', { authority, format: 'pem' })
    await writeFile(join(folder, name), Buffer.from(file.base64, 'base64'))
  }
})
test.afterAll(async () => {
  await running.close()
  await demo.remove()
  await rm(folder, { recursive: true, force: true })
})

/** Runs what a person would paste into a shell. @returns what was printed, and whether it worked */
function shell(script: string): Promise<{ readonly ok: boolean; readonly said: string }> {
  return new Promise((resolve) => {
    execFile('bash', ['-o', 'pipefail', '-c', script], { cwd: folder, timeout: 30_000 }, (error, out, err) => {
      resolve({ ok: error === null, said: `${out}${err}` })
    })
  })
}

const recipe = (page: Page, part: string): Promise<string> =>
  page.getByRole('region', { name: part, exact: true }).innerText()
const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Next', exact: true }).click()
const tab = (name: string): Promise<void> => running.page.getByRole('tab', { name, exact: true }).click()

async function healthy(page: Page): Promise<void> {
  await settle(page)
  expect([...(await seriousFindings(page)), ...(await layoutProblems(page))]).toEqual([])
}

/** Walks the wizard from the device to the service. */
async function setUp(page: Page, device: string, name: string, profile: string): Promise<void> {
  await visit(page, '/services')
  await page.getByRole('button', { name: 'Add service' }).click()
  await page.getByRole('link', { name: device }).click()
  await next(page)
  if (profile.startsWith('+')) {
    await page.getByRole('radio', { name: 'Make one for devices' }).check()
    await page.getByRole('textbox', { name: 'Name of the profile' }).fill(profile.slice(1))
    await page.getByRole('combobox', { name: 'Authority' }).click()
    await page.getByRole('option', { name: 'Plant CN=Plant Issuing' }).click()
  } else {
    await page.getByRole('combobox', { name: 'Profile' }).click()
    await page.getByRole('option', { name: profile }).click()
  }
  await next(page)
  await healthy(page)
  await next(page)
  await next(page)
  await page.getByRole('textbox', { name: 'Name of the service' }).fill(name)
  await page.getByRole('button', { name: 'Make service' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${name} is made` })).toBeVisible()
}

test('the wizard makes a SCEP service for strongSwan, and its recipe enrols a device as it stands', async () => {
  const { page } = running
  await setUp(page, 'strongSwan', 'gateways', '+Gateways')
  await page.getByRole('textbox', { name: 'DNS name of the device' }).fill('gate.plant.example')
  await page.getByRole('button', { name: 'Make its secret' }).click()
  await expect(page.getByTestId('secret').getByRole('img', { name: 'QR code of the secret' })).toBeVisible()
  await healthy(page)
  for (const part of ['Make a key', 'Fetch the authority', 'Get the certificate']) {
    const { ok, said } = await shell(await recipe(page, part))
    expect(ok, `${part}: ${said}`).toBe(true)
  }
  const { said } = await shell('openssl verify -CAfile root.pem -untrusted issuing.pem cert.pem')
  expect(said).toContain('cert.pem: OK')
  // The same key would be the same request, which is answered again; another one needs another challenge.
  await shell('pki --gen --type rsa --size 2048 --outform pem > other.pem')
  const enrol = await recipe(page, 'Get the certificate')
  const again = await shell(enrol.replace('key.pem', 'other.pem').replace('> cert.pem', '> no.pem'))
  expect(again.ok).toBe(false)
  await page.getByRole('checkbox', { name: /in the device/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'gateways' })).toBeVisible()
})

test('its enrolment, its device and its challenge appear, and what it said of a used challenge', async () => {
  const { page } = running
  await tab('Enrolments')
  await expect(page.getByRole('row').filter({ hasText: 'Issued' })).toContainText('CN=gate.plant.example')
  await tab('Devices')
  const row = page.getByRole('row').filter({ hasText: 'CN=gate.plant.example' })
  await expect(row).toContainText('127.0.0.1')
  await tab('Challenges')
  await expect(page.getByRole('row').filter({ hasText: 'gate.plant.example' })).toContainText('Used')
  await tab('Log')
  await expect(page.getByRole('listitem').filter({ hasText: 'The challenge was used already.' })).toContainText(
    'A one-time challenge is good for one request.'
  )
  await healthy(page)
})

test('a wrong challenge is explained in the log at once, and the way to a new one is a button', async () => {
  const { page } = running
  const { services } = await callFrom(page, 'scep.list', {})
  const service = services.find(({ name }) => name === 'gateways')
  const guess = [
    `pki --scep --url ${service?.address ?? ''} --in key.pem --dn CN=other --san other.plant.example --password guessed`,
    '--cacert-enc ra.pem --cacert-sig ra.pem --cacert issuing.pem --cacert root.pem --outform pem > guess.pem'
  ].join(' ')
  expect((await shell(guess)).ok).toBe(false)
  const line = page.getByRole('listitem').filter({ hasText: 'The challenge is none of this service.' })
  await expect(line).toContainText('It was mistyped')
  await line.getByRole('link', { name: 'Open the secrets' }).click()
  await expect(page.getByRole('tab', { name: 'Challenges' })).toHaveAttribute('aria-selected', 'true')
})

test('a challenge is made with a validity that its certificate gets, and its row says so', async () => {
  const { page } = running
  await page.getByRole('button', { name: 'New challenge' }).click()
  await page.getByRole('textbox', { name: 'What it is for' }).fill('guest')
  await page.getByRole('textbox', { name: 'Certificate valid for' }).fill('9y')
  await page.getByRole('button', { name: 'Make challenge' }).click()
  await expect(page.getByRole('dialog')).toContainText('9 years is longer than the 5 years')
  await page.getByRole('textbox', { name: 'Certificate valid for' }).fill('30d')
  await healthy(page)
  await page.getByRole('button', { name: 'Make challenge' }).click()
  await page.getByRole('checkbox', { name: /in the device/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'guest' })).toContainText('30 days')
})

test('a setting that refuses devices says so before it is changed', async () => {
  const { page } = running
  await tab('Settings')
  await page.getByRole('switch', { name: 'Devices renew with their certificate' }).uncheck()
  await page.getByRole('button', { name: 'Save changes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change gateways' })
  await expect(dialog).toContainText('Devices no longer renew by themselves')
  await healthy(page)
  await dialog.getByRole('button', { name: 'Change it' }).click()
  await expect(page.getByText('gateways answers by the new rules')).toBeVisible()
})

test('a service for EST is served over HTTPS from the wizard, and curl enrols and renews by its recipe', async () => {
  const { page } = running
  await setUp(page, 'Anything with EST', 'cameras', 'Gateways')
  await page.getByRole('button', { name: 'Serve over HTTPS' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Authority for the certificate' }).click()
  await page.getByRole('option', { name: 'Plant', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1')
  await dialog.getByRole('textbox', { name: 'Port' }).fill(String(await freePort()))
  await dialog.getByRole('button', { name: 'Start serving' }).click()
  await expect(page.getByTestId('address')).toContainText('https://127.0.0.1')
  await page.getByRole('textbox', { name: 'DNS name of the device' }).fill('camera.plant.example')
  await page.getByRole('button', { name: 'Make its access' }).click()
  await expect(page.getByTestId('secret')).toBeVisible()
  for (const part of ['Make a key', 'Get the certificate', 'Renew it']) {
    const { ok, said } = await shell(await recipe(page, part))
    expect(ok, `${part}: ${said}`).toBe(true)
  }
  expect(await readFile(join(folder, 'renewed.pem'), 'utf8')).toContain('BEGIN CERTIFICATE')
  await page.getByRole('checkbox', { name: /in the device/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await tab('Devices')
  await expect(page.getByRole('row').filter({ hasText: 'CN=camera.plant.example' })).toContainText('2')
})

test('another password brings another validity, which the list of clients shows', async () => {
  const { page } = running
  await tab('Clients')
  const row = page.getByRole('row').filter({ hasText: 'camera.plant.example' })
  await row.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'New password' }).click()
  const validity = page.getByRole('textbox', { name: 'Certificate valid for' })
  await expect(validity).toHaveValue('')
  await validity.fill('45d')
  await healthy(page)
  await page.getByRole('dialog').getByRole('button', { name: 'New password' }).click()
  await expect(page.getByTestId('secret')).toBeVisible()
  await page.getByRole('checkbox', { name: /in the device/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(row).toContainText('45 days')
})

test('openssl cmp enrols, updates and revokes by the recipe of the wizard', async () => {
  const { page } = running
  await setUp(page, 'OpenSSL (openssl cmp)', 'presses', 'Gateways')
  await page.getByRole('textbox', { name: 'DNS name of the device' }).fill('press.plant.example')
  await page.getByRole('button', { name: 'Make its access' }).click()
  await expect(page.getByTestId('secret')).toBeVisible()
  await shell('openssl ecparam -name prime256v1 -genkey -noout -out next.pem')
  for (const part of ['Make a key', 'Get the certificate', 'Renew it', 'Revoke it']) {
    const { ok, said } = await shell(await recipe(page, part))
    expect(ok, `${part}: ${said}`).toBe(true)
  }
  await page.getByRole('checkbox', { name: /in the device/ }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await tab('Enrolments')
  await expect(page.getByRole('row').filter({ hasText: 'First certificate' })).toContainText('Done')
  await expect(page.getByRole('row').filter({ hasText: 'Revocation' })).toBeVisible()
})

test('a device is let in from the list of devices, and all three stand in it', async () => {
  const { page } = running
  await visit(page, '/devices')
  for (const name of ['gate', 'camera', 'press'])
    await expect(page.getByRole('row').filter({ hasText: `CN=${name}.plant.example` })).toBeVisible()
  await healthy(page)
  await page.getByRole('button', { name: 'Let a device in' }).click()
  await page.getByRole('radio', { name: 'CMP' }).check()
  await next(page)
  await next(page)
  await page.getByRole('textbox', { name: 'Name of the device' }).fill('press-2')
  await next(page)
  await page.getByRole('textbox', { name: 'Certificate valid for' }).fill('90d')
  await page.getByRole('textbox', { name: 'Secret good for' }).fill('2')
  await next(page)
  await expect(page.locator('main')).toContainText('90 days')
  await next(page)
  await page.getByRole('button', { name: 'Generate' }).click()
  await expect(page.getByTestId('secret')).toContainText('Reference value')
  await healthy(page)
})
