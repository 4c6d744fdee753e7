import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator } from '@playwright/test'
import { setFault, softPin, softTokens, type SoftTokens } from '../../src-main/testing/soft-token.ts'
import { seriousFindings } from '../fixtures/accessibility.ts'
import { makeVault } from '../fixtures/first-run.ts'
import { layoutProblems } from '../fixtures/layout.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { answerOpenDialogs, answerPin, pinWindow } from '../fixtures/pin-window.ts'
import { settle, visit } from '../fixtures/settle.ts'
import { launchDesktop, type RunningApp } from './launch.ts'
import { resizeWindow } from './window-size.ts'

test.describe('keys and tokens in the window', () => {
  test.describe.configure({ mode: 'serial' })
  /** Where pictures go, if anywhere. */
  const pictures = process.env['CHANCERY_TOKEN_PICTURES']
  let tokens: SoftTokens
  let desk: RunningApp
  let work: string

  test.beforeAll(async () => {
    tokens = softTokens()
    tokens.make('vault key')
    setFault('none')
    work = await mkdtemp(join(tmpdir(), 'chancery-token-pages-'))
    desk = await launchDesktop()
    await desk.page.emulateMedia({ reducedMotion: 'reduce' })
    await makeVault(desk.page)
    await desk.page.getByRole('checkbox').check()
    await desk.page.getByRole('button', { name: 'Continue' }).click()
    await desk.page.getByRole('button', { name: /^Skip/ }).click()
    await desk.page.getByRole('button', { name: 'Go to the dashboard' }).click()
  })
  test.afterAll(async () => {
    await desk.close()
    tokens.remove()
    await rm(work, { recursive: true, force: true })
  })

  async function looksGood(name: string): Promise<void> {
    const { page } = desk
    await settle(page)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
    expect(await seriousFindings(page)).toEqual([])
    expect(await layoutProblems(page)).toEqual([])
  }
  const tokenState = (): Locator => desk.page.locator('main [data-state]').first()

  test('without a module the page says what one is, and the native dialog brings one into use', async () => {
    const { page, app } = desk
    await resizeWindow(desk, { width: 1024, height: 700 })
    await visit(page, '/tokens')
    await expect(page.getByText('No module is in use', { exact: true })).toBeVisible()
    await looksGood('tokens-empty')
    await page.getByRole('button', { name: 'Choose a module' }).click()
    await looksGood('modules-empty')
    await answerOpenDialogs(app, tokens.module)
    await page.getByRole('button', { name: 'Choose the file' }).click()
    await expect(page.getByRole('table', { name: 'In use' }).getByText('Running')).toBeVisible()
    await looksGood('modules')
  })

  test('the token shows by itself and opens through a window that has no script and that the page cannot see', async () => {
    const { page, app } = desk
    await page.getByRole('tab', { name: 'Tokens', exact: true }).click()
    await expect(page.getByRole('row', { name: /vault key/ }).getByText('Locked', { exact: true })).toBeVisible()
    await looksGood('tokens-locked')
    const unlock = page.getByRole('button', { name: /^Unlock: vault key/ })
    const first = await pinWindow(app, () => unlock.click())
    // axe needs timers, and this page runs nothing: what it would look for is asked for by name.
    await expect(first.getByRole('heading', { name: 'Unlock the token' })).toBeVisible()
    await expect(first.getByLabel('PIN')).toBeFocused()
    expect(await first.locator('html').getAttribute('lang')).toBe('en')
    if (pictures !== undefined) await first.screenshot({ path: join(pictures, 'pin.png') })
    // Neither the bridge nor anything of Electron is in it, and no script of a page would run.
    expect(await first.evaluate(() => ['chancery', 'require', 'process'].filter((name) => name in globalThis))).toEqual(
      []
    )
    expect(await first.locator('script').count()).toBe(0)
    const second = await pinWindow(app, () => answerPin(first, { PIN: '00000000' }))
    await expect(second.getByRole('alert')).toContainText('wrong')
    await answerPin(second, { PIN: softPin })
    await expect(page.getByRole('row', { name: /vault key/ }).getByText('Unlocked', { exact: true })).toBeVisible()
    expect(await page.content()).not.toContain(softPin)
    await looksGood('tokens-unlocked')
  })

  test('Escape gives up, and nothing was done', async () => {
    const { page, app } = desk
    await page.getByRole('link', { name: 'vault key' }).click()
    await page.getByRole('button', { name: 'More actions' }).click()
    const window = await pinWindow(app, () => page.getByRole('menuitem', { name: 'Change PIN' }).click())
    const closed = window.waitForEvent('close')
    // As the system sends a key: what the runner types goes to the page alone, which runs no script.
    await app.evaluate(({ webContents }) => {
      const asked = webContents.getAllWebContents().find((one) => one.getURL().startsWith('chancery-pin:'))
      asked?.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' })
    })
    await closed
    await expect(page.getByRole('button', { name: 'Make a key' })).toBeEnabled()
    await expect(page.locator('.MuiAlert-root').filter({ hasText: 'cancelled' })).toHaveCount(0)
  })

  test('a key is made on the token; one from a file carries its warning for ever', async () => {
    const { page, app } = desk
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.getByRole('textbox', { name: 'Label' }).fill('root key')
    await looksGood('generate')
    await page.getByRole('dialog').getByRole('button', { name: 'Make a key' }).click()
    await expect(page.getByRole('row', { name: /root key/ })).toContainText('Cannot be read out')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const file = join(work, 'old.key')
    await writeFile(
      file,
      String(privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'sesame' }))
    )
    await answerOpenDialogs(app, file)
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Import a key' }).click()
    await page.getByRole('textbox', { name: 'Label' }).fill('old key')
    await looksGood('import')
    const window = await pinWindow(app, () =>
      page.getByRole('dialog').getByRole('button', { name: 'Import a key' }).click()
    )
    await answerPin(window, { 'Passphrase of the file': 'sesame' })
    await expect(page.getByRole('row', { name: /old key/ })).toContainText('This warning stays')
    await looksGood('token')
    await page.getByRole('button', { name: 'Destroy: old key' }).click()
    await page.getByRole('textbox', { name: /Type/ }).fill('old key')
    await page.getByRole('dialog').getByRole('button', { name: 'Destroy' }).click()
    await expect(page.getByRole('row', { name: /old key/ })).toHaveCount(0)
  })

  test('the wizard makes an authority with that key, and it issues', async () => {
    const { page } = desk
    await visit(page, '/authorities/new')
    const next = page.getByRole('button', { name: 'Next', exact: true })
    await next.click()
    await page.getByRole('textbox', { name: /^Name/ }).first().fill('hard root')
    await page
      .getByRole('textbox', { name: /CN|Common name/ })
      .first()
      .fill('Hard Root')
    await next.click()
    await page.getByRole('radio', { name: 'On a token' }).check({ force: true })
    await expect(page.getByRole('radio', { name: 'Use the key root key' })).toBeVisible()
    await page.getByRole('radio', { name: 'Use the key root key' }).check({ force: true })
    await looksGood('wizard-key')
    for (let step = 0; step < 4; step++) await next.click()
    await page.getByRole('button', { name: 'Make key and sign' }).click()
    await expect(page.getByRole('heading', { name: /hard root/ }).first()).toBeVisible()
    await looksGood('wizard-result')
    const { authority } = await callFrom(page, 'authority.show', { authority: 'hard root' })
    expect(authority).toMatchObject({ state: 'active', keyLocation: expect.stringMatching(/^pkcs11:/) })
    await callFrom(page, 'profile.create', {
      name: 'Web',
      starter: 'tls-server',
      authority: 'hard root',
      approval: 'auto'
    })
    const csr = await makeCsr(work, 'jetty.harbour.example')
    const { request } = await callFrom(page, 'request.submit', { profile: 'Web', csr })
    expect(request.state).toBe('issued')
  })

  test('pulled out, the token is shown absent wherever it is needed; back again it works without a word', async () => {
    const { page } = desk
    tokens.unplug()
    await visit(page, '/dashboard')
    await expect(page.getByText(/hard root cannot sign: vault key/)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('button', { name: /^Tokens: 1 not ready/ })).toBeVisible()
    await looksGood('dashboard-absent')
    await page.getByRole('link', { name: 'Show the token' }).click()
    await expect(tokenState()).toHaveText('Absent')
    await looksGood('token-absent')
    tokens.plugIn()
    await expect(tokenState()).toHaveText('Unlocked', { timeout: 20_000 })
    await page.getByRole('button', { name: /^Tokens: 1 ready/ }).click()
    await looksGood('token-light')
    await page.keyboard.press('Escape')
  })

  test('the doctor says in words what it found, in German too', async () => {
    const { page } = desk
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Examine' }).click()
    await expect(page.getByText('Keys are files on this machine', { exact: false })).toBeVisible()
    await looksGood('doctor')
    const here = (await callFrom(page, 'token.list', {})).tokens[0]?.address ?? ''
    await callFrom(page, 'settings.update', { settings: { language: 'de' } })
    await expect(page.getByRole('heading', { name: 'Token-Doktor' })).toBeVisible()
    await looksGood('doctor-de')
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 }
    ]) {
      await resizeWindow(desk, size)
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme })
        for (const [name, address] of [
          ['tokens', '/tokens'],
          ['token', `/tokens/one?token=${encodeURIComponent(here)}`],
          ['modules', '/tokens/modules']
        ] as const) {
          await visit(page, address)
          await looksGood(`${name}-de-${theme}-${size.width}`)
        }
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await callFrom(page, 'settings.update', { settings: { language: 'en' } })
  })

  test('what signs with a key is named, and a copy on a second token is taken up', async () => {
    const { page } = desk
    const pem = String(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' })
    )
    const key = join(work, 'twin.key')
    await writeFile(key, pem)
    const spare = tokens.make('spare key')
    await callFrom(page, 'token.list', { fresh: true })
    await callFrom(page, 'token.import', { token: 'vault key', label: 'twin', file: pem })
    const stands = { name: 'twin', subject: 'CN=Twin', token: 'vault key', keyLabel: 'twin' }
    await callFrom(page, 'authority.create', stands)
    const copy = ['--import', key, '--token', spare, '--pin', softPin, '--label', 'the copy', '--id', 'a1b2']
    execFileSync('softhsm2-util', copy, { stdio: 'pipe' })
    await callFrom(page, 'ocsp.enable', { authority: 'hard root', settings: { token: 'vault key', keyLabel: null } })
    await callFrom(page, 'token.unlock', { token: spare, pin: softPin })
    await visit(page, '/tokens')
    const users = page.getByRole('row', { name: /vault key/ })
    await expect(users.getByRole('link', { name: 'OCSP responder of hard root' })).toBeVisible()
    await looksGood('tokens-users')
    await page.getByRole('link', { name: 'spare key' }).click()
    const row = page.getByRole('row', { name: /the copy/ })
    await expect(row).toContainText('A copy of the key of twin; it does not sign yet')
    await looksGood('token-copy')
    await page.getByRole('button', { name: 'Take up: the copy' }).click()
    await looksGood('take-up')
    await page.getByRole('dialog').getByRole('button', { name: 'Take up' }).click()
    await expect(row.getByRole('link', { name: 'twin' })).toBeVisible()
    const { authority } = await callFrom(page, 'authority.show', { authority: 'twin' })
    expect(authority.keyPlaces.map(({ label }) => label)).toEqual(['vault key', 'spare key'])
    await looksGood('token-taken-up')
  })

  test('roots of one’s own for attestations are shown by name and fingerprint, and go again', async () => {
    const { page } = desk
    await visit(page, '/settings')
    const section = page.getByRole('region', { name: 'Own roots for attestations' })
    await expect(section.getByText('None: only Yubico’s roots count.')).toBeVisible()
    const file = join(work, 'own-root.pem')
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=Harbour PIV Root']
    execFileSync('openssl', ['req', '-x509', ...made, '-days', '30', '-keyout', join(work, 'own.key'), '-out', file], {
      stdio: 'pipe'
    })
    await section.locator('input[type=file]').setInputFiles(file)
    await expect(section.getByRole('cell', { name: /^CN=Harbour PIV Root/ })).toBeVisible()
    await section.scrollIntoViewIfNeeded()
    await looksGood('attestation-roots')
    expect((await callFrom(page, 'settings.show', {})).settings.attestationRoots).toHaveLength(1)
    await section.getByRole('button', { name: 'Remove CN=Harbour PIV Root' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the root' }).click()
    await expect(section.getByText('None: only Yubico’s roots count.')).toBeVisible()
    expect(desk.complaints).toEqual([])
  })
})
