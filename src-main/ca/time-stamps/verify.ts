import { hash } from 'node:crypto'
import type { StampCheck, StampVerdict } from '../../../src-shared/api/tsa.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { hashLabels } from '../../../src-shared/model/algorithm.ts'
import { parseSignedData, type SignedData } from '../../pki/cms.ts'
import type { Certificate } from '../../pki/model.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { validatePath } from '../../pki/path.ts'
import {
  MAX_TIME_STAMP_RESPONSE,
  parseTimeStampInfo,
  parseTimeStampResponse,
  verifyTimeStamp,
  type Accuracy,
  type TimeStampInfo
} from '../../pki/tsp.ts'
import type { Reader } from '../../store/connection.ts'
import { getCertificateByFingerprint, type CertificateRecord } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { findTsaStamp, listTsaCertificateIds, type TsaStampRow } from '../../store/time-stamps.ts'
import { chainOf, endsInRoot, fingerprintOf } from '../certificates/chain.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { fineTime, stampView } from './view.ts'

const OID_TAG = 0x06
/** RFC 3161 4.2: a key that was lost makes every stamp doubtful, also those from before; other ends leave those good. */
const HARMLESS_ENDS: readonly (string | null)[] = [
  'unspecified',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation'
]

interface Seen {
  readonly info: TimeStampInfo | null
  readonly signer: Certificate | null
  readonly logged: TsaStampRow | null
}

/**
 * Verifies a stamp as a relying party does that trusts the roots of this installation: form, signature, the certificate of
 * the signer, its path at the time of the stamp, the document, and whether the stamp is in the log.
 * @param input `token` a response or a token; `file` hashes of the document, hex with commas between
 */
export function verifyStamp(
  ca: CaContext,
  input: { token: string; file?: string | undefined }
): { verdict: StampVerdict } {
  const from = reader(ca.store)
  const checks: StampCheck[] = []
  const seen = look(from, input, checks)
  const passed = (check: StampCheck['check']): boolean =>
    checks.some((one) => one.check === check && one.outcome === 'passed')
  const { info, signer, logged } = seen
  return {
    verdict: {
      valid:
        checks.every(({ outcome }) => outcome !== 'failed') &&
        passed('signature') &&
        passed('signer') &&
        passed('path'),
      checks,
      stamp: info === null ? null : stampOf(info),
      signer: signer === null ? null : signerOf(from, signer),
      logged: logged === null ? null : stampView(from, logged)
    }
  }
}

function look(from: Reader, input: { token: string; file?: string | undefined }, checks: StampCheck[]): Seen {
  const add = (check: StampCheck['check'], outcome: StampCheck['outcome'], message: string): void => {
    checks.push({ check, outcome, message })
  }
  let token: Uint8Array
  let data: SignedData
  let info: TimeStampInfo
  try {
    token = tokenOf(input.token)
    data = parseSignedData(token)
    info = parseTimeStampInfo(data.content ?? new Uint8Array())
  } catch (error) {
    add('form', 'failed', said(error))
    return { info: null, signer: null, logged: null }
  }
  add('form', 'passed', 'It is a time-stamp as RFC 3161 writes it.')
  const signer = checkSigner(from, token, add)
  if (signer !== null) checkPath(from, data, signer, info, add)
  checkDocument(info, input.file, add)
  const logged = signer === null ? null : checkLog(from, token, info, signer, add)
  return { info, signer, logged }
}

type Add = (check: StampCheck['check'], outcome: StampCheck['outcome'], message: string) => void

/** A response begins with its status, a token with the OID of its type. @throws ChanceryError `malformed`, `too-large`, `invalid-input` */
function tokenOf(text: string): Uint8Array {
  const der = objectBytes(text, 'cms')
  if (der.length > MAX_TIME_STAMP_RESPONSE)
    throw new ChanceryError('too-large', `A time-stamp has at most ${MAX_TIME_STAMP_RESPONSE} bytes.`)
  if (innerTag(der) === OID_TAG) return der
  const { token, texts, failures } = parseTimeStampResponse(der)
  if (token !== null) return token
  const why = [...failures, ...texts].join(': ')
  throw new ChanceryError('invalid-input', `The response holds no time-stamp${why === '' ? '' : ` (${why})`}.`)
}

/** @returns the tag of the first element in the outermost one */
function innerTag(der: Uint8Array): number | undefined {
  const length = der[1] ?? 0
  return der[length < 0x80 ? 2 : 2 + (length & 0x7f)]
}

function checkSigner(from: Reader, token: Uint8Array, add: Add): Certificate | null {
  try {
    // A token without certificates is verified with those of our services.
    const known = listTsaCertificateIds(from).map((id) => requireParsed(from, id))
    const { certificate } = verifyTimeStamp(token, known)
    add('signature', 'passed', 'The signature holds, over this time and this document.')
    add('signer', 'passed', 'The certificate of the signer is for time-stamping alone, and the stamp names it.')
    return certificate
  } catch (error) {
    const message = said(error)
    const about = /certificate of its signer|name the certificate/.test(message) ? 'signer' : 'signature'
    if (about === 'signer') add('signature', 'passed', 'The signature holds, over this time and this document.')
    add(about, 'failed', message)
    return null
  }
}

