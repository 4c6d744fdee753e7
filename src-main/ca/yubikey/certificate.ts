import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { YubiKeyView } from '../../../src-shared/model/yubikey-views.ts'
import type { PivSlot } from '../../../src-shared/model/yubikey.ts'
import type { YubiKeySession } from '../../keys/piv/yubikeys.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import type { Certificate } from '../../pki/model.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import { currentCertificate } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { openSetUp, yubiKeysOf } from './devices.ts'
import { note } from './setup.ts'
import { viewOf } from './view.ts'

/**
 * Writes a certificate beside its key, where PKCS#11 modules and operating systems look for it.
 * @throws ChanceryError `conflict` where it is a certificate for another key; `too-large`; as `openSetUp`
 */
export async function writeYubiKeyCertificate(
  ca: CaContext,
  input: {
    readonly serial: number
    readonly slot: PivSlot
    readonly pin: string
    readonly managementKey?: string | undefined
    readonly authority?: Ref | undefined
    readonly certificate?: string | undefined
  },
  actor: Actor
): Promise<{ yubiKey: YubiKeyView }> {
  const certificate = chosen(ca, input)
  return yubiKeysOf(ca).use(input.serial, async (key) => {
    await openSetUp(key, input.pin, input.managementKey)
    await putCertificate(ca, key, { serial: input.serial, slot: input.slot }, certificate, actor)
    return { yubiKey: await viewOf(ca, key) }
  })
}

function chosen(
  ca: CaContext,
  input: { readonly authority?: Ref | undefined; readonly certificate?: string | undefined }
): Certificate {
  if ((input.authority === undefined) === (input.certificate === undefined))
    throw new ChanceryError('invalid-input', 'Give either an authority or a certificate.')
  if (input.certificate !== undefined) return parseCertificate(objectBytes(input.certificate, 'certificate'))
  const from = reader(ca.store)
  const authority = requireAuthority(from, input.authority ?? '')
  const present = currentCertificate(from, authority)
  if (present === undefined)
    throw new ChanceryError('not-ready', `The authority ${authority.name} has no certificate yet.`)
  return present
}

/** The same on a YubiKey whose management key is open. */
export async function putCertificate(
  ca: CaContext,
  key: YubiKeySession,
  { serial, slot }: { readonly serial: number; readonly slot: PivSlot },
  certificate: Certificate,
  actor: Actor
): Promise<void> {
  const spki = (await key.metadata(slot))?.spki
  if (spki != null && !sameBytes(spki, certificate.publicKey.der))
    throw new ChanceryError('conflict', `The certificate is for another key than the one in slot ${slot}.`)
  await key.writeCertificate(slot, certificate.der)
  await note(ca, 'yubikey.write-certificate', serial, { slot, serialNumber: certificate.serial }, 'ok', actor)
}
