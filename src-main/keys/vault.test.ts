import { beforeAll, describe, expect, test } from 'vitest'
import { ChanceryError } from '../../src-shared/errors.ts'
import { largestArgon2Cost, type Argon2Cost } from './argon2.ts'
import { createVault, type NewVault } from './create-vault.ts'
import {
  openPassphraseSlot,
  openRecoverySlot,
  openUnattendedSlot,
  parseSlot,
  passphraseSlot,
  unattendedSlot
} from './slots.ts'
import { isUnattendedSecret } from './unattended-secret.ts'
import { Vault, type VaultState } from './vault.ts'

const cheap: Argon2Cost = { memoryKiB: 64, passes: 1, lanes: 1 }
const passphrase = 'velvet harbour nine kites'
const code = (value: string): unknown => expect.objectContaining({ constructor: ChanceryError, code: value })
const secret = new TextEncoder().encode('token pin 482913')

let made: NewVault
let sealed: Uint8Array
beforeAll(async () => {
  made = await createVault({ operatorId: 'operator:1', passphrase, cost: cheap })
  sealed = made.vault.seal('secret', 'setting:pin', secret)
})

describe('a new vault', () => {
  test('refuses a weak passphrase with its reasons', async () => {
    const refusal = createVault({ operatorId: 'operator:1', passphrase: 'password', cost: cheap })
    await expect(refusal).rejects.toMatchObject({ code: 'invalid-input', reasons: [{ rule: 'passphrase.too-short' }] })
  })

  test('is open and seals for one row and one purpose', () => {
    expect(made.vault.state).toBe('unlocked')
    expect(made.vault.open('secret', 'setting:pin', sealed)).toEqual(secret)
    expect(() => made.vault.open('secret', 'setting:other', sealed)).toThrow(code('damaged'))
    expect(() => made.vault.open('backup', 'setting:pin', sealed)).toThrow(code('damaged'))
  })

  test('comes back after a restart by passphrase, by recovery code and by unattended secret', async () => {
    const { slot, file } = unattendedSlot(made.vault.master(), made.vault.id, 'unattended')
    expect(isUnattendedSecret(Buffer.from(file))).toBe(true)
    expect(isUnattendedSecret(Buffer.from(passphrase))).toBe(false)
    const ways = [
      await openPassphraseSlot(made.operatorSlot, made.vault.id, passphrase),
      openRecoverySlot(made.recoverySlot, made.vault.id, made.recoveryCode.toLowerCase()),
      openUnattendedSlot(slot, made.vault.id, Buffer.from(file))
    ]
    for (const master of ways) {
      const vault = new Vault(made.vault.id)
      vault.unlock(master)
      expect(vault.open('secret', 'setting:pin', sealed)).toEqual(secret)
    }
  })

  test('keeps nothing of its secrets in the records that are stored', () => {
    const stored = JSON.stringify([made.operatorSlot, made.recoverySlot])
    expect(stored).not.toContain(made.recoveryCode)
    expect(stored).not.toContain(passphrase)
    expect(parseSlot(JSON.parse(JSON.stringify(made.operatorSlot)))).toEqual(made.operatorSlot)
    expect(parseSlot(JSON.parse(JSON.stringify(made.recoverySlot)))).toEqual(made.recoverySlot)
  })
})

