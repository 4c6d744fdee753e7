import { z } from 'zod'
import { asn1Node } from './certificate.ts'
import { unixMs } from './scalars.ts'

/** Protocols whose exchanges can be kept. */
export const wireProtocols = ['scep', 'est', 'cmp', 'acme', 'ocsp', 'tsa'] as const
export const wireProtocol = z.enum(wireProtocols)
export type WireProtocol = z.infer<typeof wireProtocol>

/** What an exchange came to: `waiting` for an approval, `refused` with a reason, `failed` without an answer of ours. */
export const wireOutcomes = ['answered', 'waiting', 'refused', 'failed'] as const
export const wireOutcome = z.enum(wireOutcomes)
export type WireOutcome = z.infer<typeof wireOutcome>

/** Bounds of one recording. */
export const wireBounds = {
  minutes: { least: 1, most: 24 * 60, usual: 15 },
  exchanges: { least: 1, most: 5000, usual: 200 },
  megabytes: { least: 1, most: 256, usual: 16 },
  days: { least: 1, most: 90, usual: 7 }
} as const

/** Bytes of one body that are kept; the largest message of any protocol here is smaller. */
export const WIRE_BODY_BYTES = 640 * 1024

/** One header line. */
export const wireHeader = z.object({ name: z.string(), value: z.string() })
export type WireHeader = z.infer<typeof wireHeader>

/** Layers that an exchange is taken apart into, outermost first. */
export const wireStepKinds = [
  'http',
  'base64',
  'multipart',
  'jws',
  'jws-payload',
  'json',
  'pem',
  'cms-signed',
  'cms-enveloped',
  'scep-message',
  'csr',
  'certificate',
  'pki-header',
  'pki-body',
  'pki-protection',
  'cmc',
  'ocsp-request',
  'ocsp-response',
  'tsp-request',
  'tsp-response',
  'tsp-token',
  'text',
  'refusal'
] as const
export const wireStepKind = z.enum(wireStepKinds)
export type WireStepKind = z.infer<typeof wireStepKind>

/** One layer: what is in it, and whether it could be read and, where it is signed, verified. */
export const wireStep = z.object({
  kind: wireStepKind,
  side: z.enum(['request', 'answer']),
  outcome: z.enum(['ok', 'failed', 'not-performed']),
  /** Why it failed or was not performed, in words; null where all is well. */
  reason: z.string().nullable(),
  /** Names as the standards write them, and values. */
  lines: z.array(z.object({ label: z.string(), value: z.string() })),
  /** ASN.1 of this layer, where it is ASN.1. */
  tree: asn1Node.nullable(),
  /** The bytes of this layer, base64, where it is ASN.1; offsets of the tree count in them. */
  bytes: z.string().nullable()
})
export type WireStep = z.infer<typeof wireStep>

/** A recording: which exchanges are kept, until when and how many. */
export const wireRecording = z.object({
  id: z.number().int(),
  protocol: wireProtocol,
  /** Name of the service; null for all of the protocol. */
  service: z.string().nullable(),
  state: z.enum(['running', 'ended']),
  startedAt: unixMs,
  startedBy: z.string(),
  endsAt: unixMs,
  endedAt: unixMs.nullable(),
  /** What ended it. */
  endedBecause: z.enum(['stopped', 'time', 'exchanges', 'bytes']).nullable(),
  exchanges: z.number().int(),
  mostExchanges: z.number().int(),
  bytes: z.number().int(),
  mostBytes: z.number().int(),
  /** Days for which exchanges stay. */
  keepDays: z.number().int()
})
export type WireRecording = z.infer<typeof wireRecording>

/** A line of the list of exchanges. */
export const wireExchangeRow = z.object({
  id: z.number().int(),
  at: unixMs,
  protocol: wireProtocol,
  service: z.string().nullable(),
  peer: z.string(),
  method: z.string(),
  /** Path and query; long messages in it are cut. */
  path: z.string(),
  /** What was asked for, e.g. `PKCSReq` or `new-order`. */
  operation: z.string(),
  outcome: wireOutcome,
  /** Status of HTTP; null where the client left before an answer. */
  status: z.number().int().nullable(),
  /** The protocol's own name of the refusal, e.g. `badMessageCheck`. */
  code: z.string().nullable(),
  /** Why it was refused, in the operator's words. */
  reason: z.string().nullable(),
  milliseconds: z.number(),
  requestBytes: z.number().int(),
  answerBytes: z.number().int()
})
export type WireExchangeRow = z.infer<typeof wireExchangeRow>

/** One side of an exchange as it was kept: secrets are masked. */
export const wireSide = z.object({
  headers: z.array(wireHeader),
  /** base64. */
  body: z.string(),
  /** Octets that came; more than those of `body` where it was cut. */
  bytes: z.number().int(),
  /** What was masked before it was stored. */
  masked: z.array(z.string())
})
export type WireSide = z.infer<typeof wireSide>
