import type { AskedContent } from '../../../src-shared/model/request.ts'
import { extensionIds } from '../../pki/extensions/ids.ts'
import { permanentIdentifierText } from '../../pki/permanent-identifier.ts'
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
  const own = permanentIdentifierText(device)
  for (const { type, value } of asked.alternativeNames ?? [])
    if (type !== 'other' || value.toLowerCase() !== own)
      throw new Problem('badCSR', `The CSR names more than the order: ${type}:${value.slice(0, 100)} (RFC 8555 7.4).`)
  if (asked.extensions?.some(({ oid }) => oid === extensionIds.subjectAltName) === true)
    throw new Problem('badCSR', 'The CSR has alternative names of a kind that no order has (RFC 8555 7.4).')
  for (const { type, value } of asked.subject ?? [])
    if (!belonging.has(type) && value !== device)
      throw new Problem(
        'badCSR',
        `The ${type} "${value.slice(0, 100)}" of the CSR is not the device of the order, ${device} (RFC 8555 7.4).`
      )
}

/** Attributes that say where a device belongs, which is the profile's to allow. All others would name something. */
const belonging: ReadonlySet<string> = new Set(['C', 'ST', 'L', 'street', 'postalCode', 'O', 'OU'])