function checkPath(from: Reader, data: SignedData, signer: Certificate, info: TimeStampInfo, add: Add): void {
  const chains = [signer, ...data.certificates].map((one) => chainOf(from, one))
  const anchors = chains.filter(endsInRoot).flatMap((chain) => chain.slice(-1).map((member) => member.certificate))
  const known = anchors.filter((root) => getCertificateByFingerprint(from, fingerprintOf(root.der)) !== undefined)
  if (known.length === 0) {
    add('path', 'failed', 'Its certificate does not lead to a root that Chancery knows.')
    return
  }
  const { valid, steps } = validatePath({
    target: signer,
    anchors: known,
    intermediates: [...chains.flat().map((member) => member.certificate), ...data.certificates],
    at: info.time,
    revocation: 'none',
    crls: []
  })
  const revoked = revocationOf(getCertificateByFingerprint(from, fingerprintOf(signer.der)), info.time)
  const wrong = steps.find(({ outcome }) => outcome === 'failed')
  if (!valid)
    add('path', 'failed', wrong === undefined ? 'Its path is not valid.' : `${wrong.message} (${wrong.clause})`)
  else if (revoked !== null) add('path', 'failed', revoked)
  else add('path', 'passed', 'At the time of the stamp its certificate was valid and led to a known root.')
}

/** RFC 3161 4.1, 4.2. @returns what a revocation says against a stamp of this moment, or null */
function revocationOf(record: CertificateRecord | undefined, at: number): string | null {
  if (record === undefined || record.state === 'active' || record.revokedAt === null) return null
  const since = fineTime(record.revokedAt * 1000)
  if (at >= record.revokedAt) return `Its certificate was revoked on ${since}, before the stamp.`
  if (record.state === 'suspended' || HARMLESS_ENDS.includes(record.revocationReason)) return null
  return `Its certificate was revoked on ${since} because its key may be in other hands: the time proves nothing.`
}

function checkDocument(info: TimeStampInfo, file: string | undefined, add: Add): void {
  if (file === undefined) {
    add('document', 'not-performed', 'No document was given.')
    return
  }
  const wanted = Buffer.from(info.imprint.hashed).toString('hex')
  const given = file.toLowerCase().split(',')
  if (given.includes(wanted)) add('document', 'passed', 'The stamp is for this document.')
  else if (given.every(({ length }) => length !== wanted.length))
    add('document', 'not-performed', `The stamp is over ${hashName(info)}, and no such hash of the document was given.`)
  else add('document', 'failed', 'The stamp is for another document, or the document was changed.')
}

function checkLog(
  from: Reader,
  token: Uint8Array,
  info: TimeStampInfo,
  signer: Certificate,
  add: Add
): TsaStampRow | null {
  const certificate = getCertificateByFingerprint(from, fingerprintOf(signer.der))
  const ours = certificate !== undefined && listTsaCertificateIds(from).includes(certificate.id)
  if (!ours) {
    add('log', 'not-performed', 'It was made by another time-stamp service, whose log is not here.')
    return null
  }
  const row = findTsaStamp(from, certificate.id, info.serial)
  if (row === undefined) {
    add('log', 'failed', 'It bears the signature of a service of ours, but its serial number is not in the log.')
    return null
  }
  // A response may carry the token with other certificates; what was signed is the same.
  const same =
    Buffer.from(row.hashed).equals(Buffer.from(info.imprint.hashed)) && row.stampedAt === Math.round(info.time * 1000)
  const exact = Buffer.from(row.tokenSha256).equals(hash('sha256', token, 'buffer'))
  if (!same) add('log', 'failed', 'The log has another document or time under this serial number.')
  else
    add(
      'log',
      'passed',
      exact ? 'It is in the log, octet for octet.' : 'It is in the log; certificates were added or taken away since.'
    )
  return row
}

function stampOf(info: TimeStampInfo): NonNullable<StampVerdict['stamp']> {
  const { serial, time, accuracy, policy, nonce, ordering } = info
  return {
    serial,
    time: fineTime(Math.round(time * 1000)),
    stampedAt: Math.floor(time),
    accuracySeconds: accuracy === null ? null : secondsOf(accuracy),
    policy,
    hash: hashName(info),
    hashed: Buffer.from(info.imprint.hashed).toString('hex'),
    nonce,
    ordering
  }
}

function secondsOf({ seconds, millis, micros }: Accuracy): number {
  return seconds + millis / 1e3 + micros / 1e6
}

function hashName({ imprint }: TimeStampInfo): string {
  return imprint.hash === null ? imprint.hashOid : hashLabels[imprint.hash]
}

function signerOf(from: Reader, certificate: Certificate): NonNullable<StampVerdict['signer']> {
  const id = getCertificateByFingerprint(from, fingerprintOf(certificate.der))?.id
  return {
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    certificateId: id ?? null
  }
}

function said(error: unknown): string {
  return error instanceof ChanceryError ? error.message : 'It cannot be read.'
}
