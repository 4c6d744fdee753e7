import { z } from 'zod'
import {
  authorityOrigin,
  authoritySettings,
  authoritySettingsPatch,
  authorityState,
  newAuthoritySettings
} from '../model/authority.ts'
import { certificateRow, certificateState } from '../model/certificate.ts'
import { durationText } from '../model/duration.ts'
import { generalSubtree, keyUsageBit, policyInformation } from '../model/profile.ts'
import { encodedObject, objectName, ref, unixMs } from '../model/scalars.ts'
import { done, fromFile, nothing, producedFile, secretField } from './shapes.ts'
import { keyPlace } from '../model/service-key.ts'
import { operation } from './operation.ts'

export const authorityRow = z.object({
  id: z.number().int(),
  name: z.string(),
  kind: z.enum(['root', 'subordinate']),
  state: authorityState,
  subject: z.string(),
  issuerId: z.number().int().nullable(),
  issuerName: z.string().nullable(),
  keyAlgorithm: z.string(),
  /** `software`, `destroyed`, the address of a token, or `elsewhere` for the mirror of a root that is kept off line. */
  keyLocation: z.string(),
  notBefore: unixMs.nullable(),
  notAfter: unixMs.nullable(),
  certificateId: z.number().int().nullable(),
  /** How the present certificate stands: a revoked or expired one makes everything below it invalid for verifiers. */
  certificateState: certificateState.nullable().optional(),
  certificates: z.object({
    active: z.number().int(),
    revoked: z.number().int(),
    suspended: z.number().int(),
    expired: z.number().int()
  }),
  latestCrl: z
    .object({ id: z.number().int(), number: z.string(), thisUpdate: unixMs, nextUpdate: unixMs, overdue: z.boolean() })
    .nullable(),
  createdAt: unixMs
})
export type AuthorityRow = z.infer<typeof authorityRow>

export const authorityView = authorityRow.extend({
  settings: authoritySettings,
  /** The CRL profile that it follows; null where its CRL settings are its own. */
  crlProfile: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  origin: authorityOrigin,
  keyId: z.number().int().nullable(),
  /** Tokens that hold the key; none for a key in the vault. */
  keyPlaces: z.array(keyPlace),
  pathLength: z.number().int().nullable(),
  /** When the next of its CRLs that were signed ahead is released by itself; null where none waits. */
  nextRelease: unixMs.nullable(),
  /** PEM of the CSR while the authority awaits its certificate. */
  csr: z.string().nullable(),
  chain: z.array(
    z.object({
      subject: z.string(),
      notAfter: unixMs,
      fingerprint: z.string(),
      certificateId: z.number().int().nullable()
    })
  ),
  earlierCertificates: z.array(certificateRow),
  profiles: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** Addresses that new certificates will carry, after defaults were filled in. */
  effectiveAddresses: z.object({
    crl: z.array(z.string()),
    issuer: z.array(z.string()),
    ocsp: z.array(z.string()),
    cps: z.string().nullable()
  }),
  version: z.number().int()
})
export type AuthorityView = z.infer<typeof authorityView>

const certificateContent = {
  /** RFC 4514 text, e.g. `CN=Example Root,O=Example`. */
  subject: z.string().min(1).max(4000),
  key: z.string().min(1).max(40).default('P-256').meta({
    help: 'Key algorithm: RSA-2048, RSA-3072, RSA-4096, P-256, P-384, P-521, Ed25519, ML-DSA-44, ML-DSA-65 or ML-DSA-87.'
  }),
  validity: durationText.optional().meta({ help: 'Default: 20y for a root, else 10y.' }),
  notAfter: unixMs.optional(),
  pathLength: z.coerce.number().int().min(0).max(100).nullable().optional(),
  signatureAlgorithm: z.string().max(40).optional(),
  keyUsage: z.array(keyUsageBit).optional(),
  policies: z.array(policyInformation).max(20).optional(),
  permittedNames: z.array(generalSubtree).max(200).optional(),
  excludedNames: z.array(generalSubtree).max(200).optional()
}

