import { expect, test } from 'vitest'
import { z } from 'zod'
import { ChanceryError } from '../../src-shared/errors.ts'
import { settableClock } from './clock.ts'
import { pinoLog, silentLog } from './pino-log.ts'
import { systemRandom } from './random.ts'

function capture(): { lines: () => Record<string, unknown>[]; text: () => string; log: ReturnType<typeof pinoLog> } {
  const written: string[] = []
  const log = pinoLog({
    to: { write: (line) => void written.push(line) },
    clock: settableClock(Date.UTC(2026, 0, 2)),
    random: systemRandom,
    level: 'debug'
  })
  return {
    log,
    text: () => written.join(''),
    lines: () => written.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)))
  }
}

test('a line is one JSON object with level, time, message and fields', () => {
  const { log, lines } = capture()
  log.with({ area: 'jobs' }).warn('the queue is long', { waiting: 3 })
  expect(lines()).toEqual([
    { level: 'warn', time: '2026-01-02T00:00:00.000Z', area: 'jobs', waiting: 3, message: 'the queue is long' }
  ])
})

test('secrets are replaced by their name at every depth, in children and beside errors', () => {
  const { log, text } = capture()
  const fields = {
    newPassphrase: 'sesame-1',
    http: { headers: { 'Set-Cookie': 'sesame-2', authorization: 'sesame-3' } },
    list: [{ pin: 'sesame-4' }],
    private_key: 'sesame-5'
  }
  log.info('one', fields)
  log.with(fields).info('two')
  log.error('three', new Error('disk'), fields)
  expect(text()).not.toContain('sesame')
  expect(text().match(/\[redacted\]/g)?.length).toBe(15)
})

test('bytes are logged by length, long texts and lists are cut, cycles end', () => {
  const { log, lines } = capture()
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  log.info('shapes', {
    bytes: new Uint8Array(32),
    text: 'x'.repeat(5000),
    list: Array.from({ length: 200 }, () => 0),
    cycle,
    big: 12n
  })
  const line = lines()[0] ?? {}
  expect(line).toMatchObject({ bytes: '[32 bytes]', big: '12' })
  expect(String(line['text']).length).toBeLessThan(4200)
  expect(line['list']).toHaveLength(101)
  expect(JSON.stringify(line['cycle'])).toContain('[deeper]')
})

test('an error is recorded with code, stack and cause under an id of its own', () => {
  const { log, lines } = capture()
  const first = log.error('stopped', new ChanceryError('io', 'disk full', { cause: new Error('ENOSPC') }))
  const second = log.error('stopped', 'a text was thrown')
  expect(first).toMatch(/^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/)
  expect(second).not.toBe(first)
  expect(lines()[0]).toMatchObject({
    level: 'error',
    logId: first,
    error: { code: 'io', message: 'disk full', cause: { message: 'ENOSPC' } }
  })
  expect(lines()[1]).toMatchObject({ logId: second, error: 'a text was thrown' })
})

test('a silent log still gives error ids', () => {
  const log = silentLog(systemRandom)
  expect(log.error('x', new Error('y'))).not.toBe(log.error('x', new Error('y')))
})
