import { z } from 'zod'
import { ceremonyParticipant, ceremonyScript, ceremonyStep, hostCheckNames, largestScript } from '../model/ceremony.ts'
import { base64, encodedObject, id, unixMs } from '../model/scalars.ts'
import { transcriptEntry } from '../model/transcript.ts'
import { operation } from './operation.ts'
import { fromFile, nothing, producedFile, secretField } from './shapes.ts'

export const ceremonyRow = z.object({
  id: z.number().int(),
  /** A rehearsal proves nothing but that the script works. */
  mode: z.enum(['rehearsal', 'real']),
  title: z.string(),
  state: z.enum(['open', 'closed', 'abandoned']),
  scriptSha256: z.string(),
  /** Of a real run: the rehearsal that it repeats. */
  rehearsalId: z.number().int().nullable(),
  openedAt: unixMs,
  openedBy: z.string(),
  endedAt: unixMs.nullable()
})
export type CeremonyRow = z.infer<typeof ceremonyRow>

/** Named facts of a step's result. */
const facts = z.record(z.string(), z.string())

/** What was found of the machine before the ceremony. */
export const hostFinding = z.object({
  check: z.enum(hostCheckNames),
  /** not-performed: this machine does not tell. */
  outcome: z.enum(['passed', 'failed', 'not-performed']),
  /** Whether the ceremony may not begin with it. */
  stops: z.boolean(),
  message: z.string()
})
export type HostFinding = z.infer<typeof hostFinding>

/** A digest with the words and colours by which people compare it. */
export const readableDigest = z.object({
  sha256: z.string(),
  words: z.array(z.string()),
  colours: z.array(z.object({ letter: z.string(), colour: z.string(), ink: z.string(), framed: z.boolean() }))
})

export const ceremonyView = ceremonyRow.extend({
  /** The script with the variables filled in. */
  script: ceremonyScript,
  scriptText: z.string(),
  scriptDigest: readableDigest,
  variables: z.record(z.string(), z.string()),
  participants: z.array(ceremonyParticipant),
  phase: z.enum(['host-check', 'begin', 'complete', 'sign-off', 'close', 'ended']),
  /** Null before the first step's time and after the last. */
  step: ceremonyStep.nullable(),
  visit: z.number().int(),
  /** Facts of the present step, once it was done. */
  facts: facts.nullable(),
  /** What was expected of it and did not come out; a digression has to say why the ceremony goes on. */
  deviations: z.array(z.object({ fact: z.string(), expected: z.string(), found: z.string() })),
  deviates: z.boolean(),
  /** Sign-offs that are still wanted for the present step. */
  missing: z.array(
    z.object({
      role: z.string(),
      person: z.string(),
      witness: z.boolean(),
      byPassphrase: z.boolean(),
      byKey: z.boolean(),
      /** Text over which a key signs, byte for byte in UTF-8. */
      toSign: z.string()
    })
  ),
  /** Facts of every step that was done. */
  results: z.record(z.string(), facts),
  entries: z.number().int(),
  /** Hash of the last entry. */
  head: readableDigest,
  /** Another engine had it open when it ended: the next act notes that the ceremony was interrupted. */
  interrupted: z.boolean(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number().int() })),
  archived: z.boolean()
})
export type CeremonyView = z.infer<typeof ceremonyView>

const one = z.object({ ceremony: ceremonyView })
const script = z
  .string()
  .min(1)
  .max(largestScript)
  .meta({ ...fromFile, help: 'The script, a YAML file.' })
const variables = z
  .record(z.string().max(60), z.string().max(4000))
  .default({})
  .meta({ help: 'Values of variables, as JSON: {"rootName": "root"}.' })
const step = z.string().min(1).max(60).meta({ help: 'Id of the step that is expected to be the present one.' })
const pin = z
  .string()
  .min(1)
  .max(256)
  .optional()
  .meta({ ...secretField, help: 'File with the PIN of the token, where it is not signed in to already.' })

const signOff = z.strictObject({
  ceremony: id,
  role: z.string().min(1).max(60),
  person: z.string().min(1).max(120),
  passphrase: z
    .string()
    .min(1)
    .max(1024)
    .optional()
    .meta({ ...secretField, help: 'Of the account that was noted for this person when the ceremony was opened.' }),
  signature: encodedObject.optional().meta({
    ...fromFile,
    help: 'Signature over the text to sign by the key that was noted: detached CMS, or the bare value in base64.'
  })
})

