import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import {
  cmsDigestFor,
  contentTypes,
  signedAttributes,
  signingCertificateAttribute,
  signingTimeAttribute,
  writeSignedData
} from '../../pki/cms.ts'
import { buildTimeStampRequest, parseTimeStampResponse } from '../../pki/tsp.ts'
import type { ArchiveSigner, CeremonyArchiveInput } from './input.ts'

/**
 * Signs bytes as a detached CMS (RFC 5652 5) with the certificate of the signer and no other: every octet of it is then
 * covered by the signature or by the digest of the certificate in the manifest.
 * @param at Unix ms, for the signingTime attribute
 */
export async function signDetached(
  content: Uint8Array,
  signer: Pick<ArchiveSigner, 'certificate' | 'algorithm' | 'makeSignature'>,
  at: number
): Promise<Uint8Array> {
  const certificate = parseCertificate(signer.certificate)
  const attributes = signedAttributes(contentTypes.data, hash(cmsDigestFor(signer.algorithm), content, 'buffer'), [
    signingTimeAttribute(at),
    signingCertificateAttribute(signer.certificate)
  ])
  return writeSignedData({
    contentType: contentTypes.data,
    content: null,
    signers: [
      {
        id: { issuer: certificate.issuer.der, serial: certificate.serial },
        signatureAlgorithm: signer.algorithm,
        attributes,
        signature: await signer.makeSignature(attributes)
      }
    ],
    certificates: [signer.certificate]
  })
}

/**
 * Asks for a time-stamp over bytes.
 * @returns TimeStampResp, DER. @throws ChanceryError `bad-signature` where the authority gave none; what `ask` throws
 */
export async function stampBytes(
  content: Uint8Array,
  ask: NonNullable<CeremonyArchiveInput['stamp']>,
  nonce?: string
): Promise<Uint8Array> {
  const request = buildTimeStampRequest({
    hash: 'sha256',
    hashed: hash('sha256', content, 'buffer'),
    certificateWanted: true,
    ...(nonce === undefined ? {} : { nonce })
  })
  const answer = await ask(request)
  const { token, texts } = parseTimeStampResponse(answer)
  if (token !== null) return answer
  throw new ChanceryError(
    'bad-signature',
    `The time-stamp authority gave no stamp: ${texts.join(' ') || 'without a reason'}`
  )
}
