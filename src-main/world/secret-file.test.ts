import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { KeyStore } from './host.ts'
import { nodeHost } from './node-host.ts'
import { maxSecretBytes } from './secret-file.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-secret-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function place(name: string, mode: number, content = 'opensesame'): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

const readFile = (path: string): Promise<Uint8Array> => nodeHost().secrets.read({ kind: 'file', path })
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })

describe('a secret file', () => {
  test.each([0o600, 0o400])('that only its owner can read (%o) is read whole', async (mode) => {
    expect(Buffer.from(await readFile(place(`good-${mode}`, mode))).toString()).toBe('opensesame')
  })

  test.each([0o640, 0o604, 0o620, 0o602, 0o610, 0o644])(
    'of mode %o is refused, with the mode and the cure',
    async (mode) => {
      const refusal = expect(readFile(place(`open-${mode}`, mode))).rejects
      await refusal.toEqual(code('unsafe-file'))
      await expect(readFile(place(`open-${mode}`, mode))).rejects.toThrow(
        `mode ${mode.toString(8)}: its group or others have access. Set it to 600 or 400`
      )
    }
  )

  test('behind a symbolic link is held to the mode of its target', async () => {
    const open = join(folder, 'link-to-open')
    const closed = join(folder, 'link-to-closed')
    symlinkSync(place('target-open', 0o644), open)
    symlinkSync(place('target-closed', 0o600), closed)
    await expect(readFile(open)).rejects.toEqual(code('unsafe-file'))
    expect((await readFile(closed)).length).toBe(10)
  })

  test('of another user is refused', async () => {
    const path = place('foreign', 0o600)
    if (process.geteuid?.() === 0) {
      chownSync(path, 12345, 12345)
      await expect(readFile(path)).rejects.toThrow('belongs to user 12345')
    } else {
      await expect(readFile('/etc/shadow')).rejects.toBeInstanceOf(ChanceryError)
    }
  })

  test('that is missing, a folder, a named pipe or too large is refused without waiting', async () => {
    execFileSync('mkfifo', ['-m', '600', join(folder, 'pipe')])
    await expect(readFile(join(folder, 'absent'))).rejects.toEqual(code('not-found'))
    await expect(readFile(folder)).rejects.toEqual(code('unsafe-file'))
    await expect(readFile(join(folder, 'pipe'))).rejects.toEqual(code('unsafe-file'))
    await expect(readFile(place('large', 0o600, 'x'.repeat(maxSecretBytes + 1)))).rejects.toEqual(code('too-large'))
    expect((await readFile(place('largest', 0o600, 'x'.repeat(maxSecretBytes)))).length).toBe(maxSecretBytes)
  })
})

describe('a systemd credential', () => {
  const read = (name: string, credentialsDirectory: string | undefined = folder): Promise<Uint8Array> =>
    nodeHost({ credentialsDirectory }).secrets.read({ kind: 'credential', name })

  test('is read with the group bit that stands for its access list, and refused when others may read', async () => {
    place('vault-a', 0o400)
    place('vault-b', 0o440)
    place('vault-c', 0o444)
    expect((await read('vault-a')).length).toBe(10)
    expect((await read('vault-b')).length).toBe(10)
    await expect(read('vault-c')).rejects.toEqual(code('unsafe-file'))
  })

  test.each(['../vault-a', 'a/b', '', '.hidden', 'a\0b'])('named %j does not leave its directory', async (name) => {
    await expect(read(name)).rejects.toEqual(code('invalid-input'))
  })

  test('cannot be had where systemd gave none', async () => {
    await expect(nodeHost().secrets.read({ kind: 'credential', name: 'vault-a' })).rejects.toEqual(
      code('invalid-input')
    )
  })
})

test('the key store answers for its names, and its absence is said', async () => {
  const entries = new Map<string, Uint8Array>([['vault', new Uint8Array([7])]])
  const keyStore: KeyStore = {
    read: async (name) => entries.get(name),
    write: async (name, secret) => void entries.set(name, secret),
    remove: async (name) => void entries.delete(name)
  }
  const host = nodeHost({ keyStore })
  expect(await host.secrets.read({ kind: 'key-store', name: 'vault' })).toEqual(new Uint8Array([7]))
  await expect(host.secrets.read({ kind: 'key-store', name: 'other' })).rejects.toEqual(code('not-found'))
  // Without one, the system's own program is asked, which is given names and no options.
  await expect(nodeHost().secrets.read({ kind: 'key-store', name: '--help' })).rejects.toEqual(code('invalid-input'))
})
