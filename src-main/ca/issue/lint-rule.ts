import type { Severity } from '../../../src-shared/model/lint.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { Certificate, DecodedExtension } from '../../pki/model.ts'
import type { CertificateClass } from '../../store/certificates.ts'

/** What a rule may know beside the certificate. */
export interface LintContext {
  /** Certificate of the issuer; absent for one that signs itself and where it is not known. */
  readonly issuer?: Certificate
  readonly publicTrust: ProfileContent['publicTrust']
  readonly certificateClass: CertificateClass
}

/** A certificate as rules look at it: decoded once, shared by all of them. */
export interface LintFacts {
  readonly certificate: Certificate
  readonly context: LintContext
  /** @returns the decoded extension; undefined where it is absent or breaks its syntax. */
  readonly decoded: (oid: string) => DecodedExtension | undefined
  /** @returns whether the extension is there and breaks its syntax. */
  readonly unreadable: (oid: string) => boolean
}

/** One rule of the field; one file each under `lints/`. */
export interface LintRule {
  /** Stable, e.g. `rfc5280.serial-positive`. */
  readonly id: string
  readonly severity: Severity
  /** Where it stands, e.g. `RFC 5280 4.1.2.2`. */
  readonly clause: string
  /** What it wants, in a sentence. */
  readonly meaning: string
  /** Dotted path of the profile field that causes a finding, where one does. */
  readonly profileField: string | null
  /** Left out: the rule speaks of every certificate. */
  readonly appliesTo?: (facts: LintFacts) => boolean
  /** @returns what this certificate has instead, in a sentence; several where several places break the rule; null when it is kept. */
  readonly check: (facts: LintFacts) => string | readonly string[] | null
}
