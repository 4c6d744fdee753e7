import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import {
  archiveCutoffExtension,
  crlReferenceExtension,
  type NewOcspAnswer,
  type OcspCertStatus
} from '../../pki/ocsp.ts'
import type { Extension } from '../../pki/model.ts'
import { latestCrl } from '../../store/crls.ts'
import { reader } from '../../store/store.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { wholeHex } from '../crl/number.ts'
import type { AnsweredIssuer } from './memory.ts'
import type { AnswerTimes } from './sign-answers.ts'
import { neverIssued } from './status.ts'

/** Answers that say “unknown” hold for a moment only: the certificate may be issued in the next. */
const UNKNOWN_LIFE = 5 * 60_000

/**
 * @returns the answer about one certificate of an authority, with the extensions that its settings ask for: archive
 * cutoff (RFC 6960 4.4.4) and, for what is revoked, the CRL on which it stands (4.4.2). What was never issued is unknown,
 * or revoked in the form of 2.2, and then names no CRL.
 */
export function singleAnswer(
  ca: CaContext,
  from: AnsweredIssuer,
  certId: Uint8Array,
  status: OcspCertStatus,
  { thisUpdate, nextUpdate }: AnswerTimes
): NewOcspAnswer {
  if (status.kind === 'unknown') {
    const until = Math.min(nextUpdate, thisUpdate + UNKNOWN_LIFE)
    const said = from.settings.unissued === 'revoked' ? neverIssued : status
    return { certId, status: said, thisUpdate, nextUpdate: until }
  }
  const { archive, crlReference } = from.settings
  if (archive === null && !(crlReference && status.kind === 'revoked'))
    return { certId, status, thisUpdate, nextUpdate }
  const extensions: Extension[] = []
  if (archive !== null) extensions.push(archiveCutoffExtension(cutoff(from, archive, thisUpdate)))
  const reference = crlReference && status.kind === 'revoked' ? referenceFor(ca, from, status.revokedAt) : null
  if (reference !== null) extensions.push(reference)
  return { certId, status, thisUpdate, nextUpdate, extensions }
}

/** Nothing is told of a time in which the authority was not there. */
function cutoff({ issuer }: AnsweredIssuer, archive: string, thisUpdate: number): number {
  return Math.max(issuer.validity?.notBefore ?? issuer.row.createdAt, addDuration(thisUpdate, durationOf(archive), -1))
}

/** The newest complete CRL, where it was made after the revocation; else there is none yet that shows it. */
function referenceFor(ca: CaContext, { issuer }: AnsweredIssuer, revokedAt: number): Extension | null {
  const crl = latestCrl(reader(ca.store), issuer.row.id)
  if (crl === undefined || crl.thisUpdate < revokedAt) return null
  const [url] = authorityAddresses(issuer.row.name, issuer.settings, ca.settings().publicBaseAddress).crl
  return crlReferenceExtension({ url: url ?? null, number: wholeHex(crl.number), time: crl.thisUpdate })
}
