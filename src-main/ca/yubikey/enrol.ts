import { ChanceryError } from '../../../src-shared/errors.ts'
import { defaultSignatureAlgorithm } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { AskedContent } from '../../../src-shared/model/request.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { YubiKeyRecord } from '../../../src-shared/model/yubikey-views.ts'
import type { PivKeyAlgorithm } from '../../../src-shared/model/yubikey.ts'
import { assembleSigned } from '../../pki/certificate-builder.ts'
import { buildCsrInfo } from '../../pki/csr-builder.ts'
import { parseCsr, verifyCsr } from '../../pki/csr.ts'
import { emptyName } from '../../pki/name.ts'
import { writePem } from '../../pki/pem.ts'
import { reader } from '../../store/store.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { requireProfile } from '../profiles/find.ts'
import { submitRequest } from '../requests/submit.ts'
import { putCertificate } from './certificate.ts'
import { openSetUp, withTouch, yubiKeysOf } from './devices.ts'
import { makeKey, recordOf, type Place } from './slot-keys.ts'

/**
 * A personal key: made on the YubiKey, certified through the door like any request, and its certificate written beside
 * it. Where the profile wants an approval, the certificate is written later.
 * @param roles of who asks
 * @throws as `generateOnYubiKey` and `submitRequest`; ChanceryError `forbidden` where the touch did not come in time
 */
export async function enrolOnYubiKey(
  ca: CaContext,
  input: Place & {
    readonly key: PivKeyAlgorithm
    readonly profile: Ref
    readonly asked?: AskedContent | undefined
    readonly note: string
  },
  actor: Actor,
  roles: readonly string[]
): Promise<{ record: YubiKeyRecord; requestId: number; certificateId: number | null; written: boolean }> {
  // Before a key is made for nothing.
  requireProfile(reader(ca.store), input.profile)
  const { id, csr } = await yubiKeysOf(ca).use(input.serial, async (key) => {
    const made = await makeKey(ca, key, input, 'person', actor)
    const info = buildCsrInfo({ subject: emptyName.der, publicKey: made.spki })
    // The policy `always` wants the PIN right before.
    await key.verifyPin(input.pin)
    const signature = await withTouch(
      ca,
      { serial: input.serial, slot: input.slot, touch: input.touchPolicy !== 'never' },
      () => key.provePossession(input.slot, input.key, info)
    )
    return { id: made.id, csr: assembleSigned(info, defaultSignatureAlgorithm(input.key), signature) }
  })
  if (!verifyCsr(parseCsr(csr)))
    throw new ChanceryError('bad-signature', 'The signature of the YubiKey does not verify under the key that it made.')
  // The YubiKey is let go meanwhile: the key of the authority may lie on the same one, behind its PKCS#11 module.
  const outcome = await submitRequest(
    ca,
    { profile: input.profile, csr: writePem('CERTIFICATE REQUEST', csr), asked: input.asked, note: input.note },
    actor,
    roles
  )
  const { certificateId } = outcome
  if (certificateId !== null)
    await yubiKeysOf(ca).use(input.serial, async (key) => {
      await openSetUp(key, input.pin, input.managementKey)
      await putCertificate(ca, key, input, requireParsed(reader(ca.store), certificateId), actor)
    })
  return {
    record: recordOf(ca, id),
    requestId: outcome.request.id,
    certificateId,
    written: certificateId !== null
  }
}
