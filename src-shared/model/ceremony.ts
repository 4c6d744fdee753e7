import { z } from 'zod'
import { durationText } from './duration.ts'
import { keyUsageBit, policyInformation } from './profile.ts'
import { sha256Hex } from './transcript.ts'
import { webAddress } from './scalars.ts'

/** Bytes of the largest script; a long run book has a tenth of it. */
export const largestScript = 256 * 1024

/** Names of roles, steps and variables, as they stand in a script and in the transcript. */
const word = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z][a-zA-Z0-9-]*$/, 'Begin with a small letter; go on with letters, digits and dashes.')

const line = z.string().trim().min(1).max(300)
/** Read aloud or shown; may hold `${variable}`. */
const prose = z.string().trim().min(1).max(5000)
/** A value that may hold `${variable}`; judged by its own rule once the variables are known. */
const value = z.string().min(1).max(4000)

/** Who takes part, as the requirements for public authorities and the auditors of ceremonies tell them apart. */
export const ceremonyRoleKinds = [
  'administrator',
  'operator',
  'key-holder',
  'witness-internal',
  'witness-external',
  'auditor'
] as const
export type CeremonyRoleKind = (typeof ceremonyRoleKinds)[number]

const role = z.strictObject({
  id: word,
  kind: z.enum(ceremonyRoleKinds),
  title: line.optional(),
  /** How many people hold the role; each of them signs off. */
  persons: z.number().int().min(1).max(12).default(1),
  /** SHA-256 of certificates with which people of this role may sign off by their own key; any that the opening notes where left out. */
  certificates: z.array(sha256Hex).max(12).optional()
})
export type CeremonyRole = z.infer<typeof role>

const variable = z.strictObject({
  name: word,
  title: line,
  default: z.string().max(4000).optional(),
  /** A regular expression that the whole value has to fit. */
  pattern: z.string().max(500).optional(),
  /** The value may differ between rehearsal and real run: a token's label, the serial number of a bag. */
  local: z.boolean().default(false)
})

export const hostCheckNames = [
  'network-down',
  'clock-confirmed',
  'software-digest',
  'disk-encryption',
  'other-users',
  'screen-lock',
  'entropy',
  'tamper-bags'
] as const

const hostCheck = z.strictObject({
  check: z.enum(hostCheckNames),
  /** `stop`: the ceremony does not begin where it fails. `record`: the finding is noted and the ceremony goes on. */
  otherwise: z.enum(['stop', 'record']).default('stop'),
  /** For the software: the digest that was agreed. */
  expect: value.optional()
})

const common = {
  id: word,
  title: line,
  /** Read aloud before the step. */
  say: prose.optional(),
  /** Roles whose people sign the step off; the script's own list where left out. */
  signOff: z.array(word).max(12).optional(),
  /** What has to come out, by the name of a fact of the step's result. */
  expect: z.record(z.string().max(60), value).optional()
}

const authorityContent = {
  validity: durationText.optional(),
  pathLength: z.number().int().min(0).max(100).nullable().optional(),
  signatureAlgorithm: value.optional(),
  keyUsage: z.array(keyUsageBit).optional(),
  policies: z.array(policyInformation).max(20).optional()
}

