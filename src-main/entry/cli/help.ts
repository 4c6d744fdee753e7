import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import { examples } from './examples.ts'
import { flagsOf, type Flag } from './flags.ts'
import { globalFlags, withoutClash } from './globals.ts'

/** Commands that are not operations of the contract. */
export const ownCommands: Readonly<Record<string, string>> = {
  init: 'Makes the vault and the first operator in a data folder',
  serve: 'Runs the engine: user interface and operations for a browser, CRLs and certificates for everybody',
  'status-server': 'Serves a published folder to relying parties, without keys or vault',
  demo: 'Fills a new data folder with a believable PKI',
  perspective: 'Runs a perspective of multi-perspective checks, or a coordinator of several (perspective serve)',
  'backup restore': 'Rebuilds an installation from a backup, in an empty data folder',
  completion: 'Prints the completion script for bash, zsh or fish'
}

/** Verbs of an area that are not operations: they need neither data folder nor engine. */
export const ownVerbs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ceremony: {
    rehearse: 'Leads through a rehearsal of a ceremony, in a database of its own',
    run: 'Leads through a ceremony after its rehearsal; interrupted, it goes on',
    verify: 'Proves the signed archive of a ceremony on any machine, without a data folder',
    verifier: 'Writes the verifier for browsers: one HTML file that works without a network'
  },
  anchor: { verify: 'Proves an exported audit log against its anchors on any machine, without a data folder' }
}

export function operationNames(): readonly OperationName[] {
  return Object.keys(operations).filter((name): name is OperationName => Object.hasOwn(operations, name))
}

/** @returns the flags of one operation as the command line has them */
export function commandFlags(name: OperationName): readonly Flag[] {
  return withoutClash(name, flagsOf(operations[name].input))
}

export function areas(): readonly string[] {
  return [...new Set([...operationNames().map((name) => name.slice(0, name.indexOf('.'))), ...Object.keys(ownVerbs)])]
}

export function generalHelp(): string {
  return [
    'chancery: certificate authority and certificate manager',
    '',
    'Usage: chancery <area> <verb> [flags]      e.g. chancery certificate list --state active',
    '       chancery <command> [flags]',
    '',
    'Commands:',
    ...list(Object.entries(ownCommands)),
    '',
    'Areas (chancery <area> --help lists the verbs):',
    ...list(areas().map((area) => [area, verbsOf(area).join(', ')])),
    '',
    'Flags of every command:',
    ...globalFlags.map(describeFlag),
    '',
    'A command speaks to the engine that runs on the data folder; where none runs it opens the folder itself, and then',
    'needs --passphrase-file or asks for the passphrase. Exit code 0 is success; each error has a code of its own.'
  ].join('\n')
}

export function areaHelp(area: string): string {
  const names = operationNames().filter((name) => name.startsWith(`${area}.`))
  return [
    `Usage: chancery ${area} <verb> [flags]`,
    '',
    ...list([
      ...names.map((name) => [name.slice(area.length + 1), operations[name].summary] as const),
      ...Object.entries(ownVerbs[area] ?? {})
    ]),
    '',
    `chancery ${area} <verb> --help lists the flags.`
  ].join('\n')
}

export function operationHelp(name: OperationName): string {
  const flags = commandFlags(name)
  const words = name.replace('.', ' ')
  const required = flags.filter((flag) => flag.required).map((flag) => ` --${flag.name} ${valueWord(flag)}`)
  const shown = examples[name] ?? [`chancery ${words}${required.join('')}`]
  return [
    `${operations[name].summary}.`,
    ...(operations[name].final === undefined ? [] : ['', `There is no way back. ${operations[name].final}`]),
    '',
    `Usage: chancery ${words}${required.join('')} [flags]`,
    ...(flags.length === 0 ? [] : ['', 'Flags:', ...flags.map(describeFlag)]),
    '',
    'Flags of every command:',
    ...globalFlags.map(describeFlag),
    '',
    'Examples:',
    ...shown.map((example) => `  ${example}`)
  ].join('\n')
}

function verbsOf(area: string): readonly string[] {
  return [
    ...operationNames()
      .filter((name) => name.startsWith(`${area}.`))
      .map((name) => name.slice(area.length + 1)),
    ...Object.keys(ownVerbs[area] ?? {})
  ]
}

function list(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([word]) => word.length))
  return rows.map(([word, text]) => `  ${word.padEnd(width)}  ${text}`)
}

export function describeFlag(flag: Flag): string {
  const value = flag.kind === 'boolean' ? '' : ` ${valueWord(flag)}`
  const notes = [
    flag.help,
    flag.choices.length > 0 ? `One of ${flag.choices.join(', ')}.` : '',
    flag.clears ? '"none" takes it away.' : '',
    flag.repeat ? 'May be given more than once.' : '',
    flag.fallback === '' ? '' : `Default ${flag.fallback}.`,
    flag.kind === 'boolean' && flag.path.length > 0 && flag.fallback !== 'false' ? `--no-${flag.name} says no.` : '',
    flag.required ? 'Required.' : ''
  ]
  return `  --${flag.name}${value}`.padEnd(36) + ` ${notes.filter((note) => note !== '').join(' ')}`.trimEnd()
}

function valueWord(flag: Flag): string {
  const words: Readonly<Record<Flag['kind'], string>> = {
    text: flag.choices.length > 0 ? 'WORD' : 'TEXT',
    number: 'NUMBER',
    boolean: '',
    time: 'TIME',
    json: 'JSON',
    file: 'FILE',
    'hashed-file': 'FILE',
    secret: 'FILE',
    pair: 'TYPE:VALUE'
  }
  return words[flag.kind]
}
