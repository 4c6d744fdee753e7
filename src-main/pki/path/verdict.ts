import type { Certificate, CertificateList } from '../model.ts'

/** What one check of path validation said of one certificate. */
export interface PathStep {
  readonly certificate: Certificate
  readonly outcome: 'verified' | 'failed' | 'not-performed'
  /** Where the rule stands, e.g. `RFC 5280 6.1.3 (a)(1)`. */
  readonly clause: string
  readonly message: string
}

export interface PathVerdict {
  readonly valid: boolean
  /** From the certificate below the trust anchor down to the target; the best attempt where none is valid. */
  readonly path: readonly Certificate[]
  readonly steps: readonly PathStep[]
  readonly revocationChecked: boolean
  /** user-constrained-policy-set of RFC 5280 6.1.6; empty unless valid. */
  readonly policies: readonly string[]
}

/** What a path is validated against. */
export interface PathInput {
  readonly target: Certificate
  /** Trusted for their name and key; their own dates and extensions are not judged (RFC 5280 6.1). */
  readonly anchors: readonly Certificate[]
  /** Certificates that may stand between, and those of CRL signers, in any order. */
  readonly intermediates: readonly Certificate[]
  /** Moment of validation, Unix ms. */
  readonly at: number
  readonly revocation: 'require' | 'where-known' | 'none'
  readonly crls: readonly CertificateList[]
  /** user-initial-policy-set; null stands for any-policy. */
  readonly policies?: readonly string[] | null
  readonly requireExplicitPolicy?: boolean
  readonly inhibitPolicyMapping?: boolean
  readonly inhibitAnyPolicy?: boolean
}
