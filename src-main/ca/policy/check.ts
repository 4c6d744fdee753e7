import type { Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { ModulusBlocklist } from '../../pki/weak-keys/blocklist.ts'
import type { PublicKeyInfo } from '../../pki/model.ts'
import type { Reader } from '../../store/connection.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import type { IssuanceRequest } from '../issue/request.ts'
import type { CandidateCertificate } from '../profile/candidate.ts'

/** What every check looks at. */
export interface CheckInput {
  readonly reader: Reader
  readonly request: IssuanceRequest
  readonly content: ProfileContent
  readonly issuer: Issuer
  /** The authority signs itself. */
  readonly selfSigned: boolean
  readonly candidate: CandidateCertificate
  readonly publicKey: PublicKeyInfo
  readonly spkiSha256: string
  readonly now: number
  /** False where there is no key yet and another stands in for it. */
  readonly provePossession: boolean
  /** RSA keys that the world can make again; null where no list is kept. */
  readonly blocklist: ModulusBlocklist | null
}

/** What a check says: reasons against, and what people should know. */
export interface CheckResult {
  readonly reasons: readonly Reason[]
  readonly findings: readonly Finding[]
}

/** @returns a result of reasons only. */
export function refusals(reasons: readonly Reason[]): CheckResult {
  return { reasons, findings: [] }
}
