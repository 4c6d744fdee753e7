import { resolve } from 'node:path'

/**
 * `chancery publish --to DIR` is the operation `publish.export`; its folder is meant from where the command is typed, while
 * the engine that writes it stands elsewhere.
 * @returns the words as the operation takes them
 */
export function publishShortcut(words: readonly string[]): readonly string[] {
  const [area, second] = words
  if (area !== 'publish' || second === undefined) return words
  const rest =
    second.startsWith('--') && second !== '--help' ? words.slice(1) : second === 'export' ? words.slice(2) : null
  if (rest === null) return words
  return ['publish', 'export', ...rest.map((word, at) => wholePath(word, rest[at - 1]))]
}

function wholePath(word: string, before: string | undefined): string {
  if (before === '--to') return resolve(word)
  return word.startsWith('--to=') ? `--to=${resolve(word.slice('--to='.length))}` : word
}
