import { createHash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CeremonyView } from '../../../../src-shared/api/ceremonies.ts'
import type { Input, OperationName, Output as Answer } from '../../../../src-shared/api/index.ts'
import { assertNever } from '../../../../src-shared/assert-never.ts'
import { stepKindLabels } from '../../../../src-shared/model/ceremony.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import { connect, folderOf } from '../connect.ts'
import { ownVerbs } from '../help.ts'
import { credentialsOf, valueOf } from '../operation-command.ts'
import { ownFlag, ownHelp, readOwnArguments } from '../own-flags.ts'
import { clean, describe } from '../print.ts'
import { producedIn, requireFree, writeProduced } from '../produced.ts'
import { commandLineReading } from '../read-files.ts'
import type { Output } from '../run.ts'
import { noAnswers, readAnswers } from './answers.ts'
import { speakerFor, type Speaker } from './speaker.ts'

const flags = [
  ownFlag('script', 'text', 'The script, a YAML file.', true),
  ownFlag('answers', 'text', 'YAML file with what people say. What it leaves out is asked on the terminal.'),
  ownFlag('to', 'text', 'Folder for the files of the transcript: certificates, CRLs, photographs.')
]

/** How the ceremony calls operations. */
type Call = <N extends OperationName>(name: N, input: Input<N>) => Promise<Answer<N>>

/**
 * `chancery ceremony rehearse FILE` and `chancery ceremony run FILE`: leads through a ceremony from wherever it stands to
 * its end. Interrupted, the same command goes on with it.
 */
export async function runCeremony(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const [verb = '', ...rest] = words
  const mode = verb === 'run' ? 'real' : 'rehearsal'
  const help = (): void =>
    output.out(
      ownHelp(`ceremony ${verb} FILE`, ownVerbs['ceremony']?.[verb] ?? '', flags, [
        `chancery ceremony ${verb} root-generation.yaml`,
        `chancery ceremony ${verb} root-generation.yaml --answers answers.yaml --to out --out evidence.zip`
      ])
    )
  if (rest.includes('--help') || rest.includes('-h')) {
    help()
    return
  }
  const given = readOwnArguments(rest, flags)
  const file = given.text('script')
  if (file === undefined) throw new ChanceryError('invalid-input', `Say which script: chancery ceremony ${verb} FILE`)
  const { globals } = given
  if (globals.out !== undefined) requireFree(globals.out, globals.force)
  const script = await commandLineReading.file(file)
  const answersFile = given.text('answers')
  const answers = answersFile === undefined ? noAnswers : await readAnswers(answersFile)
  const speaker = speakerFor(answers, signal)
  const say = (text: string): void => (globals.json ? output.err(`${text}\n`) : output.out(`${text}\n`))
  const line = await connect(folderOf(globals), credentialsOf(globals), { operator: true, installation: true }, signal)
  const call: Call = async (name, input) => {
    if (signal.aborted)
      throw new ChanceryError('cancelled', 'The ceremony stays open. Run the same command again to go on with it.')
    // The gate has checked it against the schema of the same operation.
    return valueOf(await line.call(name, input)) as Answer<typeof name>
  }
  try {
    const opened = await openOrFind(call, mode, script, answers.tokens, speaker, say)
    const closed = await lead(call, opened, speaker, say)
    const to = given.text('to')
    if (to !== undefined) await writeFiles(call, closed, to, say)
    const archive = await archiveOf(call, closed, speaker, say)
    const bytes = archive === null ? undefined : producedIn({ file: archive })
    if (globals.out !== undefined && bytes !== undefined) {
      await writeProduced(globals.out, bytes, globals.force)
      say(`Archive: ${globals.out}`)
    }
    const { id, title, state, scriptSha256, entries, head } = closed
    const told = { ceremony: { id, mode, title, state, scriptSha256, entries, head: head.sha256 } }
    if (globals.json) output.out(`${JSON.stringify(told)}\n`)
    else output.out(`${describe(told)}\n`)
  } finally {
    await line.close()
  }
}

/** The same script in the same mode that is open already is gone on with. */
async function openOrFind(
  call: Call,
  mode: CeremonyView['mode'],
  script: string,
  tokens: Readonly<Record<string, string>>,
  speaker: Speaker,
  say: (text: string) => void
): Promise<CeremonyView> {
  const sha256 = createHash('sha256').update(script, 'utf8').digest('hex')
  const { ceremonies } = await call('ceremony.list', {})
  const open = ceremonies.find((one) => one.mode === mode && one.state === 'open' && one.scriptSha256 === sha256)
  if (open !== undefined) {
    const { ceremony } = await call('ceremony.show', { ceremony: open.id })
    say(
      `Going on with ${mode === 'rehearsal' ? 'the rehearsal' : 'the ceremony'} number ${open.id}, "${clean(open.title)}".`
    )
    return ceremony
  }
  const { script: read, digest } = await call('ceremony.check', { script })
  say(`${mode === 'rehearsal' ? 'REHEARSAL of' : 'Ceremony'} "${clean(read.title)}"`)
  say(`Script SHA-256 ${digest.sha256}`)
  say(`  ${digest.words.join(' ')}`)
  const variables = await speaker.variables(read)
  const participants = [...(await speaker.participants(read))]
  // The same answers serve both: what stands in for a token does so in a rehearsal only.
  const stand = mode === 'rehearsal' ? { ...tokens } : {}
  return (await call('ceremony.open', { mode, script, variables, participants, tokens: stand })).ceremony
}

