import type { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  defaultSignatureAlgorithm,
  isSignatureAlgorithmId,
  signatureAllowed,
  type KeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../../src-shared/model/algorithm.ts'
import {
  keyUsageBits,
  type generalSubtree,
  type policyInformation,
  type KeyUsageBit,
  type ProfileContent
} from '../../../src-shared/model/profile.ts'
import { requireName } from '../../../src-shared/model/name.ts'
import type { GeneralName } from '../../../src-shared/model/general-name.ts'
import { formatName } from '../../../src-shared/model/name-text.ts'
import { tryDecode } from '../../pki/describe/certificate.ts'
import type { Certificate, GeneralSubtree, Name, PolicyInformation } from '../../pki/model.ts'
import { nameFromText } from '../../pki/name.ts'

type ShownSubtree = z.infer<typeof generalSubtree>
type ShownPolicy = z.infer<typeof policyInformation>

/** What an operator says of the certificate of a new authority. */
export interface AuthorityContent {
  readonly validity: string
  readonly notAfter?: number | undefined
  readonly pathLength?: number | null | undefined
  readonly signatureAlgorithm?: string | undefined
  readonly keyUsage?: readonly KeyUsageBit[] | undefined
  readonly policies?: readonly ShownPolicy[] | undefined
  readonly permittedNames?: readonly ShownSubtree[] | undefined
  readonly excludedNames?: readonly ShownSubtree[] | undefined
}

/** @returns the name in the text. @throws ChanceryError `malformed`, `invalid-input` where it breaks a rule of names or is empty */
export function authorityName(text: string): Name {
  const name = nameFromText(text)
  // RFC 5280 4.1.2.6: an authority has a name, or nothing could point to it.
  if (name.isEmpty)
    throw new ChanceryError(
      'invalid-input',
      'An authority needs a subject name, for example CN=Example Root,O=Example.'
    )
  requireName(name.value)
  return name
}

/** @returns the fields that take the place of those of the built-in profile. @throws ChanceryError `invalid-input` */
export function contentFor(wanted: AuthorityContent): Partial<ProfileContent> {
  const { keyUsage, policies } = wanted
  if (keyUsage !== undefined) requireSigningUsage(keyUsage)
  const permitted = [...(wanted.permittedNames ?? [])]
  const excluded = [...(wanted.excludedNames ?? [])]
  return {
    validity:
      wanted.notAfter === undefined
        ? { kind: 'duration', duration: wanted.validity }
        : { kind: 'until', notAfter: wanted.notAfter },
    basicConstraints: { critical: true, authority: true, pathLength: wanted.pathLength ?? null },
    ...(keyUsage === undefined
      ? {}
      : { keyUsage: { critical: true, bits: keyUsageBits.filter((bit) => keyUsage.includes(bit)) } }),
    ...(policies === undefined || policies.length === 0 ? {} : { policies: { critical: false, list: [...policies] } }),
    ...(permitted.length + excluded.length === 0 ? {} : { nameConstraints: { critical: true, permitted, excluded } }),
    ...(wanted.signatureAlgorithm === undefined ? {} : { signatureAlgorithm: wanted.signatureAlgorithm })
  }
}

/** @returns the chosen algorithm where it goes with the key, else the one that suits the key */
export function signatureFor(chosen: string | null | undefined, key: KeyAlgorithmId): SignatureAlgorithmId {
  const fits =
    chosen !== null && chosen !== undefined && isSignatureAlgorithmId(chosen) && signatureAllowed(chosen, key)
  return fits ? chosen : defaultSignatureAlgorithm(key)
}

/** @throws ChanceryError `invalid-input` where a signature algorithm is unknown or does not go with the key */
export function requireSignatureFits(algorithm: string | null | undefined, key: KeyAlgorithmId): void {
  if (algorithm === null || algorithm === undefined) return
  if (isSignatureAlgorithmId(algorithm) && signatureAllowed(algorithm, key)) return
  throw new ChanceryError('invalid-input', `${algorithm} is not a signature algorithm for a ${key} key.`)
}

function requireSigningUsage(bits: readonly KeyUsageBit[]): void {
  const missing = (['keyCertSign', 'cRLSign'] as const).filter((bit) => !bits.includes(bit))
  if (missing.length > 0) {
    throw new ChanceryError(
      'invalid-input',
      `The key usage of an authority must have keyCertSign and cRLSign (RFC 5280 4.2.1.3); ${missing.join(' and ')} is missing.`
    )
  }
}

/**
 * What the present certificate of an authority says, for the next one: the same path length, usages, policies and
 * constraints.
 * @throws ChanceryError `refused-by-policy` where it has something that cannot be carried over without loss
 */
export function contentOfCertificate(certificate: Certificate): Omit<AuthorityContent, 'validity'> {
  const basic = tryDecode(certificate, '2.5.29.19')
  const usage = tryDecode(certificate, '2.5.29.15')
  const policies = tryDecode(certificate, '2.5.29.32')
  const constraints = tryDecode(certificate, '2.5.29.30')
  return {
    pathLength: basic?.kind === 'basicConstraints' ? basic.value.pathLength : null,
    ...(usage?.kind === 'keyUsage' ? { keyUsage: usage.value } : {}),
    ...(policies?.kind === 'certificatePolicies' ? { policies: policies.value.map(shownPolicy) } : {}),
    ...(constraints?.kind === 'nameConstraints'
      ? {
          permittedNames: constraints.value.permitted.map(shownSubtree),
          excludedNames: constraints.value.excluded.map(shownSubtree)
        }
      : {})
  }
}

function shownPolicy(policy: PolicyInformation): ShownPolicy {
  let cpsUri: string | null = null
  let userNotice: string | null = null
  for (const qualifier of policy.qualifiers) {
    if (qualifier.kind === 'cps' && cpsUri === null) cpsUri = qualifier.uri
    else if (qualifier.kind === 'userNotice' && userNotice === null && qualifier.organization === null)
      userNotice = qualifier.text
    else throw notCarried(`the qualifiers of the policy ${policy.oid}`)
  }
  return { oid: policy.oid, cpsUri, userNotice }
}

function shownSubtree({ base, minimum, maximum }: GeneralSubtree): ShownSubtree {
  if (minimum !== 0 || maximum !== null) throw notCarried('a name constraint with levels')
  return {
    type: subtreeType(base),
    value: base.kind === 'directory' ? formatName(base.value) : 'value' in base ? String(base.value) : ''
  }
}

function subtreeType(base: GeneralName): ShownSubtree['type'] {
  if (
    base.kind === 'dns' ||
    base.kind === 'email' ||
    base.kind === 'uri' ||
    base.kind === 'ip' ||
    base.kind === 'directory' ||
    base.kind === 'upn'
  )
    return base.kind
  throw notCarried(`a name constraint of the kind ${base.kind}`)
}

function notCarried(what: string): ChanceryError {
  return new ChanceryError(
    'refused-by-policy',
    `The present certificate has ${what}, which cannot be carried over to a new one here. Make the new certificate where the present one was made.`
  )
}
