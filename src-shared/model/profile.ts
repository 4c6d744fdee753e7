import { z } from 'zod'
import { channel } from './channel.ts'
import { durationText } from './duration.ts'
import { base64, oid, objectName, unixMs, webAddress } from './scalars.ts'
import { alternativeNameType } from './subject-entry.ts'
import { proofRule } from './validation.ts'

/** Where a field's value comes from. `default` gives way to the request; `fixed` does not. */
export const valueSource = z.enum(['fixed', 'default', 'from-request'])

const pattern = z.string().max(500).meta({ help: 'Regular expression that the whole value must match.' })

export const attributeRule = z.strictObject({
  /** Short name (CN, O, C …) or dotted OID. */
  type: z.string().min(1).max(200),
  source: valueSource.default('from-request'),
  value: z.string().max(2000).nullable().default(null),
  required: z.boolean().default(false),
  pattern: pattern.nullable().default(null)
})
export type AttributeRule = z.infer<typeof attributeRule>

export const alternativeNameRule = z.strictObject({
  type: alternativeNameType,
  source: valueSource.default('from-request'),
  /** Values for `fixed` and `default`. */
  values: z.array(z.string().max(2000)).max(100).default([]),
  required: z.boolean().default(false),
  pattern: pattern.nullable().default(null),
  max: z.number().int().min(1).max(1000).default(100),
  /** For `dns`: whether `*.example.test` may be asked for. */
  wildcard: z.boolean().default(false)
})
export type AlternativeNameRule = z.infer<typeof alternativeNameRule>

/** Bits of KeyUsage, RFC 5280 4.2.1.3, in encoded order. */
export const keyUsageBits = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly'
] as const
export const keyUsageBit = z.enum(keyUsageBits)
export type KeyUsageBit = z.infer<typeof keyUsageBit>

export const policyInformation = z.strictObject({
  oid,
  cpsUri: webAddress.nullable().default(null),
  userNotice: z.string().max(200).nullable().default(null)
})

export const generalSubtree = z.strictObject({
  type: z.enum(['dns', 'email', 'uri', 'ip', 'directory', 'upn']),
  value: z.string().max(2000)
})

export const customExtension = z.strictObject({ oid, critical: z.boolean().default(false), der: base64 })

/** Everything a certificate profile says. One revision of a profile is one such value and never changes. */
export const profileContent = z.strictObject({
  description: z.string().max(2000).default(''),
  certificateClass: z.enum(['end-entity', 'authority', 'service']).default('end-entity'),
  publicTrust: z.enum(['none', 'tls', 'smime']).default('none'),

  subject: z
    .strictObject({
      attributes: z.array(attributeRule).max(50).default([]),
      /** What happens to an attribute that no rule speaks of. */
      others: z.enum(['refuse', 'drop']).default('drop'),
      mayBeEmpty: z.boolean().default(false),
      /** Takes the first DNS name or address as commonName when the request has none. */
      commonNameFromAlternativeName: z.boolean().default(false)
    })
    .prefault({}),

  alternativeNames: z
    .strictObject({
      rules: z.array(alternativeNameRule).max(20).default([]),
      others: z.enum(['refuse', 'drop']).default('refuse'),
      /** Adds a commonName that is a DNS name or address to the alternative names (BR 7.1.4.2.2). */
      includeCommonName: z.boolean().default(false),
      required: z.boolean().default(false),
      /** All DNS names of one certificate share one registrable domain. */
      singleRegistrableDomain: z.boolean().default(false)
    })
    .prefault({}),

  /** Ids of `model/algorithm.ts` that a subject key may have. */
  keyAlgorithms: z.array(z.string().max(40)).min(1).max(50),
  /** Id of `model/algorithm.ts`; null takes what suits the issuer's key. */
  signatureAlgorithm: z.string().max(40).nullable().default(null),

  keyUsage: z
    .strictObject({ critical: z.boolean().default(true), bits: z.array(keyUsageBit).default([]) })
    .nullable()
    .default(null),
  extendedKeyUsage: z
    .strictObject({ critical: z.boolean().default(false), oids: z.array(oid).max(50).default([]) })
    .nullable()
    .default(null),
  basicConstraints: z
    .strictObject({
      critical: z.boolean().default(true),
      authority: z.boolean().default(false),
      pathLength: z.number().int().min(0).max(100).nullable().default(null)
    })
    .nullable()
    .default(null),
  policies: z
    .strictObject({ critical: z.boolean().default(false), list: z.array(policyInformation).min(1).max(20) })
    .nullable()
    .default(null),
  nameConstraints: z
    .strictObject({
      critical: z.boolean().default(true),
      permitted: z.array(generalSubtree).max(200).default([]),
      excluded: z.array(generalSubtree).max(200).default([])
    })
    .nullable()
    .default(null),

  /** Switches for the pointers that relying parties follow; empty lists take the authority's own addresses. */
  pointers: z
    .strictObject({
      crl: z.boolean().default(true),
      crlAddresses: z.array(webAddress).max(10).default([]),
      issuer: z.boolean().default(true),
      issuerAddresses: z.array(webAddress).max(10).default([]),
      ocsp: z.boolean().default(true),
      ocspAddresses: z.array(webAddress).max(10).default([])
    })
    .prefault({}),
  ocspNoCheck: z.boolean().default(false),
  mustStaple: z.boolean().default(false),
  customExtensions: z.array(customExtension).max(50).default([]),
  /** OIDs of extensions that are copied from the request as they are; all others are dropped. */
  extensionsFromRequest: z.array(oid).max(50).default([]),

  validity: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('duration'), duration: durationText }),
      z.strictObject({ kind: z.literal('until'), notAfter: unixMs })
    ])
    .default({ kind: 'duration', duration: '1y' }),
  /** Longest span that a request or an approver may choose; null forbids choosing. */
  maximumValidity: durationText.nullable().default(null),
  /** How far notBefore lies before the moment of issuance. */
  backdate: durationText.default('5m'),
  atIssuerEnd: z.enum(['refuse', 'clip']).default('refuse'),

  channels: z.array(channel).default(['desk', 'cli']),
  /** Names of the roles that may ask; empty lets everyone ask who may submit requests. */
  requesterRoles: z.array(z.string().max(100)).max(50).default([]),
  approval: z.enum(['auto', 'one', 'two']).default('one'),
  /** Chancery may make the key and hand it over as PKCS#12. */
  keyByChancery: z.boolean().default(true),
  warnings: z.enum(['show', 'refuse']).default('show'),
  /** What must be proven of names before they are certified; nothing by default. */
  proof: proofRule.prefault({}),

  renewal: z
    .strictObject({
      renew: z.boolean().default(true),
      rekey: z.boolean().default(true),
      reissue: z.boolean().default(true),
      /** Only within this span before expiry; null allows it at any time. */
      window: durationText.nullable().default(null),
      revokeOld: z.boolean().default(false)
    })
    .prefault({})
})
export type ProfileContent = z.infer<typeof profileContent>

export const starterNames = [
  'tls-server',
  'tls-client',
  'tls-server-client',
  'smime',
  'code-signing',
  'document-signing',
  'device',
  'ipsec',
  'smart-card-logon',
  'domain-controller',
  'ocsp-responder',
  'time-stamp-authority',
  'subordinate-ca'
] as const
export const starterName = z.enum(starterNames)
export type StarterName = z.infer<typeof starterName>

export const profileState = z.enum(['enabled', 'disabled', 'archived'])
export const profileName = objectName
