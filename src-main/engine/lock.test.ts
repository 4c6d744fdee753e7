import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import {
  dataFolder,
  defaultDataFolder,
  prepareDataFolder,
  readAddress,
  socketPath,
  writeAddress
} from './data-folder.ts'
import { lockDataFolder } from './lock.ts'

let base: string
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'chancery-lock-'))
})
afterAll(() => rmSync(base, { recursive: true }))

const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })

test('a data folder is made for its owner only, and closed where it stands open', () => {
  const fresh = dataFolder(join(base, 'a', 'b'))
  prepareDataFolder(fresh)
  expect(statSync(fresh.path).mode & 0o777).toBe(0o700)
  const open = dataFolder(join(base, 'open'))
  mkdirSync(open.path)
  chmodSync(open.path, 0o755)
  prepareDataFolder(open)
  expect(statSync(open.path).mode & 0o777).toBe(0o700)
})

test('a folder that cannot be used is named with what to do', () => {
  const file = join(base, 'a-file')
  writeFileSync(file, '')
  const said = (text: string): unknown =>
    expect.objectContaining({ code: 'io', message: expect.stringContaining(text) as string })
  expect(() => prepareDataFolder(dataFolder(file))).toThrow(said('is a file. Choose another folder.'))
  expect(() => prepareDataFolder(dataFolder(join(file, 'below')))).toThrow(said('a part of its path is a file'))
  expect(() => writeAddress(dataFolder(join(base, 'gone')), { pid: 1, socket: '/s' })).toThrow(said('cannot be used'))
})

test('the second engine is refused and told which process has the folder; after the first ends it may work', () => {
  const folder = dataFolder(join(base, 'two'))
  prepareDataFolder(folder)
  const first = lockDataFolder(folder)
  writeAddress(folder, { pid: 4711, socket: '/nowhere' })
  expect(() => lockDataFolder(folder)).toThrow(code('busy'))
  expect(() => lockDataFolder(folder)).toThrow('process 4711')
  first.release()
  expect(readAddress(folder)).toBeUndefined()
  lockDataFolder(folder).release()
})

test('the lock of an engine that was killed is free at once', async () => {
  const folder = dataFolder(join(base, 'killed'))
  prepareDataFolder(folder)
  const script = `
    import { lockDataFolder } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
    import { dataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)}
    lockDataFolder(dataFolder(${JSON.stringify(folder.path)}))
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(() => lockDataFolder(folder)).toThrow(code('busy'))
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockDataFolder(folder).release()
})

test('a socket whose path would be cut goes to a temporary folder of the same user', () => {
  expect(socketPath(dataFolder('/short'))).toBe('/short/engine.sock')
  const elsewhere = socketPath(dataFolder(`/${'long'.repeat(40)}`))
  expect(elsewhere.length).toBeLessThan(100)
  expect(statSync(join(elsewhere, '..')).mode & 0o777).toBe(0o700)
  rmSync(join(elsewhere, '..'), { recursive: true })
})

test.each([
  ['linux', { XDG_DATA_HOME: '/x' }, '/x/chancery'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/.local/share/chancery'],
  ['darwin', {}, '/Library/Application Support/Chancery'],
  ['win32', { LOCALAPPDATA: 'C' }, 'Chancery']
] as const)('the default folder on %s with %j ends in %s', (platform, environment, end) => {
  expect(defaultDataFolder(environment, platform).endsWith(end)).toBe(true)
})
