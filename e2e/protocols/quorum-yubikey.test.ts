import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCardReaders } from '../../src-main/keys/piv/card-readers.ts'
import { yubiKeysOver } from '../../src-main/keys/piv/yubikeys.ts'
import { writePem } from '../../src-main/pki/pem.ts'
import {
  codeOf,
  passphrases,
  proposalOf,
  startQuorumHouse,
  type QuorumHouse
} from '../../src-main/testing/quorum-house.ts'
import { startYubiKeyWorld, type YubiKeyWorld } from '../world/virtual-yubikey/start.ts'

const pin = '918273'
const serial = 20_000_001

/** Two operators with YubiKeys of their own, over a PC/SC daemon that is real. */
describe('approvals signed by YubiKeys', () => {
  let world: YubiKeyWorld
  let made: QuorumHouse
  const slots = { bob: '9a', carol: '9e' } as const

  beforeAll(async () => {
    world = await startYubiKeyWorld([{ serial, firmware: [5, 7, 4] }])
    const trust = { roots: [writePem('CERTIFICATE', world.root.certificate)], intermediates: [] }
    made = await startQuorumHouse({
      yubiKeys: yubiKeysOver(systemCardReaders('linux', world.environment), trust),
      schedule: false
    })
    const { alice } = made
    await alice.call('authority.create', { name: 'root', subject: 'CN=Test Root' })
    await alice.call('profile.create', { name: 'people', starter: 'tls-client', authority: 'root', approval: 'auto' })
    await alice.call('yubikey.setup', { serial, newPin: pin, newPuk: '55667788' })
    for (const who of ['bob', 'carol'] as const)
      await alice.call('yubikey.enrol', {
        serial,
        slot: slots[who],
        pin,
        profile: 'people',
        key: 'P-256',
        asked: { subject: [{ type: 'CN', value: who }] }
      })
    await alice.call('yubikey.generate', { serial, slot: '9c', pin, key: 'P-256' })
  }, 60_000)
  afterAll(async () => {
    await made?.stop()
    await world?.stop()
  })

  test('a slot is registered with its certificate; the key of an authority is not', async () => {
    for (const who of ['bob', 'carol'] as const) {
      const { key } = await made[who].call('quorum.key-add', {
        label: `YubiKey of ${who}`,
        yubikey: serial,
        slot: slots[who],
        ownPassphrase: passphrases[who]
      })
      expect(key.subject).toContain(`CN=${who}`)
    }
    const authoritys = { label: 'x', yubikey: serial, slot: '9c', ownPassphrase: passphrases.bob }
    expect(await codeOf(made.bob, 'quorum.key-add', authoritys)).toBe('forbidden')
    expect(await codeOf(made.bob, 'quorum.key-add', { ...authoritys, slot: '9d' })).toBe('not-found')
  })

  test('two signatures over the same request release it; one of another person, or with a wrong PIN, does not', async () => {
    const rule = { operation: 'authority.retire', needed: 2, operators: ['bob', 'carol'], stepUp: 'signature' }
    const id = await proposalOf(made.alice, 'quorum.set', rule)
    const sign = (slot: string, with_ = pin): object => ({ id, yubikey: serial, slot, pin: with_ })
    expect(await codeOf(made.bob, 'quorum.approve', sign(slots.carol))).toBe('bad-signature')
    expect(await codeOf(made.bob, 'quorum.approve', sign('9c'))).toBe('bad-signature')
    expect(await codeOf(made.bob, 'quorum.approve', sign(slots.bob, '000000'))).toBe('wrong-passphrase')
    expect(await codeOf(made.bob, 'quorum.approve', { id, yubikey: serial })).toBe('invalid-input')
    for (const who of ['bob', 'carol'] as const)
      expect(await codeOf(made[who], 'quorum.approve', sign(slots[who])), who).toBe('ok')
    const { proposal } = await made.alice.call('quorum.execute', { id })
    expect(proposal).toMatchObject({ state: 'done', approvals: [{ stepUp: 'signature' }, { stepUp: 'signature' }] })
  })
})
