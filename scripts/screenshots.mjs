// `npm run screenshots`: takes the pictures of README.md and docs/ from the running app into docs/images.
// With `-- --browser` in the machine's own browser rather than in Electron.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildIfStale } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { startVirtualDisplay } from './display.mjs'
import { testElectron } from './electron-runtime.mjs'
import { continueUnderPinnedNode, root } from './node-runtime.mjs'

await continueUnderPinnedNode(import.meta.url)
const { _electron, chromium } = await import('playwright')
const { liveAcme } = await import('../e2e/fixtures/acme-orders.ts')
buildIfStale()

const size = { width: 1440, height: 900 }
const cli = join(root, 'out', 'main', 'cli.js')
const images = join(root, 'docs', 'images')
const work = mkdtempSync(join(tmpdir(), 'chancery-pictures-'))
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
/** What has to be ended, in the order in which it was started. */
const endings = [async () => rmSync(work, { recursive: true, force: true })]

try {
  mkdirSync(images, { recursive: true })
  const demo = fillDemo(join(work, 'demo'))
  const face = (process.argv.includes('--browser') ? undefined : await desktop()) ?? (await browser())
  console.error(`chancery: pictures from ${face.name}`)
  await face.open(join(work, 'empty'), firstRun)
  await face.open(demo.data, (page) => everyScreen(page, demo.passphrase))
} finally {
  for (const end of endings.toReversed()) await end()
}

function fillDemo(data) {
  const made = spawnSync(process.execPath, [cli, 'demo', '--data', data, '--json'], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  return JSON.parse(made.stdout)
}

/** The app in a real Electron on a screen that nobody sees; undefined where there is none. */
async function desktop() {
  const electron = testElectron()
  if (electron.path === undefined || process.platform !== 'linux') return undefined
  const screen = await startVirtualDisplay().catch(() => undefined)
  if (screen === undefined) return undefined
  endings.push(async () => screen.stop())
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  // Not `executablePath`: only so does the runner hold the first window back until it listens.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(electron.path)
  const open = async (data, visit) => {
    const app = await _electron.launch({
      cwd: root,
      colorScheme: null,
      env: { ...env, DISPLAY: screen.display, LANG: 'en_GB.UTF-8' },
      args: [...asRoot, '--disable-gpu', '--lang=en-GB', root, '--data', data]
    })
    try {
      const page = await app.firstWindow()
      await app.evaluate(({ BrowserWindow }, { width, height }) => {
        for (const window of BrowserWindow.getAllWindows()) window.setContentBounds({ x: 0, y: 0, width, height })
      }, size)
      await page.setViewportSize(size)
      await visit(page)
    } finally {
      await app.close()
    }
  }
  return { name: `Electron (${electron.source})`, open }
}

/** The same pages in the machine's own browser, from an engine without a window. */
async function browser() {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is neither an Electron with Xvfb nor a Chromium here.')
  const running = await chromium.launch({ executablePath, args: asRoot })
  endings.push(() => running.close())
  const open = async (data, visit) => {
    const args = [cli, 'serve', '--data', data, '--http', 'off', '--admin', '127.0.0.1:0', '--json']
    const engine = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const [line] = await Array.fromAsync(firstLine(engine.stdout))
      const ready = JSON.parse(line ?? '{}')
      const context = await running.newContext({ viewport: size, locale: 'en-GB' })
      const page = await context.newPage()
      // The link makes the vault where there is none; a demonstration is signed in to like everything else.
      await page.goto(ready.vault === 'absent' ? ready.signInLink : ready.admin)
      await visit(page)
      await context.close()
    } finally {
      engine.kill()
      await new Promise((resolve) => engine.once('exit', resolve))
    }
  }
  return { name: 'Chromium', open }
}

async function* firstLine(stream) {
  for await (const line of createInterface({ input: stream })) {
    yield line
    return
  }
}

async function firstRun(page) {
  await calm(page, 'light')
  await page.locator('input[name=operator]').fill('alice')
  await page.getByLabel('Name shown to others').fill('Alice Marchetti')
  await page.getByLabel('Organization').fill('Harbour Works')
  await take(page, 'first-run')
}

