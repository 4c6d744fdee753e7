import { z } from 'zod'
import { unixMs, webAddress } from './scalars.ts'

/**
 * off: nobody else is asked. report: asked and kept as evidence, never in the way. enforce: a profile that asks for other
 * perspectives gives no certificate without them.
 */
export const mpicMode = z.enum(['off', 'report', 'enforce'])

/** The five Regional Internet Registries, spelt as Open MPIC does. */
export const internetRegistries = ['ARIN', 'RIPE NCC', 'APNIC', 'LACNIC', 'AFRINIC'] as const
export const internetRegistry = z.enum(internetRegistries)
export type InternetRegistry = z.infer<typeof internetRegistry>

export const perspectiveCode = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'Write the code of a perspective as its coordinator does, e.g. eu-central-1.')

/** One line of the table of perspectives: the answers do not say where a perspective is. */
export const mpicPerspective = z.strictObject({
  code: perspectiveCode,
  /** Null: not known, and then it adds no registry. */
  registry: internetRegistry.nullable(),
  /** Codes of perspectives nearer than 500 km (BR 3.2.2.9): of such a group one counts. */
  tooCloseTo: z.array(perspectiveCode).max(20).default([])
})
export type MpicPerspective = z.infer<typeof mpicPerspective>

/** baseline: what BR 3.2.2.9 asks for on the day of the check. own: the numbers of these settings. */
export const mpicRule = z.enum(['baseline', 'own'])

const fields = {
  mode: mpicMode.meta({
    help: 'off asks nobody; report keeps what they say as evidence; enforce lets profiles require it.'
  }),
  /** Base of the coordinator; `/mpic` is added. */
  url: webAddress.nullable().meta({ help: 'Base address of the coordinator; /mpic is added.' }),
  /** How the API key is sent. */
  keyHeader: z.enum(['x-api-key', 'bearer']).meta({ help: 'How the API key is sent.' }),
  /** Trust anchors (PEM) of the coordinator in place of the system's. */
  trust: z
    .string()
    .max(256 * 1024)
    .nullable()
    .meta({ help: 'PEM of the authority behind its certificate, in place of those of the system.' }),
  rule: mpicRule.meta({
    help: 'baseline: BR 3.2.2.9 as it is in force on the day; own: the numbers of these settings.'
  }),
  /** Perspectives that are asked for in each check. */
  perspectiveCount: z.number().int().min(2).max(64).meta({ help: 'Perspectives asked in each check.' }),
  /** How many of them must see the same. Never 0: that would corroborate whatever comes. */
  quorumCount: z.number().int().min(1).max(64).meta({ help: 'How many of them must see the same.' }),
  /** Registries that those who see the same must come from, under the rule of one's own. */
  registries: z.number().int().min(1).max(5).meta({ help: 'Registries they must come from, under the own rule.' }),
  timeoutSeconds: z.number().int().min(1).max(120).meta({ help: 'Seconds for one check.' }),
  /** Calls in 24 hours; each costs a set of perspectives. */
  callsPerDay: z.number().int().min(1).max(1_000_000).meta({ help: 'Checks in 24 hours.' }),
  /** Days that exchanges are kept, beside the evidence that rests on them. */
  keepDays: z.number().int().min(1).max(3650).meta({ help: 'Days that exchanges are kept.' }),
  /** The table of perspectives; the order says nothing. */
  perspectives: z
    .array(mpicPerspective)
    .max(200)
    .meta({ help: 'The whole table: [{"code":"fra","registry":"RIPE NCC","tooCloseTo":[]}].' })
}

export const mpicSettings = z.strictObject(fields)
export type MpicSettings = z.infer<typeof mpicSettings>
export const mpicSettingsPatch = z.strictObject(fields).partial()

/** What is said of one perspective. Only `corroborates` counts. */
export const perspectiveState = z.enum([
  'corroborates',
  /** It looked, and saw something else. */
  'differs',
  /** It could not finish its look. */
  'incomplete',
  /** The coordinator did not reach it. */
  'unreachable',
  /** It saw the same, but its word is not taken: not in the table, too close to another, an old answer. */
  'not-counted'
])
export type PerspectiveState = z.infer<typeof perspectiveState>

