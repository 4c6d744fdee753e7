import { z } from 'zod'
import { revocationReason } from './revocation.ts'
import { unixMs } from './scalars.ts'
import { sha256Hex } from './transcript.ts'

/** The first words of every bundle; another number is another form. */
export const bundleFormat = 'chancery-bundle/1'

/** Bytes of the largest bundle: in base64 it is as long as the largest object that an operation takes. */
export const MAX_BUNDLE = 768 * 1024

/** Items in one bundle. */
export const MOST_ITEMS = 400

const bytes = z.base64().min(4)
const line = z.string().max(500)
const decimal = z.string().regex(/^\d{1,48}$/)
const serial = z.string().regex(/^(?:[0-9a-f]{2}){1,20}$/)
/** Names an item within its bundle. */
const itemId = z.string().regex(/^[a-z]{1,12}-\d{1,4}$/)

/** An installation: its number, what people call it, and SHA-256 of the SubjectPublicKeyInfo of its air-gap key. */
export const bundleParty = z.strictObject({
  installation: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().min(1).max(100),
  fingerprint: sha256Hex
})
export type BundleParty = z.infer<typeof bundleParty>

/** Somebody agreed before the bundle left. */
export const bundleApproval = z.strictObject({ by: z.string().max(200), at: unixMs, words: line })

/** What an on-line installation asks of the root; `root` is SHA-256 of its SubjectPublicKeyInfo, null for the only one there. */
export const requestItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('csr'),
    item: itemId,
    root: sha256Hex.nullable(),
    purpose: z.enum(['subordinate', 'ocsp-responder']),
    subject: z.string().max(4000),
    /** PKCS#10, DER. */
    csr: bytes,
    /** SHA-256 of the CSR: what is read aloud on both sides. */
    sha256: sha256Hex,
    /** Which kind of certificate is wished, in the words of the asking side. */
    profile: z.string().max(100),
    validity: z.string().max(40),
    reason: line,
    approvals: z.array(bundleApproval).max(20)
  }),
  z.strictObject({
    kind: z.literal('revocation'),
    item: itemId,
    root: sha256Hex,
    serial,
    subject: z.string().max(4000),
    reason: revocationReason,
    revokedAt: unixMs,
    invalidityAt: unixMs.nullable(),
    approvals: z.array(bundleApproval).max(20)
  }),
  z.strictObject({
    kind: z.literal('crl-series'),
    item: itemId,
    root: sha256Hex.nullable(),
    count: z.number().int().min(1).max(60),
    /** From one release to the next; null takes the life less the overlap. */
    every: z.string().max(40).nullable(),
    /** Day of the first; null for the day on which it is signed. */
    from: unixMs.nullable(),
    reason: line
  })
])
export type RequestItem = z.infer<typeof requestItem>

/** What the off-line side hands over. */
export const answerItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('root'),
    root: sha256Hex,
    name: z.string().min(1).max(100),
    /** The present certificate of the root, DER. */
    certificate: bytes,
    /** How long its CRLs are good, and how long before their end the next is made. */
    crlLife: z.string().max(40),
    crlOverlap: z.string().max(40),
    crlAddresses: z.array(z.string().max(2000)).max(10),
    lastCrl: decimal,
    /** Everything that the root has issued to authorities and services, DER. */
    issued: z.array(bytes).max(200)
  }),
  z.strictObject({
    kind: z.literal('certificate'),
    /** The item of the request that it answers. */
    item: itemId,
    root: sha256Hex,
    certificate: bytes
  }),
  z.strictObject({
    kind: z.literal('crl'),
    root: sha256Hex,
    number: decimal,
    /** Its thisUpdate: it is released then and not before. */
    release: unixMs,
    nextUpdate: unixMs,
    sha256: sha256Hex,
    crl: bytes
  }),
  z.strictObject({ kind: z.literal('revoked'), item: itemId, root: sha256Hex, serial, revokedAt: unixMs }),
  z.strictObject({ kind: z.literal('declined'), item: itemId, reason: line })
])
export type AnswerItem = z.infer<typeof answerItem>

const head = {
  format: z.literal(bundleFormat),
  /** 1, 2, 3 … from this sender to this recipient. */
  number: z.number().int().positive(),
  sender: bundleParty,
  recipient: bundleParty,
  created: unixMs,
  note: line
}

/** What is signed: canonical JSON (sorted members, no blanks, UTF-8) inside a CMS SignedData. */
export const bundleContent = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('request'), items: z.array(requestItem).max(MOST_ITEMS) }),
  z.strictObject({
    ...head,
    kind: z.literal('answer'),
    /** The request bundle, by number and SHA-256 of its file; null where nobody asked. */
    inReplyTo: z.strictObject({ number: z.number().int().positive(), sha256: sha256Hex }).nullable(),
    items: z.array(answerItem).max(MOST_ITEMS)
  })
])
export type BundleContent = z.infer<typeof bundleContent>
export type RequestBundle = Extract<BundleContent, { kind: 'request' }>
export type AnswerBundle = Extract<BundleContent, { kind: 'answer' }>

/** What two installations exchange once, before the first bundle: read it aloud on both sides. */
export const peerCard = z.strictObject({
  format: z.literal('chancery-peer/1'),
  installation: bundleParty.shape.installation,
  name: bundleParty.shape.name,
  /** SubjectPublicKeyInfo of the air-gap key, DER. */
  publicKey: z.base64().min(40).max(8000)
})
export type PeerCard = z.infer<typeof peerCard>

/** What the off-line root must do, and the instance that mirrors it must see to. */
export const dutyKinds = [
  'next-crl',
  'crl-series',
  'revocation',
  'certificate-waiting',
  'subordinate-renewal',
  'ocsp-responder',
  'root-renewal',
  'algorithm'
] as const
export type DutyKind = (typeof dutyKinds)[number]
export const dutyKind = z.enum(dutyKinds)