describe('a slot', () => {
  test('does not open with another passphrase, for another operator, in another vault or with less work than written', async () => {
    const { operatorSlot: slot, vault } = made
    await expect(openPassphraseSlot(slot, vault.id, `${passphrase}.`)).rejects.toThrow(code('wrong-passphrase'))
    await expect(openPassphraseSlot({ ...slot, owner: 'operator:2' }, vault.id, passphrase)).rejects.toThrow(
      code('wrong-passphrase')
    )
    await expect(openPassphraseSlot(slot, 'another vault', passphrase)).rejects.toThrow(code('wrong-passphrase'))
    await expect(openPassphraseSlot({ ...slot, cost: { ...cheap, passes: 2 } }, vault.id, passphrase)).rejects.toThrow(
      code('wrong-passphrase')
    )
    await expect(openPassphraseSlot(slot, vault.id, 'x'.repeat(1_000_000))).rejects.toThrow(code('too-large'))
  })

  test('of a replaced recovery code or unattended secret does not open with the old one', async () => {
    const other = await createVault({ operatorId: 'operator:1', passphrase, cost: cheap })
    expect(() => openRecoverySlot(made.recoverySlot, made.vault.id, other.recoveryCode)).toThrow(
      code('wrong-passphrase')
    )
    const first = unattendedSlot(made.vault.master(), made.vault.id, 'unattended')
    const second = unattendedSlot(made.vault.master(), made.vault.id, 'unattended')
    expect(() => openUnattendedSlot(second.slot, made.vault.id, Buffer.from(first.file))).toThrow(
      code('wrong-passphrase')
    )
    expect(() => openUnattendedSlot(first.slot, made.vault.id, Buffer.from(first.file.slice(0, -4)))).toThrow(
      code('malformed')
    )
    expect(() => openUnattendedSlot(first.slot, made.vault.id, Buffer.from(passphrase))).toThrow(code('malformed'))
  })

  test('of a second operator opens the same vault', async () => {
    const slot = await passphraseSlot(made.vault.master(), made.vault.id, 'operator:2', 'copper anvil in june', cheap)
    const vault = new Vault(made.vault.id)
    vault.unlock(await openPassphraseSlot(slot, made.vault.id, 'copper anvil in june'))
    expect(vault.open('secret', 'setting:pin', sealed)).toEqual(secret)
  })

  test.each([
    ['asks for more memory than any of ours', { cost: { ...cheap, memoryKiB: largestArgon2Cost.memoryKiB + 1 } }],
    ['asks for endless passes', { cost: { ...cheap, passes: 1e9 } }],
    ['has a cost of zero', { cost: { ...cheap, lanes: 0 } }],
    ['has a short salt', { salt: 'AAAA' }],
    ['has a field too many', { extra: 1 }],
    ['is of another kind', { kind: 'other' }],
    ['lacks its bytes', { wrapped: undefined }]
  ])('that %s is damaged', (_, change) => {
    expect(() => parseSlot({ ...made.operatorSlot, ...change })).toThrow(code('damaged'))
  })
})

describe('a locked vault', () => {
  test('seals and opens nothing, tells who listens, and its master key is gone', async () => {
    const vault = new Vault(made.vault.id)
    const states: VaultState[] = []
    const stop = vault.onChange((state) => states.push(state))
    const master = await openPassphraseSlot(made.operatorSlot, made.vault.id, passphrase)
    vault.unlock(master)
    vault.lock()
    vault.lock()
    expect(states).toEqual(['unlocked', 'locked'])
    expect(master.destroyed).toBe(true)
    expect(() => vault.seal('secret', 'a', secret)).toThrow(code('locked'))
    expect(() => vault.open('secret', 'setting:pin', sealed)).toThrow(code('locked'))
    expect(() => vault.master()).toThrow(code('locked'))
    expect(() => vault.unlock(master)).toThrow(code('locked'))
    stop()
    vault.unlock(await openPassphraseSlot(made.operatorSlot, made.vault.id, passphrase))
    expect(states).toHaveLength(2)
  })

  test('that is unlocked twice keeps its first key and destroys the second handle', async () => {
    const vault = new Vault(made.vault.id)
    vault.unlock(await openPassphraseSlot(made.operatorSlot, made.vault.id, passphrase))
    const second = await openPassphraseSlot(made.operatorSlot, made.vault.id, passphrase)
    vault.unlock(second)
    expect(second.destroyed).toBe(true)
    expect(vault.open('secret', 'setting:pin', sealed)).toEqual(secret)
  })
})

test('working out a passphrase leaves the event loop free', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 2)
  await passphraseSlot(made.vault.master(), made.vault.id, 'operator:1', passphrase, {
    memoryKiB: 32 * 1024,
    passes: 6,
    lanes: 1
  })
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})
