import { ChanceryError } from '../../../src-shared/errors.ts'
import { signatureAlgorithms, type HashName, type SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { signatureAlgorithmDer } from '../algorithm-identifier.ts'
import { integerContent } from '../der/integer.ts'
import { context, contextConstructed, INTEGER, SEQUENCE, SET } from '../der/tags.ts'
import { DerWriter, setOfOrder } from '../der/writer.ts'
import { writeAttribute } from '../extensions/directory-attributes.ts'
import { writeHashAlgorithm } from '../hash-algorithm.ts'
import { contentTypes, type NewCmsSigner, type SignedDataFields } from './model.ts'
import { rsaEncryption } from './verify.ts'

/**
 * @returns the hash with which a CMS signer digests the content: that of its signature (RFC 8933 3), SHA-512 for Ed25519
 * (RFC 8419 3.1) and ML-DSA (RFC 9882 3.3).
 */
export function cmsDigestFor(algorithm: SignatureAlgorithmId): HashName {
  return signatureAlgorithms[algorithm].hash ?? 'sha512'
}

/**
 * Encodes a ContentInfo with SignedData (RFC 5652 5.1). Without signers it is the degenerate form; `writePkcs7` of
 * pkcs7.ts writes that for bundles.
 * @throws ChanceryError `invalid-input` for a signature without signed attributes over content of another type than data
 * (RFC 5652 5.3).
 */
export function writeSignedData(fields: SignedDataFields): Uint8Array {
  const { contentType, content, signers, certificates, crls = [] } = fields
  if (contentType !== contentTypes.data && signers.some(({ attributes }) => attributes === null))
    throw new ChanceryError(
      'invalid-input',
      'A signature over content of a type of its own needs signed attributes (RFC 5652 5.3).'
    )
  const size = [...certificates, ...crls].reduce((sum, { length }) => sum + length, 1024 + (content?.length ?? 0))
  const writer = new DerWriter(size).begin(SEQUENCE).oid(contentTypes.signedData).begin(contextConstructed(0))
  writer.begin(SEQUENCE).integer(versionOf(fields))
  writeDigests(writer, signers)
  writer.begin(SEQUENCE).oid(contentType)
  if (content !== null) writer.begin(contextConstructed(0)).octets(content).end()
  writer.end()
  for (const [number, elements] of [certificates, crls].entries()) {
    if (elements.length > 0) writeSet(writer, contextConstructed(number), elements)
  }
  writeSet(writer, SET, signers.map(encodeSigner))
  return writer.end().end().end().finish()
}

/** RFC 5652 5.1. */
function versionOf({ contentType, signers }: SignedDataFields): number {
  return contentType !== contentTypes.data || signers.some(({ id }) => 'keyId' in id) ? 3 : 1
}

function writeDigests(writer: DerWriter, signers: readonly NewCmsSigner[]): void {
  const digests = new Set(signers.map(({ signatureAlgorithm }) => cmsDigestFor(signatureAlgorithm)))
  const encoded = [...digests].map((digest) => {
    const one = new DerWriter(24)
    writeHashAlgorithm(one, digest, 'absent')
    return one.finish()
  })
  writeSet(writer, SET, encoded)
}

function writeSet(writer: DerWriter, tag: number, elements: readonly Uint8Array[]): void {
  writer.begin(tag)
  for (const element of elements.length > 1 ? setOfOrder(elements) : elements) writer.raw(element)
  writer.end()
}

function encodeSigner(signer: NewCmsSigner): Uint8Array {
  const { id, signatureAlgorithm, attributes, signature, unsignedAttributes = [] } = signer
  const writer = new DerWriter(512 + signature.length).begin(SEQUENCE)
  if ('keyId' in id) writer.integer(3).octets(id.keyId, context(0))
  else {
    writer.integer(1).begin(SEQUENCE).raw(id.issuer)
    writer.element(INTEGER, integerContent(id.serial)).end()
  }
  writeHashAlgorithm(writer, cmsDigestFor(signatureAlgorithm), 'absent')
  if (attributes !== null) writer.octet(contextConstructed(0)).raw(attributes.subarray(1))
  writeSignatureAlgorithm(writer, signatureAlgorithm)
  writer.octets(signature)
  if (unsignedAttributes.length > 0) {
    const encoded = unsignedAttributes.map((attribute) => {
      const one = new DerWriter(256)
      writeAttribute(one, attribute)
      return one.finish()
    })
    writeSet(writer, contextConstructed(1), encoded)
  }
  return writer.end().take()
}

/** RSA PKCS#1 v1.5 goes by rsaEncryption, which every implementation must understand (RFC 3370 3.2). */
function writeSignatureAlgorithm(writer: DerWriter, algorithm: SignatureAlgorithmId): void {
  const { keyKind, parameters } = signatureAlgorithms[algorithm]
  if (keyKind === 'rsa' && parameters === 'null') writer.begin(SEQUENCE).oid(rsaEncryption).null().end()
  else writer.raw(signatureAlgorithmDer(algorithm))
}
