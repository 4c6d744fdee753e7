import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificateIn } from '../../src-main/keys/piv/piv-objects.ts'
import { writePem } from '../../src-main/pki/pem.ts'
import type { AcmeClient } from '../../src-main/testing/acme-client.ts'
import { startAcmeHouse, type AcmeHouse } from '../../src-main/testing/acme-house.ts'
import { stepObject, type DeviceKey } from '../../src-main/testing/attested-device.ts'
import { makeCsr } from '../../src-main/testing/engine.ts'
import { attestationOf, attestationRoot, fitAttestationKey } from '../world/virtual-yubikey/attestation-root.ts'
import { references } from '../world/virtual-yubikey/card-keys.ts'
import { ATTESTATION_OBJECT, factoryCard } from '../world/virtual-yubikey/card-state.ts'

const serial = 20_463_187
const slot = 0x9a
const root = attestationRoot()
const card = factoryCard(serial, [5, 7, 4])

let house: AcmeHouse
let client: AcmeClient
beforeAll(async () => {
  fitAttestationKey(card, root)
  house = await startAcmeHouse()
  const { alice } = house
  await alice.call('profile.create', { name: 'key', starter: 'device', authority: 'issuing', approval: 'auto' })
  const settings = {
    challenges: ['device-attest-01' as const],
    attestationFormats: ['step' as const],
    devices: [String(serial)]
  }
  await house.service('keys', { profile: 'key', preapproved: [], settings })
  // The makers of the cards stand in the settings, as for the YubiKeys that are at hand.
  await alice.call('settings.update', { settings: { attestationRoots: [writePem('CERTIFICATE', root.certificate)] } })
  client = house.client('keys')
  await client.register()
})
afterAll(() => house.stop())

/** Makes a key in the slot and walks through an order with what the card attests of it. @returns certificate and facts of the attempt */
async function enrolled(
  key: DeviceKey,
  algorithm: number
): Promise<{ readonly certificate: X509Certificate; readonly steps: readonly string[] }> {
  card.keys.set(slot, { algorithm, key: key.privateKey, pinPolicy: 2, touchPolicy: 3, origin: 1 })
  const chain = [attestationOf(card, slot), certificateIn(card.objects.get(ATTESTATION_OBJECT) ?? new Uint8Array())]
  const { newOrder = '' } = await client.directory()
  const order = await client.post(newOrder, { identifiers: [{ type: 'permanent-identifier', value: String(serial) }] })
  const [authorization = ''] = order.body['authorizations'] as string[]
  const [challenge] = (await client.post(authorization, null)).body['challenges'] as { url: string; token: string }[]
  const { url = '', token = '' } = challenge ?? {}
  const certificates = chain.filter((one) => one !== null)
  const object = stepObject(certificates, key, `${token}.${client.thumbprint}`)
  await client.post(url, { attObj: Buffer.from(object).toString('base64url') })
  await expect.poll(async () => (await client.post(url, null)).body['status']).toBe('valid')
  const csr = makeCsr({ key, subject: `CN=${serial}`, names: [] })
  const final = await client.post(String(order.body['finalize']), { csr: Buffer.from(csr).toString('base64url') })
  const certificate = new X509Certificate((await client.post(String(final.body['certificate']), null)).text)
  const { rows } = await house.alice.call('acme.orders', { service: 'keys' })
  const { authorizations } = await house.alice.call('acme.order', { id: rows[0]?.id ?? 0 })
  return { certificate, steps: authorizations[0]?.challenges[0]?.attempts[0]?.steps ?? [] }
}

test('a YubiKey as its applet attests gets certificates for keys of its slots, on curves and by RSA', async () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const first = await enrolled(curve, references.p256)
  expect(first.certificate.publicKey.equals(curve.publicKey)).toBe(true)
  expect(first.steps.slice(1)).toEqual([
    'Chain: "CN=YubiKey PIV Attestation 9a", "CN=Yubico PIV Attestation", "CN=Test PIV Root CA" (not a root of Yubico, but one of the settings).',
    `Serial number: ${serial}.`,
    'Slot: 9a.',
    'Firmware: 5.7.4.',
    'PIN: once; touch: cached.',
    'The attested key signed the key authorization.'
  ])
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const second = await enrolled(rsa, references.rsa2048)
  expect(second.certificate.publicKey.equals(rsa.publicKey)).toBe(true)
})
