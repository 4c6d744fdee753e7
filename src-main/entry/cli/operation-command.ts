import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import type { Reply } from '../../../src-shared/desktop-bridge.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { nearest, readArguments, type Written } from './arguments.ts'
import { askWhetherFinal } from './ask-final.ts'
import { askingForPin, withPins } from './ask-pin.ts'
import { withStepUp } from './ask-step-up.ts'
import { connect, folderOf, type Credentials } from './connect.ts'
import { secretFieldsOf } from './flags.ts'
import { globalFlags, ownCredentials, type Globals } from './globals.ts'
import { areaHelp, areas, commandFlags, generalHelp, operationHelp, operationNames, ownCommands } from './help.ts'
import { describe } from './print.ts'
import { isTextFile, producedIn, requireFree, withoutBytes, writeProduced } from './produced.ts'
import { commandLineReading } from './read-files.ts'
import { isNo } from './questions.ts'
import type { Output } from './run.ts'
import { inputOf } from './values.ts'

/** Runs `chancery <area> <verb> …`: an operation of the contract. @returns `no` where the answer to its question is no */
export async function runOperation(
  words: readonly string[],
  output: Output,
  signal: AbortSignal
): Promise<'yes' | 'no'> {
  const [area, verb] = words
  if (area === undefined || area === '--help' || area === '-h' || area === 'help') {
    output.out(`${generalHelp()}\n`)
    return 'yes'
  }
  if (!areas().includes(area)) throw unknownWord(area, [...areas(), ...Object.keys(ownCommands)])
  if (verb === undefined || verb.startsWith('-')) {
    output.out(`${areaHelp(area)}\n`)
    return 'yes'
  }
  // `acme eab create` is written as people say it; the operation is `acme.eab-create`.
  const third = words[2]
  const joined = operationNames().find((one) => third !== undefined && one === `${area}.${verb}-${third}`)
  const name = joined ?? operationNames().find((one) => one === `${area}.${verb}`)
  if (name === undefined)
    throw unknownWord(
      verb,
      operationNames()
        .filter((one) => one.startsWith(`${area}.`))
        .map((one) => one.slice(area.length + 1))
    )
  const own = commandFlags(name)
  // A field of the operation comes before the global flag of the same name.
  const flags = [...own, ...globalFlags.filter((flag) => own.every((one) => one.name !== flag.name))]
  const written = readArguments(words.slice(joined === undefined ? 2 : 3), flags)
  const globals = readGlobals(written)
  if (globals.help) {
    output.out(`${operationHelp(name)}\n`)
    return 'yes'
  }
  checkOut(name, globals)
  if (!globals.yes) await askWhetherFinal(name, signal)
  const { passphraseFile } = globals
  const input = await withStepUp(
    name,
    await withPins(name, await inputOf(written, own, commandLineReading)),
    passphraseFile === undefined || passphraseFile === '-' ? undefined : () => commandLineReading.secret(passphraseFile)
  )
  const value = await askingForPin(name, input, (complete) => callOnce(name, complete, globals, signal))
  await show(name, value, globals, output)
  return isNo(name, value) ? 'no' : 'yes'
}

async function callOnce(
  name: OperationName,
  input: Record<string, unknown>,
  globals: Globals,
  signal: AbortSignal
): Promise<unknown> {
  const isPublic = operations[name].access === 'public'
  const line = await connect(
    folderOf(globals),
    credentialsOf(globals, ownCredentials.has(name)),
    { operator: !isPublic, installation: name !== 'system.setup' },
    signal
  )
  try {
    return valueOf(await line.call(name, input))
  } finally {
    await line.close()
  }
}

/** @throws ChanceryError the failure in the reply */
export function valueOf(reply: Reply): unknown {
  if (reply.ok) return reply.value
  const { code, message, reasons } = reply.failure
  throw new ChanceryError(code, message, { reasons })
}

export function readGlobals(written: Written): Globals {
  const text = (name: string): string | undefined => {
    const value = written.get(name)?.[0]
    return typeof value === 'string' ? value : undefined
  }
  const on = (name: string): boolean => written.get(name)?.[0] === true
  return {
    data: text('data'),
    operator: text('operator'),
    passphraseFile: text('passphrase-file'),
    json: on('json'),
    out: text('out'),
    force: on('force'),
    yes: on('yes'),
    help: on('help')
  }
}

/** @param ownFields the operation takes operator and passphrase as fields of its own */
export function credentialsOf(globals: Globals, ownFields = false): Credentials {
  const file = globals.passphraseFile ?? process.env['CHANCERY_PASSPHRASE_FILE']
  if (ownFields) return { operator: undefined, passphrase: undefined }
  return {
    operator: globals.operator,
    passphrase: file === undefined ? undefined : () => commandLineReading.secret(file)
  }
}

/** What --out cannot do, or has to, is said before anything is done. @throws ChanceryError `invalid-input`, `conflict` */
function checkOut(name: OperationName, globals: Globals): void {
  if (globals.out === undefined) {
    if (!globals.json && secretFieldsOf(operations[name].output).includes('file'))
      throw new ChanceryError(
        'invalid-input',
        'This command makes secrets that are shown this once: add --out FILE, which only you can read.'
      )
    return
  }
  const { def } = operations[name].output
  if (!('shape' in def) || !Object.hasOwn(def.shape, 'file'))
    throw new ChanceryError('invalid-input', 'This command produces no file, so there is nothing to write with --out.')
  requireFree(globals.out, globals.force)
}

async function show(name: OperationName, value: unknown, globals: Globals, output: Output): Promise<void> {
  const file = producedIn(value)
  if (file !== undefined && globals.out !== undefined) {
    await writeProduced(globals.out, file, globals.force)
    const rest = withoutBytes(value, globals.out)
    output.out(globals.json ? `${JSON.stringify(rest)}\n` : `${describe(withoutSecrets(name, rest))}\n`)
    return
  }
  if (globals.json) output.out(`${JSON.stringify(value)}\n`)
  else if (file !== undefined && isOnlyFile(value) && isTextFile(file))
    output.out(Buffer.from(file.bytes).toString('utf8'))
  else output.out(`${describe(value)}\n`)
}

/** Secrets that are in the file that was written do not stay behind on the terminal as well. */
function withoutSecrets(name: OperationName, value: unknown): unknown {
  const secrets = secretFieldsOf(operations[name].output).filter((field) => field !== 'file')
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries<unknown>({ ...value }).filter(([field]) => !secrets.includes(field)))
}

function isOnlyFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 1
}

function unknownWord(word: string, list: readonly string[]): ChanceryError {
  const near = nearest(word, list)
  return new ChanceryError(
    'invalid-input',
    `There is no command "${word}".${near === undefined ? '' : ` Did you mean "${near}"?`} There are: ${list.join(', ')}.`
  )
}
