import { z } from 'zod'
import { dutyKind } from '../model/bundle.ts'
import { durationText } from '../model/duration.ts'
import { encodedObject, id, objectName, ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done, fromFile, nothing, page, pageRequest, producedFile } from './shapes.ts'

/** An installation with its fingerprint in hexadecimal and as words to read aloud. */
const party = z.object({
  installation: z.string(),
  name: z.string(),
  fingerprint: z.string(),
  words: z.array(z.string())
})
export type AirGapParty = z.infer<typeof party>

export const airGapPeer = z.object({
  id: z.number().int(),
  ...party.shape,
  createdAt: unixMs,
  createdBy: z.string(),
  /** Numbers of the last bundles to and from it; 0 for none. */
  lastSent: z.number().int(),
  lastAccepted: z.number().int()
})
export type AirGapPeer = z.infer<typeof airGapPeer>

const reason = z.object({ where: z.string(), rule: z.string(), message: z.string() })

/** One item of a bundle, in the words of its kind; what does not go with the kind is null. */
export const bundleItemView = z.object({
  kind: z.enum(['csr', 'revocation', 'crl-series', 'root', 'certificate', 'crl', 'revoked', 'declined']),
  item: z.string().nullable(),
  /** Subject, name, or number. */
  about: z.string(),
  /** Name of the root, where it is known here; else its key's SHA-256. */
  root: z.string().nullable(),
  /** Day of release, of revocation, begin of validity. */
  from: unixMs.nullable(),
  until: unixMs.nullable(),
  count: z.number().int().nullable(),
  serial: z.string().nullable(),
  /** SHA-256 of the object. */
  sha256: z.string().nullable(),
  key: z.string().nullable(),
  validity: z.string().nullable(),
  reason: z.string().nullable(),
  approvals: z.array(z.object({ by: z.string(), at: unixMs, words: z.string() })),
  /** What became of it; null where it is not recorded. */
  state: z.enum(['open', 'done', 'declined']).nullable()
})
export type BundleItemView = z.infer<typeof bundleItemView>

const bundleHead = {
  kind: z.enum(['request', 'answer']),
  number: z.number().int(),
  sha256: z.string(),
  size: z.number().int(),
  created: unixMs,
  note: z.string()
}

/** A bundle as it lies there, before anything is taken from it. */
export const bundleInspection = z.object({
  ...bundleHead,
  sender: party,
  recipient: party,
  /** The peer that it comes from; null where it is unknown, and then the signature is not checked. */
  peer: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  inReplyTo: z.number().int().nullable(),
  items: z.array(bundleItemView),
  /** Whether it can be accepted, once the roots below are confirmed. */
  acceptable: z.boolean(),
  /** Why not. */
  reasons: z.array(reason),
  /** Roots that are not known here yet. */
  newRoots: z.array(z.object({ subject: z.string(), fingerprint: z.string(), words: z.array(z.string()) }))
})
export type BundleInspection = z.infer<typeof bundleInspection>

export const bundleRow = z.object({
  id: z.number().int(),
  ...bundleHead,
  direction: z.enum(['in', 'out']),
  peerId: z.number().int(),
  peerName: z.string(),
  handledAt: unixMs,
  handledBy: z.string(),
  /** The bundle here that it answers, or that answers it. */
  inReplyTo: z.number().int().nullable(),
  answeredBy: z.number().int().nullable(),
  items: z.number().int()
})
export type BundleRow = z.infer<typeof bundleRow>

const madeBundle = z.object({
  bundle: bundleRow,
  file: producedFile
})

export const rootDuty = z.object({
  kind: dutyKind,
  authorityId: z.number().int(),
  authorityName: z.string(),
  /** Whether the root is the mirror of one that is kept elsewhere. */
  mirrored: z.boolean(),
  about: z.string(),
  certificateId: z.number().int().nullable(),
  count: z.number().int(),
  /** By when it should be done. */
  doBy: unixMs,
  /** When something breaks; null where nothing does by itself. */
  lapsesAt: unixMs.nullable(),
  state: z.enum(['later', 'soon', 'due', 'overdue'])
})
export type RootDuty = z.infer<typeof rootDuty>

export const mirrorView = z.object({
  authorityId: z.number().int(),
  name: z.string(),
  subject: z.string(),
  fingerprint: z.string(),
  peerId: z.number().int(),
  peerName: z.string(),
  notAfter: unixMs,
  /** When its state was brought last. */
  updatedAt: unixMs,
  /** CRLs that were signed ahead and wait for their day. */
  waiting: z.number().int(),
  nextRelease: unixMs.nullable(),
  /** End of the last CRL that is here. */
  covered: unixMs.nullable()
})
export type MirrorView = z.infer<typeof mirrorView>

const peer = ref.meta({ help: 'Name or number of the paired installation.' })
const every = durationText
  .optional()
  .meta({ help: 'From one CRL to the next. Default: the life of a CRL less the overlap.' })

/** Words or hexadecimal digits of a fingerprint, as somebody read them aloud. */
const comparedFingerprint = z
  .string()
  .max(2000)
  .meta({ help: 'The fingerprint that the other side shows: 64 hexadecimal digits, or its 32 words.' })

