import { crmfControls, type CertReqMsg } from '../../pki/crmf.ts'
import { DerReader } from '../../pki/der/reader.ts'
import { SEQUENCE } from '../../pki/der/tags.ts'
import { readGeneralName } from '../../pki/general-name.ts'
import { parseName } from '../../pki/name.ts'
import { nameKey } from '../../../src-shared/model/name.ts'
import { getCertificateBySerial, type CertificateRecord } from '../../store/certificates.ts'
import { cmpTransactionOf } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { requireAuthority } from '../authorities/find.ts'
import type { Exchange } from './exchange.ts'
import { CmpRefusal } from './refusal.ts'

/** @returns the certificate that the service's authority issued under this serial number. @throws CmpRefusal `badCertId` */
export function certificateMeant(exchange: Exchange, issuerKey: string, serial: string): CertificateRecord {
  const from = reader(exchange.ca.store)
  const { authorityId } = exchange.service
  const authority = requireAuthority(from, authorityId)
  const record =
    parseName(new Uint8Array(authority.subjectDer)).key === issuerKey
      ? getCertificateBySerial(from, authorityId, serial)
      : undefined
  if (record !== undefined) return record
  throw new CmpRefusal(
    'badCertId',
    `${authority.name} has issued no certificate with this issuer and the serial number ${serial}.`
  )
}

/** @returns whether a certificate belongs to who asks: it signs the message, or its client got it here */
export function isOwnCertificate({ ca, peer, service }: Exchange, record: CertificateRecord): boolean {
  if (peer.record?.id === record.id) return true
  if (peer.client === null) return false
  const got = cmpTransactionOf(reader(ca.store), record.id)
  return got !== undefined && got.serviceId === service.id && got.clientId === peer.client.id
}

/**
 * @returns the certificate that a kur updates: the one that it names as old (RFC 4211 6.5), else the one that signs it
 * @throws CmpRefusal `badCertId`, `notAuthorized`, `certRevoked` for one on hold
 */
export function updatedCertificate(exchange: Exchange, message: CertReqMsg): CertificateRecord {
  const control = message.controls.find(({ oid }) => oid === crmfControls.oldCertId)
  const { peer } = exchange
  const record = control === undefined ? peer.record : oldCertificate(exchange, control.value)
  if (record === null)
    throw new CmpRefusal(
      'badCertId',
      'The request does not say which certificate it updates (oldCertId, RFC 9483 4.1.3).'
    )
  if (!peer.ra && !isOwnCertificate(exchange, record))
    throw new CmpRefusal('notAuthorized', 'A certificate is updated by its holder, or by a registration authority.')
  // Who signs with such a certificate is not let in at all; who has the secret goes no further.
  if (record.state === 'suspended')
    throw new CmpRefusal('certRevoked', `Certificate ${record.serial} is on hold and is not updated.`)
  return record
}

function oldCertificate(exchange: Exchange, value: Uint8Array): CertificateRecord {
  const from = new DerReader(value, 'id of the old certificate')
  const outer = from.enter(SEQUENCE)
  const issuer = readGeneralName(from)
  const serial = from.integerHex()
  from.leave(outer)
  from.finish()
  return certificateMeant(exchange, issuer.kind === 'directory' ? nameKey(issuer.value) : '', serial)
}