/** One kind of step each. */
export const ceremonyStep = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('read') }),
  z.strictObject({
    ...common,
    kind: z.literal('confirm'),
    question: prose,
    /** What may be answered; any line of text where left out. */
    answers: z.array(line).min(1).max(10).optional()
  }),
  z.strictObject({ ...common, kind: z.literal('record-bag'), what: line.default('tamper-evident bag') }),
  z.strictObject({
    ...common,
    kind: z.literal('photograph'),
    what: line,
    least: z.number().int().min(1).max(50).default(1)
  }),
  z.strictObject({
    ...common,
    kind: z.literal('generate-key'),
    label: value,
    algorithm: value,
    /** The token that makes it; the vault where left out, or for the word `vault`. */
    token: value.optional()
  }),
  z.strictObject({
    ...common,
    kind: z.literal('create-root'),
    name: value,
    subject: value,
    /** The step that made the key. */
    key: word,
    ...authorityContent,
    crlAddress: z.array(webAddress).max(10).optional(),
    crl: z
      .strictObject({
        life: durationText.optional(),
        overlap: durationText.optional(),
        /** Signs CRLs by itself while its key is at hand; what is not in a script is not signed where left out. */
        automatic: z.boolean().default(false)
      })
      .prefault({})
  }),
  z.strictObject({
    ...common,
    kind: z.literal('sign-subordinate'),
    issuer: value,
    /** The name in the certificate; that of the CSR has to be the same. */
    subject: value,
    ...authorityContent
  }),
  z.strictObject({
    ...common,
    kind: z.literal('issue-crl'),
    authority: value,
    /** More than one signs a series ahead, each for its day. */
    count: z.number().int().min(1).max(60).default(1),
    every: durationText.optional()
  }),
  z.strictObject({
    ...common,
    kind: z.literal('export'),
    what: z.enum(['certificate', 'chain', 'public-key', 'crl']),
    /** The step that made it; for `chain` and `certificate` also the name of an authority. */
    of: value,
    format: z.enum(['pem', 'der']).default('pem')
  }),
  z.strictObject({
    ...common,
    kind: z.literal('destroy-key'),
    /** An authority, which is retired, or a key without one by its label. */
    authority: value.optional(),
    label: value.optional(),
    token: value.optional()
  }),
  z.strictObject({
    ...common,
    kind: z.literal('duplicate-key'),
    authority: value,
    /** Where the key goes from the vault. */
    tokens: z.array(value).min(1).max(5),
    label: value
  }),
  z.strictObject({
    ...common,
    kind: z.literal('compare-digest'),
    /** The step whose result is compared. */
    of: word,
    fact: z.string().max(60).default('sha256'),
    /** What it has to be; typed from paper where left out. */
    against: value.optional()
  }),
  z.strictObject({
    ...common,
    kind: z.literal('drill'),
    what: z.enum(['audit-chain', 'open-keys', 'test-crl']),
    /** For `test-crl`. */
    authority: value.optional()
  }),
  z.strictObject({
    ...common,
    kind: z.literal('branch'),
    /** Left out: always. */
    if: z.strictObject({ step: word, fact: z.string().max(60).default('answer'), is: value }).optional(),
    /** A step, or `end`. */
    goto: word,
    else: word.optional()
  })
])
export type CeremonyStep = z.infer<typeof ceremonyStep>
export type CeremonyStepKind = CeremonyStep['kind']

/** A ceremony, as people agree on it before: who takes part, what is checked, what is done and who signs what off. */
export const ceremonyScript = z.strictObject({
  format: z.literal('chancery-ceremony-script/1'),
  title: line,
  description: prose.optional(),
  rules: z
    .strictObject({
      /** The real run wants a closed rehearsal of the same bytes. */
      rehearsal: z.enum(['required', 'optional']).default('required'),
      /** Longest age of that rehearsal. */
      rehearsalWithin: durationText.default('90d')
    })
    .prefault({}),
  roles: z.array(role).min(1).max(20),
  /** Roles that sign off each step that names none. */
  signOff: z.array(word).max(12).default([]),
  variables: z.array(variable).max(60).default([]),
  hostChecks: z.array(hostCheck).max(hostCheckNames.length).default([]),
  steps: z.array(ceremonyStep).min(1).max(300)
})
export type CeremonyScript = z.infer<typeof ceremonyScript>

/** What each kind of step does, for people. */
export const stepKindLabels: Readonly<Record<CeremonyStepKind, string>> = {
  read: 'Read aloud',
  confirm: 'Confirm',
  'record-bag': 'Note a bag',
  photograph: 'Photograph',
  'generate-key': 'Generate a key',
  'create-root': 'Create a root',
  'sign-subordinate': 'Sign a subordinate',
  'issue-crl': 'Sign CRLs',
  export: 'Export',
  'destroy-key': 'Destroy a key',
  'duplicate-key': 'Duplicate a key',
  'compare-digest': 'Compare a digest',
  drill: 'Drill',
  branch: 'Go to'
}

/** A person who holds a role in one ceremony. */
export const ceremonyParticipant = z.strictObject({
  role: word,
  person: z.string().trim().min(1).max(120),
  /** Signs off with the passphrase of this operator's account. */
  account: z.string().min(1).max(100).optional(),
  /** PEM; signs off with the key of this certificate. */
  certificate: z.string().min(1).max(16_384).optional()
})
export type CeremonyParticipant = z.infer<typeof ceremonyParticipant>
