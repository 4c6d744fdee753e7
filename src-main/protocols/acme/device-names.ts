import type { AskedContent } from '../../../src-shared/model/request.ts'
import { strangeName } from '../../ca/attestation/device-names.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { attestedKeyOf, type AcmeAuthorizationRow, type AcmeOrderRow } from '../../store/acme.ts'
import { takesDevice } from './authorize.ts'
import { Problem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

/** @returns the device of an order; null for one of names */
export function deviceOf({ identifiers }: Pick<AcmeOrderRow, 'identifiers'>): string | null {
  const [first] = identifiers
  return first?.type === 'permanent-identifier' ? first.value : null
}

/**
 * What the order of a device may be finalized with: the attested key, and no name but the device's. The CSR may leave the
 * identifier out of its alternative names (draft-ietf-acme-device-attest 3.2); Apple devices do, and name the device in the
 * subject that their configuration profile gives.
 * @throws Problem `badCSR`, `rejectedIdentifier` for a device that was taken from the list since
 */
export function requireDeviceCsr(
  runtime: AcmeRuntime,
  service: ServiceContext,
  device: string,
  authorizations: readonly AcmeAuthorizationRow[],
  asked: AskedContent,
  spkiSha256: string
): void {
  if (!takesDevice(service.settings, device))
    throw new Problem('rejectedIdentifier', `${device} is not among the devices of the service ${service.row.name}.`)
  const reader = runtime.parts.reader()
  if (authorizations.length === 0 || authorizations.some(({ id }) => attestedKeyOf(reader, id) !== spkiSha256))
    throw new Problem('badCSR', `The CSR holds another key than ${device} attested.`)
  const strange = strangeName(device, asked)
  if (strange !== null)
    throw new Problem('badCSR', `The CSR asks for the name ${strange}, and the order is for ${device} (RFC 8555 7.4).`)
  if (asked.extensions?.some(({ oid }) => oid === extensionIds.subjectAltName) === true)
    throw new Problem('badCSR', 'The CSR has alternative names of a kind that no order has (RFC 8555 7.4).')
}
