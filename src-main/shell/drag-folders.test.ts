import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { dragFolders } from './drag-folders.ts'

let parent = ''
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'chancery-out-'))
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => rm(parent, { recursive: true }))

const file = (name: string, bytes = 'MIIB'): { name: string; base64: string } => ({
  name,
  base64: Buffer.from(bytes).toString('base64')
})

test('a certificate lies under its own name in a folder that only this user may enter, and is gone at the end', async () => {
  const folders = dragFolders(parent)
  const path = await folders.keep(file('www.example.org.cer'))
  const other = await folders.keep(file('www.example.org.cer'))
  expect(basename(path)).toBe('www.example.org.cer')
  expect(dirname(other)).not.toBe(dirname(path))
  expect(await readFile(path, 'utf8')).toBe('MIIB')
  if (process.platform !== 'win32') {
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  }
  folders.clear()
  expect(await readdir(parent)).toEqual([])
})

test('what nobody fetched is removed after ten minutes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await dragFolders(parent).keep(file('a.pem'))
  vi.advanceTimersByTime(9 * 60_000)
  expect(await readdir(parent)).toHaveLength(1)
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  await expect.poll(() => readdir(parent)).toEqual([])
})

test.each([
  ['a program', file('setup.exe'), 'invalid-input'],
  ['a start file', file('a.desktop'), 'invalid-input'],
  ['a key store, which may hold a key', file('a.p12'), 'invalid-input'],
  ['a path', file('../a.cer'), 'malformed'],
  ['more than 1 MiB', file('a.cer', 'A'.repeat(1024 * 1024 + 1)), 'too-large']
])('%s does not leave the window', async (_case, input, code) => {
  await expect(dragFolders(parent).keep(input)).rejects.toMatchObject({ code })
  expect(await readdir(parent)).toEqual([])
})
