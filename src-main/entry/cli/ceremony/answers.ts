import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { ceremonyParticipant } from '../../../../src-shared/model/ceremony.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'

const path = z.string().min(1).max(4096)

/** What is said in a ceremony, written down beforehand: for rehearsals at a desk, and for people with a sheet. */
const answersFile = z.strictObject({
  variables: z.record(z.string(), z.string()).default({}),
  /** `certificate` is a file here. */
  participants: z.array(ceremonyParticipant).default([]),
  /** Of a rehearsal: which token stands in for which. */
  tokens: z.record(z.string(), z.string()).default({}),
  clock: z.string().optional(),
  bags: z.array(z.string()).default([]),
  /** By person: a file with the passphrase, or a PEM file with the private key. */
  signOffs: z.record(z.string(), z.strictObject({ passphrase: path.optional(), key: path.optional() })).default({}),
  /** File with the PIN, for every step that says no other. */
  pin: path.optional(),
  steps: z
    .record(
      z.string(),
      z.strictObject({
        answer: z.string().optional(),
        csr: path.optional(),
        pin: path.optional(),
        attach: z.array(path).default([]),
        digression: z.string().optional()
      })
    )
    .default({})
})

/** Answers with every path made absolute. */
export type CeremonyAnswers = z.infer<typeof answersFile>

export const noAnswers: CeremonyAnswers = answersFile.parse({})

/** Bytes of the largest file with answers. */
const largest = 256 * 1024

/**
 * Reads answers; paths in them are looked for from the folder of the file.
 * @throws ChanceryError `not-found`, `too-large`; `malformed` for broken YAML; `invalid-input` naming the field
 */
export async function readAnswers(file: string): Promise<CeremonyAnswers> {
  const status = await stat(file).catch((cause: unknown) => {
    throw new ChanceryError('not-found', `There is no file ${file} with answers.`, { cause })
  })
  if (status.size > largest) throw new ChanceryError('too-large', `The file ${file} has more than ${largest} bytes.`)
  let value: unknown
  try {
    value = parse(await readFile(file, 'utf8'), { maxAliasCount: 0 })
  } catch (cause) {
    throw new ChanceryError(
      'malformed',
      `The file ${file} is no YAML: ${cause instanceof Error ? cause.message : ''}`,
      {
        cause
      }
    )
  }
  const parsed = answersFile.safeParse(value ?? {})
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ChanceryError('invalid-input', `In ${file}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  return fromFolder(parsed.data, dirname(resolve(file)))
}

async function fromFolder(answers: CeremonyAnswers, folder: string): Promise<CeremonyAnswers> {
  /** @returns the field with an absolute path, or nothing where it is not there */
  const here = <K extends string>(field: K, name: string | undefined): { [P in K]?: string } =>
    name === undefined ? {} : ({ [field]: resolve(folder, name) } as { [P in K]?: string })
  return {
    ...answers,
    ...here('pin', answers.pin),
    participants: await Promise.all(
      answers.participants.map(async ({ certificate, ...one }) =>
        certificate === undefined ? one : { ...one, certificate: await readFile(resolve(folder, certificate), 'utf8') }
      )
    ),
    signOffs: Object.fromEntries(
      Object.entries(answers.signOffs).map(([person, { passphrase, key }]) => [
        person,
        { ...here('passphrase', passphrase), ...here('key', key) }
      ])
    ),
    steps: Object.fromEntries(
      Object.entries(answers.steps).map(([step, one]) => [
        step,
        {
          ...one,
          attach: one.attach.map((name) => resolve(folder, name)),
          ...here('csr', one.csr),
          ...here('pin', one.pin)
        }
      ])
    )
  }
}
