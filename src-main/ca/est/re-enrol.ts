import type { AskedContent, RequestKind } from '../../../src-shared/model/request.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { Certificate } from '../../pki/model.ts'
import { getCertificate, getCertificateDer, type CertificateRecord } from '../../store/certificates.ts'
import { certificatesOfEstClient } from '../../store/est.ts'
import { reader } from '../../store/store.ts'
import { askedFromCertificate } from '../certificates/asked-from-certificate.ts'
import type { CaContext } from '../context.ts'
import type { EstAsk } from './ask.ts'
import { EstRefused } from './refused.ts'

/** Which certificate a request follows. */
export interface Following {
  readonly kind: RequestKind
  readonly previousCertificateId?: number
}

/** id-cmc-changeSubjectName, RFC 6402 2.8. */
const CHANGE_SUBJECT_NAME = '1.3.6.1.5.5.7.7.36'
/** Certificates of one client that are looked through. */
const MOST_LOOKED_AT = 200

interface Candidate {
  readonly record: CertificateRecord
  readonly certificate: Certificate
}

/**
 * Finds the certificate that a client renews: the one that it shows over TLS, or for a client with a password the newest
 * that it got here for the same names. Subject and alternative names stay the same (RFC 7030 4.2.2).
 * @throws EstRefused `forbidden` where there is none
 */
export function followed(ca: CaContext, ask: EstAsk, asked: AskedContent): Following {
  const { csr, requester, service } = ask
  if (csr.attributes.some(({ oid }) => oid === CHANGE_SUBJECT_NAME))
    throw new EstRefused(
      'refused-by-policy',
      'A re-enrolment here keeps its subject; changeSubjectName is not taken. Enrol anew for another name.',
      `${requester.text} asked to change its subject while re-enrolling (RFC 6402 2.8). Names change with a new enrolment only.`
    )
  const shown = requester.certificateId === null ? undefined : candidate(ca, requester.certificateId)
  const others =
    requester.client === null || shown !== undefined
      ? []
      : certificatesOfEstClient(reader(ca.store), requester.client.id, MOST_LOOKED_AT).flatMap(
          (id) => candidate(ca, id) ?? []
        )
  const all = shown === undefined ? others : [shown]
  const previous = all.find(
    ({ record, certificate }) =>
      record.profileId === service.profileId &&
      record.state === 'active' &&
      record.notAfter > ca.clock.now() &&
      certificate.subject.key === csr.subject.key &&
      sameNames(asked, askedFromCertificate(certificate))
  )
  if (previous === undefined) throw nothingToRenew(ask, shown)
  const kind = previous.record.spkiSha256 === spkiFingerprint(csr.publicKey.der) ? 'renew' : 'rekey'
  return { kind, previousCertificateId: previous.record.id }
}

function candidate(ca: CaContext, id: number): Candidate | undefined {
  const from = reader(ca.store)
  const record = getCertificate(from, id)
  const der = getCertificateDer(from, id)
  return record === undefined || der === undefined ? undefined : { record, certificate: parseCertificate(der) }
}

function sameNames(a: AskedContent, b: AskedContent): boolean {
  const texts = ({ alternativeNames = [] }: AskedContent): string =>
    alternativeNames
      .map(({ type, value }) => `${type}:${type === 'dns' ? value.toLowerCase() : value}`)
      .toSorted()
      .join('\n')
  return texts(a) === texts(b)
}

function nothingToRenew({ csr, requester, service }: EstAsk, shown: Candidate | undefined): EstRefused {
  const wanted = csr.subject.text.slice(0, 200)
  if (shown === undefined)
    return new EstRefused(
      'forbidden',
      'There is no valid certificate of yours with this subject and these alternative names. Re-enrol with the certificate that you renew, or enrol anew.',
      `${requester.text} asked ${service.name} to renew "${wanted}" and showed no certificate for it; none that it got here has this subject and these alternative names.`
    )
  const { record, certificate } = shown
  if (record.profileId !== service.profileId)
    return new EstRefused(
      'forbidden',
      'Your certificate was not issued by this service. Re-enrol where you got it.',
      `${requester.text} asked ${service.name} to renew certificate ${record.serial}, which was issued under another profile.`
    )
  return new EstRefused(
    'forbidden',
    'A re-enrolment asks for the subject and the alternative names of the certificate that is renewed, and for no others (RFC 7030 4.2.2).',
    `${requester.text} holds certificate ${record.serial} for "${certificate.subject.text.slice(0, 200)}" and asked for "${wanted}". Subject and alternative names have to stay the same; let the device copy them from its certificate, or enrol anew.`
  )
}
