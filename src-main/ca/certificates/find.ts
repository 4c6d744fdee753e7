import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import type { Certificate } from '../../pki/model.ts'
import { getCertificate, getCertificateDer, type CertificateRecord } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'

/** @throws ChanceryError `not-found` */
export function requireCertificate(from: Reader, id: number): CertificateRecord {
  const record = getCertificate(from, id)
  if (record === undefined) throw new ChanceryError('not-found', `There is no certificate with number ${id}.`)
  return record
}

/** @throws ChanceryError `not-found`; `damaged` where the row is there and its bytes are not */
export function requireParsed(from: Reader, id: number): Certificate {
  const der = getCertificateDer(from, id)
  if (der !== undefined) return parseCertificate(der)
  requireCertificate(from, id)
  throw new ChanceryError('damaged', `The bytes of certificate ${id} are missing in the database. Restore a backup.`)
}
