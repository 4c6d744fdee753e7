import { readCertificate, type ReadCertificate } from './certificate.ts'
import { inside, oidOf, readDer, timeOf, Unreadable, Walk, type Der } from './der.ts'
import { digest, hexOf, same } from './octets.ts'
import { hashOf, isKnownKey, signatureHolds, type Verdict } from './signature.ts'

const signedDataOid = '1.2.840.113549.1.7.2'
export const dataOid = '1.2.840.113549.1.7.1'
const attributes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47'
} as const

/** A SignedData with one signer (RFC 5652 5), read and verified. */
export interface CheckedCms {
  readonly verdict: Verdict
  readonly contentType: string
  /** null where the signature is detached. */
  readonly content: Uint8Array | null
  readonly signer: ReadCertificate
  /** Every certificate inside. */
  readonly certificates: readonly ReadCertificate[]
  /** What the signer says, Unix ms. */
  readonly signingTime: number | null
  /** Whether signed attributes name the certificate of the signer (RFC 5035 3, RFC 2634 5.4); null where they name none. */
  readonly namesSigner: boolean | null
}

/**
 * Verifies a signature in CMS. Nothing that the signature does not cover may be in it beside certificates: no unsigned
 * attributes, no CRLs, one signer.
 * @param detached what was signed, where the message does not carry it
 * @throws Unreadable where it is none, or has more in it
 */
export async function checkCms(cms: Uint8Array, detached: Uint8Array | null): Promise<CheckedCms> {
  const outer = new Walk(inside(readDer(cms), 0x30))
  if (oidOf(outer.take(0x06)) !== signedDataOid) throw new Unreadable('not a signed message')
  const explicit = outer.take(0xa0)
  outer.end()
  const walk = new Walk(inside(readDer(explicit.content), 0x30))
  const version = numberOf(walk.take(0x02))
  const digests = inside(walk.take(0x31))
  const encapsulated = new Walk(inside(walk.take(0x30)))
  const contentType = oidOf(encapsulated.take(0x06))
  const carried = encapsulated.optional(0xa0)
  encapsulated.end()
  const content = carried === null ? null : stringIn(carried)
  const certificates: ReadCertificate[] = []
  for (const one of inside(walk.optional(0xa0) ?? empty)) certificates.push(await readCertificate(one.whole))
  const [info, ...others] = inside(walk.take(0x31))
  walk.end()
  if (info === undefined || others.length > 0) throw new Unreadable('one signer expected')
  const signed = content ?? detached
  if (signed === null || (content !== null && detached !== null)) throw new Unreadable('what was signed is not there')
  const signer = await readSigner(info, certificates)
  // RFC 5652 5.1: 3 where the content is of a type of its own or the signer goes by key identifier.
  if (version !== (contentType === dataOid && signer.version === 1 ? 1 : 3)) throw new Unreadable('a wrong version')
  if (digests.length !== 1 || digests[0] === undefined || !same(digests[0].whole, signer.digest.whole))
    throw new Unreadable('a list of digests that is not that of its signer')
  const verdict = await signerHolds(signer, contentType, signed)
  const time = signer.attributes.get(attributes.signingTime)
  return {
    verdict,
    contentType,
    content,
    signer: signer.certificate,
    certificates,
    signingTime: time === undefined ? null : timeOf(time),
    namesSigner: await namesSigner(signer)
  }
}

const empty: Der = { tag: 0xa0, content: new Uint8Array(), whole: new Uint8Array() }

interface Signer {
  readonly version: number
  readonly certificate: ReadCertificate
  readonly digest: Der
  readonly attributes: ReadonlyMap<string, Der>
  readonly attributesDer: Uint8Array
  readonly algorithm: Der
  readonly signature: Uint8Array
}

async function readSigner(info: Der, certificates: readonly ReadCertificate[]): Promise<Signer> {
  const walk = new Walk(inside(info, 0x30))
  const version = numberOf(walk.take(0x02))
  const byKey = version === 3 ? walk.take(0x80) : null
  const bySerial = byKey === null ? new Walk(inside(walk.take(0x30))) : null
  if (version !== 1 && version !== 3) throw new Unreadable('a wrong version of a signer')
  const [issuer, serial] = bySerial === null ? [] : [bySerial.take(0x30), bySerial.take(0x02)]
  bySerial?.end()
  const digestAlgorithm = walk.take(0x30)
  const set = walk.optional(0xa0)
  const algorithm = walk.take(0x30)
  const signature = walk.take(0x04).content
  walk.end()
  const certificate = certificates.find((one) =>
    byKey === null
      ? issuer !== undefined &&
        serial !== undefined &&
        same(one.issuer, issuer.whole) &&
        one.serial === hexOf(serial.content)
      : one.keyId !== null && same(one.keyId, byKey.content)
  )
  if (certificate === undefined) throw new Unreadable('the certificate of its signer is not in it')
  if (set === null) throw new Unreadable('no signed attributes')
  return {
    version,
    certificate,
    digest: digestAlgorithm,
    attributes: attributesOf(set),
    // RFC 5652 5.4: signed as SET OF, not under the tag that it has in the message.
    attributesDer: Uint8Array.from([0x31, ...set.whole.subarray(1)]),
    algorithm,
    signature
  }
}

function attributesOf(set: Der): ReadonlyMap<string, Der> {
  const found = new Map<string, Der>()
  for (const one of inside(set)) {
    const walk = new Walk(inside(one, 0x30))
    const oid = oidOf(walk.take(0x06))
    const values = inside(walk.take(0x31))
    walk.end()
    const [value] = values
    if (value === undefined || values.length > 1 || found.has(oid))
      throw new Unreadable('an attribute that is there twice')
    found.set(oid, value)
  }
  return found
}

async function signerHolds(signer: Signer, contentType: string, content: Uint8Array): Promise<Verdict> {
  const hash = hashOf(signer.digest)
  if (hash === null) return isKnownKey(signer.certificate.spki) ? 'broken' : 'unknown'
  const type = signer.attributes.get(attributes.contentType)
  const message = signer.attributes.get(attributes.messageDigest)
  if (type === undefined || message?.tag !== 0x04) return 'broken'
  if (oidOf(type) !== contentType || !same(message.content, await digest(hash, content))) return 'broken'
  return signatureHolds(signer.certificate.spki, signer.algorithm, signer.attributesDer, signer.signature, hash)
}

async function namesSigner(signer: Signer): Promise<boolean | null> {
  const newer = signer.attributes.get(attributes.signingCertificateV2)
  const older = signer.attributes.get(attributes.signingCertificate)
  const checks: boolean[] = []
  for (const [value, fallback] of [
    [newer, 'SHA-256'],
    [older, 'SHA-1']
  ] as const) {
    if (value === undefined) continue
    const first = inside(inside(value, 0x30)[0] ?? empty, 0x30)[0] ?? empty
    const walk = new Walk(inside(first, 0x30))
    const named = fallback === 'SHA-256' ? walk.optional(0x30) : null
    const hash = named === null ? fallback : hashOf(named)
    const expected = walk.take(0x04).content
    checks.push(hash !== null && same(expected, await digest(hash, signer.certificate.der)))
  }
  return checks.length === 0 ? null : checks.every(Boolean)
}

function numberOf({ content }: Der): number {
  if (content.length !== 1 || (content[0] ?? 0) >= 0x80) throw new Unreadable('a number that does not belong here')
  return content[0] ?? 0
}

function stringIn({ content }: Der): Uint8Array {
  const string = readDer(content)
  if (string.tag !== 0x04) throw new Unreadable('content that is no octet string')
  return string.content
}