export const authorityOperations = {
  'authority.list': operation({
    summary: 'Lists the authorities',
    access: 'authority.read',
    effect: 'read',
    input: nothing,
    output: z.object({ authorities: z.array(authorityRow) })
  }),
  'authority.show': operation({
    summary: 'Shows one authority',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ authority: ref }),
    output: z.object({ authority: authorityView })
  }),
  'authority.create': operation({
    summary: 'Makes a root, an authority under one of yours, or a CSR for an outside signer',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({
      name: objectName,
      ...certificateContent,
      token: z
        .string()
        .min(1)
        .max(1000)
        .optional()
        .meta({ help: 'Label, serial number or PKCS#11 URI of the token that holds the key, or is to make it.' }),
      keyLabel: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .meta({ help: 'Label of the key on the token; made where there is none. Default: the name.' }),
      pin: z.string().min(1).max(256).optional().meta(secretField),
      issuer: ref.optional().meta({ help: 'Authority of yours that signs; without it a root is made.' }),
      csrOnly: z.boolean().default(false).meta({ help: 'Make the key and a CSR for an outside signer.' }),
      crlAddress: z.array(z.string().max(2000)).max(10).optional(),
      crlProfile: ref
        .optional()
        .meta({ help: 'CRL profile to follow: its settings take the place of those of the authority.' }),
      settings: newAuthoritySettings.prefault({})
    }),
    output: z.object({ authority: authorityView })
  }),
  'authority.install': operation({
    summary: 'Takes the certificate, with its chain, that an outside signer made from the CSR of this authority',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({
      authority: ref,
      certificate: encodedObject.meta(fromFile),
      trustChain: z
        .boolean()
        .default(false)
        .meta({ help: 'Confirms that the root at the end of the chain was checked by fingerprint.' })
    }),
    output: z.object({ authority: authorityView })
  }),
  'authority.import': operation({
    summary: 'Takes over an authority from a PKCS#12 file, or from PEM with key, certificate and chain',
    access: 'authority.create',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      file: encodedObject.meta({ ...fromFile, secret: true }),
      passphrase: z.string().max(1024).optional().meta(secretField),
      crlNumber: z
        .string()
        .regex(/^\d{1,48}$/)
        .optional()
        .meta({ help: 'Last CRL number used elsewhere; ours continue above it.' }),
      crl: encodedObject
        .optional()
        .meta({ ...fromFile, help: 'Last complete CRL: its entries stand on ours, and its number goes on.' }),
      note: z.string().max(500).default(''),
      crlProfile: ref
        .optional()
        .meta({ help: 'CRL profile to follow: its settings take the place of those of the authority.' }),
      settings: newAuthoritySettings.prefault({})
    }),
    output: z.object({
      authority: authorityView,
      /** What was taken over from the last CRL. */
      carriedOver: z.object({ number: z.string().nullable(), thisUpdate: unixMs, entries: z.number().int() }).nullable()
    })
  }),
  'authority.renew': operation({
    summary: 'Gives the authority a new certificate for its present key',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({ authority: ref, validity: durationText.optional() }),
    output: z.object({ authority: authorityView })
  }),
  'authority.ask-renewal': operation({
    summary: 'Makes a CSR for the present key of an authority whose certificate an outside signer made',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({ authority: ref }),
    output: z.object({ authority: authorityView })
  }),
  'authority.update': operation({
    summary: 'Changes name or settings of an authority',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({
      authority: ref,
      name: objectName.optional(),
      settings: authoritySettingsPatch.optional(),
      crlProfile: ref
        .optional()
        .meta({ help: 'CRL profile to follow: its settings take the place of those of the authority.' }),
      ownCrls: z
        .boolean()
        .optional()
        .meta({ help: 'Stops following a CRL profile: the authority keeps the settings as its own.' }),
      version: z.number().int().optional()
    }),
    output: z.object({ authority: authorityView })
  }),
  'authority.set-key-online': operation({
    summary: 'Takes the key of an authority off line, or brings it back',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({ authority: ref, online: z.boolean() }),
    output: z.object({ authority: authorityView })
  }),
  'authority.retire': operation({
    summary: 'Ends issuing by an authority; it still signs CRLs for what it issued',
    access: 'authority.retire',
    effect: 'write',
    final: 'The authority never issues again.',
    input: z.strictObject({ authority: ref, comment: z.string().max(1000).default('') }),
    output: z.object({ authority: authorityView })
  }),
  'authority.destroy': operation({
    summary: 'Destroys the private key of a retired authority; certificates and CRLs stay readable',
    access: 'authority.destroy',
    effect: 'write',
    input: z.strictObject({
      authority: ref,
      confirmName: z.string().max(200),
      comment: z.string().max(1000).default('')
    }),
    output: z.object({ authority: authorityView })
  }),
  'authority.export-csr': operation({
    summary: 'Writes the CSR of an authority that awaits its certificate',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ authority: ref }),
    output: z.object({ file: producedFile })
  }),
  'authority.export-chain': operation({
    summary: 'Writes the certificate of an authority and its chain',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({
      authority: ref,
      format: z.enum(['pem', 'chain-pem', 'pkcs7', 'der']).default('chain-pem')
    }),
    output: z.object({ file: producedFile })
  }),
  'authority.delete-draft': operation({
    summary: 'Removes an authority that never had a certificate',
    access: 'authority.create',
    effect: 'write',
    final:
      'A certificate that comes later for its CSR cannot be used: a key in the vault is destroyed, one on a token stays there.',
    input: z.strictObject({ authority: ref }),
    output: done
  })
}
