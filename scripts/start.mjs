// `npm start [-- demo] [-- --data DIR] [-- --headless] [file]`: installs and builds what is missing, then opens Chancery.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installIfNeeded } from './packages.mjs'
import { continueUnderPinnedNode, endWithNpm, root, runForeground } from './node-runtime.mjs'

installIfNeeded()
endWithNpm()
await continueUnderPinnedNode(import.meta.url)

const { buildIfStale } = await import('./build.mjs')
buildIfStale()

const cli = join(root, 'out', 'main', 'cli.js')
const given = process.argv.slice(2)
const demo = given[0] === 'demo'
const headless = given.includes('--headless')
const args = given.slice(demo ? 1 : 0).filter((argument) => argument !== '--headless')

// Ctrl-C reaches the program in the foreground; this script waits for it to drain and then clears up.
let demoFolder
if (demo && !args.some((argument) => argument === '--data' || argument.startsWith('--data='))) {
  demoFolder = mkdtempSync(join(tmpdir(), 'chancery-demo-'))
  args.push('--data', demoFolder)
}
const forget = () => {
  if (demoFolder !== undefined) rmSync(demoFolder, { recursive: true, force: true })
}
process.once('exit', forget)

if (demo) {
  const filled = await runForeground(process.execPath, [cli, 'demo', ...args])
  if (filled !== 0) process.exit(filled)
}

const electron = headless ? undefined : await findElectron()
process.exit(electron === undefined ? await startHeadless() : await startDesktop(electron))

/** @returns the path of an Electron to open the window with, or undefined after saying why there will be none */
async function findElectron() {
  if (!hasDisplay()) {
    console.error('chancery: there is no display here, so Chancery starts without a window.')
    return undefined
  }
  // A developer's own build of Electron, and the test of this very path.
  if (process.env.CHANCERY_ELECTRON) return process.env.CHANCERY_ELECTRON
  const { electronPackageVersion, fetchOfficialElectron, officialElectron } = await import('./electron-runtime.mjs')
  if (officialElectron() === undefined)
    console.error(`chancery: fetching Electron ${electronPackageVersion()}, about 120 MB, once ...`)
  const fetched = fetchOfficialElectron()
  if (fetched.path !== undefined) return fetched.path
  console.error(`chancery: no window, because Electron is not here and ${fetched.reason}.`)
  console.error('chancery: "npx install-electron" tries again; Chancery starts for your browser meanwhile.')
  return undefined
}

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

function startDesktop(electron) {
  const switches = []
  if (process.getuid?.() === 0) {
    console.error(
      "chancery: you are root, and Chromium's sandbox does not work for root: the window runs without it. Use an account of your own for real work."
    )
    switches.push('--no-sandbox')
  }
  const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  if (spawnSync(electron, ['--version'], { env: asNode, encoding: 'utf8' }).status !== 0) {
    console.error(
      `chancery: ${electron} does not run here, most often for want of a system library ("ldd ${electron}" lists them). Chancery starts for your browser instead.`
    )
    return startHeadless()
  }
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env
  return runForeground(electron, [...switches, root, ...args], { env })
}

function startHeadless() {
  return runForeground(process.execPath, [cli, 'serve', ...args])
}
