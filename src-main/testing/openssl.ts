import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface OpensslFolder {
  readonly path: (name: string) => string
  readonly write: (name: string, content: Uint8Array | string) => string
  readonly read: (name: string) => Uint8Array
  /** Runs `openssl` in the folder. @returns its standard output. @throws with standard error when it fails. */
  readonly run: (...args: readonly string[]) => string
  readonly remove: () => void
}

/** @returns a temporary folder in which the machine's own OpenSSL works, as the second opinion of tests. */
export function opensslFolder(): OpensslFolder {
  const folder = mkdtempSync(join(tmpdir(), 'chancery-openssl-'))
  const path = (name: string): string => join(folder, name)
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content)
      return path(name)
    },
    read: (name) => new Uint8Array(readFileSync(path(name))),
    run: (...args) =>
      execFileSync('openssl', args, { cwd: folder, encoding: 'latin1', stdio: ['ignore', 'pipe', 'pipe'] }),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns whether the machine has a program, for second opinions that not every machine can give. */
export function hasProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}
