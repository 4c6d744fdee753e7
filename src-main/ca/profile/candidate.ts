import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { NameValue } from '../../../src-shared/model/name.ts'
import type { KeyUsageBit, ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Extension } from '../../pki/model.ts'
import type { Validity } from './resolve-validity.ts'

/** What a certificate will say, before it has a serial number and a signature. */
export interface CandidateCertificate {
  readonly subject: NameValue
  /** The same, DER. */
  readonly subjectDer: Uint8Array
  readonly subjectText: string
  readonly names: readonly GeneralName[]
  /** The alternative names joined by blanks, for lists and search. */
  readonly namesText: string
  readonly validity: Validity
  /** SubjectPublicKeyInfo, DER; always that of the request. */
  readonly publicKey: Uint8Array
  readonly subjectKeyId: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithmId
  readonly extensions: readonly Extension[]
  readonly certificateClass: ProfileContent['certificateClass']
  readonly publicTrust: ProfileContent['publicTrust']
  readonly isAuthority: boolean
  readonly pathLength: number | null
  readonly keyUsage: readonly KeyUsageBit[]
  readonly extendedKeyUsage: readonly string[]
}
