import { inside, oidOf, readDer, timeOf, Unreadable, Walk, type Der } from './der.ts'
import { hexOf, same, sha256 } from './octets.ts'
import { signatureHolds } from './signature.ts'

/** What the verifier needs of a certificate (RFC 5280 4.1). */
export interface ReadCertificate {
  readonly der: Uint8Array
  readonly sha256: string
  /** Content octets of the INTEGER, hex. */
  readonly serial: string
  /** Names as DER: they are compared octet by octet. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  /** The subject to read. */
  readonly name: string
  readonly notBefore: number
  readonly notAfter: number
  readonly spki: Uint8Array
  readonly keyId: Uint8Array | null
  readonly authority: boolean
  /** Object identifiers of the extended key usage; null without it. */
  readonly purposes: readonly string[] | null
  readonly purposesCritical: boolean
  readonly tbs: Uint8Array
  readonly algorithm: Der
  readonly signature: Uint8Array
}

const labels: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.5': 'serialNumber'
}

/** @throws Unreadable */
export async function readCertificate(der: Uint8Array): Promise<ReadCertificate> {
  const outer = new Walk(inside(readDer(der), 0x30))
  const tbs = outer.take(0x30)
  const algorithm = outer.take(0x30)
  const signature = bits(outer.take(0x03))
  outer.end()
  const walk = new Walk(inside(tbs))
  walk.optional(0xa0)
  const serial = hexOf(walk.take(0x02).content)
  if (!same(walk.take(0x30).whole, algorithm.whole)) throw new Unreadable('two signature algorithms that differ')
  const issuer = walk.take(0x30)
  const validity = new Walk(inside(walk.take(0x30)))
  const [notBefore, notAfter] = [timeOf(validity.any()), timeOf(validity.any())]
  validity.end()
  const subject = walk.take(0x30)
  const spki = walk.take(0x30)
  walk.optional(0x81)
  walk.optional(0x82)
  const extensions = walk.optional(0xa3)
  walk.end()
  return {
    ...extensionsOf(extensions),
    der,
    sha256: await sha256(der),
    serial,
    issuer: issuer.whole,
    subject: subject.whole,
    name: nameText(subject),
    notBefore,
    notAfter,
    spki: spki.whole,
    tbs: tbs.whole,
    algorithm,
    signature
  }
}

export function bits({ content }: Der): Uint8Array {
  if (content[0] !== 0) throw new Unreadable('a bit string that is not whole octets')
  return content.subarray(1)
}

function extensionsOf(
  field: Der | null
): Pick<ReadCertificate, 'keyId' | 'authority' | 'purposes' | 'purposesCritical'> {
  let keyId: Uint8Array | null = null
  let authority = false
  let purposes: string[] | null = null
  let purposesCritical = false
  for (const one of field === null ? [] : inside(readDer(field.content), 0x30)) {
    const walk = new Walk(inside(one, 0x30))
    const oid = oidOf(walk.take(0x06))
    const critical = walk.optional(0x01) !== null
    const value = walk.take(0x04).content
    walk.end()
    if (oid === '2.5.29.14') keyId = readDer(value).content
    if (oid === '2.5.29.19') authority = inside(readDer(value), 0x30)[0]?.tag === 0x01
    if (oid === '2.5.29.37') {
      purposes = inside(readDer(value), 0x30).map(oidOf)
      purposesCritical = critical
    }
  }
  return { keyId, authority, purposes, purposesCritical }
}

function nameText(name: Der): string {
  const parts = inside(name).flatMap((set) =>
    inside(set, 0x31).map((pair) => {
      const walk = new Walk(inside(pair, 0x30))
      const oid = oidOf(walk.take(0x06))
      const value = walk.any()
      const text =
        value.tag === 0x1e
          ? new TextDecoder('utf-16be').decode(value.content)
          : new TextDecoder(value.tag === 0x0c ? 'utf-8' : 'latin1').decode(value.content)
      return `${labels[oid] ?? oid}=${text}`
    })
  )
  return parts.length === 0 ? '(no name)' : parts.join(', ')
}

/** Longest path that is followed. */
const longest = 8

/**
 * Looks for a path from a certificate to one that is trusted: names and signatures, validity at a moment, and the mark of
 * an authority on each issuer (RFC 5280 6.1 without policies, name constraints and revocation: an auditor who needs those
 * has the certificates and the CRLs in the archive).
 */
export async function leadsTo(
  certificate: ReadCertificate,
  trusted: readonly ReadCertificate[],
  between: readonly ReadCertificate[],
  at: number,
  depth = 0
): Promise<boolean> {
  if (at < certificate.notBefore || at > certificate.notAfter) return false
  if (trusted.some((one) => one.sha256 === certificate.sha256)) return true
  if (depth >= longest) return false
  for (const issuer of [...trusted, ...between]) {
    if (issuer.sha256 === certificate.sha256 || !issuer.authority || !same(issuer.subject, certificate.issuer)) continue
    if (!(await signedBy(certificate, issuer))) continue
    if (await leadsTo(issuer, trusted, between, at, depth + 1)) return true
  }
  return false
}

/** @returns whether the key of one certificate signed the other */
export async function signedBy(certificate: ReadCertificate, issuer: ReadCertificate): Promise<boolean> {
  return (await signatureHolds(issuer.spki, certificate.algorithm, certificate.tbs, certificate.signature)) === 'holds'
}

/** Reads certificates in PEM or DER, as people have them in files. @throws Unreadable */
export async function certificatesIn(bytes: Uint8Array): Promise<readonly ReadCertificate[]> {
  if (bytes[0] === 0x30) return [await readCertificate(bytes)]
  const text = new TextDecoder('latin1').decode(bytes)
  const blocks = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)]
  if (blocks.length === 0) throw new Unreadable('no certificate in it')
  return Promise.all(
    blocks.map(([, base64 = '']) => {
      try {
        return readCertificate(Uint8Array.from(atob(base64.replace(/\s+/g, '')), (letter) => letter.charCodeAt(0)))
      } catch {
        throw new Unreadable('a certificate in it is not base64')
      }
    })
  )
}
