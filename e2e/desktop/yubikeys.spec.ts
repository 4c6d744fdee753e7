import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { writePem } from '../../src-main/pki/pem.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { makeVault } from '../fixtures/first-run.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { answerOpenDialogs, answerPin, pinWindow } from '../fixtures/pin-window.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { startYubiKeyWorld, type VirtualYubiKey, type YubiKeyWorld } from '../world/virtual-yubikey/start.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

/** Where pictures go, if anywhere. */
const pictures = process.env['CHANCERY_TOKEN_PICTURES']
const pin = '918273'

test.describe('YubiKeys in the window', () => {
  test.describe.configure({ mode: 'serial' })
  let world: YubiKeyWorld
  let key: VirtualYubiKey
  let desk: RunningApp
  let work: string

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    work = await mkdtemp(join(tmpdir(), 'chancery-yubikey-pages-'))
    world = await startYubiKeyWorld([{ serial: 12_345_678 }])
    const [first] = world.keys
    if (first === undefined) throw new Error('the world has a key')
    key = first
    process.env['PCSCLITE_CSOCK_NAME'] = world.socket
    desk = await launchDesktop()
    await desk.page.emulateMedia({ reducedMotion: 'reduce' })
    await makeVault(desk.page)
    await desk.page.getByRole('checkbox').check()
    await desk.page.getByRole('button', { name: 'Continue' }).click()
    await desk.page.getByRole('button', { name: /^Skip/ }).click()
    await desk.page.getByRole('button', { name: 'Go to the dashboard' }).click()
    await resizeWindow(desk, { width: 1024, height: 700 })
  })
  test.afterAll(async () => {
    await desk.close()
    await world.stop()
    delete process.env['PCSCLITE_CSOCK_NAME']
    await rm(work, { recursive: true, force: true })
  })

  async function looksGood(name: string): Promise<void> {
    const { page } = desk
    await settle(page)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
    expect(await seriousFindings(page)).toEqual([])
    expect(await layoutProblems(page)).toEqual([])
  }
  const next = (): Promise<void> => desk.page.getByRole('button', { name: 'Next', exact: true }).click()

  test('one from the factory is said to be so, and its secrets are changed before anything else', async () => {
    const { page, app } = desk
    await visit(page, '/yubikeys')
    await expect(page.getByRole('row', { name: /12345678/ }).getByText('Factory secrets')).toBeVisible()
    await looksGood('yubikeys')
    await page.getByRole('link', { name: 'YubiKey 12345678' }).click()
    await looksGood('yubikey-factory')
    await page.getByRole('button', { name: 'New key' }).click()
    await expect(page.getByRole('button', { name: 'Next', exact: true })).toBeDisabled()
    await looksGood('yubikey-wizard-ready')
    const window = await pinWindow(app, () => page.getByRole('button', { name: 'Set it up' }).click())
    const made = await window.getByLabel('New PUK').inputValue()
    expect(made).toMatch(/^\d{8}$/)
    await window.getByLabel('New PIN', { exact: true }).fill('123456')
    await window.getByLabel('New PIN again').fill('123456')
    await window.getByRole('checkbox').check()
    await window.getByRole('button', { name: 'Continue' }).click()
    await expect(window.getByText('Everybody knows this one', { exact: false })).toBeVisible()
    if (pictures !== undefined) await window.screenshot({ path: join(pictures, 'pin-setup.png') })
    await answerPin(window, { 'New PIN': pin, 'New PIN again': pin })
    await expect(page.getByText('PIN, PUK and management key were changed.')).toBeVisible()
    expect(key.card.pin.left).toBe(3)
  })

  test('the wizard makes a key in 9c and shows the statement that it was made there', async () => {
    const { page, app } = desk
    await next()
    await looksGood('yubikey-wizard-use')
    await next()
    await looksGood('yubikey-wizard-slot')
    await next()
    await looksGood('yubikey-wizard-key')
    await next()
    await looksGood('yubikey-wizard-review')
    const window = await pinWindow(app, () => page.getByRole('button', { name: 'Make the key' }).click())
    await answerPin(window, { PIN: pin })
    await expect(page.getByRole('heading', { name: 'The key is in slot 9c' })).toBeVisible({ timeout: 20_000 })
    const attestation = page.getByRole('region', { name: 'Attestation' })
    await expect(attestation.getByText('About this YubiKey', { exact: true })).toBeVisible()
    await expect(attestation).toContainText('12345678')
    // The virtual key's maker is not Yubico, and the page says so instead of believing it.
    await expect(attestation.getByText('Not proved')).toBeVisible()
    await looksGood('yubikey-result')
    expect(key.card.keys.has(0x9c)).toBe(true)
  })

  test('the authority is made with that key, and its certificate goes back into the slot', async () => {
    const { page, app } = desk
    await page.getByRole('button', { name: 'Use Yubico’s module' }).click()
    await page.getByRole('link', { name: 'Make an authority with this key' }).click()
    await next()
    await page.getByRole('textbox', { name: /^Name/ }).first().fill('hard root')
    await page
      .getByRole('textbox', { name: /CN|Common name/ })
      .first()
      .fill('Hard Root')
    await next()
    const unlock = await pinWindow(app, () => page.locator('main').getByRole('button', { name: 'Unlock' }).click())
    await answerPin(unlock, { PIN: pin })
    await expect(page.getByRole('radio', { name: 'Use the key Private key for Digital Signature' })).toBeChecked()
    await looksGood('yubikey-authority-key')
    for (let step = 0; step < 4; step++) await next()
    await page.getByRole('button', { name: 'Make key and sign' }).click()
    await page.getByRole('button', { name: 'Write the certificate into slot 9c' }).click({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Write certificate' }).click()
    await expect(page.getByRole('radio', { name: 'That of hard root' })).toBeChecked()
    await looksGood('yubikey-write')
    const window = await pinWindow(app, () =>
      page.getByRole('dialog').getByRole('button', { name: 'Write certificate' }).click()
    )
    await answerPin(window, { PIN: pin })
    await expect(page.getByRole('region', { name: 'Certificate in the slot' })).toContainText('CN=Hard Root', {
      timeout: 30_000
    })
    await looksGood('yubikey-slot')
    expect((await callFrom(page, 'authority.show', { authority: 'hard root' })).authority.state).toBe('active')
  })

  test('a person gets a key and a certificate; the window says when the finger is wanted', async () => {
    const { page, app } = desk
    await callFrom(page, 'profile.create', {
      name: 'People',
      starter: 'smart-card-logon',
      authority: 'hard root',
      approval: 'auto'
    })
    await visit(page, '/yubikeys/12345678/new?slot=9a')
    await page.getByRole('radio', { name: 'Certificate of a person' }).check({ force: true })
    await next()
    await next()
    await page
      .getByRole('radiogroup', { name: 'When it asks to be touched' })
      .getByRole('radio', { name: 'Each time', exact: true })
      .check({ force: true })
    await next()
    await page.getByRole('combobox', { name: 'Profile' }).click()
    await page.getByRole('option', { name: /People/ }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Berta Beispiel')
    await page.getByRole('textbox', { name: 'Logon name' }).fill('berta@example.test')
    await looksGood('yubikey-wizard-person')
    await next()
    key.finger.mode = 'by-hand'
    const window = await pinWindow(app, () => page.getByRole('button', { name: 'Make key and certificate' }).click())
    await answerPin(window, { PIN: pin })
    await expect(page.getByText('Touch your key now')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('alert').filter({ hasText: 'slot 9a' })).toBeVisible()
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, 'yubikey-touch.png') })
    await expect.poll(() => key.finger.isWaiting()).toBe(true)
    key.finger.touch()
    key.finger.mode = 'at-once'
    await expect(page.getByText('The certificate is in the slot.', { exact: false })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('Touch your key now')).toHaveCount(0)
  })

  test('a key from a file is a copy, and says so wherever it is shown', async () => {
    const { page, app } = desk
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const file = join(work, 'copy.key')
    await writeFile(file, String(privateKey.export({ format: 'pem', type: 'pkcs8' })))
    await answerOpenDialogs(app, file)
    await visit(page, '/yubikeys/12345678/new?slot=82')
    await page.getByRole('radio', { name: 'Copy of a key from a file' }).check({ force: true })
    await expect(page.getByText('This warning stays', { exact: false })).toBeVisible()
    for (let step = 0; step < 3; step++) await next()
    const window = await pinWindow(app, () => page.getByRole('button', { name: 'Write the key' }).click())
    await answerPin(window, { PIN: pin })
    await expect(page.getByText('This warning stays', { exact: false })).toBeVisible({ timeout: 20_000 })
    await page.getByRole('link', { name: 'Show the slot' }).click()
    await expect(page.getByText('This warning stays', { exact: false })).toBeVisible()
    await visit(page, '/yubikeys')
    await expect(page.getByRole('row', { name: /82.*Imported/ })).toBeVisible()
    await looksGood('yubikeys-with-keys')
  })

  test('all of it speaks German, light and dark, small and large', async () => {
    test.setTimeout(120_000)
    const { page } = desk
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 }
    ])
      for (const theme of ['light', 'dark'] as const) {
        await resizeWindow(desk, size)
        await page.emulateMedia({ colorScheme: theme })
        for (const [name, address] of [
          ['yubikeys', '/yubikeys'],
          ['yubikey', '/yubikeys/12345678'],
          ['slot', '/yubikeys/12345678/9c'],
          ['wizard', '/yubikeys/12345678/new']
        ] as const) {
          await visit(page, address)
          await looksGood(`${name}-de-${theme}-${size.width}`)
        }
      }
    await page.emulateMedia({ colorScheme: 'light' })
    await callFrom(page, 'settings.update', { settings: { language: 'en' } })
  })

  test('pulled out, the page says what to do', async () => {
    const { page } = desk
    await key.unplug()
    await visit(page, '/yubikeys')
    await expect(page.getByText('No YubiKey is plugged in')).toBeVisible()
    await looksGood('yubikeys-none')
    await key.plug()
    await page.getByRole('button', { name: 'Look again' }).click()
    await expect(page.getByRole('row', { name: /12345678/ }).getByText('Ready')).toBeVisible()
    expect(desk.complaints).toEqual([])
  })

  test('an attestation is proved under a root of the settings, and marked as not by Yubico', async () => {
    const { page } = desk
    const own = writePem('CERTIFICATE', world.root.certificate)
    await callFrom(page, 'settings.update', { settings: { attestationRoots: [own] } })
    await visit(page, '/yubikeys/12345678/9c')
    await expect(page.getByText('Made on it by a root of yours').first()).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText(/a root from the settings of this installation and not one of Yubico/)).toBeVisible()
    await looksGood('yubikey-own-root')
    await callFrom(page, 'settings.update', { settings: { attestationRoots: [] } })
  })
})
