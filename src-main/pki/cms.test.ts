import { createHash, verify } from 'node:crypto'
import * as pkijs from 'pkijs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeyAlgorithmId, SignatureAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { certifiedKey, type CertifiedKey } from '../testing/certified-key.ts'
import { feed } from '../testing/mutations.ts'
import { opensslFolder, type OpensslFolder } from '../testing/openssl.ts'
import {
  attributeIds,
  cmsDigestFor,
  contentTypes,
  namesSigningCertificate,
  parseSignedData,
  signedAttributes,
  signingCertificateAttribute,
  signingTimeAttribute,
  signingTimeOf,
  verifySignedData,
  writeSignedData,
  type CmsSigner,
  type NewCmsSigner,
  type SignedData
} from './cms.ts'
import { parseCertificate } from './certificate.ts'
import { findExtension } from './extensions/decode.ts'
import { DerWriter } from './der/writer.ts'
import type { RequestAttribute } from './model.ts'
import { readPem, writePem } from './pem.ts'

const text = new TextEncoder().encode('Minutes of the ceremony\r\n')
const signingTime = Date.UTC(2026, 10, 20, 12)
const root = certifiedKey({ subject: 'CN=Root' })

const kinds: readonly (readonly [KeyAlgorithmId, SignatureAlgorithmId])[] = [
  ['P-256', 'ecdsa-sha256'],
  ['P-384', 'ecdsa-sha384'],
  ['P-521', 'ecdsa-sha512'],
  ['RSA-2048', 'rsa-pkcs1-sha256'],
  ['RSA-2048', 'rsa-pkcs1-sha512'],
  ['RSA-2048', 'rsa-pss-sha256'],
  ['Ed25519', 'ed25519']
]
const signers = new Map<SignatureAlgorithmId, CertifiedKey>(
  kinds.map(([algorithm, signatureAlgorithm], i) => [
    signatureAlgorithm,
    certifiedKey({ subject: `CN=signer ${i}`, algorithm, signatureAlgorithm, issuer: root, serial: `20${i}0` })
  ])
)
const signerOf = (algorithm: SignatureAlgorithmId): CertifiedKey => {
  const found = signers.get(algorithm)
  if (found === undefined) throw new TypeError(algorithm)
  return found
}

interface Change {
  readonly content?: Uint8Array
  readonly contentType?: string
  readonly more?: readonly RequestAttribute[]
  readonly byKeyId?: boolean
}

function signed(by: CertifiedKey, change: Change = {}): NewCmsSigner {
  const { certificate, signatureAlgorithm, key } = by
  const digest = createHash(cmsDigestFor(signatureAlgorithm))
    .update(change.content ?? text)
    .digest()
  const attributes = signedAttributes(
    change.contentType ?? contentTypes.data,
    digest,
    change.more ?? [signingTimeAttribute(signingTime), signingCertificateAttribute(certificate.der)]
  )
  const keyId = findExtension(certificate, 'subjectKeyIdentifier') ?? new Uint8Array()
  return {
    id: change.byKeyId === true ? { keyId } : { issuer: certificate.issuer.der, serial: certificate.serial },
    signatureAlgorithm,
    attributes,
    signature: key.sign(attributes, signatureAlgorithm)
  }
}

const ecdsa = signerOf('ecdsa-sha256')
const message = (change: Partial<Parameters<typeof writeSignedData>[0]> = {}): Uint8Array =>
  writeSignedData({
    contentType: contentTypes.data,
    content: text,
    signers: [signed(ecdsa)],
    certificates: [ecdsa.certificate.der],
    ...change
  })

/** The first signer with something else in it. */
const altered = (data: SignedData, change: Partial<CmsSigner>): SignedData => {
  const [first] = data.signers
  if (first === undefined) throw new TypeError('no signer')
  return { ...data, signers: [{ ...first, ...change }] }
}

let openssl: OpensslFolder
beforeAll(() => {
  openssl = opensslFolder()
  openssl.write('root.pem', writePem('CERTIFICATE', root.certificate.der))
  openssl.write('text', text)
})
afterAll(() => openssl.remove())

const opensslVerify = (...more: readonly string[]): string =>
  openssl.run(
    'cms',
    '-verify',
    '-inform',
    'DER',
    '-binary',
    '-in',
    'm.der',
    '-CAfile',
    'root.pem',
    '-purpose',
    'any',
    ...more
  )

