import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import { signatureAlgorithmIds } from '../../../src-shared/model/algorithm.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import { assembleSigned } from '../../pki/certificate-builder.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { assembleCrl } from '../../pki/crl-builder.ts'
import { parseCrl } from '../../pki/crl.ts'
import { hexOf } from '../../pki/der/hex.ts'
import { keyAlgorithmName, signatureLabel } from '../../pki/describe/key.ts'
import type { Certificate, CertificateList, Extension } from '../../pki/model.ts'
import type { Facts } from './position.ts'
import { unmarkedText } from './rehearsal-mark.ts'

/** What is about to be signed. */
export interface ToBeSigned {
  readonly kind: 'certificate' | 'crl'
  readonly tbs: Uint8Array
}

/** Extensions whose bytes follow the key: subject and authority key identifier (RFC 5280 4.2.1.1, 4.2.1.2). */
const ofTheKey: ReadonlySet<string> = new Set(['2.5.29.14', '2.5.29.35'])
/** cRLNumber (RFC 5280 5.2.3). */
const ofTheNumber: ReadonlySet<string> = new Set(['2.5.29.20'])

const day = 86_400_000

/**
 * What bytes to be signed say, but for what may differ between a rehearsal and the real run: the key and its identifiers,
 * the serial or CRL number, the times (their distance counts), the revoked serials of a CRL, and the mark of the rehearsal
 * in names.
 * @throws ChanceryError `malformed`
 */
export function factsOfTbs({ kind, tbs }: ToBeSigned): Facts {
  return kind === 'certificate' ? ofCertificate(certificateOf(tbs)) : ofCrl(crlOf(tbs))
}

function ofCertificate(certificate: Certificate): Facts {
  return {
    version: String(certificate.version),
    'signature algorithm': signatureLabel(certificate.signatureAlgorithm),
    issuer: unmarkedText(certificate.issuer),
    subject: unmarkedText(certificate.subject),
    'key algorithm': keyAlgorithmName(certificate.publicKey),
    days: String(Math.round((certificate.notAfter - certificate.notBefore) / day)),
    ...ofExtensions(certificate.extensions, ofTheKey)
  }
}

function ofCrl(crl: CertificateList): Facts {
  return {
    version: String(crl.version),
    'signature algorithm': signatureLabel(crl.signatureAlgorithm),
    issuer: unmarkedText(crl.issuer),
    days: crl.nextUpdate === null ? 'no end' : String(Math.round((crl.nextUpdate - crl.thisUpdate) / day)),
    ...ofExtensions(crl.extensions, new Set([...ofTheKey, ...ofTheNumber]))
  }
}

function ofExtensions(extensions: readonly Extension[], free: ReadonlySet<string>): Facts {
  return Object.fromEntries(
    extensions.map(({ oid, critical, value }, at) => [
      `extension ${at + 1}, ${oidLabel(oid)}`,
      `${critical ? 'critical, ' : ''}${free.has(oid) ? 'its own' : hexOf(value)}`
    ])
  )
}

/**
 * @param rehearsed what the rehearsal had to sign at this place; undefined where it never came here
 * @throws ChanceryError `refused-by-policy` with every difference
 */
export function requireAsRehearsed(rehearsed: Facts | undefined, now: Facts, what: string): void {
  if (rehearsed === undefined)
    throw new ChanceryError(
      'refused-by-policy',
      `${what} was not rehearsed: the rehearsal never came to it. Rehearse the way that this ceremony takes.`
    )
  const reasons: Reason[] = [...new Set([...Object.keys(rehearsed), ...Object.keys(now)])].flatMap((name) => {
    const [before, after] = [rehearsed[name], now[name]]
    if (before === after || (name === 'days' && nearly(before, after))) return []
    return [
      {
        where: name,
        rule: 'ceremony.as-rehearsed',
        message: `${name}: rehearsed was ${before ?? 'nothing'}, now it is ${after ?? 'nothing'}.`
      }
    ]
  })
  if (reasons.length > 0)
    throw new ChanceryError(
      'refused-by-policy',
      `${what} differs from what was rehearsed in more than key, serial and time: ${reasons.map(({ where }) => where).join(', ')}. Nothing was signed.`,
      { reasons }
    )
}

/** Twenty years hold more or fewer leap days, and half a year longer and shorter months, by the day on which they begin. */
function nearly(before: string | undefined, after: string | undefined): boolean {
  return Math.abs(Number(before) - Number(after)) <= 4
}

/** The algorithm stands in the bytes; the one under which they parse is it. */
function certificateOf(tbs: Uint8Array): Certificate {
  return underAnyAlgorithm((id) => parseCertificate(assembleSigned(tbs, id, Uint8Array.of(0))))
}

function crlOf(tbs: Uint8Array): CertificateList {
  return underAnyAlgorithm((id) => parseCrl(crlAround(tbs, id)))
}

/** The TBSCertList of a builder lies in a buffer with room behind it, which `assembleCrl` uses: a copy leaves that one alone. */
function crlAround(tbs: Uint8Array, algorithm: (typeof signatureAlgorithmIds)[number]): Uint8Array {
  return assembleCrl(new Uint8Array(tbs), algorithm, Uint8Array.of(0))
}

function underAnyAlgorithm<T>(parse: (id: (typeof signatureAlgorithmIds)[number]) => T): T {
  let last: unknown
  for (const id of signatureAlgorithmIds) {
    try {
      return parse(id)
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
      last = error
    }
  }
  throw last
}
