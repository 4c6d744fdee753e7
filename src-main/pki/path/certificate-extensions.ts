import { ChanceryError } from '../../../src-shared/errors.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import type { KeyUsageBit } from '../../../src-shared/model/profile.ts'
import { decodeExtension } from '../extensions/decode.ts'
import type {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  DistributionPoint,
  NameConstraints,
  PolicyConstraints,
  PolicyMapping
} from '../model.ts'

/** The extensions of one certificate that path validation looks at; null where absent. */
export interface PathExtensions {
  basicConstraints: BasicConstraints | null
  keyUsage: readonly KeyUsageBit[] | null
  subjectAltName: readonly GeneralName[]
  policies: readonly string[] | null
  policyMappings: readonly PolicyMapping[]
  policyConstraints: PolicyConstraints | null
  inhibitAnyPolicy: number | null
  nameConstraints: NameConstraints | null
  authorityKeyIdentifier: AuthorityKeyIdentifier | null
  subjectKeyIdentifier: Uint8Array | null
  crlDistributionPoints: readonly DistributionPoint[]
  freshestCrl: readonly DistributionPoint[]
  /** What is wrong with an extension that does not decode; such a certificate is never part of a valid path. */
  malformed: string | null
}

/** Extensions that may be critical because path validation, or the user of the key, acts on them (RFC 5280 4.2). */
export const knownCritical: ReadonlySet<string> = new Set([
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.37',
  '2.5.29.54'
])

const cache = new WeakMap<Certificate, PathExtensions>()

/** @returns the decoded extensions; decoded once for each parsed certificate. */
export function readExtensions(certificate: Certificate): PathExtensions {
  const known = cache.get(certificate)
  if (known !== undefined) return known
  const found = decodeAll(certificate)
  cache.set(certificate, found)
  return found
}

function decodeAll(certificate: Certificate): PathExtensions {
  const found: PathExtensions = {
    basicConstraints: null,
    keyUsage: null,
    subjectAltName: [],
    policies: null,
    policyMappings: [],
    policyConstraints: null,
    inhibitAnyPolicy: null,
    nameConstraints: null,
    authorityKeyIdentifier: null,
    subjectKeyIdentifier: null,
    crlDistributionPoints: [],
    freshestCrl: [],
    malformed: null
  }
  for (const extension of certificate.extensions) {
    try {
      const decoded = decodeExtension(extension)
      switch (decoded.kind) {
        case 'basicConstraints':
          found.basicConstraints = decoded.value
          break
        case 'keyUsage':
          found.keyUsage = decoded.value
          break
        case 'subjectAltName':
          found.subjectAltName = decoded.value
          break
        case 'certificatePolicies':
          found.policies = decoded.value.map((policy) => policy.oid)
          break
        case 'policyMappings':
          found.policyMappings = decoded.value
          break
        case 'policyConstraints':
          found.policyConstraints = decoded.value
          break
        case 'inhibitAnyPolicy':
          found.inhibitAnyPolicy = decoded.value
          break
        case 'nameConstraints':
          found.nameConstraints = decoded.value
          break
        case 'authorityKeyIdentifier':
          found.authorityKeyIdentifier = decoded.value
          break
        case 'subjectKeyIdentifier':
          found.subjectKeyIdentifier = decoded.value
          break
        case 'crlDistributionPoints':
          found.crlDistributionPoints = decoded.value
          break
        case 'freshestCrl':
          found.freshestCrl = decoded.value
          break
        default:
          break
      }
    } catch (error) {
      if (!(error instanceof ChanceryError)) throw error
      found.malformed ??= error.message
    }
  }
  return found
}
