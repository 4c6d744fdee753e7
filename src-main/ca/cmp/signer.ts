import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { contextConstructed } from '../../pki/der/tags.ts'
import { encode } from '../../pki/der/writer.ts'
import { keyIdSha1 } from '../../pki/spki.ts'
import { getCmpCertificateNow } from '../../store/cmp.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { chainOf, endsInRoot } from '../certificates/chain.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import type { CmpSigner } from './memory.ts'

/** Signers kept ready; far more than there are services. */
const MAX_KEPT = 100

/** @returns who signs the answers of a service; null where it has no certificate that is valid now */
export function cmpSignerOf(ca: CaContext, serviceId: number): CmpSigner | null {
  const from = reader(ca.store)
  const row = getCmpCertificateNow(from, serviceId, ca.clock.now())
  if (row === undefined) return null
  const { signers } = ca.memory.cmp
  const known = signers.get(row.id)
  if (known !== undefined) return known
  const algorithm = getKey(from, row.keyId)?.algorithm ?? ''
  if (!isKeyAlgorithmId(algorithm)) return null
  const certificate = requireParsed(from, row.certificateId)
  const signer: CmpSigner = {
    keyId: row.keyId,
    certificate,
    signatureAlgorithm: keyAlgorithms[algorithm].defaultSignature,
    sender: directoryName(certificate.subject.der),
    keyIdentifier: findExtension(certificate, 'subjectKeyIdentifier') ?? keyIdSha1(certificate.publicKey),
    chain: withoutRoot(ca, certificate)
  }
  if (signers.size >= MAX_KEPT) signers.clear()
  signers.set(row.id, signer)
  return signer
}

/** @returns a certificate and those above it without the root, DER */
export function withoutRoot(ca: CaContext, certificate: CmpSigner['certificate']): readonly Uint8Array[] {
  const chain = chainOf(reader(ca.store), certificate)
  return (chain.length > 1 && endsInRoot(chain) ? chain.slice(0, -1) : chain).map((member) => member.certificate.der)
}

/** @returns a Name (DER) as GeneralName, octet for octet */
export function directoryName(name: Uint8Array): Uint8Array {
  return encode(contextConstructed(4), (writer) => writer.raw(name), name.length + 8)
}
