import { errorCodes } from '../../src-shared/errors.ts'
import { operations, type OperationName } from '../../src-shared/api/index.ts'
import { builtInRoles, permissions } from '../../src-shared/model/permission.ts'
import { severities } from '../../src-shared/model/lint.ts'
import { rules, rulesVersion } from '../../src-main/ca/issue/lints/index.ts'
import { httpStatus } from '../../src-main/api/http-status.ts'
import { answerIsNo, exitCodes, interrupted } from '../../src-main/entry/cli/exit-codes.ts'
import { examples } from '../../src-main/entry/cli/examples.ts'
import type { Flag } from '../../src-main/entry/cli/flags.ts'
import { globalFlags } from '../../src-main/entry/cli/globals.ts'
import { areas, commandFlags, describeFlag, operationNames, ownCommands } from '../../src-main/entry/cli/help.ts'
import { questionCommands } from '../../src-main/entry/cli/questions.ts'

/** The pages of docs/ that are written from the program itself, by file name. Not formatted yet. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ['command-line.md', commandLinePage()],
    ['lint-rules.md', lintRulesPage()],
    ['permissions.md', permissionsPage()]
  ])
}

const written = '<!-- Written by `node scripts/reference-docs.mjs`; change the program, not this page. -->'

function commandLinePage(): string {
  return [
    written,
    '# Command line',
    'Every operation of Chancery is a command: `chancery <area> <verb> [flags]`. In a checkout write `npx chancery`. [The tour](../README.md#the-same-on-the-command-line) shows the usual way through.',
    "A command speaks to the engine that runs on the data folder. Where none runs, it opens the folder itself for one call and needs the operator's passphrase: `--passphrase-file FILE`, `$CHANCERY_PASSPHRASE_FILE`, or the question on the terminal. `$CHANCERY_DATA` names the data folder for every command.",
    'Words without a flag name go to the first required flags: `chancery certificate show 12` is `chancery certificate show --id 12`. Lists take the flag more than once. Switches have a negative: `--no-trust-chain`. Nested fields are written with dots: `--settings.crl.life 7d`. Times are `2027-03-31` or `2027-03-31T12:00:00Z`, in UTC. Durations are `20y`, `6mo`, `90d`, `12h`, `30m`, `45s` or several of these from long to short: `1y6mo`.',
    '`chancery completion bash`, `zsh` or `fish` prints the completion script. For bash: `source <(chancery completion bash)`.',
    '## Flags of every command',
    flagTable(globalFlags),
    '## Exit codes',
    'Scripts may rely on them: a code never changes its number. [Errors](errors.md) says what each means.',
    table(['Exit code', 'Meaning'], [...exitRows()]),
    '## Commands that are not operations',
    '`chancery <command> --help` lists the flags of each.',
    table(
      ['Command', 'What it does'],
      Object.entries(ownCommands).map(([name, text]) => [`\`${name}\``, text])
    ),
    ...areas().flatMap((area) => [`## ${area}`, ...operationsOf(area).flatMap(operationSection)])
  ].join('\n\n')
}

function exitRows(): readonly (readonly string[])[] {
  const meanings = new Map<number, string>([
    [0, 'done'],
    [
      answerIsNo,
      `the question was answered, and the answer is no: ${questionCommands.map((name) => `\`${name}\``).join(', ')}`
    ],
    [interrupted, 'interrupted by Ctrl-C']
  ])
  for (const code of errorCodes) {
    const link = `[\`${code}\`](errors.md#${code})`
    const known = meanings.get(exitCodes[code])
    meanings.set(exitCodes[code], known === undefined ? link : `${known}, ${link}`)
  }
  return [...meanings].toSorted(([a], [b]) => a - b).map(([number, meaning]) => [String(number), meaning])
}

function operationsOf(area: string): readonly OperationName[] {
  return operationNames().filter((name) => name.startsWith(`${area}.`))
}

function operationSection(name: OperationName): readonly string[] {
  const { summary, access, effect } = operations[name]
  const flags = commandFlags(name)
  const shown = examples[name]
  const right =
    access === 'public'
      ? 'open to everybody'
      : access === 'signed-in'
        ? 'every operator who is signed in'
        : `permission \`${access}\``
  return [
    `### ${name.replace('.', ' ')}`,
    `${summary}. Effect: ${effect}. Who: ${right}.`,
    ...(flags.length === 0 ? [] : [flagTable(flags)]),
    ...(shown === undefined ? [] : [`\`\`\`sh\n${shown.join('\n')}\n\`\`\``])
  ]
}

function flagTable(flags: readonly Flag[]): string {
  return table(
    ['Flag', 'Meaning'],
    flags.map((flag) => {
      // "  --name VALUE   what it is for", as `--help` has it: the two never differ.
      const line = describeFlag(flag).trim()
      const word = /^--\S+(?: [A-Z:]+(?= |$))?/.exec(line)?.[0] ?? line
      return [`\`${word}\``, line.slice(word.length).trim()]
    })
  )
}

function lintRulesPage(): string {
  const groups = [...new Set(rules.map((rule) => rule.id.slice(0, rule.id.indexOf('.'))))]
  const title: Readonly<Record<string, string>> = {
    rfc5280: 'RFC 5280 and its updates',
    'br-tls': 'CA/Browser Forum, TLS',
    'br-smime': 'CA/Browser Forum, S/MIME'
  }
  const count = (severity: string): number => rules.filter((rule) => rule.severity === severity).length
  return [
    written,
    '# Lint rules',
    `Every certificate is signed with a throwaway key first and looked at by these ${rules.length} rules (${severities.map((severity) => `${count(severity)} ${severity}${count(severity) === 1 ? '' : 's'}`).join(', ')}; rule set ${rulesVersion}). An error keeps the real key from being used. A warning does so where the profile says "refuse". A notice never does. What was found is kept with the certificate and shown under "Checks".`,
    'The rules of the CA/Browser Forum look at certificates of profiles marked as publicly trusted for TLS or S/MIME only. "Field" names the profile field that causes the finding.',
    ...groups.flatMap((group) => [
      `## ${title[group] ?? 'Other rules'}`,
      table(
        ['Rule', 'Severity', 'Clause', 'What it wants', 'Field'],
        rules
          .filter((rule) => rule.id.startsWith(`${group}.`))
          .map((rule) => [
            `\`${rule.id}\``,
            rule.severity,
            rule.clause,
            rule.meaning,
            rule.profileField === null ? '' : `\`${rule.profileField}\``
          ])
      )
    ])
  ].join('\n\n')
}

function permissionsPage(): string {
  return [
    written,
    '# Permissions',
    'Which built-in role may do what. [Operators and roles](operators-and-roles.md) says how roles are given and how to make your own.',
    table(
      ['Permission', ...builtInRoles.map((role) => role.label)],
      permissions.map((permission) => [
        `\`${permission}\``,
        ...builtInRoles.map((role) => (role.permissions.includes(permission) ? 'yes' : ''))
      ])
    ),
    'What each permission opens:',
    table(
      ['Permission', 'Operations'],
      permissions.map((permission) => [
        `\`${permission}\``,
        operationNames()
          .filter((name) => operations[name].access === permission)
          .map((name) => `\`${name}\``)
          .join(', ')
      ])
    ),
    'The HTTP status with which the server answers each error:',
    table(
      ['Error', 'Status'],
      errorCodes.map((code) => [`[\`${code}\`](errors.md#${code})`, String(httpStatus[code])])
    )
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
