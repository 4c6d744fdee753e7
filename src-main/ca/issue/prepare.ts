import { ChanceryError } from '../../../src-shared/errors.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Finding, LintReport } from '../../../src-shared/model/lint.ts'
import { assembleSigned, buildTbsCertificate } from '../../pki/certificate-builder.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { hexOf, sameBytes } from '../../pki/der/hex.ts'
import type { Certificate } from '../../pki/model.ts'
import type { CaContext } from '../context.ts'
import { withShard } from '../crl/pointers.ts'
import type { CandidateCertificate } from '../profile/candidate.ts'
import type { Issuer } from './issuer-type.ts'
import { lint } from './lint.ts'
import type { LintContext } from './lint-rule.ts'
import { blocking, findingReasons } from './refusal.ts'
import { throwawaySignature } from './throwaway-key.ts'

const mint: unique symbol = Symbol('prepared by the door')

interface Parts {
  readonly authorityId: number
  readonly keyId: number
  readonly selfSigned: boolean
  readonly serial: string
  readonly signatureAlgorithm: SignatureAlgorithmId
  readonly tbs: Uint8Array
  readonly report: LintReport
}

/** Bytes that may be signed: only `prepare` and `prepareAgain` make one, after the lint, and it is redeemed once. */
export class Prepared {
  readonly parts: Parts
  #redeemed = false

  constructor(token: typeof mint, parts: Parts) {
    if (token !== mint) throw new ChanceryError('internal', 'Only the door prepares certificates.')
    this.parts = parts
  }

  /** For `ca/sign.ts`: gives the parts out once. @throws ChanceryError `internal` the second time. */
  redeem(): Parts {
    if (this.#redeemed) throw new ChanceryError('internal', 'A prepared certificate is signed once.')
    this.#redeemed = true
    return this.parts
  }
}

/** What the lint looked at. */
export interface Trial {
  readonly certificate: Certificate
  readonly report: LintReport
}

/**
 * Draws a serial number: as many random bytes as the settings say, without zeros in front. RFC 5280 4.1.2.2: positive,
 * at most 20 octets; 19 random ones leave room for the sign.
 */
export function drawSerial(ca: Pick<CaContext, 'random' | 'settings'>): string {
  for (;;) {
    const serial = hexOf(ca.random.bytes(ca.settings().serialBytes)).replace(/^(?:00)+/, '')
    if (serial !== '') return serial
  }
}

/** Encodes the candidate, puts a throwaway signature under it, parses it back and lints it. Writes nothing. @throws `locked`. */
export async function tryOut(
  ca: CaContext,
  issuer: Issuer,
  candidate: CandidateCertificate,
  selfSigned: boolean,
  serial: string
): Promise<Trial> {
  const tbs = buildTbsCertificate({
    serial,
    signatureAlgorithm: candidate.signatureAlgorithm,
    issuer: issuer.subjectDer,
    subject: candidate.subjectDer,
    notBefore: candidate.validity.notBefore,
    notAfter: candidate.validity.notAfter,
    publicKey: candidate.publicKey,
    extensions: withShard(candidate.extensions, issuer, ca.settings().publicBaseAddress, serial)
  })
  const trial = await trialOf(ca, issuer, tbs, candidate.signatureAlgorithm, selfSigned, candidate)
  const { certificate } = trial
  const faithful =
    certificate.serial === serial &&
    sameBytes(certificate.subject.der, candidate.subjectDer) &&
    sameBytes(certificate.publicKey.der, candidate.publicKey) &&
    certificate.notAfter === candidate.validity.notAfter
  if (!faithful) throw new ChanceryError('internal', 'The certificate reads back otherwise than it was written.')
  return trial
}

async function trialOf(
  ca: CaContext,
  issuer: Issuer,
  tbs: Uint8Array,
  signatureAlgorithm: SignatureAlgorithmId,
  selfSigned: boolean,
  about: Pick<LintContext, 'certificateClass' | 'publicTrust'>
): Promise<Trial> {
  const signature = await throwawaySignature(ca, issuer.keyAlgorithm, signatureAlgorithm)
  const certificate = parseCertificate(assembleSigned(tbs, signatureAlgorithm, signature))
  const context: LintContext = { certificateClass: about.certificateClass, publicTrust: about.publicTrust }
  const report = lint(
    certificate,
    selfSigned || issuer.certificate === null ? context : { ...context, issuer: issuer.certificate }
  )
  return { certificate, report }
}

/**
 * Step 5: the lint, before the real key is touched.
 * @param findings of the policy checks, kept with those of the lint.
 * @throws ChanceryError `lint-failed` with every finding that blocks; `locked`.
 */
export async function prepare(
  ca: CaContext,
  issuer: Issuer,
  candidate: CandidateCertificate,
  selfSigned: boolean,
  findings: readonly Finding[],
  warnings: 'show' | 'refuse'
): Promise<Prepared> {
  const serial = drawSerial(ca)
  const { certificate, report } = await tryOut(ca, issuer, candidate, selfSigned, serial)
  return passed(
    issuer,
    selfSigned,
    serial,
    candidate.signatureAlgorithm,
    certificate.tbs,
    { ...report, findings: [...report.findings, ...findings] },
    warnings
  )
}

/** Prepares the exact bytes of a reservation once more, after a crash. @throws ChanceryError `lint-failed`, `damaged`. */
export async function prepareAgain(
  ca: CaContext,
  issuer: Issuer,
  tbs: Uint8Array,
  signatureAlgorithm: SignatureAlgorithmId,
  selfSigned: boolean,
  about: Pick<LintContext, 'certificateClass' | 'publicTrust'>
): Promise<{ readonly prepared: Prepared; readonly certificate: Certificate }> {
  const { certificate, report } = await trialOf(ca, issuer, tbs, signatureAlgorithm, selfSigned, about)
  if (!sameBytes(certificate.issuer.der, issuer.subjectDer))
    throw new ChanceryError('damaged', 'The reservation names another issuer than its authority.')
  return {
    prepared: passed(issuer, selfSigned, certificate.serial, signatureAlgorithm, tbs, report, 'show'),
    certificate
  }
}

function passed(
  issuer: Issuer,
  selfSigned: boolean,
  serial: string,
  signatureAlgorithm: SignatureAlgorithmId,
  tbs: Uint8Array,
  report: LintReport,
  warnings: 'show' | 'refuse'
): Prepared {
  const against = blocking(report.findings, warnings)
  if (against.length > 0)
    throw new ChanceryError(
      'lint-failed',
      `The certificate breaks ${against.length === 1 ? 'a rule' : `${against.length} rules`} of the field and is not signed: ${against[0]?.message ?? ''}`,
      {
        reasons: findingReasons(against)
      }
    )
  return new Prepared(mint, {
    authorityId: issuer.row.id,
    keyId: issuer.keyId,
    selfSigned,
    serial,
    signatureAlgorithm,
    tbs,
    report
  })
}
