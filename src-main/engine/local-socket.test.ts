import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dataFolder, socketPath } from './data-folder.ts'
import { startTestEngine, type TestEngine } from '../testing/test-engine.ts'
import { startLocalSocket } from '../api/local-socket.ts'

let made: TestEngine
beforeEach(async () => {
  made = await startTestEngine()
})
afterEach(() => made.stop())

test.each([
  ['named like Chancery', () => mkdtempSync(join(tmpdir(), 'chancery-'))],
  [
    'named like a folder for a socket',
    () => {
      const path = join(tmpdir(), `chancery-${randomUUID()}`)
      mkdirSync(path)
      return path
    }
  ]
])(
  'a data folder %s in the temporary folder keeps everything but the socket when the engine stops',
  async (_name, make) => {
    const path = make()
    const kept = join(path, 'chancery.db')
    mkdirSync(kept)
    const socket = await startLocalSocket(made.engine, socketPath(dataFolder(path)))
    expect(statSync(join(path, 'engine.sock')).mode & 0o777).toBe(0o600)
    await socket.close()
    expect(readdirSync(path)).toEqual(['chancery.db'])
    rmSync(path, { recursive: true })
  }
)

test('the folder that was made for a socket, because the path of the data folder is too long, goes with it', async () => {
  const long = mkdtempSync(join(tmpdir(), 'chancery-'))
  const path = join(long, 'x'.repeat(120))
  mkdirSync(path)
  const place = socketPath(dataFolder(path))
  expect(place.startsWith(path)).toBe(false)
  const socket = await startLocalSocket(made.engine, place)
  expect(existsSync(place)).toBe(true)
  await socket.close()
  expect(existsSync(join(place, '..'))).toBe(false)
  rmSync(long, { recursive: true })
})

test('a command in another working directory finds the engine of a data folder that was named from where it started', () => {
  const place = socketPath(dataFolder(relative(process.cwd(), made.folder)))
  expect(place).toBe(socketPath(dataFolder(made.folder)))
  expect(isAbsolute(place)).toBe(true)
})
