import type { KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { AuthoritySettings } from '../../../src-shared/model/authority.ts'
import type { Certificate, PublicKeyInfo } from '../../pki/model.ts'
import type { NameConstraintState } from '../../pki/name-constraints.ts'
import type { AuthorityRow } from '../../store/authorities.ts'
import type { Validity } from '../profile/resolve-validity.ts'

/** An authority as the door needs it: parsed once, used as long as its row stays as it is. */
export interface Issuer {
  readonly row: AuthorityRow
  readonly settings: AuthoritySettings
  /** Null while a root has not yet signed itself. */
  readonly certificate: Certificate | null
  readonly keyId: number
  readonly keyAlgorithm: KeyAlgorithmId
  readonly publicKey: PublicKeyInfo
  readonly subjectDer: Uint8Array
  readonly subjectText: string
  readonly keyIdentifier: Uint8Array
  /** Null without a certificate. */
  readonly validity: Validity | null
  /** Of its own certificate and all above it. */
  readonly constraints: NameConstraintState
  readonly pathLength: number | null
}