async function everyScreen(page, passphrase) {
  await calm(page, 'light')
  await page.locator('input[name=operator]').fill('alice')
  await page.locator('input[name=passphrase]').fill(passphrase)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation').first().waitFor()

  const { authorities } = await ask(page, 'authority.list', {})
  const issuing = authorities.find((authority) => authority.kind === 'subordinate') ?? authorities[0]
  const { rows: waiting } = await ask(page, 'request.list', { state: ['pending-approval'] })
  const { rows: active } = await ask(page, 'certificate.list', { state: ['active'], text: 'www.harbour.example' })
  const { profiles } = await ask(page, 'profile.list', {})
  const acme = await liveAcme(page)
  const { domains } = await ask(page, 'domain.list', {})
  const proven = domains.find(({ name }) => name === 'harbour.example')
  const awaited = domains.find(({ publish }) => publish?.kind === 'txt')
  const ownership = waiting.find(({ profileName }) => profileName === 'Proven web')
  const { rows: crls } = await ask(page, 'crl.list', { authority: issuing.id })
  const complete = crls.filter(({ kind }) => kind === 'complete')
  const [crl, earlier] = [complete[0], complete.at(-1)]
  const { service: stamps } = await ask(page, 'tsa.create', { name: 'contracts', authority: issuing.id })
  const methods = ['one-time', 'device']
  const { service: printers } = await ask(page, 'scep.create', {
    name: 'printers',
    profile: 'Device',
    settings: { methods }
  })
  const web = profiles.find(({ name }) => name === 'Web server') ?? profiles[0]

  const screens = [
    ['dashboard', '/dashboard'],
    ['authorities', '/authorities'],
    ['authority', `/authorities/${issuing.id}`],
    ['profiles', '/profiles'],
    ['profile', `/profiles/${web.id}`],
    ['profile-editor', `/profiles/${web.id}/edit`],
    ['publication', '/publication'],
    ['publication-month', '/publication?view=month'],
    ['crl-diff', `/publication/diff?from=${earlier.id}&to=${crl.id}`],
    ['requests', '/requests'],
    ['request', `/requests/${waiting[0].id}`],
    ['new-request', '/requests/new'],
    ['certificates', '/certificates'],
    ['certificate', `/certificates/${active[0].id}`],
    ['services', '/services'],
    ['service-new', '/services/new'],
    ['scep-service', `/services/scep/${printers.id}`],
    ['acme-service', `/services/acme/${acme.service}`],
    ['acme-recipes', `/services/acme/${acme.service}?tab=recipes`],
    ['acme-credentials', `/services/acme/${acme.service}?tab=credentials`],
    ['acme-order', `/services/acme/${acme.service}/orders/${acme.order}`],
    ['acme-log', `/services/acme/${acme.service}?tab=log`],
    ['acme-new', '/services/acme/new'],
    ['ocsp', `/services/ocsp/${issuing.id}`],
    ['tsa-overview', `/services/tsa/${stamps.id}`],
    ['tsa-recipes', `/services/tsa/${stamps.id}?tab=recipes`],
    ['domains', '/domains'],
    ['domain', `/domains/${proven.id}`],
    ['domain-publish', `/domains/${awaited.id}`],
    ['request-ownership', `/requests/${ownership.id}?tab=ownership`],
    ['proofs', '/proofs'],
    ['perspectives-rules', '/mpic?tab=rules'],
    ['perspectives-setup', '/mpic?tab=setup'],
    ['viewer', '/viewer'],
    ['audit', '/audit'],
    ['operators', '/operators'],
    ['settings', '/settings']
  ]
  for (const [name, path] of screens) {
    await show(page, path)
    if (name === 'viewer') await dropChain(page, active[0].id)
    if (name === 'ocsp') await askResponder(page, active[0].serial)
    await take(page, name)
  }
  await calm(page, 'dark')
  await show(page, '/dashboard')
  await take(page, 'dashboard-dark')
}

async function askResponder(page, serial) {
  await page.locator('input[name=serial]').fill(serial, { timeout: 5000 })
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
}

async function dropChain(page, id) {
  const { file } = await ask(page, 'certificate.export', { id, format: 'chain-pem' })
  const buffer = Buffer.from(file.base64, 'base64')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'www.pem', mimeType: 'application/x-pem-file', buffer }, { timeout: 5000 })
}

async function show(page, path) {
  await page.evaluate((to) => {
    location.hash = to
  }, path)
}

/** Calls an operation as the page itself does. */
async function ask(page, operation, input) {
  const reply = await page.evaluate(
    async ([name, value]) => {
      if (window.chancery !== undefined) return window.chancery.call(name, value)
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(value) })).json()
    },
    [operation, input]
  )
  if (!reply.ok) throw new Error(`${operation}: ${reply.failure.message}`)
  return reply.value
}

/** No motion, no caret, one theme: the same picture every time. */
async function calm(page, colorScheme) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForLoadState('domcontentloaded')
}

async function take(page, name) {
  // Away from everything that answers to the pointer.
  await page.mouse.move(112, 780)
  // Lists and charts come a moment after their page.
  await page.waitForTimeout(1500)
  await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled', caret: 'hide' })
  console.log(`docs/images/${name}.png`)
}
