import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { thisMachine } from './machine.ts'
import { gnomeLock } from './screen-lock.ts'

const root = join(import.meta.dirname, '..', '..')

test('the loopback is no interface that is up; every other one with an address is', () => {
  const up = thisMachine.interfacesUp()
  expect(up.map(({ name }) => name)).not.toContain('lo')
  const outside = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ internal }) => !internal))
  expect(up.flatMap(({ addresses }) => addresses).toSorted()).toEqual(outside.map(({ address }) => address).toSorted())
})

test('the digest of the program is that of the list which sha256sum writes', async () => {
  const list = execFileSync(
    'sh',
    [
      '-c',
      'for part in package.json package-lock.json bin out src-main src-shared resources; do [ -e "$part" ] && find -L "$part" -type f -print0; done | LC_ALL=C sort -z | xargs -0 sha256sum; true'
    ],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 }
  )
  const { sha256, files } = await thisMachine.programDigest()
  expect(files).toBeGreaterThan(500)
  expect(list.toString().trim().split('\n')).toHaveLength(files)
  expect(sha256).toBe(createHash('sha256').update(list).digest('hex'))
})

test('what cannot be read is not claimed: a file system without a disk, a path that is not there', async () => {
  expect([true, false, null]).toContain(await thisMachine.diskEncrypted(root))
  if (process.platform === 'linux') expect(await thisMachine.diskEncrypted('/proc')).toBeNull()
  expect(await thisMachine.diskEncrypted(join(root, 'no-such-folder'))).toBeNull()
})

test('other people are known by the numbers of their accounts, the own one is not among them', async () => {
  const users = await thisMachine.otherUsers()
  if (process.platform !== 'linux') expect(users).toBeNull()
  else expect(users).not.toContain(process.geteuid?.())
})

test('the entropy that is told is that of the kernel; elsewhere nothing is claimed', async () => {
  const entropy = await thisMachine.entropy()
  if (process.platform !== 'linux') expect(entropy).toBeNull()
  else expect(entropy?.pool).toBe(Number(readFileSync('/proc/sys/kernel/random/poolsize', 'utf8')))
})

test.each([
  ['locks after the idle time and the delay', ['true\n', 'uint32 10\n', 'uint32 300\n'], { afterSeconds: 310 }],
  ['is switched off', ['false\n', 'uint32 0\n', 'uint32 300\n'], { afterSeconds: null }],
  ['never counts as idle', ['true\n', 'uint32 0\n', 'uint32 0\n'], { afterSeconds: null }],
  ['is not told of', ['', '', ''], null]
] as const)('a screen that %s is reported so', (_case, [enabled, delay, idle], found) => {
  expect(gnomeLock(enabled, delay, idle)).toEqual(found)
})