export const airGapOperations = {
  'bundle.identity': operation({
    summary: 'Shows who this installation is for others across the air gap; makes its key on first use',
    access: 'authority.edit',
    effect: 'sign',
    input: z.strictObject({
      name: objectName.optional().meta({ help: 'How the other side calls this installation; needed on first use.' })
    }),
    output: z.object({ identity: party, file: producedFile })
  }),
  'bundle.overview': operation({
    summary: 'Shows this installation, its peers and the roots that it mirrors',
    access: 'authority.read',
    effect: 'read',
    input: nothing,
    output: z.object({ identity: party.nullable(), peers: z.array(airGapPeer), mirrors: z.array(mirrorView) })
  }),
  'bundle.read-card': operation({
    summary: 'Shows whose peer file this is, with the fingerprint to compare',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({
      card: z
        .string()
        .min(1)
        .max(20_000)
        .meta({ ...fromFile, help: 'Peer file of the other side.' })
    }),
    output: z.object({ party })
  }),
  'bundle.pair': operation({
    summary: 'Pairs with another installation, whose fingerprint was compared by ear or eye',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({
      card: z
        .string()
        .min(1)
        .max(20_000)
        .meta({ ...fromFile, help: 'Peer file of the other side.' }),
      fingerprint: comparedFingerprint.optional(),
      name: objectName.optional().meta({ help: 'How it is called here. Default: as it calls itself.' })
    }),
    output: z.object({ peer: airGapPeer })
  }),
  'bundle.unpair': operation({
    summary: 'Takes nothing from a paired installation any more; what was exchanged stays on record',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({ peer }),
    output: done
  }),
  'bundle.peers': operation({
    summary: 'Lists the paired installations',
    access: 'authority.read',
    effect: 'read',
    input: nothing,
    output: z.object({ peers: z.array(airGapPeer) })
  }),
  'bundle.create': operation({
    summary: 'Prepares a visit to the off-line root: one signed request with everything that is due',
    access: 'authority.edit',
    effect: 'sign',
    input: z.strictObject({
      peer,
      root: ref.optional().meta({ help: 'The mirrored root; needed where the peer keeps several.' }),
      authorities: z
        .array(ref)
        .max(50)
        .default([])
        .meta({ help: 'Authorities for which a certificate is asked, beside those that are due.' }),
      within: durationText.default('90d').meta({ help: 'Puts in what is due within this time.' }),
      due: z.boolean().default(true).meta({ help: 'Puts in what is due; false takes only what is named.' }),
      crls: z
        .number()
        .int()
        .min(0)
        .max(60)
        .optional()
        .meta({ help: 'CRLs to sign ahead. Default: 12 where they are due or something was revoked.' }),
      every,
      validity: durationText
        .optional()
        .meta({ help: 'Of certificates that are asked for. Default: as the present one.' }),
      ocsp: z.boolean().default(false).meta({ help: 'Asks for the certificate of an OCSP responder of the root.' }),
      reason: z.string().trim().max(500).default('')
    }),
    output: madeBundle
  }),
  'bundle.inspect': operation({
    summary: 'Shows what is in a bundle, whom it comes from and whether it can be accepted; takes nothing',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ bundle: encodedObject.meta({ ...fromFile, help: 'A bundle file (.chbundle).' }) }),
    output: z.object({ inspection: bundleInspection })
  }),
  'bundle.accept': operation({
    summary: 'Takes a bundle whole: a request waits for its answer, what an answer brings is installed and released',
    access: 'authority.edit',
    effect: 'write',
    input: z.strictObject({
      bundle: encodedObject.meta({ ...fromFile, help: 'A bundle file (.chbundle).' }),
      trustRoot: z
        .boolean()
        .default(false)
        .meta({ help: 'Confirms that the fingerprint of a root that is new here was compared.' })
    }),
    output: z.object({ bundle: bundleRow, taken: z.record(z.string(), z.number().int()) })
  }),
  'bundle.answer': operation({
    summary: 'Does what an accepted request asks and makes the answer: certificates, revocations, CRLs signed ahead',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({
      request: id.meta({ help: 'Number of the accepted request, as bundle list shows it.' }),
      authority: ref.optional().meta({ help: 'The root, where the request names none.' }),
      decline: z.array(z.string().max(20)).max(400).default([]).meta({ help: 'Items that are not done.' }),
      declineReason: z.string().trim().max(500).default('')
    }),
    output: madeBundle
  }),
  'bundle.hand-over': operation({
    summary: 'Makes a bundle with the state of a root for its on-line partner, with CRLs signed ahead',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({
      peer,
      authority: ref.meta({ help: 'The root whose key is here.' }),
      crls: z.number().int().min(0).max(60).default(0).meta({ help: 'CRLs to sign ahead first.' }),
      every,
      note: z.string().trim().max(500).default('')
    }),
    output: madeBundle
  }),
  'bundle.list': operation({
    summary: 'Lists bundles that were made and accepted here, newest first',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject(pageRequest),
    output: page(bundleRow)
  }),
  'bundle.show': operation({
    summary: 'Shows a bundle that was made or accepted here, and what became of its items',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ bundle: bundleRow, items: z.array(bundleItemView) })
  }),
  'bundle.export': operation({
    summary: 'Writes a bundle that was made here to a file again',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ file: producedFile })
  }),
  'duty.list': operation({
    summary: 'Lists what each root must do and by when: CRLs, certificates that end, algorithms to retire',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional() }),
    output: z.object({ duties: z.array(rootDuty) })
  }),
  'duty.calendar': operation({
    summary: 'Writes the duties of roots as a calendar file (iCalendar)',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional() }),
    output: z.object({ file: producedFile })
  }),
  'duty.card': operation({
    summary: 'Writes the duties of roots as a card to print for the safe (PDF)',
    access: 'authority.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional(), language: z.enum(['en', 'de']).default('en') }),
    output: z.object({ file: producedFile })
  })
}
