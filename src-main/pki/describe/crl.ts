import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import type { CertificateList } from '../model.ts'
import { tryDecode } from './certificate.ts'
import { decimal } from './extension-lines.ts'
import { linesOf } from './extension.ts'
import { signatureLabel } from './key.ts'
import { reasonLabels } from './words.ts'

export type DecodedCrl = NonNullable<ViewedObject['crl']>

/** @returns what is in a CRL, with its first `most` entries. */
export function describeCrl(crl: CertificateList, most: number): DecodedCrl {
  const entries: DecodedCrl['entries'] = []
  for (const entry of crl.entries()) {
    if (entries.length >= most) break
    entries.push({ serial: entry.serial, revokedAt: entry.revokedAt, reason: reasonLabels[entry.reason] })
  }
  const number = tryDecode(crl, '2.5.29.20')
  return {
    issuer: crl.issuer.text,
    number: number?.kind === 'crlNumber' ? decimal(number.value) : null,
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    signatureAlgorithm: signatureLabel(crl.signatureAlgorithm),
    entryCount: crl.entryCount,
    entries,
    extensions: crl.extensions.map((extension) => ({
      oid: extension.oid,
      label: oidLabel(extension.oid),
      critical: extension.critical,
      lines: linesOf(extension)
    }))
  }
}
