import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Input, Output } from '../../../src-shared/api/index.ts'
import { scepDevice, withCertificate, type ScepDeviceKey } from '../../testing/scep-client.ts'
import { startScepHouse, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'

let house: ScepHouse
let gate: ScepDeviceKey
beforeAll(async () => {
  house = await startScepHouse({ challenge: ['one-time', 'device'] })
  gate = scepDevice('CN=gate')
})
afterAll(() => house.stop())

test('a registered device is listed before it ever asked, and counts no certificate', async () => {
  await house.alice.call('scep.device-register', { service: 'gate', identifier: 'SN-1' })
  const { rows } = await house.alice.call('device.list', {})
  expect(rows).toMatchObject([
    { protocol: 'scep', serviceName: 'gate', name: 'SN-1', certificates: 0, certificate: null, lastSeenAt: null }
  ])
  expect(rows[0]?.id).toBe(-(rows[0]?.registeredId ?? 0))
})

test('who renews is one device with its newest certificate and two of them; the last seen stands first', async () => {
  const client = await house.client()
  const first = await client.ask('PKCSReq', gate, usualCsr(gate, await house.secret()))
  house.clock.advance(60_000)
  const held = withCertificate(gate, first.issued[0])
  await client.ask('RenewalReq', held, usualCsr(gate), { transactionId: 'renewal' })
  const { rows } = await house.alice.call('device.list', {})
  expect(rows.map(({ name, certificates }) => [name, certificates])).toEqual([
    ['CN=gate', 2],
    ['SN-1', 0]
  ])
  expect(rows[0]).toMatchObject({ lastAddress: '127.0.0.1', certificate: { subject: 'CN=gate', state: 'active' } })
})

test('pages, protocols, services and parts of a name narrow the list', async () => {
  const list = (input: Input<'device.list'>): Promise<Output<'device.list'>> => house.alice.call('device.list', input)
  const first = await list({ limit: 1 })
  expect(first.rows.map(({ name }) => name)).toEqual(['CN=gate'])
  const second = await list({ limit: 1, cursor: first.next ?? '' })
  expect([second.rows.map(({ name }) => name), second.next]).toEqual([['SN-1'], null])
  expect((await list({ text: 'sn-' })).rows).toHaveLength(1)
  expect((await list({ protocol: 'est' })).rows).toEqual([])
  expect((await list({ protocol: 'scep', service: 99 })).rows).toEqual([])
  await expect(list({ cursor: 'bm90aGluZw' })).rejects.toMatchObject({ code: 'malformed' })
})

test('the pulse of a service is its last exchange, what it issued and what it refused in a day', async () => {
  const pulse = async (): Promise<unknown> => (await house.alice.call('service.pulse', {})).pulses[0]
  expect(await pulse()).toMatchObject({ service: 'scep:gate', issued: 2, refused: 0 })
  const client = await house.client()
  house.clock.advance(60_000)
  await client.ask('PKCSReq', gate, usualCsr(gate, 'guessed'), { transactionId: 'guess' })
  expect(await pulse()).toMatchObject({ issued: 2, refused: 1, lastAt: house.clock.now() })
  house.clock.advance(2 * 86_400_000)
  expect(await pulse()).toMatchObject({ issued: 0, refused: 0, lastAt: expect.any(Number) as number })
})
