import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { z } from 'zod'
import { fillDemo, type Demo } from '../fixtures/demo.ts'
import { goTo, signIn } from '../fixtures/sign-in.ts'
import { launchDesktop } from './launch.ts'

const root = join(import.meta.dirname, '..', '..')
let demo: Demo
let keyrings: string
test.beforeAll(async () => {
  demo = await fillDemo()
  keyrings = await mkdtemp(join(tmpdir(), 'chancery-keyring-'))
})
test.afterAll(async () => {
  await demo.remove()
  await rm(keyrings, { recursive: true, force: true })
})

/** The account's session: a bus, a keyring unlocked with the account's password, then the program. */
const session = 'printf account | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'

/**
 * Starts the app in a session with a keyring. Not through the test runner's own start, which takes the keyring away
 * (`--password-store=basic`); it joins over the debugging port instead.
 */
async function startWithKeyring(): Promise<{ readonly page: Page; readonly quit: () => Promise<void> }> {
  const binary = process.env['CHANCERY_ELECTRON']
  if (binary === undefined) throw new Error('CHANCERY_ELECTRON has to name an Electron binary.')
  const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env
  const child = spawn(
    'dbus-run-session',
    [
      ...['--', 'sh', '-c', session, 'sh', binary],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--password-store=gnome-libsecret', '--remote-debugging-port=0', root, '--data', demo.data]
    ],
    { cwd: root, env: { ...environment, XDG_DATA_HOME: keyrings }, stdio: ['ignore', 'ignore', 'pipe'], detached: true }
  )
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('error', reject)
    child.once('exit', () => {
      reject(new Error(`The app ended: ${said}`))
    })
  })
  await windowOpen(address)
  const browser = await joined(address)
  const context = browser.contexts()[0]
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
  if (page === undefined) throw new Error('The app has no window.')
  page.setDefaultTimeout(15_000)
  return {
    page,
    quit: async () => {
      const ended = once(child, 'exit')
      await browser.close()
      // The whole session: bus, keyring and app.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
      await ended
    }
  }
}

/** Waits for the page: whoever joins while the first window is being made may never hear of it, and waits for good. */
async function windowOpen(address: string): Promise<void> {
  const { host } = new URL(address)
  const targets = z.array(z.object({ type: z.string(), url: z.string() }))
  const opened = async (): Promise<boolean> => {
    const list = targets.parse(await (await fetch(`http://${host}/json/list`)).json())
    return list.some(({ type, url }) => type === 'page' && !['', 'about:blank'].includes(url))
  }
  await expect.poll(opened, { timeout: 30_000 }).toBe(true)
}

/** The joining itself hangs now and then, connected and without a word; a second one does not. */
async function joined(address: string): Promise<Browser> {
  for (let tries = 1; ; tries++) {
    try {
      return await chromium.connectOverCDP(address, { timeout: 10_000 })
    } catch (error) {
      if (tries === 3) throw error
    }
  }
}

test('without a keyring the vault cannot be opened at start, and the settings say why', async () => {
  const running = await launchDesktop({ data: demo.data })
  try {
    await signIn(running.page, 'alice', demo.passphrase)
    await goTo(running.page, '/settings')
    await expect(running.page.getByText(/there is no keyring in this session/)).toBeVisible()
    await expect(running.page.getByRole('button', { name: 'Open at start' })).toHaveCount(0)
  } finally {
    await running.close()
  }
})

test('with a keyring: switched on, the next start shows the dashboard; switched off, it asks again', async () => {
  test.setTimeout(120_000)
  const dashboard = (page: Page) => page.getByRole('region', { name: 'Certificates by state' })
  const first = await startWithKeyring()
  await signIn(first.page, 'alice', demo.passphrase)
  await goTo(first.page, '/settings')
  await first.page.getByRole('button', { name: 'Open at start' }).click()
  await expect(first.page.getByText(/can then use every key as alice/)).toBeVisible()
  await first.page.getByRole('button', { name: 'Store the secret and open at start' }).click()
  await expect(first.page.getByText(/^On since/)).toBeVisible()
  await first.quit()

  const second = await startWithKeyring()
  await expect(dashboard(second.page)).toBeVisible()
  await goTo(second.page, '/audit')
  await expect(second.page.getByText('system.enable-unlock-at-start').first()).toBeVisible()
  await goTo(second.page, '/settings')
  await second.page.getByRole('button', { name: 'Ask for the passphrase again' }).click()
  await expect(second.page.getByText(/^Off: after a start/)).toBeVisible()
  await second.quit()

  const third = await startWithKeyring()
  await expect(third.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await third.quit()
})
