import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { listAudit } from '../../store/audit.ts'
import { listServiceLog } from '../../store/service-log.ts'
import { reader } from '../../store/store.ts'
import { insertTsaStamps } from '../../store/time-stamps.ts'
import { transaction } from '../../store/transaction.ts'
import type { ServerTime } from '../../world/sntp/ask.ts'
import { authority, startLife, type Life } from '../../testing/life.ts'
import { openVault } from '../../testing/engine.ts'
import { runClockChore } from './chore.ts'
import { askTimeServers, changeClockSettings, clockDistrust, confirmClock } from './clock.ts'
import { createTsa } from './service.ts'
import { clockViewOf } from './view.ts'

const minute = 60_000
let life: Life | undefined
let folder: string | undefined
afterEach(async () => {
  await life?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  life = folder = undefined
})

async function house(path = ':memory:', now = Date.UTC(2026, 10, 20, 12), vault = openVault()): Promise<Life> {
  life = await startLife({ path, now, vault })
  return life
}

/** Time servers that say what the test says. */
function servers(home: Life, offsets: Readonly<Record<string, number | null>>): void {
  home.ca.memory.tsa.ask = (server): Promise<ServerTime> => {
    const offset = offsets[server] ?? null
    return Promise.resolve(
      offset === null ? { server, refused: 'it did not answer' } : { server, offset, delay: 3, stratum: 2 }
    )
  }
}
const abort = new AbortController().signal
const settled = (home: Life): Promise<unknown> => transaction(home.ca.store, () => undefined)

describe('the clock of an installation', () => {
  test('is trusted while it runs evenly, and not after it went back, until an operator confirms it', async () => {
    const home = await house()
    expect(clockDistrust(home.ca)).toBeNull()
    home.clock.advance(minute)
    expect(clockDistrust(home.ca)).toBeNull()
    home.clock.set(home.clock.now() - minute)
    expect(clockDistrust(home.ca)).toMatchObject({ kind: 'stepped', message: 'The clock jumped 60 seconds back.' })
    await confirmClock(home.ca, home.alice)
    expect(clockDistrust(home.ca)).toBeNull()
    expect(clockViewOf(home.ca).clock).toMatchObject({ trusted: true, confirmedBy: 'alice' })
    const from = reader(home.ca.store)
    expect(listAudit(from, {}, null, 5).map(({ operation }) => operation)).toContain('tsa.clock-confirm')
    expect(listServiceLog(from, { service: 'tsa' }, null, 5).map(({ level }) => level)).toEqual(['info', 'error'])
  })

  test('stays what it was over a restart: not trusted until it is confirmed', async () => {
    folder = mkdtempSync(join(tmpdir(), 'chancery-clock-'))
    const path = join(folder, 'chancery.db')
    const first = await house(path)
    clockDistrust(first.ca)
    first.clock.set(first.clock.now() + minute)
    expect(clockDistrust(first.ca)?.kind).toBe('stepped')
    await settled(first)
    const [now, { vault }] = [first.clock.now(), first.parts]
    await first.close()
    const again = await house(path, now + minute, vault)
    expect(clockDistrust(again.ca)?.kind).toBe('stepped')
    await confirmClock(again.ca, again.alice)
    await again.close()
    const third = await house(path, now + 2 * minute, vault)
    expect(clockDistrust(third.ca)).toBeNull()
  })

  test('that is behind the latest stamp at the start is not trusted', async () => {
    folder = mkdtempSync(join(tmpdir(), 'chancery-clock-'))
    const path = join(folder, 'chancery.db')
    const first = await house(path)
    await authority(first, 'root')
    const { service } = await createTsa(first.ca, { name: 'stamp', authority: 'root' }, first.alice, [])
    const [now, { vault }] = [first.clock.now(), first.parts]
    await transaction(first.ca.store, (tx) =>
      insertTsaStamps(tx, [
        {
          serviceId: service.id,
          serial: '01',
          stampedAt: now * 1000,
          form: 'rfc3161',
          policy: '1.2.3',
          hash: 'sha256',
          hashed: new Uint8Array(32),
          certificateId: 1,
          client: '::1',
          tokenSha256: new Uint8Array(32)
        }
      ])
    )
    await first.close()
    const again = await house(path, now - 10 * minute, vault)
    expect(clockDistrust(again.ca)).toMatchObject({
      kind: 'behind',
      message: expect.stringContaining('10 minutes behind the latest time-stamp')
    })
    await confirmClock(again.ca, again.alice)
    expect(clockDistrust(again.ca)).toBeNull()
  })
})

describe('time servers', () => {
  async function asking(offsets: Readonly<Record<string, number | null>>, required = false): Promise<Life> {
    const home = await house()
    servers(home, offsets)
    await changeClockSettings(
      home.ca,
      { servers: Object.keys(offsets), toleranceMs: 500, everyMinutes: 5, required },
      home.alice
    )
    return home
  }

  test('that say otherwise end the trust, by the one in the middle, and one that lies does not', async () => {
    const home = await asking({ a: 10, b: 90_000, c: -20 })
    await askTimeServers(home.ca)
    expect(clockDistrust(home.ca)).toBeNull()
    servers(home, { a: 4000, b: 5000, c: null })
    await askTimeServers(home.ca)
    expect(clockDistrust(home.ca)).toMatchObject({
      kind: 'off',
      message: 'The clock is 5 seconds behind the time servers.'
    })
    expect(clockViewOf(home.ca).clock.lastCheck).toMatchObject({
      offset: 4500,
      servers: [{ server: 'a', offset: 4000 }, { server: 'b' }, { server: 'c', refused: 'it did not answer' }]
    })
  })

  test('that agree with a clock that jumped make it trusted again', async () => {
    const home = await asking({ a: 10 })
    home.clock.set(home.clock.now() + 10_000)
    expect(clockDistrust(home.ca)?.kind).toBe('stepped')
    await askTimeServers(home.ca)
    expect(clockDistrust(home.ca)).toBeNull()
    home.clock.advance(minute)
    expect(clockDistrust(home.ca)).toBeNull()
  })

  test('that do not answer change nothing, unless their answer is required', async () => {
    const home = await asking({ a: null })
    await askTimeServers(home.ca)
    home.clock.advance(60 * minute)
    expect(clockDistrust(home.ca)).toBeNull()
    await changeClockSettings(home.ca, { required: true }, home.alice)
    home.clock.advance(19 * minute)
    await askTimeServers(home.ca)
    expect(clockDistrust(home.ca)).toBeNull()
    home.clock.advance(2 * minute)
    expect(clockDistrust(home.ca)).toMatchObject({ kind: 'unanswered' })
    servers(home, { a: 1 })
    await askTimeServers(home.ca)
    expect(clockDistrust(home.ca)).toBeNull()
  })

  test('are asked by themselves, as often as is set, once there is a service that stamps', async () => {
    const home = await house()
    expect(await runClockChore(home.ca, abort)).toBeNull()
    await authority(home, 'root')
    await createTsa(home.ca, { name: 'stamp', authority: 'root' }, home.alice, [])
    let asked = 0
    home.ca.memory.tsa.ask = (server) => {
      asked++
      return Promise.resolve({ server, offset: 1, delay: 1, stratum: 1 })
    }
    await changeClockSettings(home.ca, { servers: ['time.example.test'], everyMinutes: 5 }, home.alice)
    for (let n = 0; n < 11; n++) {
      expect(await runClockChore(home.ca, abort)).toBe(home.clock.now() + minute)
      home.clock.advance(minute)
    }
    expect(asked).toBe(3)
  })
})
