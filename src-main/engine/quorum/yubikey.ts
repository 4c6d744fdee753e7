import { ChanceryError } from '../../../src-shared/errors.ts'
import { pivKeyAlgorithms, type PivSlot } from '../../../src-shared/model/yubikey.ts'
import { withTouch, yubiKeysOf } from '../../ca/yubikey/devices.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import type { YubiKeySession } from '../../keys/piv/yubikeys.ts'
import { reader } from '../../store/store.ts'
import { yubiKeyKeysOf } from '../../store/yubikeys.ts'
import { sha256, type QuorumWorld } from './world.ts'

/** A key on a YubiKey that is plugged in. */
export interface YubiKeyPlace {
  readonly serial: number
  readonly slot: PivSlot
}

/** What is in a slot: the certificate where there is one, else the public key alone. */
export interface SlotContent {
  readonly spki: Uint8Array
  readonly certificate: Uint8Array | null
}

/**
 * Reads what an operator registers from a slot.
 * @throws ChanceryError `not-found` for an empty slot; `forbidden` for the key of an authority, which signs nothing for
 *   people; `key-unavailable`
 */
export function readSlot(world: QuorumWorld, place: YubiKeyPlace): Promise<SlotContent> {
  return yubiKeysOf(world.ca).use(place.serial, async (key) => {
    const content = await contentOf(key, place)
    const kept = yubiKeyKeysOf(reader(world.ca.store), sha256(content.spki))
    if (kept.some(({ use }) => use === 'authority'))
      throw new ChanceryError(
        'forbidden',
        `The key in slot ${place.slot} was made for an authority. Approve with a key of your own, in another slot.`
      )
    return content
  })
}

/**
 * Signs the statement of an approval in a slot; waits for the touch where the key wants one.
 * @throws ChanceryError `wrong-passphrase`, `forbidden`, `key-unavailable`, `not-found`
 */
export function signInSlot(
  world: QuorumWorld,
  place: YubiKeyPlace & { readonly pin: string },
  isRegistered: (spki: Uint8Array) => boolean,
  statement: Uint8Array
): Promise<Uint8Array> {
  const { serial, slot, pin } = place
  return yubiKeysOf(world.ca).use(serial, async (key) => {
    const { spki } = await contentOf(key, place)
    // Before a PIN is spent on a key that does not count.
    if (!isRegistered(spki))
      throw new ChanceryError(
        'bad-signature',
        `The key in slot ${slot} of YubiKey ${serial} is not registered as yours. Register it first; it counts for proposals that are made afterwards.`
      )
    const { facts } = parsePublicKeyInfo(spki)
    const algorithm = pivKeyAlgorithms.find((one) => facts.kind !== 'other' && one === facts.id)
    if (algorithm === undefined)
      throw new ChanceryError('invalid-input', `A ${facts.label} key on a YubiKey cannot approve.`)
    await key.verifyPin(pin)
    const touch = (await key.metadata(slot))?.touchPolicy !== 'never'
    return withTouch(world.ca, { serial, slot, touch }, () => key.provePossession(slot, algorithm, statement))
  })
}

async function contentOf(key: YubiKeySession, { serial, slot }: YubiKeyPlace): Promise<SlotContent> {
  const certificate = await key.readCertificate(slot)
  // Firmware before 5.3 tells nothing of a key; its certificate does.
  const spki =
    (await key.metadata(slot))?.spki ?? (certificate === null ? null : parseCertificate(certificate).publicKey.der)
  if (spki === null)
    throw new ChanceryError('not-found', `There is no key in slot ${slot} of YubiKey ${serial} that can be read.`)
  const belongs = certificate !== null && Buffer.from(parseCertificate(certificate).publicKey.der).equals(spki)
  return { spki, certificate: belongs ? certificate : null }
}
