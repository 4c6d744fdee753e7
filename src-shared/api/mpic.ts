import { z } from 'zod'
import {
  mpicDetail,
  mpicExchange,
  mpicOutcome,
  mpicRuleVerdict,
  mpicSettings,
  mpicSettingsPatch
} from '../model/mpic.ts'
import { id, ref, unixMs } from '../model/scalars.ts'
import { domainName, emailOrDomain } from '../model/validation-names.ts'
import { operation } from './operation.ts'
import { nothing, page, pageRequest, producedFile, secretField } from './shapes.ts'

/** A phase of BR 3.2.2.9. */
export const mpicPhase = z.object({
  from: unixMs,
  /** Fewest remote perspectives. */
  perspectives: z.number().int(),
  registries: z.number().int(),
  /** False: a certificate may be issued in spite of it. */
  binding: z.boolean(),
  /** How the given day stands to it. */
  state: z.enum(['past', 'today', 'next', 'later'])
})

const connector = z.object({
  settings: mpicSettings,
  /** Whether an API key is kept; it is never shown. */
  keySet: z.boolean(),
  /** 0 where nothing was set up yet. */
  version: z.number().int(),
  /** Exchanges of the last 24 hours, for callsPerDay. */
  callsToday: z.number().int()
})

export const mpicOperations = {
  'mpic.settings': operation({
    summary: 'Shows how other perspectives are asked: coordinator, quorum, table of registries',
    access: 'settings.read',
    effect: 'read',
    input: nothing,
    output: connector
  }),
  'mpic.configure': operation({
    summary: 'Changes how other perspectives are asked; what is left out stays',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({
      settings: mpicSettingsPatch.default({}),
      apiKey: z
        .string()
        .max(1000)
        .optional()
        .meta({ ...secretField, help: 'Kept sealed in the vault; an empty one removes it.' }),
      version: z.number().int().optional()
    }),
    output: connector
  }),
  'mpic.test': operation({
    summary: 'Asks the coordinator about itself, without any check',
    access: 'settings.edit',
    effect: 'read',
    input: nothing,
    output: z.object({
      reached: z.boolean(),
      said: z.string(),
      specification: z.string().nullable(),
      version: z.string().nullable(),
      perspectives: z.number().int().nullable()
    })
  }),
  'mpic.rules': operation({
    summary: 'Lists the phases of BR 3.2.2.9 and says which is in force on a day',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ at: unixMs.optional().meta({ help: 'Default: today.' }) }),
    output: z.object({
      source: z.string(),
      phases: z.array(mpicPhase),
      /** How many of so many asked may see something else. */
      allowed: z.array(z.object({ asked: z.number().int(), others: z.number().int(), needed: z.number().int() }))
    })
  }),
  'mpic.check': operation({
    summary: 'Has this machine and other perspectives look at a name, and explains what each saw',
    access: 'validation.run',
    effect: 'write',
    input: z.strictObject({
      name: emailOrDomain.meta({ help: 'A host name; for CAA also *.example.test or a mail address.' }),
      method: z
        .enum(['caa', 'txt', 'file', 'http-01', 'dns-01', 'tls-alpn-01'])
        .default('caa')
        .meta({ help: 'What is looked at. All but caa need --value.' }),
      authority: ref.optional().meta({ help: 'Whose CAA names are looked for. Default: those of all active ones.' }),
      identity: z.array(domainName).max(20).default([]).meta({ help: 'CAA names in place of those.' }),
      value: z
        .string()
        .max(4000)
        .optional()
        .meta({ help: 'What is to be found: random value, digest (dns-01) or key authorization.' }),
      label: z
        .string()
        .max(63)
        .regex(/^_[A-Za-z0-9-]+$/, 'Write a label that begins with an underscore.')
        .default('_pki-validation')
        .meta({ help: 'Label before the name, for txt.' }),
      path: z
        .string()
        .max(200)
        .regex(/^[A-Za-z0-9._-]+$/, 'Write a file name of letters, digits, dots, dashes and underscores.')
        .optional()
        .meta({ help: 'Name of the file (file), or the token (http-01).' })
    }),
    output: z.object({
      outcome: mpicOutcome,
      rule: z.string(),
      reason: z.string(),
      steps: z.array(z.string()),
      detail: mpicDetail
    })
  }),
  'mpic.list': operation({
    summary: 'Lists kept exchanges with the coordinator, newest first',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ name: domainName.optional(), outcome: mpicOutcome.optional(), ...pageRequest }),
    output: page(mpicExchange)
  }),
  'mpic.show': operation({
    summary: 'Shows one exchange: what each perspective saw, the arithmetic, and both bodies',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({
      id,
      at: unixMs.optional().meta({ help: 'Also says how it would stand under the rules of that day.' })
    }),
    output: z.object({
      exchange: mpicExchange,
      detail: mpicDetail,
      /** The rules of the day that was given; null without one. */
      simulated: z.array(mpicRuleVerdict).nullable(),
      request: z.string(),
      response: z.string().nullable()
    })
  }),
  'mpic.raw': operation({
    summary: 'Gives out the bytes of a request to the coordinator, or of its answer',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ id, part: z.enum(['request', 'response']).default('response') }),
    output: z.object({ file: producedFile })
  })
}
