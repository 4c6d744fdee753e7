import { afterEach, expect, test } from 'vitest'
import { computeMac } from '../../pki/cmp.ts'
import { certRequest } from '../../testing/cmp-client.ts'
import { client, cmpHouse, implicit, log, said, secretOf } from '../../testing/cmp-house.ts'
import type { Life } from '../../testing/life.ts'

let home: Life | undefined
afterEach(async () => {
  await home?.close()
  home = undefined
})

const refused = ['error', 'rejection', 'badMessageCheck']
const waits = ['error', 'rejection', 'systemUnavail']

test('an address that sends ten wrong secrets waits for fifteen minutes, with a right one too; others do not', async () => {
  const house = (home = await cmpHouse())
  const secret = await secretOf(house)
  const ask = async (given: string, from: string): Promise<readonly unknown[]> => {
    const device = client(house, { ...secret, secret: given })
    return said(await device.exchange(await device.message(certRequest('ir').body, implicit), { from }))
  }
  for (let time = 0; time < 10; time++) expect(await ask('guessed', '192.0.2.66')).toEqual(refused)
  expect(log(house)[0]).toContain('192.0.2.66 waits for 15 minutes now')
  expect(await ask(secret.secret, '192.0.2.66')).toEqual(waits)
  expect(log(house)[0]).toContain('sent too many messages with a wrong secret')
  expect(await ask(secret.secret, '192.0.2.7')).toEqual(['ip', 'accepted'])
  house.clock.advance(15 * 60_000 + 1)
  expect(await ask(secret.secret, '192.0.2.66')).toEqual(['ip', 'accepted'])
})

test('reference values that nobody has count as wrong secrets', async () => {
  const house = (home = await cmpHouse())
  const device = client(house, { reference: 'nobody', secret: 'x' })
  const message = await device.message(certRequest('ir').body)
  const answers: (readonly unknown[])[] = []
  for (let time = 0; time < 11; time++) answers.push(said(await device.exchange(message)))
  expect(answers).toEqual([...Array.from({ length: 10 }, () => refused), waits])
})

test('many wrong secrets at once are not tried more often than one after the other', async () => {
  const house = (home = await cmpHouse())
  const secret = await secretOf(house)
  const device = client(house, { ...secret, secret: 'guessed', mac: { iterations: 5_000 } })
  const message = await device.message(certRequest('ir').body)
  const answers = await Promise.all(Array.from({ length: 60 }, () => device.exchange(message)))
  const tried = answers.filter((answer) => said(answer).includes('badMessageCheck'))
  expect(tried.length).toBeGreaterThanOrEqual(10)
  expect(tried.length).toBeLessThanOrEqual(14)
})

test.each(['pbm', 'pbmac1'] as const)(
  'other work goes on while a %s of a hundred thousand rounds is computed',
  async (kind) => {
    let turns = 0
    let ended = false
    const turn = (): void => {
      turns += 1
      if (!ended) setImmediate(turn)
    }
    turn()
    const mac = {
      kind,
      salt: new Uint8Array(16),
      iterations: 100_000,
      derive: 'sha512',
      mac: 'sha512',
      keyLength: 32
    } as const
    await computeMac(mac, Buffer.from('secret'), new Uint8Array(100))
    ended = true
    // 500 rounds of the older MAC are about a millisecond.
    expect(turns).toBeGreaterThanOrEqual(190)
  }
)
