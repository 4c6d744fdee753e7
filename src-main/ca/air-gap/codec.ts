import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { defaultSignatureAlgorithm, isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { bundleContent, MAX_BUNDLE, type BundleContent } from '../../../src-shared/model/bundle.ts'
import {
  cmsDigestFor,
  contentTypes,
  parseSignedData,
  signedAttributes,
  signingTimeAttribute,
  verifySignerKey,
  writeSignedData
} from '../../pki/cms.ts'
import { bytesOfHex, hexOf, sameBytes } from '../../pki/der/hex.ts'
import { base64Bytes } from '../../pki/pem.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { canonicalJson } from '../../store/canonical-json.ts'
import type { CaContext } from '../context.ts'
import { signBundle } from '../sign.ts'
import type { Identity } from './identity.ts'
import { refusal } from './refusal.ts'

/** A bundle that can be read; nothing is said yet about whom it comes from. */
export interface ReadBundle {
  readonly der: Uint8Array
  /** Of the file. */
  readonly sha256: string
  readonly content: BundleContent
  /** SHA-256 of the key that is said to have signed. */
  readonly signedBy: string
  /** @throws ChanceryError `bad-signature` where this key did not sign */
  verify(spki: Uint8Array): void
}

/** Signs a bundle with the air-gap key. @returns SignedData (RFC 5652 5), DER. @throws ChanceryError `locked`, `too-large` */
export async function sealBundle(
  ca: CaContext,
  { key }: Identity,
  content: BundleContent,
  signal?: AbortSignal
): Promise<Uint8Array> {
  if (!isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', 'The air-gap key is stored with an unknown algorithm.')
  const bytes = new Uint8Array(Buffer.from(canonicalJson(bundleContent.parse(content)), 'utf8'))
  const signatureAlgorithm = defaultSignatureAlgorithm(key.algorithm)
  const digest = createHash(cmsDigestFor(signatureAlgorithm)).update(bytes).digest()
  const attributes = signedAttributes(contentTypes.data, digest, [signingTimeAttribute(content.created)])
  const signature = await signBundle(ca, { keyId: key.id, attributes, signatureAlgorithm }, signal)
  const der = writeSignedData({
    contentType: contentTypes.data,
    content: bytes,
    certificates: [],
    signers: [{ id: { keyId: bytesOfHex(key.spkiSha256) }, signatureAlgorithm, attributes, signature }]
  })
  if (der.length > MAX_BUNDLE)
    throw new ChanceryError(
      'too-large',
      `The bundle would have ${der.length} bytes; the largest has ${MAX_BUNDLE}. Sign fewer CRLs in one visit.`
    )
  return der
}

/** @returns the bytes of a bundle as an operation gets them. @throws ChanceryError `malformed` */
export function bundleBytes(text: string): Uint8Array {
  const bytes = base64Bytes(text)
  if (bytes === null || bytes.length === 0) throw refusal('bundle.form', 'bundle', 'The file is no bundle of Chancery.')
  return bytes
}

/**
 * Reads a bundle. Its form must be the one that `sealBundle` writes, bit for bit, so that nothing in the file is without
 * the protection of the signature.
 * @throws ChanceryError `malformed` (cut off, or no bundle), `too-large`, `bad-signature`
 */
export function readBundle(der: Uint8Array): ReadBundle {
  if (der.length > MAX_BUNDLE)
    throw new ChanceryError('too-large', `The file has ${der.length} bytes; a bundle has at most ${MAX_BUNDLE}.`)
  requireWhole(der)
  const data = readForm(() => parseSignedData(der))
  const [signer] = data.signers
  if (signer === undefined || data.signers.length !== 1 || signer.id.kind !== 'key-id' || data.content === null)
    throw notABundle('it is signed in another way')
  const { content: bytes } = data
  const { keyId } = signer.id
  if (
    signer.attributesDer === null ||
    signer.signatureAlgorithm.id === null ||
    data.contentType !== contentTypes.data ||
    !sameBytes(
      der,
      writeSignedData({
        contentType: contentTypes.data,
        content: bytes,
        certificates: [],
        signers: [
          {
            id: { keyId },
            signatureAlgorithm: signer.signatureAlgorithm.id,
            attributes: signer.attributesDer,
            signature: signer.signature
          }
        ]
      })
    )
  )
    throw notABundle('it is not written as Chancery writes one')
  const content = readContent(bytes)
  return {
    der,
    sha256: createHash('sha256').update(der).digest('hex'),
    content,
    signedBy: hexOf(keyId),
    verify: (spki) => {
      try {
        verifySignerKey(signer, contentTypes.data, bytes, parsePublicKeyInfo(spki))
      } catch (error) {
        if (!(error instanceof ChanceryError)) throw error
        throw refusal(
          'bundle.signature',
          'bundle',
          `The signature of the bundle does not verify with the key of ${content.sender.name}. The file was changed, or damaged on the way.`
        )
      }
    }
  }
}

function readContent(bytes: Uint8Array): BundleContent {
  const text = Buffer.from(bytes).toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw notABundle('its content is not JSON')
  }
  const parsed = bundleContent.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw notABundle(`${issue?.path.join('.') ?? 'its content'} is not as it should be (${issue?.message ?? ''})`)
  }
  // One value has one form: no member twice, no blanks, no other order.
  if (!sameBytes(Buffer.from(canonicalJson(parsed.data), 'utf8'), bytes))
    throw notABundle('its content is not canonical JSON')
  return parsed.data
}

/** The outermost length (X.690 8.1.3) tells how long the file must be, whatever else is wrong with it. */
function requireWhole(der: Uint8Array): void {
  const [tag, first = 0] = der
  const octets = first < 0x80 ? 0 : first & 0x7f
  if (tag !== 0x30 || octets > 4 || first === 0x80) throw notABundle('it does not begin as one')
  if (der.length < 2 + octets) throw cutOff(2 + octets, der.length)
  let length = octets === 0 ? first : 0
  for (let at = 0; at < octets; at++) length = length * 256 + (der[2 + at] ?? 0)
  const whole = 2 + octets + length
  if (whole > der.length) throw cutOff(whole, der.length)
  if (whole < der.length) throw notABundle(`${der.length - whole} bytes follow after its end`)
}

function cutOff(whole: number, there: number): ChanceryError {
  return refusal(
    'bundle.truncated',
    'bundle',
    `The file is cut off: the bundle has ${whole} bytes and only ${there} are there. Copy it again from where it was made.`
  )
}

function notABundle(why: string): ChanceryError {
  return refusal('bundle.form', 'bundle', `The file is no bundle of Chancery: ${why}.`)
}

function readForm<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof ChanceryError && error.code !== 'internal') throw notABundle(error.message)
    throw error
  }
}
