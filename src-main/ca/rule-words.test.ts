import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reasonRules } from '../../src-shared/model/reason-rules.ts'
import { alternativeNameTypes } from '../../src-shared/model/subject-entry.ts'
import { rules } from './issue/lints/index.ts'
import { listStarters } from './profile/starters.ts'

const root = join(import.meta.dirname, '..', '..')

/** Ids between quotes at the start of a line: the keys of a table of words. */
function keysOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^ {2}'([a-z0-9.-]+)':/gm)].map(([, id]) => id ?? '')
}

test('the German window has words for every rule of the lint, and for no other', () => {
  const keys = keysOf(join('src-renderer', 'ui', 'engine', 'lint-meanings-de.ts'))
  expect(keys.toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
})

test('every rule that speaks against a request, or of a profile, is among those that windows have words for', () => {
  const known: ReadonlySet<string> = new Set(reasonRules)
  const spoken = globSync(['src-main/ca/{profile,profiles,policy,requests}/**/*.ts', 'src-shared/model/name.ts'], {
    cwd: root
  })
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return [
        ...text.matchAll(
          /rule: '([a-z-]+\.[a-z-]+)'|refuse\(\s*\w+,\s*[^']*?(?:'[^']*'|`[^`]*`|\w+)?,?\s*'([a-z]+\.[a-z-]+)'/g
        )
      ].map(([, first, second]) => first ?? second ?? '')
    })
  expect(spoken.length).toBeGreaterThan(30)
  expect([...new Set(spoken)].filter((rule) => !known.has(rule))).toEqual([])
})

test('a name that cannot be certified has a rule of its kind, and windows have words for each', () => {
  const known: ReadonlySet<string> = new Set(reasonRules)
  expect(alternativeNameTypes.map((type) => `san.${type}`).filter((rule) => !known.has(rule))).toEqual([])
})

test('the German window has words for every explanation of the merge table', () => {
  const table = readFileSync(join(root, 'src-renderer', 'features', 'requests', 'engine-words.ts'), 'utf8')
  const known = new Set(
    [...table.matchAll(/\[\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"),/g)].map(([, first, second]) => first ?? second ?? '')
  )
  const said = globSync('src-main/ca/profile/{resolve*,static-extensions}.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      // What is refused has words by its rule; here are the sentences of `why`.
      const reasons = new Set([...text.matchAll(/refuse\([^]*?\n? *\)\n/g)].flatMap(([call]) => sentencesIn(call)))
      const notes = new Set([...text.matchAll(/(?:note\(row|why)[^]*?\n/g)].flatMap(([call]) => sentencesIn(call)))
      return sentencesIn(text).filter((one) => notes.has(one) || !reasons.has(one))
    })
  expect(said.length).toBeGreaterThan(25)
  // Told in the words of a library, or of the rule that broke.
  const others = new Set(['"{}": {}.', 'The extension {} of the profile is not DER. Correct it in the profile.'])
  expect([...new Set(said)].filter((one) => !known.has(one) && !others.has(one))).toEqual([])
})

test('the German window has words for every starter of profiles, and for nothing else', () => {
  const table = readFileSync(join(root, 'src-renderer', 'ui', 'engine', 'starter-words-de.ts'), 'utf8')
  const known = [...table.matchAll(/^ {2}(?:'([^']+)'|(\w+)):/gm)].map(([, quoted, bare]) => quoted ?? bare ?? '')
  const said = listStarters().flatMap(({ label, description }) => [label, description])
  expect(known.toSorted()).toEqual([...new Set(said)].toSorted())
})

/** @returns whole sentences between quotes, values as `{}` */
function sentencesIn(source: string): readonly string[] {
  return [...source.matchAll(/'([A-Z][^'\n]*\.)'|"([A-Z][^"\n]*\.)"|`((?:[A-Z"$])[^`\n]*\.)`/g)].map(
    ([, first, second, third]) => (first ?? second ?? third ?? '').replaceAll(/\$\{[^}]*\}/g, '{}')
  )
}
