import { afterEach, beforeEach, expect, test } from 'vitest'
import { insertServiceLog, listServiceLog } from '../../store/service-log.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { makeEngine, type TestEngine } from '../../testing/engine.ts'
import { pruneServiceLines } from './prune-log.ts'

const day = 86_400_000
let engine: TestEngine
beforeEach(async () => {
  engine = await makeEngine()
})
afterEach(() => engine.close())

test('the log of services keeps a year and a month, however much was written before', async () => {
  const { ca } = engine
  const now = ca.clock.now()
  await transaction(ca.store, (tx) => {
    const line = (at: number, message: string) =>
      insertServiceLog(tx, { at, service: 'scep:printers', level: 'info', message, detail: null })
    for (let n = 0; n < 2500; n++) line(now - 401 * day - n, `old ${n}`)
    line(now - 399 * day, 'kept')
  })
  expect(await pruneServiceLines(ca, new AbortController().signal)).toBe(2500)
  expect(listServiceLog(reader(ca.store), {}, null, 10).map(({ message }) => message)).toEqual(['kept'])
})
