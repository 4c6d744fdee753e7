import type { Reason } from '../../../src-shared/errors.ts'
import { parseCertReqMsg, verifyPossession } from '../../pki/crmf.ts'
import { parseCsr } from '../../pki/csr.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { verifySignatureInPool } from '../../pki/verify.ts'
import { getCertificate } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import type { IssuanceRequest } from '../issue/request.ts'

const because = (rule: string, message: string): readonly Reason[] => [{ where: 'proofOfPossession', rule, message }]

/**
 * Who asks holds the private key: the request signs itself (RFC 2986, RFC 4211), the key lies in the vault, a
 * registration authority that the channel trusts has verified it, or a certificate of ours for the same key proves it from before.
 */
export async function possessionProven(
  reader: Reader,
  request: Pick<IssuanceRequest, 'proofOfPossession' | 'publicKey'>,
  spkiSha256: string
): Promise<readonly Reason[]> {
  const proof = request.proofOfPossession
  switch (proof.kind) {
    case 'csr': {
      const csr = parseCsr(proof.der)
      if (!sameBytes(csr.publicKey.der, request.publicKey))
        return because('possession.key', 'The CSR holds another public key than the request.')
      return (await verifySignatureInPool(csr.publicKey, csr.signatureAlgorithm, csr.info, csr.signature))
        ? []
        : because(
            'possession.signature',
            'The signature of the CSR does not verify with its own public key. Make the CSR again; it was damaged or not signed by the holder of the key.'
          )
    }
    case 'key-held': {
      const key = getKey(reader, proof.keyId)
      const held = key !== undefined && key.destroyedAt === null && key.spkiSha256 === spkiSha256
      return held ? [] : because('possession.key', 'The vault does not hold the private key of this request.')
    }
    case 'crmf': {
      const message = parseCertReqMsg(proof.der)
      const { publicKey } = message.template
      if (publicKey === null || !sameBytes(publicKey.der, request.publicKey))
        return because('possession.key', 'The certificate request holds another public key.')
      const problem = await verifyPossession(message)
      return problem === null ? [] : because('possession.signature', problem)
    }
    case 'verified-before':
    case 'vouched':
      return []
    case 'previous': {
      const previous = getCertificate(reader, proof.certificateId)
      return previous?.spkiSha256 === spkiSha256
        ? []
        : because('possession.key', 'The earlier certificate is not for the key of this request.')
    }
  }
}
