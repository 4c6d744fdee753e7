import type { Flag } from './flags.ts'

/** Flags that every command has. */
export interface Globals {
  readonly data: string | undefined
  readonly operator: string | undefined
  readonly passphraseFile: string | undefined
  readonly json: boolean
  readonly out: string | undefined
  readonly force: boolean
  readonly yes: boolean
  readonly help: boolean
}

const globalFlag = (name: string, kind: Flag['kind'], help: string): Flag => ({
  name,
  path: [],
  kind,
  repeat: false,
  choices: [],
  clears: false,
  required: false,
  fallback: '',
  help
})

export const globalFlags: readonly Flag[] = [
  globalFlag('data', 'text', 'Data folder. Default: $CHANCERY_DATA, else the folder of the platform.'),
  globalFlag('operator', 'text', 'Acts as this operator instead of the one who unlocked the engine.'),
  globalFlag(
    'passphrase-file',
    'text',
    'File with the passphrase, readable by its owner only; - reads standard input.'
  ),
  globalFlag('json', 'boolean', 'Prints the answer, and errors, as JSON.'),
  globalFlag('out', 'text', 'Writes the file that the command produces here.'),
  globalFlag('force', 'boolean', 'Lets --out replace a file that exists.'),
  globalFlag('yes', 'boolean', 'Does what cannot be undone without asking on the terminal first.'),
  globalFlag('help', 'boolean', 'Shows this help.')
]

/**
 * @returns the flags of an operation beside the global ones. Where a field has the name of a global flag the field
 *   wins for making the vault and signing in; elsewhere the field becomes `--its-…`, as in `--its-passphrase-file`
 *   for the passphrase of a PKCS#12 file, and an `operator` that is acted on becomes `--account`.
 */
export function withoutClash(operation: string, flags: readonly Flag[]): readonly Flag[] {
  const names = new Set(globalFlags.map((flag) => flag.name))
  if (ownCredentials.has(operation)) return flags
  return flags.map((flag) => {
    if (!names.has(flag.name)) return flag
    return { ...flag, name: flag.name === 'operator' ? 'account' : `its-${flag.name}` }
  })
}

/** Operations whose own operator and passphrase fields are the ones that the global flags would name. */
export const ownCredentials: ReadonlySet<string> = new Set(['system.setup', 'session.sign-in', 'session.recover'])
