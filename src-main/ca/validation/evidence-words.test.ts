import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { operations } from '../../../src-shared/api/index.ts'
import { eventTopics } from '../../../src-shared/events.ts'
import { domainMethods, evidenceKinds } from '../../../src-shared/model/validation.ts'

const root = join(import.meta.dirname, '..', '..', '..')

test('the German window has words for every rule that a check of control can end by', () => {
  const table = readFileSync(join(root, 'src-renderer', 'ui', 'engine', 'evidence-words-de.ts'), 'utf8')
  const known = new Set([...table.matchAll(/^ {2}'([A-Za-z0-9.-]+)':/gm)].map(([, id]) => id ?? ''))
  const spoken = globSync('src-main/{ca/{validation,mpic},validation,protocols/acme}/**/*.ts', { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8').matchAll(/'((?:caa|dnssec|mpic|domain|mailbox)\.[A-Za-z-]+)'/g)
    ])
    .map(([, id]) => id ?? '')
    .filter((id) => !Object.hasOwn(operations, id) && !Object.hasOwn(eventTopics, id))
  // Put together from the method, from RFC 8555 6.7, and for what is not stored.
  const made = [
    ...domainMethods.map((method) => `domain.${method}`),
    ...['connection', 'dns', 'tls', 'incorrectResponse', 'unauthorized'].map((failure) => `domain.${failure}`),
    ...evidenceKinds.flatMap((kind) => [`${kind}.not-reached`, `${kind}.not-required`]),
    'proof.mailbox'
  ]
  expect(spoken.length).toBeGreaterThan(40)
  expect([...new Set([...spoken, ...made])].filter((id) => !known.has(id))).toEqual([])
})
