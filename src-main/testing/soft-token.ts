import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the module is on Debian and Fedora. */
const places = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so'
]

export const softPin = '48151623'

/** Tokens of SoftHSM 2 in a folder of their own; what is started from this process sees them. */
export interface SoftTokens {
  readonly folder: string
  readonly module: string
  /** Makes a token. @returns its label */
  make(label: string, pin?: string): string
  /** Takes all tokens away, or one of them, as if they were pulled out. */
  unplug(label?: string): void
  plugIn(): void
  remove(): void
}

/** @throws Error naming what to install where SoftHSM is missing */
export function softTokens(): SoftTokens {
  const module = places.find((path) => existsSync(path))
  if (module === undefined) throw new Error('SoftHSM 2 is missing. Install it: apt-get install softhsm2')
  const folder = mkdtempSync(join(tmpdir(), 'chancery-tokens-'))
  const tokens = join(folder, 'tokens')
  const away = join(folder, 'unplugged')
  mkdirSync(tokens)
  mkdirSync(away)
  const configuration = join(folder, 'softhsm2.conf')
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`)
  process.env['SOFTHSM2_CONF'] = configuration
  const folders = new Map<string, string>()
  const moveAll = (from: string, to: string): void => {
    for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name))
  }
  return {
    folder,
    module,
    make: (label, pin = softPin) => {
      const before = new Set(readdirSync(tokens))
      execFileSync(
        'softhsm2-util',
        ['--init-token', '--free', '--label', label, '--so-pin', '87654321', '--pin', pin],
        {
          stdio: 'pipe'
        }
      )
      folders.set(label, readdirSync(tokens).find((name) => !before.has(name)) ?? '')
      return label
    },
    unplug: (label) => {
      const name = label === undefined ? undefined : folders.get(label)
      if (name === undefined) moveAll(tokens, away)
      else renameSync(join(tokens, name), join(away, name))
    },
    plugIn: () => moveAll(away, tokens),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** What a faulty module does wrong. */
export type Fault =
  | 'crash-on-load'
  | 'hang-in-initialize'
  | 'hang-in-survey'
  | 'hang-in-login'
  | 'three-tries'
  | 'abort-in-sign'
  | 'crash-in-sign'
  | 'hang-in-sign'
  | 'slow-sign'
  | 'error-in-sign'
  | 'wrong-signature'
  | 'always-authenticate'
  | 'hashing-only'
  | 'readable-keys'
  | 'wrong-clock'
  | 'search-memory'
  | 'none'

/**
 * Compiles a module that passes everything on to SoftHSM and misbehaves where `setFault` says so, in processes that are
 * started from then on.
 * @returns its path. @throws Error naming what to install where there is no C compiler
 */
export function faultyModule({ folder, module }: SoftTokens): string {
  const path = join(folder, 'faulty.so')
  const source = join(dirname(fileURLToPath(import.meta.url)), 'faulty-module', 'module.c')
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-w', '-o', path, source, '-ldl'], { stdio: 'pipe' })
  } catch (cause) {
    throw new Error('The module for tests was not compiled. Install a C compiler: apt-get install gcc libc6-dev', {
      cause
    })
  }
  process.env['FAULT_MODULE'] = module
  return path
}

export function setFault(fault: Fault): void {
  process.env['FAULT'] = fault
}