export const ceremonyOperations = {
  'ceremony.list': operation({
    summary: 'Lists ceremonies and rehearsals, newest first',
    access: 'ceremony.read',
    effect: 'read',
    input: nothing,
    output: z.object({ ceremonies: z.array(ceremonyRow) })
  }),
  'ceremony.show': operation({
    summary: 'Shows a ceremony: where it stands, what is to be done and who has to sign off',
    access: 'ceremony.read',
    effect: 'read',
    input: z.strictObject({ ceremony: id }),
    output: one
  }),
  'ceremony.check': operation({
    summary: 'Checks a ceremony script; names line and field of what is wrong',
    access: 'ceremony.edit',
    effect: 'read',
    input: z.strictObject({ script }),
    output: z.object({
      script: ceremonyScript,
      digest: readableDigest,
      /** Closed rehearsals of these very bytes. */
      rehearsals: z.array(ceremonyRow)
    })
  }),
  'ceremony.open': operation({
    summary: 'Opens a ceremony: a rehearsal in a database of its own, or the real one',
    access: 'ceremony.run',
    effect: 'sign',
    input: z.strictObject({
      mode: z.enum(['rehearsal', 'real']),
      script,
      variables,
      participants: z.array(ceremonyParticipant).min(1).max(60),
      tokens: z
        .record(z.string().max(1000), z.string().max(1000))
        .default({})
        .meta({ help: 'Of a rehearsal, as JSON: which token stands in for which. Without one the vault does.' })
    }),
    output: one
  }),
  'ceremony.host-check': operation({
    summary: 'Looks at the machine before the first step and notes what was found',
    access: 'ceremony.run',
    effect: 'write',
    input: z.strictObject({
      ceremony: id,
      clock: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .meta({ help: 'With what the clock was compared by hand; leaving it out leaves the clock unconfirmed.' }),
      bags: z.array(z.string().trim().min(1).max(100)).max(50).default([])
    }),
    output: one.extend({ passed: z.boolean(), findings: z.array(hostFinding) })
  }),
  'ceremony.step-begin': operation({
    summary: 'Begins the present step of a ceremony: notes what is about to be done',
    access: 'ceremony.run',
    effect: 'sign',
    input: z.strictObject({
      ceremony: id,
      step,
      csr: encodedObject.optional().meta({ ...fromFile, help: 'For a step that signs a subordinate: its CSR.' }),
      pin
    }),
    output: one
  }),
  'ceremony.step-complete': operation({
    summary:
      'Carries the present step of a ceremony out and notes the result; repeated, it finds what was done already',
    access: 'ceremony.run',
    effect: 'sign',
    input: z.strictObject({
      ceremony: id,
      step,
      answer: z
        .string()
        .trim()
        .min(1)
        .max(1000)
        .optional()
        .meta({ help: 'Answer to a question, serial number of a bag, digest from paper.' }),
      pin
    }),
    output: one
  }),
  'ceremony.confirm': operation({
    summary: 'Signs the present step off for somebody who takes part',
    access: 'ceremony.run',
    effect: 'write',
    input: signOff,
    output: one
  }),
  'ceremony.witness': operation({
    summary: 'Signs the present step off for a witness or an auditor',
    access: 'ceremony.run',
    effect: 'write',
    input: signOff,
    output: one
  }),
  'ceremony.digress': operation({
    summary: 'Notes something that the script does not say, and why',
    access: 'ceremony.run',
    effect: 'write',
    input: z.strictObject({ ceremony: id, what: z.string().trim().min(1).max(4000) }),
    output: one
  }),
  'ceremony.attach': operation({
    summary: 'Attaches a file to the transcript: a photograph, a screen, a scan',
    access: 'ceremony.run',
    effect: 'write',
    input: z.strictObject({
      ceremony: id,
      name: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'A file name of letters, digits, dots, dashes and underscores.'),
      content: base64.meta({ help: 'The file in base64.' })
    }),
    output: one
  }),
  'ceremony.abort': operation({
    summary: 'Ends a ceremony before its last step; what was done stays done',
    access: 'ceremony.run',
    effect: 'write',
    input: z.strictObject({ ceremony: id, reason: z.string().trim().min(1).max(2000) }),
    output: one
  }),
  'ceremony.close': operation({
    summary:
      'Closes a ceremony after its last step and writes its archive, with the signatures of those who have a key',
    access: 'ceremony.run',
    effect: 'sign',
    input: z.strictObject({
      ceremony: id,
      signatures: z
        .array(
          z.strictObject({
            role: z.string().min(1).max(60),
            person: z.string().min(1).max(120),
            signature: base64.max(16_384)
          })
        )
        .max(60)
        .default([])
        .meta({ help: 'As JSON: who signs with the own key, over the bytes that an earlier call gave.' }),
      alone: z.boolean().default(false).meta({ help: 'Writes the archive without the signatures of people.' })
    }),
    output: one.extend({
      file: producedFile.nullable(),
      /** Who has to sign which bytes, base64, before the archive is written. */
      toSign: z.array(z.object({ role: z.string(), person: z.string(), bytes: z.string() }))
    })
  }),
  'ceremony.transcript': operation({
    summary: 'Gives the transcript of a ceremony, entry by entry',
    access: 'ceremony.read',
    effect: 'read',
    input: z.strictObject({ ceremony: id }),
    output: z.object({ entries: z.array(transcriptEntry), broken: z.number().int().nullable() })
  }),
  'ceremony.file': operation({
    summary: 'Writes a file that belongs to the transcript of a ceremony',
    access: 'ceremony.read',
    effect: 'read',
    input: z.strictObject({ ceremony: id, name: z.string().min(1).max(200) }),
    output: z.object({ file: producedFile })
  })
}
