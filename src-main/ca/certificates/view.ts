import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { lintReport, type LintReport } from '../../../src-shared/model/lint.ts'
import { describeCertificate } from '../../pki/describe/certificate.ts'
import { writePem } from '../../pki/pem.ts'
import { getLint, listSuccessors } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { getProfileRevision } from '../../store/profiles.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { askedFromCertificate } from './asked-from-certificate.ts'
import { chainLinks, chainOf } from './chain.ts'
import { requireCertificate, requireParsed } from './find.ts'
import { certificateRows } from './rows.ts'
import { timelineOf } from './timeline.ts'

/** @throws ChanceryError `not-found` */
export function showCertificate(ca: CaContext, id: number): { certificate: CertificateView } {
  const from = reader(ca.store)
  const record = requireCertificate(from, id)
  const certificate = requireParsed(from, id)
  const [row] = certificateRows(ca, [record])
  if (row === undefined) throw new RangeError('a record gives a row')
  const key = getKeyBySpki(from, record.spkiSha256)
  return {
    certificate: {
      ...row,
      decoded: describeCertificate(certificate),
      alternativeNames: askedFromCertificate(certificate).alternativeNames ?? [],
      pem: writePem('CERTIFICATE', certificate.der),
      chain: chainLinks(chainOf(from, certificate)),
      lint: lintOf(from, id),
      timeline: timelineOf(from, record),
      requestId: record.requestId,
      profileId: record.profileId,
      profileRevision:
        record.profileRevisionId === null ? null : (getProfileRevision(from, record.profileRevisionId)?.number ?? null),
      previousCertificateId: record.previousCertificateId,
      nextCertificateIds: listSuccessors(from, id).map((next) => next.id),
      keyHeld: key !== undefined && key.sealed !== null,
      invalidityAt: record.invalidityAt,
      archived: record.archived,
      note: record.note
    }
  }
}

/** @returns what the lint said when it was issued; null for certificates from elsewhere */
function lintOf(from: Reader, certificateId: number): LintReport | null {
  const stored = lintReport.safeParse(getLint(from, certificateId)?.findings)
  return stored.success ? stored.data : null
}
