import { z } from 'zod'
import { id, unixMs } from '../model/scalars.ts'
import {
  wireBounds,
  wireExchangeRow,
  wireOutcome,
  wireProtocol,
  wireRecording,
  wireSide,
  wireStep
} from '../model/wire.ts'
import { operation } from './operation.ts'
import { nothing, page, pageRequest, producedFile, secretField } from './shapes.ts'

const bounded = ({
  least,
  most,
  usual
}: {
  least: number
  most: number
  usual: number
}): z.ZodDefault<z.ZodCoercedNumber> => z.coerce.number().int().min(least).max(most).default(usual)

const serviceName = z.string().min(1).max(60)

const filter = {
  protocol: wireProtocol.optional(),
  service: serviceName.optional(),
  outcome: wireOutcome.optional(),
  peer: z.string().max(64).optional().meta({ help: 'Address of who asked.' }),
  from: unixMs.optional(),
  to: unixMs.optional(),
  text: z.string().max(200).optional().meta({ help: 'A part of path, operation, code or reason.' })
}

/** What a message came to when it was given to a test authority. */
export const wireReplay = z.object({
  /** `not-performed` where something of the message was masked or cut, or nobody can answer it twice. */
  outcome: z.enum([...wireOutcome.options, 'not-performed']),
  status: z.number().int().nullable(),
  code: z.string().nullable(),
  /** Why, in the operator's words; null where it was answered. */
  reason: z.string().nullable(),
  /** Whether it came to something else than it did then. */
  changed: z.boolean(),
  steps: z.array(wireStep)
})

export const wireOperations = {
  'wire.start': operation({
    summary: 'Keeps every exchange of a protocol, or of one of its services, for a while; secrets are masked',
    access: 'wire.inspect',
    effect: 'write',
    input: z.strictObject({
      protocol: wireProtocol,
      service: serviceName.optional().meta({ help: 'Name of the service. Default: all of the protocol.' }),
      minutes: bounded(wireBounds.minutes).meta({ help: 'It ends by itself after them.' }),
      exchanges: bounded(wireBounds.exchanges).meta({ help: 'Most exchanges.' }),
      megabytes: bounded(wireBounds.megabytes).meta({ help: 'Most megabytes of bodies.' }),
      days: bounded(wireBounds.days).meta({ help: 'Exchanges are deleted after them.' })
    }),
    output: z.object({ recording: wireRecording })
  }),
  'wire.stop': operation({
    summary: 'Ends one recording, or all; what was kept stays for its days',
    access: 'wire.inspect',
    effect: 'write',
    input: z.strictObject({ id: id.optional() }),
    output: z.object({ stopped: z.number().int() })
  }),
  'wire.recordings': operation({
    summary: 'Lists recordings, newest first',
    access: 'wire.inspect',
    effect: 'read',
    input: nothing,
    output: z.object({ recordings: z.array(wireRecording) })
  }),
  'wire.list': operation({
    summary: 'Lists exchanges that were kept, newest first',
    access: 'wire.inspect',
    effect: 'read',
    input: z.strictObject({ ...filter, ...pageRequest }),
    output: page(wireExchangeRow)
  }),
  'wire.show': operation({
    summary: 'Shows an exchange step by step: each layer, whether it holds, and why it was refused',
    access: 'wire.inspect',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({
      exchange: wireExchangeRow,
      request: wireSide,
      answer: wireSide,
      steps: z.array(wireStep),
      deleteAt: unixMs
    })
  }),
  'wire.replay': operation({
    summary:
      'Gives a message to a test authority, a copy of this one with keys of its own, and shows what it answers now',
    access: 'wire.inspect',
    effect: 'write',
    input: z.strictObject({
      id,
      authorization: z
        .string()
        .max(500)
        .optional()
        .meta({ ...secretField, help: 'name:password, where the message came with one: it was masked.' })
    }),
    output: z.object({ replay: wireReplay })
  }),
  'wire.export': operation({
    summary: 'Writes exchanges as HAR, with their steps and without secrets',
    access: 'wire.inspect',
    effect: 'read',
    input: z.strictObject({ id: id.optional(), ...filter }),
    output: z.object({ file: producedFile, exchanges: z.number().int() })
  }),
  'wire.delete': operation({
    summary: 'Deletes one exchange, those of a protocol, or all',
    access: 'wire.inspect',
    effect: 'write',
    input: z.strictObject({ id: id.optional(), protocol: wireProtocol.optional() }),
    output: z.object({ deleted: z.number().int() })
  })
}
export type WireReplay = z.infer<typeof wireReplay>