describe('a message that we sign', () => {
  // OpenSSL learned Ed25519 in CMS with 3.2.
  const others = kinds.map(([, algorithm]) => algorithm).filter((algorithm) => algorithm !== 'ed25519')
  it.each(others)('with %s is verified by OpenSSL and by us', (algorithm) => {
    const by = signerOf(algorithm)
    const der = message({ signers: [signed(by)], certificates: [by.certificate.der] })
    openssl.write('m.der', der)
    expect(opensslVerify()).toBe(Buffer.from(text).toString('latin1'))
    const data = parseSignedData(der)
    const [found] = verifySignedData(data)
    expect(found?.certificate.subject.text).toBe(by.certificate.subject.text)
    expect(signingTimeOf(found?.signer.attributes ?? [])).toBe(signingTime)
    expect(namesSigningCertificate(found?.signer.attributes ?? [], by.certificate)).toBe(true)
    expect(namesSigningCertificate(found?.signer.attributes ?? [], root.certificate)).toBe(false)
  })

  it('is verified by pkijs', async () => {
    const info = pkijs.ContentInfo.fromBER(message())
    const data = new pkijs.SignedData({ schema: info.content })
    const trusted = [pkijs.Certificate.fromBER(root.certificate.der)]
    expect(await data.verify({ signer: 0, trustedCerts: trusted, checkChain: true })).toBe(true)
  })

  it('with Ed25519 digests with SHA-512 and signs the attributes themselves (RFC 8419 3.1)', () => {
    const by = signerOf('ed25519')
    const data = parseSignedData(message({ signers: [signed(by)], certificates: [by.certificate.der] }))
    const [found] = verifySignedData(data)
    expect(found?.signer.digest).toBe('sha512')
    const { attributesDer, signature } = found?.signer ?? {}
    const own = by.key.publicKey
    expect(own !== null && verify(null, attributesDer ?? text, own, signature ?? text)).toBe(true)
  })

  it('with ML-DSA is verified by us', () => {
    const by = certifiedKey({ subject: 'CN=later', algorithm: 'ML-DSA-44', issuer: root })
    const data = parseSignedData(message({ signers: [signed(by)], certificates: [by.certificate.der] }))
    expect(verifySignedData(data)[0]?.certificate.subject.text).toBe('CN=later')
  })

  it('detached, by key identifier and by several signers is verified by OpenSSL and by us', () => {
    const by = [ecdsa, signerOf('rsa-pss-sha256'), signerOf('ecdsa-sha384')]
    const der = message({
      content: null,
      signers: by.map((one, i) => signed(one, { byKeyId: i > 0 })),
      certificates: [root.certificate.der, ...by.map(({ certificate }) => certificate.der)]
    })
    openssl.write('m.der', der)
    expect(opensslVerify('-content', 'text')).toBe(Buffer.from(text).toString('latin1'))
    const data = parseSignedData(der)
    expect(verifySignedData(data, { content: text })).toHaveLength(3)
    expect(() => verifySignedData(data)).toThrow(/detached/)
    expect(() => verifySignedData(data, { content: new Uint8Array(3) })).toThrow(/its digest differs/)
  })

  it('of a type of its own needs signed attributes (RFC 5652 5.3)', () => {
    const bare: NewCmsSigner = { ...signed(ecdsa), attributes: null, signature: ecdsa.key.sign(text, 'ecdsa-sha256') }
    expect(() => message({ contentType: contentTypes.timeStampInfo, signers: [bare] })).toThrow(
      /needs signed attributes/
    )
    expect(verifySignedData(parseSignedData(message({ signers: [bare] })))).toHaveLength(1)
    const data = parseSignedData(message({ signers: [bare] }))
    expect(() => verifySignedData({ ...data, contentType: contentTypes.timeStampInfo })).toThrow(
      /attributes are missing/
    )
  })
})

