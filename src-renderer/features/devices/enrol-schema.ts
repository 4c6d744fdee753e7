import { z } from 'zod'
import { approvedName } from '../../../src-shared/model/acme.ts'
import { boundFieldsSchema } from '../../ui/device-services/bound-fields.tsx'
import { validityField } from '../../ui/device-services/validity-input.tsx'

export const enrolProtocols = ['scep', 'acme', 'est', 'cmp'] as const
export type EnrolProtocol = (typeof enrolProtocols)[number]

/** Units that a person says an end in, in minutes. */
export const endUnits = { minutes: 1, hours: 60, days: 1440 } as const

/** What the wizard asks for before a device may enrol. */
export const enrolSchema = boundFieldsSchema
  .extend({
    protocol: z.enum(enrolProtocols),
    /** `<protocol>:<number>`. */
    service: z.string(),
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(
        /^[\p{L}\p{N}](?:[\p{L}\p{N} ._@-]*[\p{L}\p{N}])?$/u,
        'Use letters, digits, blanks, dots, dashes, underscores and @; begin and end with a letter or digit.'
      ),
    by: z.enum(['secret', 'certificate']),
    /** Span that the certificate holds; empty takes what the profile says. */
    validity: validityField,
    length: z.number().int().min(1).max(10_000).nullable(),
    unit: z.enum(['minutes', 'hours', 'days'])
  })
  .superRefine(({ protocol, names }, context) => {
    // EST and ACME bind DNS names and addresses only.
    if (protocol !== 'est' && protocol !== 'acme') return
    for (const [index, name] of names.entries()) {
      const problem = approvedName.safeParse(name).error?.issues[0]?.message
      if (problem !== undefined) context.addIssue({ code: 'custom', path: ['names', index], message: problem })
    }
  })
export type EnrolValues = z.output<typeof enrolSchema>

export const enrolStart: EnrolValues = {
  protocol: 'scep',
  service: '',
  name: '',
  names: [],
  commonName: '',
  organization: '',
  by: 'secret',
  validity: '',
  length: null,
  unit: 'hours'
}

/** Longest that a challenge of SCEP is good for, in minutes: a year. */
const LONGEST = 525_600

/** @returns how long the secret is good for; null for as long as the service says */
export function minutesOf({ length, unit }: Pick<EnrolValues, 'length' | 'unit'>): number | null {
  return length === null ? null : Math.min(length * endUnits[unit], LONGEST)
}
