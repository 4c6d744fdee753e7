import { readArguments, type Written } from './arguments.ts'
import type { Flag, FlagKind } from './flags.ts'
import { globalFlags, type Globals } from './globals.ts'
import { describeFlag } from './help.ts'
import { readGlobals } from './operation-command.ts'

/** A flag of a command that is not an operation. */
export function ownFlag(name: string, kind: FlagKind, help: string, required = false): Flag {
  return { name, path: [], kind, repeat: false, choices: [], clears: false, required, fallback: '', help }
}

/** What was written for such a command. */
export interface OwnArguments {
  readonly globals: Globals
  text(name: string): string | undefined
  /** Every value of a flag that may be given more than once. */
  texts(name: string): readonly string[]
  on(name: string): boolean
}

/** @throws ChanceryError `invalid-input` */
export function readOwnArguments(words: readonly string[], flags: readonly Flag[]): OwnArguments {
  const written: Written = readArguments(words, [
    ...flags,
    ...globalFlags.filter((flag) => flags.every((one) => one.name !== flag.name))
  ])
  return {
    globals: readGlobals(written),
    text: (name) => {
      const value = written.get(name)?.[0]
      return typeof value === 'string' ? value : undefined
    },
    texts: (name) => (written.get(name) ?? []).filter((value) => typeof value === 'string'),
    on: (name) => written.get(name)?.[0] === true
  }
}

export function ownHelp(command: string, summary: string, flags: readonly Flag[], examples: readonly string[]): string {
  return [
    `${summary}.`,
    '',
    `Usage: chancery ${command} [flags]`,
    '',
    'Flags:',
    ...[...flags, ...globalFlags.filter((flag) => flags.every((one) => one.name !== flag.name))].map(describeFlag),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    ''
  ].join('\n')
}
