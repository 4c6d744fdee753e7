import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factoryManagementKey } from '../../../src-main/keys/piv/management-key.ts'
import { openPiv, type PivSession } from '../../../src-main/keys/piv/piv-session.ts'
import { pivApplet } from './applet.ts'
import { attestationRoot, fitAttestationKey } from './attestation-root.ts'
import { factoryCard, loadCard, type CardState } from './card-state.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The applet without a reader: commands as bytes, and Chancery's own client on it. */
function card(firmware: CardState['firmware'] = [5, 4, 3], path?: string) {
  const state = factoryCard(7, firmware)
  fitAttestationKey(state, attestationRoot())
  const applet = pivApplet(state, path)
  const send = async (command: string): Promise<string> =>
    hex(await applet.take(new Uint8Array(Buffer.from(command, 'hex'))))
  const open = (): Promise<PivSession> =>
    openPiv({
      reader: 'none',
      transmit: (command) => applet.take(command),
      forgetAtEnd: () => undefined,
      close: async () => applet.powerOff()
    })
  return { state, applet, send, open }
}

describe('the virtual YubiKey answers as SP 800-73-4 part 2 says', () => {
  test('nothing before its application is selected', async () => {
    const { send } = card()
    expect(await send('00cb3fff055c035fc102')).toBe('6d00')
    expect(await send('00a4040005a000000308')).toMatch(/^61.*9000$/)
    expect(await send('00a4040005a000000999')).toBe('6a82')
  })

  test('VERIFY: the tries, each wrong PIN, the block, and P1 FF', async () => {
    const { send } = card()
    await send('00a4040005a000000308')
    expect(await send('00200080')).toBe('63c3')
    expect(await send('0020008008313131313131ffff')).toBe('63c2')
    expect(await send('0020008008313233343536ffff')).toBe('9000')
    expect(await send('00200080')).toBe('9000')
    expect(await send('0020ff80')).toBe('9000')
    expect(await send('00200080')).toBe('63c3')
    for (const left of ['63c2', '63c1', '6983', '6983']) expect(await send('0020008008313131313131ffff')).toBe(left)
    expect(await send('0020008008313233343536ffff')).toBe('6983')
  })

  test('a PIN of the policy always serves the next command only', async () => {
    const { open } = card()
    const session = await open()
    await session.authenticate('3DES', factoryManagementKey)
    await session.generate('9c', 'P-256', 'always', 'never')
    await session.verifyPin('123456')
    await session.provePossession('9c', 'P-256', new Uint8Array(4))
    await expect(session.provePossession('9c', 'P-256', new Uint8Array(4))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('nothing is written without the management key', async () => {
    const { open } = card()
    const session = await open()
    await expect(session.generate('9a', 'P-256', 'once', 'never')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(session.putObject(0x5fc105, new Uint8Array(3))).rejects.toMatchObject({ code: 'forbidden' })
    const wrong = factoryManagementKey.map((byte) => byte ^ 0x10)
    await expect(session.authenticate('3DES', wrong)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  })

  test('objects of any length go over in parts and come back', async () => {
    const { open } = card()
    const session = await open()
    await session.authenticate('3DES', factoryManagementKey)
    for (const length of [1, 127, 128, 250, 255, 256, 257, 512, 2900]) {
      const content = new Uint8Array(length).map((_, index) => index * 7)
      await session.putObject(0x5fc105, content)
      expect(await session.getObject(0x5fc105)).toEqual(content)
    }
  })

  test('AES management keys are taken from firmware 5.4 on', async () => {
    for (const [firmware, takes] of [
      [[5, 4, 3], true],
      [[5, 2, 7], false]
    ] as const) {
      const session = await card(firmware).open()
      await session.authenticate('3DES', factoryManagementKey)
      const key = new Uint8Array(32).fill(9)
      const set = session.setManagementKey('AES256', key)
      if (takes) {
        await set
        await session.authenticate('AES256', key)
      } else await expect(set).rejects.toMatchObject({ code: 'invalid-input' })
    }
  })

  test('RESET wants PIN and PUK blocked, and leaves the attestation key', async () => {
    const { send, state } = card()
    await send('00a4040005a000000308')
    expect(await send('00fb0000')).toBe('6985')
    for (let tries = 0; tries < 3; tries++) {
      await send('0020008008313131313131ffff')
      await send('002c00801031313131313131313132333435363738')
    }
    expect(await send('00fb0000')).toBe('9000')
    expect(state.pin).toEqual({ value: '123456', tries: 3, left: 3 })
    expect(state.keys.has(0xf9)).toBe(true)
  })

  test('the card is the same after its file was read again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chancery-card-'))
    try {
      const path = join(folder, 'card.json')
      const { open, state } = card([5, 4, 3], path)
      const session = await open()
      await session.authenticate('3DES', factoryManagementKey)
      const spki = await session.generate('9d', 'P-384', 'once', 'cached')
      const kept = loadCard(path) ?? expect.fail('no file')
      expect(kept.pin).toEqual(state.pin)
      const applet = pivApplet(kept)
      const again = await openPiv({
        reader: 'none',
        transmit: (command) => applet.take(command),
        forgetAtEnd: () => undefined,
        close: async () => undefined
      })
      expect((await again.metadata('9d'))?.spki).toEqual(spki)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
