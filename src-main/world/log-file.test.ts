import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logFile } from './log-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-log-'))
  path = join(folder, 'engine.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

test('lines are appended to a file that only its owner reads, also after a restart', () => {
  const first = logFile(path)
  first.write('one\n')
  first.close()
  const second = logFile(path)
  second.write('two\n')
  expect(read('engine.log')).toBe('one\ntwo\n')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  second.close()
})

test('a full file is set aside whole, and the oldest is dropped', () => {
  const file = logFile(path, { largest: 10, keep: 2 })
  for (const line of ['aaaa\n', 'bbbb\n', 'cccc\n', 'dddd\n', 'eeee\n', 'ffff\n', 'gggg\n']) file.write(line)
  file.close()
  expect(readdirSync(folder).toSorted()).toEqual(['engine.log', 'engine.log.1', 'engine.log.2'])
  expect([read('engine.log.2'), read('engine.log.1'), read('engine.log')]).toEqual([
    'cccc\ndddd\n',
    'eeee\nffff\n',
    'gggg\n'
  ])
})

test('a file that grew before the start counts with what it has', () => {
  const first = logFile(path, { largest: 10 })
  first.write('aaaa\nbbbb\n')
  first.close()
  const second = logFile(path, { largest: 10 })
  second.write('c\n')
  second.close()
  expect([read('engine.log.1'), read('engine.log')]).toEqual(['aaaa\nbbbb\n', 'c\n'])
})

test('a line longer than a file stands in one of its own, whole, with the letters of every script', () => {
  const file = logFile(path, { largest: 10 })
  file.write('a\n')
  file.write(`${'Größe '.repeat(5)}\n`)
  file.write('b\n')
  file.close()
  expect([read('engine.log.2'), read('engine.log.1'), read('engine.log')]).toEqual([
    'a\n',
    `${'Größe '.repeat(5)}\n`,
    'b\n'
  ])
})

test('what is said after closing is not lost', () => {
  const file = logFile(path)
  file.write('one\n')
  file.close()
  file.write('last words\n')
  expect(read('engine.log')).toBe('one\nlast words\n')
  file.close()
})

test('what a process said before it was killed is there', () => {
  const script = `import { logFile } from ${JSON.stringify(join(import.meta.dirname, 'log-file.ts'))}
    const file = logFile(${JSON.stringify(path)}, { largest: 1000 })
    for (let n = 1; n <= 500; n++) file.write(String(n) + '\\n')
    process.kill(process.pid, 'SIGKILL')`
  const ended = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script])
  expect(ended.signal).toBe('SIGKILL')
  const lines = (read('engine.log.1') + read('engine.log')).split('\n').slice(0, -1).map(Number)
  expect(lines).toEqual(Array.from({ length: 500 }, (_, at) => at + 1))
})

test('a place that cannot be written stops nobody', () => {
  const file = logFile(join(folder, 'missing', 'engine.log'))
  expect(() => file.write('lost\n')).not.toThrow()
  file.close()
})