describe('a message that OpenSSL signs', () => {
  const sign = (algorithm: string, ...more: readonly string[]): Uint8Array => {
    const key =
      algorithm === 'rsa'
        ? ['rsa:2048']
        : algorithm === 'ed25519'
          ? ['ed25519']
          : ['ec', '-pkeyopt', `ec_paramgen_curve:${algorithm}`]
    openssl.run('req', '-x509', '-newkey', ...key, '-nodes', '-subj', '/CN=other', '-keyout', 'k.pem', '-out', 'c.pem')
    openssl.run(
      'cms',
      '-sign',
      '-binary',
      '-in',
      'text',
      '-signer',
      'c.pem',
      '-inkey',
      'k.pem',
      '-outform',
      'DER',
      '-out',
      'o.der',
      ...more
    )
    return openssl.read('o.der')
  }
  const pss = ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32']

  it.each([
    ['rsa', ['-nodetach']],
    ['rsa', ['-nodetach', '-md', 'sha1']],
    ['rsa', ['-nodetach', '-keyid', '-md', 'sha512']],
    ['rsa', ['-nodetach', '-noattr']],
    ['rsa', ['-nodetach', '-md', 'sha256', ...pss]],
    ['P-256', ['-nodetach', '-cades']],
    ['P-384', ['-nodetach', '-md', 'sha384', '-stream']],
    ['P-256', []]
  ])('%s %j verifies, and not when the content is another', (algorithm, more) => {
    const data = parseSignedData(sign(algorithm, ...more))
    const content = data.content === null ? { content: text } : {}
    const [found] = verifySignedData(data, content)
    expect(found?.certificate.subject.text).toBe('CN=other')
    const other = Uint8Array.from(text, (octet, i) => (i === 3 ? octet ^ 1 : octet))
    const changed = data.content === null ? data : { ...data, content: other }
    expect(() => verifySignedData(changed, { content: other })).toThrow(/not valid/)
  })

  it('without certificates verifies with the certificate that is known from elsewhere', () => {
    const data = parseSignedData(sign('P-256', '-nodetach', '-nocerts'))
    expect(() => verifySignedData(data)).toThrow(/the certificate of the signer is not there/)
    const known = readPem(openssl.read('c.pem')).map(({ bytes }) => parseCertificate(bytes))
    expect(verifySignedData(data, { certificates: known })).toHaveLength(1)
  })
})

describe('a signature is refused', () => {
  const data = parseSignedData(message())

  it('without a signer, or with one whose certificate or signature is another', () => {
    expect(() => verifySignedData({ ...data, signers: [] })).toThrow(/no signer/)
    expect(() => verifySignedData(altered(data, { signature: new Uint8Array(70) }))).toThrow(/does not verify/)
    expect(() => verifySignedData({ ...data, certificates: [root.certificate] })).toThrow(/certificate of the signer/)
  })

  it('when content type or digest are missing, twice, or others (RFC 5652 11.1, 11.2)', () => {
    const typed = parseSignedData(message({ signers: [signed(ecdsa, { contentType: contentTypes.timeStampInfo })] }))
    expect(() => verifySignedData(typed)).toThrow(/content type is missing or another/)
    const twice = { oid: attributeIds.messageDigest, values: [new DerWriter().octets(new Uint8Array(32)).finish()] }
    expect(() => verifySignedData(parseSignedData(message({ signers: [signed(ecdsa, { more: [twice] })] })))).toThrow(
      /signed digest is missing/
    )
  })

  it('when content and signature are hashed in different ways (RFC 8933 3), or with a hash that is not known', () => {
    expect(() => verifySignedData(altered(data, { digest: 'sha512' }))).toThrow(/RFC 8933/)
    expect(() => verifySignedData(altered(data, { digest: null, digestOid: '1.2.3' }))).toThrow(/RFC 8933/)
    const { signatureAlgorithm } = data.signers[0] as CmsSigner
    const unknown = { ...signatureAlgorithm, id: null, oid: '1.2.3.4' }
    expect(() => verifySignedData(altered(data, { signatureAlgorithm: unknown }))).toThrow(/1\.2\.3\.4 is not known/)
  })

  it('as another kind of message, or as none', () => {
    expect(() => parseSignedData(new DerWriter().begin(0x30).oid(contentTypes.data).end().finish())).toThrow(
      /not a signed one/
    )
    expect(() => parseSignedData(new Uint8Array(5))).toThrow(/cannot be read/)
  })
})

it('100,000 altered messages give a value or a ChanceryError, and none of them verifies with other content', () => {
  const inputs = [message(), message({ signers: [signed(ecdsa, { byKeyId: true })] }), message({ content: null })]
  const outcome = feed(41, inputs, (bytes) => void parseSignedData(bytes))
  expect(outcome.refused).toBeGreaterThan(10_000)
  expect(outcome.accepted).toBeGreaterThan(100)
})

it('a message altered in any one octet verifies only where the octet is not signed', () => {
  const der = message({ certificates: [] })
  const known = { certificates: [ecdsa.certificate] }
  let stillValid = 0
  for (let at = 0; at < der.length; at++) {
    const bytes = Uint8Array.from(der)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    try {
      const data = parseSignedData(bytes)
      verifySignedData(data, known)
      stillValid++
      expect(data.content).toEqual(text)
    } catch (error) {
      expect(error).toHaveProperty('code')
    }
  }
  // Versions, and the list of hashes in front, which nothing depends on.
  expect(stillValid).toBeLessThan(20)
})
