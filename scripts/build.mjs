// Builds out/ when a source has changed since the last build. `node scripts/build.mjs --force` builds always.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { continueUnderPinnedNode, engineNode, root } from './node-runtime.mjs'

const sourceFolders = ['src-main', 'src-shared', 'src-renderer', 'resources']
const sourceFiles = [
  'electron.vite.config.ts',
  'scripts/thread-files.ts',
  'scripts/build-verifier.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json'
]
const leftOut = /(\.test\.tsx?|\.md)$|\/testing(\/|$)|\/vectors(\/|$)/
const stampFile = join(root, 'out', 'build-stamp.json')
const lockFolder = join(root, 'node_modules', '.cache', 'chancery-build.lock')

function listSources() {
  const files = [...sourceFiles]
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (leftOut.test(path)) continue
      if (entry.isDirectory()) walk(path)
      else files.push(path)
    }
  }
  for (const folder of sourceFolders) if (existsSync(join(root, folder))) walk(folder)
  return files.sort()
}

/** Digest of names, sizes and times: what a quick look can see. */
function lookOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const stat = statSync(join(root, file), { throwIfNoEntry: false })
    hash.update(`${file}\0${stat?.size}\0${stat?.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Digest of the contents: decides when times differ, e.g. after switching branches and back. */
function contentOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const path = join(root, file)
    hash.update(`${file}\0`)
    if (existsSync(path)) hash.update(createHash('sha256').update(readFileSync(path)).digest())
  }
  return hash.digest('hex')
}

/** @returns true when out/ was built from the sources as they are now. Takes a few milliseconds. */
export function isBuildFresh() {
  let stamp
  try {
    stamp = JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return false
  }
  const files = listSources()
  const look = lookOf(files)
  if (stamp.look === look) return true
  const content = contentOf(files)
  if (stamp.content !== content) return false
  writeFileSync(stampFile, JSON.stringify({ look, content }))
  return true
}

/** Builds when needed; a second process that wants the same waits for the first. Messages go to stderr. */
export function buildIfStale({ force = false } = {}) {
  if (!force && isBuildFresh()) return
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true })
  const release = takeLock()
  try {
    if (!force && isBuildFresh()) return
    console.error('chancery: building ...')
    const started = performance.now()
    const files = listSources()
    const stamp = JSON.stringify({ look: lookOf(files), content: contentOf(files) })
    rmSync(stampFile, { force: true })
    const result = spawnSync(
      engineNode() ?? process.execPath,
      [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
    )
    if (result.status !== 0) {
      const printed = result.stdout + result.stderr
      // The bundler colours its errors even where nobody sees colours.
      console.error(process.stderr.isTTY ? printed : stripVTControlCharacters(printed))
      console.error('chancery: the build failed; the lines above say where.')
      process.exit(1)
    }
    const page = spawnSync(engineNode() ?? process.execPath, [join(root, 'scripts', 'build-verifier.mjs')], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe']
    })
    if (page.status !== 0) {
      console.error(stripVTControlCharacters(page.stderr))
      console.error('chancery: the stand-alone verifier could not be built.')
      process.exit(1)
    }
    for (const folder of ['fonts', 'weak-keys'])
      cpSync(join(root, 'resources', folder), join(root, 'out', folder), { recursive: true })
    writeFileSync(stampFile, stamp)
    console.error(`chancery: built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  } finally {
    release()
  }
}

/** One build at a time. The lock of a process that is gone is taken over. */
function takeLock() {
  const owner = join(lockFolder, 'pid')
  const pause = new Int32Array(new SharedArrayBuffer(4))
  const deadline = Date.now() + 180_000
  for (;;) {
    try {
      mkdirSync(lockFolder)
      writeFileSync(owner, String(process.pid))
      const release = () => rmSync(lockFolder, { recursive: true, force: true })
      process.once('exit', release)
      return () => {
        process.removeListener('exit', release)
        release()
      }
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(owner)) rmSync(lockFolder, { recursive: true, force: true })
    else Atomics.wait(pause, 0, 0, 100)
    if (Date.now() > deadline) {
      console.error(
        `chancery: another build has held ${lockFolder} for three minutes. Remove that folder if none runs.`
      )
      process.exit(1)
    }
  }
}

function isAbandoned(owner) {
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'EPERM') return false
    // The file appears a moment after the folder; a folder without it for two seconds has lost its owner.
    return error.code === 'ESRCH' || Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 2000
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await continueUnderPinnedNode(import.meta.url)
  buildIfStale({ force: process.argv.includes('--force') })
}
