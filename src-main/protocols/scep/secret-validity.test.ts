import { afterEach, beforeAll, expect, test } from 'vitest'
import type { Certificate } from '../../pki/model.ts'
import { withCertificate, type ScepDeviceKey } from '../../testing/scep-client.ts'
import { scepDevices, startScepHouse, usualCsr, type ScepHouse } from '../../testing/scep-house.ts'

let house: ScepHouse
let one: ScepDeviceKey
let two: ScepDeviceKey
beforeAll(() => {
  const devices = scepDevices(2)
  ;[one, two] = [devices[0]!, devices[1]!]
})
afterEach(() => house.stop())

const day = 86_400_000

test('secrets give the validity that was chosen, also to renewals, and none that the profile does not allow', async () => {
  house = await startScepHouse({ challenge: ['one-time', 'device', 'static'] })
  const client = await house.client()
  const days = (issued: readonly Certificate[]): number => {
    const { notBefore = 0, notAfter = 0 } = issued[0] ?? {}
    return Math.round((notAfter - notBefore) / day)
  }
  const first = await client.ask('PKCSReq', one, usualCsr(one, await house.secret({ validity: '30d' })))
  expect(days(first.issued)).toBe(30)
  const again = await client.ask('RenewalReq', withCertificate(one, first.issued[0]), usualCsr(one), {
    transactionId: 'r1'
  })
  const third = await client.ask('RenewalReq', withCertificate(one, again.issued[0]), usualCsr(one), {
    transactionId: 'r2'
  })
  expect([days(again.issued), days(third.issued)]).toEqual([30, 30])
  const shared = await house.secret({ kind: 'static', validity: '2mo' })
  expect(days((await client.ask('PKCSReq', two, usualCsr(two, shared))).issued)).toBeGreaterThan(58)
  const register = { service: 'gate', identifier: 'SN-1', validity: '45d' }
  const { device } = await house.alice.call('scep.device-register', register)
  // A later secret of a device takes what the device was registered with.
  const { secret, challenge } = await house.alice.call('scep.challenge', { service: 'gate', device: 'SN-1' })
  expect([device.validity, challenge.validity]).toEqual(['45d', '45d'])
  expect(days((await client.ask('PKCSReq', two, usualCsr(two, secret), { transactionId: 'd' })).issued)).toBe(45)
  await expect(house.secret({ validity: '6y' })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(
      '6 years is longer than the 5 years that the profile device allows. Choose a shorter validity.'
    )
  })
  const { rows } = await house.alice.call('scep.challenges', { service: 'gate' })
  expect(rows.map(({ validity }) => validity)).toEqual(['45d', '45d', '2mo', '30d'])
})

test('secrets whose validity the profile does not allow any more give no certificate, and are good again when it does', async () => {
  house = await startScepHouse()
  const client = await house.client()
  const secret = await house.secret({ validity: '30d' })
  const { profile } = await house.alice.call('profile.show', { profile: 'device' })
  const revise = (maximumValidity: string | null): Promise<unknown> => {
    const validity = { kind: 'duration' as const, duration: '7d' }
    return house.alice.call('profile.revise', {
      profile: 'device',
      content: { ...profile.content, validity, maximumValidity }
    })
  }
  await revise('10d')
  const long = await client.ask('PKCSReq', one, usualCsr(one, secret), { transactionId: 'a' })
  expect([long.failure, long.failureText]).toEqual(['badRequest', expect.stringContaining('allows at most 10 days')])
  await revise(null)
  const fixed = await client.ask('PKCSReq', one, usualCsr(one, secret), { transactionId: 'b' })
  expect([fixed.failure, fixed.failureText]).toEqual([
    'badRequest',
    'Your certificates are to be valid for 30 days, which the profile of this service does not let be chosen any more.'
  ])
  expect((await house.said())[0]).toContain('The profile device sets the validity itself by now.')
  await expect(house.secret({ validity: '30d' })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('sets the validity itself')
  })
  await revise('60d')
  expect((await client.ask('PKCSReq', one, usualCsr(one, secret), { transactionId: 'c' })).status).toBe('success')
})