/** Leads to the end. @returns the ceremony, closed */
async function lead(
  call: Call,
  opened: CeremonyView,
  speaker: Speaker,
  say: (text: string) => void
): Promise<CeremonyView> {
  let view = opened
  const ceremony = view.id
  for (;;) {
    const { step } = view
    switch (view.phase) {
      case 'host-check':
        view = await lookAtMachine(call, view, speaker, say)
        break
      case 'begin':
        if (step === null) throw stuck(view)
        say(
          `[${view.script.steps.findIndex(({ id }) => id === step.id) + 1}/${view.script.steps.length}] ${step.id}: ${clean(step.title)} (${stepKindLabels[step.kind]})`
        )
        if (step.say !== undefined) say(`  "${clean(step.say.trim())}"`)
        view = (
          await call('ceremony.step-begin', {
            ceremony,
            step: step.id,
            csr: await speaker.csr(step),
            pin: await speaker.pin(step)
          })
        ).ceremony
        say(`  begun: ${step.id}`)
        break
      case 'complete':
        if (step === null) throw stuck(view)
        view = await complete(call, view, speaker, say)
        break
      case 'sign-off':
        view = await signOff(call, view, speaker, say)
        break
      case 'close':
        view = (await call('ceremony.close', { ceremony })).ceremony
        say(`Closed. Transcript of ${view.entries} entries, head ${view.head.sha256}`)
        say(`  ${view.head.words.join(' ')}`)
        break
      case 'ended':
        return view
      default:
        return assertNever(view.phase)
    }
  }
}

async function lookAtMachine(
  call: Call,
  view: CeremonyView,
  speaker: Speaker,
  say: (text: string) => void
): Promise<CeremonyView> {
  const checks = view.script.hostChecks.map(({ check }) => check)
  const clock = checks.includes('clock-confirmed') ? await speaker.clock() : undefined
  const bags = checks.includes('tamper-bags') ? [...(await speaker.bags())] : []
  const checked = await call('ceremony.host-check', { ceremony: view.id, clock, bags })
  for (const { check, outcome, message } of checked.findings) say(`  ${outcome.padEnd(13)} ${check}: ${clean(message)}`)
  if (checked.passed) return checked.ceremony
  const stops = checked.findings.filter((one) => one.stops)
  throw new ChanceryError(
    'refused-by-policy',
    `The ceremony does not begin on this machine: ${stops.map(({ message }) => message).join(' ')} Put it right and run the command again.`
  )
}

async function complete(
  call: Call,
  before: CeremonyView,
  speaker: Speaker,
  say: (text: string) => void
): Promise<CeremonyView> {
  const { id: ceremony, step } = before
  if (step === null) throw stuck(before)
  const there = new Set(before.files.map(({ name }) => name.replace(/^\d+-/, '')))
  for (const file of await speaker.files(step))
    // Attached before an interruption already.
    if (!there.has(file.name)) await call('ceremony.attach', { ceremony, ...file })
  const { ceremony: view } = await call('ceremony.step-complete', {
    ceremony,
    step: step.id,
    answer: await speaker.answer(step),
    pin: await speaker.pin(step)
  })
  const facts = view.results[step.id] ?? {}
  for (const [name, value] of Object.entries(facts)) say(`  ${name}: ${clean(value)}`)
  say(`  done: ${step.id}`)
  return view
}

async function signOff(
  call: Call,
  view: CeremonyView,
  speaker: Speaker,
  say: (text: string) => void
): Promise<CeremonyView> {
  if (view.deviates)
    return (await call('ceremony.digress', { ceremony: view.id, what: await speaker.digression(view) })).ceremony
  const [wanted] = view.missing
  if (wanted === undefined) throw stuck(view)
  const { role, person } = wanted
  const proof = await speaker.signOff(wanted)
  const input = { ceremony: view.id, role, person, ...proof }
  const { ceremony } = wanted.witness ? await call('ceremony.witness', input) : await call('ceremony.confirm', input)
  say(`  signed off: ${clean(person)} (${role})`)
  return ceremony
}

function stuck(view: CeremonyView): ChanceryError {
  return new ChanceryError('internal', `The ceremony ${view.id} stands at "${view.phase}" with nothing to do.`)
}

/** The archive, signed by everybody who has a key. */
async function archiveOf(
  call: Call,
  { id: ceremony }: CeremonyView,
  speaker: Speaker,
  say: (text: string) => void
): Promise<Answer<'ceremony.close'>['file']> {
  const { file, toSign } = await call('ceremony.close', { ceremony })
  if (toSign.length === 0) return file
  const signatures: { role: string; person: string; signature: string }[] = []
  for (const { role, person, bytes } of toSign) {
    const signature = await speaker.signArchive(person, Buffer.from(bytes, 'base64'))
    if (signature === null) {
      say(`${clean(person)} does not sign the archive; the installation signs it alone.`)
      return (await call('ceremony.close', { ceremony, alone: true })).file
    }
    signatures.push({ role, person, signature })
  }
  say(`Archive signed by ${signatures.map(({ person }) => clean(person)).join(', ')}`)
  return (await call('ceremony.close', { ceremony, signatures })).file
}

/** Files that are there already are those of an earlier run; nothing is ever overwritten. */
async function writeFiles(call: Call, view: CeremonyView, folder: string, say: (text: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const { name } of view.files) {
    const path = join(folder, name)
    if (existsSync(path)) continue
    const file = producedIn(await call('ceremony.file', { ceremony: view.id, name }))
    if (file === undefined) continue
    await writeProduced(path, file, false)
    say(`File: ${path}`)
  }
}
