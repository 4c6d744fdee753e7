import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CeremonyView } from '../../../../src-shared/api/ceremonies.ts'
import type { CeremonyParticipant, CeremonyScript } from '../../../../src-shared/model/ceremony.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import { askSecret } from '../ask.ts'
import { commandLineReading } from '../read-files.ts'
import type { CeremonyAnswers } from './answers.ts'
import { askLine } from './ask-line.ts'
import { signWithFile } from './person-key.ts'

type Step = NonNullable<CeremonyView['step']>
type Wanted = CeremonyView['missing'][number]

/** Speaks for the people in the room: from the answers where they say it, else from the terminal. */
export interface Speaker {
  participants(script: CeremonyScript): Promise<readonly CeremonyParticipant[]>
  variables(script: CeremonyScript): Promise<Readonly<Record<string, string>>>
  clock(): Promise<string>
  bags(): Promise<readonly string[]>
  csr(step: Step): Promise<string | undefined>
  pin(step: Step): Promise<string | undefined>
  /** @returns files to attach before the step is completed */
  files(step: Step): Promise<readonly { readonly name: string; readonly content: string }[]>
  answer(step: Step): Promise<string | undefined>
  digression(view: CeremonyView): Promise<string>
  signOff(wanted: Wanted): Promise<{ readonly passphrase: string } | { readonly signature: string }>
  /** @returns a signature in base64; null where the person signs nothing more */
  signArchive(person: string, bytes: Uint8Array): Promise<string | null>
}

export function speakerFor(answers: CeremonyAnswers, signal: AbortSignal): Speaker {
  const ask = (question: string, missing: string): Promise<string> => askLine(question, missing, signal)
  const of = (step: Step): CeremonyAnswers['steps'][string] | undefined => answers.steps[step.id]
  return {
    participants: async (script) => (answers.participants.length > 0 ? answers.participants : askPeople(script, ask)),
    variables: async (script) => {
      const values: Record<string, string> = { ...answers.variables }
      for (const { name, title, default: fallback } of script.variables) {
        if (values[name] !== undefined || fallback !== undefined) continue
        values[name] = await ask(`${title}:`, `variables.${name}`)
      }
      return values
    },
    clock: async () => answers.clock ?? ask('With what was the clock of this machine compared?', 'clock'),
    bags: async () =>
      answers.bags.length > 0
        ? answers.bags
        : (await ask('Serial numbers of the bags that were opened, with commas between:', 'bags'))
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
    csr: async (step) => {
      if (step.kind !== 'sign-subordinate') return undefined
      const file = of(step)?.csr ?? (await ask('File with the CSR:', `steps.${step.id}.csr`))
      return commandLineReading.file(file)
    },
    pin: async (step) => {
      const file = of(step)?.pin ?? answers.pin
      return file === undefined || !usesKey(step) ? undefined : commandLineReading.secret(file)
    },
    files: async (step) => {
      if (step.kind !== 'photograph') return readAll(of(step)?.attach ?? [])
      const given = of(step)?.attach ?? []
      const asked: string[] = []
      while (given.length + asked.length < step.least)
        asked.push(await ask(`File with a photograph of ${step.what}:`, `steps.${step.id}.attach`))
      return readAll([...given, ...asked])
    },
    answer: async (step) => of(step)?.answer ?? askAnswer(step, ask),
    digression: async (view) => {
      const { step, deviations } = view
      const said = step === null ? undefined : of(step)?.digression
      if (said !== undefined) return said
      const what = deviations.map((one) => `${one.fact} is "${one.found}" and should be "${one.expected}"`).join('; ')
      return ask(`Not as expected: ${what}. Why does the ceremony go on?`, `steps.${step?.id ?? ''}.digression`)
    },
    signOff: (wanted) => signOffOf(wanted, answers.signOffs[wanted.person], ask),
    signArchive: async (person, bytes) => {
      const file =
        answers.signOffs[person]?.key ??
        (await ask(`${person}, sign the archive: file with your private key, or nothing:`, `signOffs.${person}.key`))
      return file === '' ? null : signWithFile(file, bytes)
    }
  }
}

type Ask = (question: string, missing: string) => Promise<string>

function usesKey({ kind }: Step): boolean {
  return [
    'generate-key',
    'sign-subordinate',
    'issue-crl',
    'create-root',
    'destroy-key',
    'duplicate-key',
    'drill'
  ].includes(kind)
}

async function askAnswer(step: Step, ask: Ask): Promise<string | undefined> {
  const missing = `steps.${step.id}.answer`
  if (step.kind === 'confirm')
    return ask(`${step.question}${step.answers === undefined ? '' : ` (${step.answers.join(' / ')})`}`, missing)
  if (step.kind === 'record-bag') return ask(`Serial number of the ${step.what}:`, missing)
  if (step.kind === 'compare-digest' && step.against === undefined)
    return ask('Digest, as it stands on paper:', missing)
  return undefined
}

async function askPeople(script: CeremonyScript, ask: Ask): Promise<CeremonyParticipant[]> {
  const people: CeremonyParticipant[] = []
  for (const role of script.roles)
    for (let at = 1; at <= role.persons; at++) {
      const which = role.persons === 1 ? role.id : `${role.id} ${at} of ${role.persons}`
      const person = await ask(`Who is ${which}${role.title === undefined ? '' : ` (${role.title})`}?`, 'participants')
      const means = await ask(`Account of ${person} here, or file with a certificate:`, 'participants')
      const certificate = await readFile(means, 'utf8').catch(() => undefined)
      people.push({ role: role.id, person, ...(certificate === undefined ? { account: means } : { certificate }) })
    }
  return people
}

async function readAll(paths: readonly string[]): Promise<{ name: string; content: string }[]> {
  const files: { name: string; content: string }[] = []
  for (const path of paths) {
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new ChanceryError('not-found', `The file ${path} cannot be read.`, { cause })
    })
    files.push({ name: basename(path).replaceAll(/[^A-Za-z0-9._-]+/g, '-'), content: bytes.toString('base64') })
  }
  return files
}

async function signOffOf(
  wanted: Wanted,
  given: { readonly passphrase?: string | undefined; readonly key?: string | undefined } | undefined,
  ask: Ask
): Promise<{ readonly passphrase: string } | { readonly signature: string }> {
  const { person, role, toSign } = wanted
  if (given?.passphrase !== undefined) return { passphrase: await commandLineReading.secret(given.passphrase) }
  if (given?.key !== undefined) return { signature: await signWithFile(given.key, Buffer.from(toSign)) }
  if (wanted.byPassphrase) {
    const passphrase = await askSecret(`${person} (${role}), sign off with your passphrase`)
    if (passphrase !== undefined) return { passphrase }
  }
  const file = await ask(`${person} (${role}), sign off: file with your private key:`, `signOffs.${person}`)
  return { signature: await signWithFile(file, Buffer.from(toSign)) }
}
