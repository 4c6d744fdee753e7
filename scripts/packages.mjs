// Keeps node_modules in step with the lockfile.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, root } from './node-runtime.mjs'

/**
 * Compares what npm says it installed with the lockfile.
 * @returns a reason in words when `npm ci` is due, else undefined
 */
export function installNeeded(folder = root) {
  const installedFile = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return 'the packages are not installed yet'
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.extraneous === true) continue
    const found = installed[path]
    // A binary for another platform is in the lockfile and rightly not on the disk.
    if (
      found === undefined
        ? entry.optional !== true && entry.devOptional !== true && entry.peer !== true
        : found.version !== entry.version
    ) {
      return `${path.replace(/^.*node_modules\//, '')} is not the version of the lockfile`
    }
  }
  for (const path of Object.keys(installed)) {
    if (wanted[path] === undefined)
      return `${path.replace(/^.*node_modules\//, '')} is installed but no longer in the lockfile`
  }
  if (folder === root && !existsSync(pinnedNode)) return 'the pinned Node is missing'
  return undefined
}

/** Runs `npm ci` when it is due. Ends the process with npm's exit code when that fails. */
export function installIfNeeded() {
  const reason = installNeeded()
  if (reason === undefined) return
  console.error(`chancery: installing packages (${reason}), which takes about a minute ...`)
  const npmScript = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const result =
    npmScript !== undefined && npmScript.endsWith('.js')
      ? spawnSync(process.execPath, [npmScript, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (result.status !== 0) {
    console.error('chancery: "npm ci" failed; the lines above say why.')
    process.exit(result.status ?? 1)
  }
}
