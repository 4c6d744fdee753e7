import { afterEach, expect, test } from 'vitest'
import { certRequest, CmpClient } from '../../testing/cmp-client.ts'
import { client, cmpHouse, given, implicit, said, secretOf } from '../../testing/cmp-house.ts'
import { contextOver } from '../../testing/engine.ts'
import type { Life } from '../../testing/life.ts'
import { getRequestByTransaction } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { FaultPoint } from '../context.ts'
import { openReservations } from '../issue/reservations.ts'
import { runCmpTransactionChore } from './chore.ts'
import { doorIdOf } from './exchange.ts'
import { showCmp } from './view.ts'

const chore = { operatorId: null, name: 'Chancery', channel: 'engine' } as const
const hour = 3_600_000

let life: Life | undefined
afterEach(async () => {
  await life?.close()
  life = undefined
})

/** Lets a request get to a point of the door and no further, as where the process ended there. */
async function endedAt(home: Life, at: FaultPoint, secret: Awaited<ReturnType<typeof secretOf>>): Promise<CmpClient> {
  return new Promise<CmpClient>((resolve, reject) => {
    const faultPoint = (name: FaultPoint): void | Promise<void> => {
      if (name !== at) return
      resolve(device)
      return new Promise<void>(() => undefined)
    }
    const device = new CmpClient(contextOver(home.ca.store, { ...home.parts, faultPoint }, home.clock), 'plc', secret)
    device.send(certRequest('ir').body, implicit).then(() => reject(new Error(`${at} was not reached`)), reject)
  })
}

const doorId = (home: Life, { transactionId }: CmpClient): string =>
  doorIdOf({ serviceId: showCmp(home.ca, { service: 'plc' }, []).service.id, transactionId })

test.each(['admitted', 'resolved', 'checked', 'prepared'] as const)(
  'an end after "%s" leaves nothing, and gives the client its one use back when the transaction ends',
  async (at) => {
    const home = (life = await cmpHouse())
    const secret = await secretOf(home, { uses: 1 })
    const first = await endedAt(home, at, secret)
    expect(getRequestByTransaction(reader(home.ca.store), doorId(home, first))).toBeUndefined()
    const ask = (): ReturnType<CmpClient['send']> => client(home, secret).send(certRequest('ir').body, implicit)
    expect(said(await ask())).toContain('notAuthorized')
    home.clock.advance(hour + 1)
    await runCmpTransactionChore(home.ca, chore)
    await runCmpTransactionChore(home.ca, chore)
    expect(given(await ask()).subject.text).toBe('CN=plc-1')
    expect(said(await ask())).toContain('notAuthorized')
  }
)

test.each(['reserved', 'signed', 'recorded', 'announced'] as const)(
  'an end after "%s" keeps the use: there is a certificate, or the intent to sign one',
  async (at) => {
    const home = (life = await cmpHouse())
    const secret = await secretOf(home, { uses: 1 })
    const first = await endedAt(home, at, secret)
    const row = getRequestByTransaction(reader(home.ca.store), doorId(home, first))
    const open = openReservations(home.ca).filter(({ requestId }) => requestId === row?.id)
    expect([row?.state, open.length]).toEqual(at === 'reserved' || at === 'signed' ? ['approved', 1] : ['issued', 0])
    home.clock.advance(hour + 1)
    await runCmpTransactionChore(home.ca, chore)
    expect(said(await client(home, secret).send(certRequest('ir').body, implicit))).toContain('notAuthorized')
  }
)