export const perspectiveView = z.object({
  code: z.string(),
  registry: internetRegistry.nullable(),
  state: perspectiveState,
  /** In a sentence for people. */
  why: z.string(),
  /** Records, or the beginning of a page. */
  saw: z.array(z.string()),
  /** What would have been the same; empty where any permission is. */
  expected: z.array(z.string()),
  foundAt: z.string().nullable(),
  errors: z.array(z.object({ type: z.string(), message: z.string() })),
  /** Nanoseconds of the epoch as digits: they do not fit a number. */
  timestampNs: z.string().nullable()
})
export type PerspectiveView = z.infer<typeof perspectiveView>

/** A rule, and how the perspectives of one check stand under it. */
export const mpicRuleVerdict = z.object({
  rule: z.enum(['own', 'baseline-today', 'baseline-next']),
  title: z.string(),
  /** From when it is in force; null for rules of one's own, and before the first phase. */
  from: unixMs.nullable(),
  source: z.string(),
  /** Whether this is the one that decides here. */
  decides: z.boolean(),
  met: z.boolean(),
  perspectives: z.object({ have: z.number().int(), need: z.number().int() }),
  corroborating: z.object({ have: z.number().int(), need: z.number().int() }),
  registries: z.object({ have: z.number().int(), need: z.number().int() }),
  /** Why it is not met, in sentences. */
  reasons: z.array(z.string())
})
export type MpicRuleVerdict = z.infer<typeof mpicRuleVerdict>

/** What our own look at the same showed. */
export const primaryView = z.object({
  outcome: z.enum(['passed', 'failed', 'not-performed']),
  reason: z.string(),
  saw: z.array(z.string()),
  steps: z.array(z.string())
})
export type PrimaryView = z.infer<typeof primaryView>

export const mpicDetail = z.object({
  mode: mpicMode,
  checkType: z.enum(['dcv', 'caa']),
  method: z.string().nullable(),
  target: z.string(),
  coordinator: z.string(),
  /** Number of the kept exchange; null where none took place. */
  exchangeId: z.number().int().nullable(),
  primary: primaryView.nullable(),
  perspectives: z.array(perspectiveView),
  rules: z.array(mpicRuleVerdict),
  /** Registries of those that corroborate. */
  registries: z.array(internetRegistry),
  /** The coordinator's own verdict; shown, never taken. */
  said: z.object({ valid: z.boolean().nullable(), completed: z.boolean().nullable() }).nullable(),
  /** What an operator should look into: the coordinator contradicts its own rows, leaves out what was sent … */
  alarms: z.array(z.string())
})
export type MpicDetail = z.infer<typeof mpicDetail>

/** `failed`: looked, and not the same. `not-performed`: nothing is known; it opens no door either. */
export const mpicOutcome = z.enum(['verified', 'failed', 'not-performed'])

/** One kept exchange with a coordinator. */
export const mpicExchange = z.object({
  id: z.number().int(),
  at: unixMs,
  milliseconds: z.number().int(),
  purpose: z.enum(['check', 'evidence']),
  target: z.string(),
  checkType: z.enum(['dcv', 'caa']),
  method: z.string().nullable(),
  /** Address of the coordinator, without key. */
  url: z.string(),
  /** HTTP status; null where no answer came. */
  status: z.number().int().nullable(),
  outcome: mpicOutcome,
  rule: z.string(),
  reason: z.string(),
  trace: z.string(),
  requestBytes: z.number().int(),
  responseBytes: z.number().int()
})
export type MpicExchange = z.infer<typeof mpicExchange>

export const defaultMpicSettings = {
  mode: 'off',
  url: null,
  keyHeader: 'x-api-key',
  trust: null,
  rule: 'baseline',
  perspectiveCount: 6,
  quorumCount: 5,
  registries: 2,
  timeoutSeconds: 45,
  callsPerDay: 1000,
  keepDays: 398
} as const satisfies Omit<MpicSettings, 'perspectives'>
