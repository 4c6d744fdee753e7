import { constants, publicEncrypt, createPublicKey } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { MasterKey } from './master-key.ts'
import { softwareVault } from './software.ts'
import type { KeyVault, Signer } from './signer.ts'
import { Vault } from './vault.ts'

let vault: Vault
let keys: KeyVault
let signer: Signer
beforeEach(async () => {
  vault = new Vault('vault-1')
  vault.unlock(MasterKey.generate())
  keys = softwareVault(vault)
  signer = await keys.open(await keys.generate('RSA-2048', 'key:1'))
})
const contentKey = Uint8Array.from({ length: 16 }, (_, index) => index)
const publicKey = (): ReturnType<typeof createPublicKey> =>
  createPublicKey({ key: Buffer.from(signer.spki), format: 'der', type: 'spki' })

describe('a content key encrypted to an RSA key of the vault', () => {
  test.each([
    ['rsa-pkcs1', { padding: constants.RSA_PKCS1_PADDING }],
    ['rsa-oaep-sha1', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }],
    ['rsa-oaep-sha256', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }]
  ] as const)(
    'by %s is opened; an altered one, or one of another length, gives random octets',
    async (transport, how) => {
      const encrypted = new Uint8Array(publicEncrypt({ key: publicKey(), ...how }, contentKey))
      expect(new Uint8Array((await signer.unwrapKey?.(encrypted, transport, 16)) ?? [])).toEqual(contentKey)
      const altered = encrypted.with(9, (encrypted[9] ?? 0) ^ 1)
      for (const [bytes, length] of [
        [altered, 16],
        [encrypted, 24],
        [new Uint8Array(3), 16]
      ] as const) {
        const [one, two] = [
          await signer.unwrapKey?.(bytes, transport, length),
          await signer.unwrapKey?.(bytes, transport, length)
        ]
        expect([one?.length, two?.length]).toEqual([length, length])
        expect(Buffer.from(one ?? []).equals(two ?? new Uint8Array())).toBe(false)
      }
    }
  )

  test('is not opened after the vault was locked, nor by keys that decrypt nothing', async () => {
    const encrypted = new Uint8Array(
      publicEncrypt({ key: publicKey(), padding: constants.RSA_PKCS1_PADDING }, contentKey)
    )
    const elliptic = await keys.open(await keys.generate('P-256', 'key:2'))
    expect(elliptic.unwrapKey).toBeUndefined()
    vault.lock()
    await expect(signer.unwrapKey?.(encrypted, 'rsa-pkcs1', 16)).rejects.toMatchObject({ code: 'locked' })
  })
})
