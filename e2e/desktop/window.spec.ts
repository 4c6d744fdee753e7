import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { makeCsr } from '../fixtures/openssl.ts'
import { callFrom } from '../fixtures/page-call.ts'
import { signIn } from '../fixtures/sign-in.ts'
import { launchDesktop, type RunningApp } from './launch.ts'

const root = join(import.meta.dirname, '..', '..')
let demo: Demo
let work: string
let csrFile: string
test.beforeAll(async () => {
  demo = await fillDemo()
  work = await mkdtemp(join(tmpdir(), 'chancery-window-'))
  csrFile = join(work, 'pier.harbour.example.csr')
  await makeCsr(work, 'pier.harbour.example')
})
test.afterAll(async () => {
  await rm(work, { recursive: true, force: true })
  await demo.remove()
})

test.describe('one window', () => {
  test.describe.configure({ mode: 'serial' })
  let running: RunningApp
  test.beforeAll(async () => {
    running = await launchDesktop({ data: demo.data })
    await running.page.emulateMedia({ reducedMotion: 'reduce' })
  })
  test.afterAll(() => running.close())

  test('a wrong passphrase is refused, and guessing is slowed down', async () => {
    const { page } = running
    const attempt = async (guess: string): Promise<string> => {
      await page.getByLabel('Sign-in name').fill('bob')
      await page.getByLabel(/^Passphrase\b/).fill(guess)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
      return (await page.getByRole('alert').first().textContent()) ?? ''
    }
    expect(await attempt('wrong guess')).not.toMatch(/Try again in/)
    const wait = async (guess: string): Promise<number> =>
      Number(/Try again in (\d+) seconds/.exec(await attempt(guess))?.[1] ?? 0)
    // It doubles with every wrong guess that is taken; three seconds are enough to see the next one turned away.
    await expect
      .poll(() => wait('another wrong guess'), { timeout: 40_000, intervals: [100] })
      .toBeGreaterThanOrEqual(3)
    await expect(page.getByLabel(/^Passphrase\b/)).toHaveValue('')
    expect(await wait(demo.passphrase)).toBeGreaterThan(0)
  })

  test('locking the vault hides everything, and signing in again opens it', async () => {
    const { page } = running
    await signIn(page, 'alice', demo.passphrase)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('lock')
    await expect(page.getByRole('option', { name: /Lock the vault/ })).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page.getByText('The vault is locked. Signing in unlocks it.')).toBeVisible()
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(callFrom(page, 'certificate.list', {})).rejects.toThrow()
    await expect(page.getByLabel('Sign-in name')).toHaveValue('alice')
    await signIn(page, 'alice', demo.passphrase)
  })

  test('the palette finds screens, actions and certificates', async () => {
    const { page } = running
    const { rows } = await callFrom(page, 'certificate.list', { state: ['active'], certificateClass: ['end-entity'] })
    const wanted = rows[0]
    expect(wanted).toBeDefined()
    await page.keyboard.press('Control+k')
    await page.keyboard.type(wanted?.serial.slice(0, 12) ?? '')
    const option = page.getByRole('option').filter({ hasText: wanted?.serial ?? '' })
    await expect(option).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`#/certificates/${wanted?.id ?? 0}$`))
    // What can be done here is offered too.
    await page.keyboard.press('Control+k')
    await page.keyboard.type('revoke')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Revoke certificate' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('a second start brings the first window to the front and hands over its file', async () => {
    const { app, page } = running
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.hide()
    })
    const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
    await promisify(execFile)(
      process.env['CHANCERY_ELECTRON'] ?? '',
      [...noSandbox, root, '--data', demo.data, csrFile],
      { env, timeout: 20_000 }
    )
    const shown = (): Promise<boolean[]> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))
    await expect.poll(shown).toEqual([true])
    await expect(page.getByRole('heading', { level: 1, name: 'Viewer' })).toBeVisible()
    await expect(page.getByText('pier.harbour.example').first()).toBeVisible()
  })
})

test('a file that the desktop opens with the app waits for the sign-in and is then shown', async () => {
  const running = await launchDesktop({ data: demo.data, files: [csrFile] })
  try {
    await signIn(running.page, 'alice', demo.passphrase)
    await expect(running.page.getByRole('heading', { level: 1, name: 'Viewer' })).toBeVisible()
    await expect(running.page.getByRole('button', { name: 'Request the certificate' })).toBeVisible()
  } finally {
    await running.close()
  }
})

test('a file of another kind on the command line is left alone', async () => {
  const file = join(work, 'notes.txt')
  await writeFile(file, 'not for Chancery')
  const running = await launchDesktop({ data: demo.data, files: [file] })
  try {
    await signIn(running.page, 'alice', demo.passphrase)
    await expect(running.page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  } finally {
    await running.close()
  }
})

test('the window opens again where it was', async () => {
  const place = { x: 60, y: 40, width: 1111, height: 711 }
  const bounds = ({ app }: RunningApp): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  const first = await launchDesktop({ data: demo.data })
  try {
    await first.app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted)
    }, place)
    await expect.poll(() => bounds(first)).toEqual(place)
    await first.page.waitForTimeout(600)
  } finally {
    await first.close()
  }
  const second = await launchDesktop({ data: demo.data })
  try {
    await expect.poll(() => bounds(second)).toEqual(place)
  } finally {
    await second.close()
  }
})
