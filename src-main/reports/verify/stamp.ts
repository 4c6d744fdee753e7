import { leadsTo, signedBy, type ReadCertificate } from './certificate.ts'
import { checkCms } from './cms.ts'
import { inside, oidOf, readDer, timeOf, Unreadable, Walk } from './der.ts'
import { digest, hexOf, same } from './octets.ts'
import { hashOf } from './signature.ts'

/** RFC 3161 2.4.2. */
const timeStampInfo = '1.2.840.113549.1.9.16.1.4'
/** RFC 3161 2.3. */
const timeStamping = '1.3.6.1.5.5.7.3.8'

/** What a time-stamp says about a document. */
export interface CheckedStamp {
  /** Null where the stamp holds for the document. */
  readonly problem: 'imprint' | 'signature' | 'certificate' | 'weak' | null
  readonly time: number
  readonly serial: string
  readonly policy: string
  readonly authority: ReadCertificate
  readonly trusted: boolean
}

/**
 * Verifies an RFC 3161 answer, or the token alone, over a document: imprint, signature of the token, a certificate for
 * time-stamping alone that the signature names and that was valid then.
 * @throws Unreadable
 */
export async function checkStamp(
  answer: Uint8Array,
  document: Uint8Array,
  trusted: readonly ReadCertificate[]
): Promise<CheckedStamp> {
  const token = tokenIn(answer)
  const cms = await checkCms(token, null)
  if (cms.contentType !== timeStampInfo || cms.content === null) throw new Unreadable('not a time-stamp')
  const info = await readInfo(cms.content, document)
  const { signer: authority, certificates } = cms
  const others = [...certificates, ...trusted]
  for (const one of certificates)
    if (one !== authority && !(await vouchedFor(one, others))) throw new Unreadable('a certificate in it is not signed')
  const { problem: imprint, ...said } = info
  const proper =
    cms.namesSigner === true &&
    authority.purposesCritical &&
    authority.purposes?.length === 1 &&
    authority.purposes[0] === timeStamping &&
    said.time >= authority.notBefore &&
    said.time <= authority.notAfter
  const problem = ((): CheckedStamp['problem'] => {
    if (cms.verdict === 'broken') return 'signature'
    if (!proper) return 'certificate'
    return cms.verdict === 'unknown' ? 'weak' : imprint
  })()
  return { ...said, problem, authority, trusted: await leadsTo(authority, trusted, certificates, said.time) }
}

/** A certificate that is only carried along: somebody in the message signed it, or it itself did. */
async function vouchedFor(certificate: ReadCertificate, others: readonly ReadCertificate[]): Promise<boolean> {
  if (others.some((one) => one !== certificate && one.sha256 === certificate.sha256)) return true
  for (const one of others) if (same(one.subject, certificate.issuer) && (await signedBy(certificate, one))) return true
  return false
}

/** TimeStampResp (RFC 3161 2.4.2) with a stamp in it, or the token. */
function tokenIn(answer: Uint8Array): Uint8Array {
  const [first, token, ...more] = inside(readDer(answer), 0x30)
  if (first?.tag === 0x06) return answer
  if (first?.tag !== 0x30 || token === undefined || more.length > 0) throw new Unreadable('not a time-stamp')
  const [status, ...words] = inside(first)
  if (status?.tag !== 0x02 || status.content.length !== 1 || (status.content[0] ?? 9) > 1 || words.length > 0)
    throw new Unreadable('an answer without a stamp')
  return token.whole
}

async function readInfo(
  content: Uint8Array,
  document: Uint8Array
): Promise<Pick<CheckedStamp, 'time' | 'serial' | 'policy'> & { readonly problem: 'imprint' | 'weak' | null }> {
  const walk = new Walk(inside(readDer(content), 0x30))
  if (hexOf(walk.take(0x02).content) !== '01') throw new Unreadable('a time-stamp of another version')
  const policy = oidOf(walk.take(0x06))
  const imprint = new Walk(inside(walk.take(0x30)))
  const hash = hashOf(imprint.take(0x30))
  const hashed = imprint.take(0x04).content
  imprint.end()
  const serial = hexOf(walk.take(0x02).content)
  const time = timeOf(walk.take(0x18))
  if (hash === null) return { time, serial, policy, problem: 'weak' }
  return { time, serial, policy, problem: same(hashed, await digest(hash, document)) ? null : 'imprint' }
}
