import { ChanceryError } from '../../../src-shared/errors.ts'
import { areas, commandFlags, operationNames, ownCommands } from './help.ts'
import { globalFlags } from './globals.ts'

/** @returns the script that completes areas, verbs and flags. @throws ChanceryError `invalid-input` for another shell */
export function completionScript(shell: string | undefined): string {
  if (shell === 'bash') return bash()
  if (shell === 'zsh') return `#compdef chancery\nautoload -U +X bashcompinit && bashcompinit\n${bash()}`
  if (shell === 'fish') return fish()
  throw new ChanceryError(
    'invalid-input',
    'Say for which shell: chancery completion bash, zsh or fish. For bash: source <(chancery completion bash)'
  )
}

function tree(): ReadonlyMap<string, readonly (readonly [string, readonly string[]])[]> {
  const all = globalFlags.map((flag) => `--${flag.name}`)
  return new Map(
    areas().map((area) => [
      area,
      operationNames()
        .filter((name) => name.startsWith(`${area}.`))
        .map(
          (name) =>
            [name.slice(area.length + 1), [...commandFlags(name).map((flag) => `--${flag.name}`), ...all]] as const
        )
    ])
  )
}

function bash(): string {
  const cases = [...tree()].flatMap(([area, verbs]) => [
    `    ${area}:*) words="${verbs.map(([verb]) => verb).join(' ')}" ;;`,
    ...verbs.map(([verb, flags]) => `    ${area}/${verb}) words="${flags.join(' ')}" ;;`)
  ])
  return `_chancery() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" place
  case "$COMP_CWORD" in
    1) words="${[...areas(), ...Object.keys(ownCommands)].join(' ')}"; place="" ;;
    2) place="\${COMP_WORDS[1]}:*" ;;
    *) place="\${COMP_WORDS[1]}/\${COMP_WORDS[2]}" ;;
  esac
  case "$place" in
${cases.map((line) => line.replace(':*)', ':\\*)')).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    --data) COMPREPLY=($(compgen -d -- "$current")) ;;
    *-file|--csr|--certificate|--content|--file|--out) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o default -F _chancery chancery
`
}

function fish(): string {
  const first = [...areas(), ...Object.keys(ownCommands)].join(' ')
  const lines = [...tree()].flatMap(([area, verbs]) => [
    `complete -c chancery -f -n '__fish_seen_subcommand_from ${area}; and test (count (commandline -opc)) -eq 2' -a '${verbs.map(([verb]) => verb).join(' ')}'`,
    ...verbs.flatMap(([verb, flags]) =>
      flags.map(
        (flag) =>
          `complete -c chancery -n '__fish_seen_subcommand_from ${area}; and __fish_seen_subcommand_from ${verb}' -l '${flag.slice(2)}'`
      )
    )
  ])
  return [`complete -c chancery -f -n 'test (count (commandline -opc)) -eq 1' -a '${first}'`, ...lines, ''].join('\n')
}
