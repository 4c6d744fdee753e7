import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

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
  /** Takes all tokens away, as if they were pulled out. */
  unplug(): void
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
  const moveAll = (from: string, to: string): void => {
    for (const name of readdirSync(from)) renameSync(join(from, name), join(to, name))
  }
  return {
    folder,
    module,
    make: (label, pin = softPin) => {
      execFileSync(
        'softhsm2-util',
        ['--init-token', '--free', '--label', label, '--so-pin', '87654321', '--pin', pin],
        {
          stdio: 'pipe'
        }
      )
      return label
    },
    unplug: () => moveAll(tokens, away),
    plugIn: () => moveAll(away, tokens),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
