import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../src-shared/errors.ts'
import { profileContent, starterNames } from '../../src-shared/model/profile.ts'
import { settings } from '../../src-shared/model/settings.ts'
import { operations } from '../../src-shared/api/index.ts'
import { ownCommands, ownVerbs } from '../../src-main/entry/cli/help.ts'
import { referencePages } from './pages.ts'

const root = join(import.meta.dirname, '..', '..')
const docs = join(root, 'docs')
const page = (name: string): string => readFileSync(join(docs, name), 'utf8')

describe('a page that is written from the program', () => {
  test.each([...referencePages()])(
    '%s is current; otherwise run "node scripts/reference-docs.mjs"',
    async (name, text) => {
      const path = join(docs, name)
      expect(page(name)).toBe(await format(text, { ...(await resolveConfig(path)), filepath: path }))
    }
  )
})

describe('a page that is written by hand', () => {
  test('has a heading for every error code', () => {
    const headings = page('errors.md').match(/^## (.+)$/gm)
    expect(errorCodes.filter((code) => headings?.includes(`## ${code}`) !== true)).toEqual([])
  })

  test('names every field and starter of a profile', () => {
    const text = page('profiles.md')
    expect(fieldsOf(profileContent.shape).filter((field) => !text.includes(`\`${field}\``))).toEqual([])
    expect(starterNames.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  test('names every setting', () => {
    const text = page('settings.md')
    expect(Object.keys(settings.shape).filter((field) => !text.includes(`\`${field}\``))).toEqual([])
  })
})

describe('every page', () => {
  const pages = [
    'README.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'src-main/protocols/crl/CONFORMANCE.md',
    ...readdirSync(docs)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`)
  ]

  test.each(pages)('%s links to files and headings that exist', (name) => {
    const from = join(root, name)
    const broken = linksOf(readFileSync(from, 'utf8')).filter((link) => {
      const [file = '', heading] = link.split('#')
      const target = file === '' ? from : join(dirname(from), file)
      if (!existsSync(target)) return true
      return heading !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(heading)
    })
    expect(broken).toEqual([])
  })

  test.each(pages)('%s names commands that exist', (name) => {
    const areas = new Set(Object.keys(operations).map((each) => each.slice(0, each.indexOf('.'))))
    const known = (area: string, verb: string): boolean =>
      `${area}.${verb}` in operations || `${area} ${verb}` in ownCommands || verb in (ownVerbs[area] ?? {})
    // What a program prints or signs is no command.
    const text = readFileSync(join(root, name), 'utf8').replaceAll(/^```text\n.*?^```$/gms, '')
    const words = text.matchAll(/chancery ([a-z]+) ([a-z][a-z0-9-]+)\b(?! 1`)(?: ([a-z][a-z0-9-]+)\b)?/g)
    const unknown = [...words].filter(
      // `est client create` is another way to say `est client-create`.
      ([, area = '', verb = '', more = '']) =>
        areas.has(area) && !known(area, verb) && !(`${area}.${verb}-${more}` in operations)
    )
    expect(unknown.map(([text]) => text)).toEqual([])
  })

  test('of docs is reached from the index', () => {
    const reached = linksOf(page('index.md'))
    const missing = readdirSync(docs).filter(
      (name) => name.endsWith('.md') && name !== 'index.md' && !reached.includes(name)
    )
    expect(missing).toEqual([])
  })
})

test.each(['crl', 'ocsp', 'perspective'])('every test that the list of conformance of %s names exists', (protocol) => {
  const list = readFileSync(join(root, 'src-main', 'protocols', protocol, 'CONFORMANCE.md'), 'utf8')
  const named = [...list.matchAll(/`([\w/.-]+\.test\.ts)`: "([^"]+)"/g)]
  expect(named.length).toBeGreaterThan(20)
  const missing = named.filter(([, file = '', name = '']) => {
    const path = join(root, file)
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(`('${name}'`)
  })
  expect(missing.map(([text]) => text)).toEqual([])
})

const lists = [
  ...readdirSync(join(root, 'src-main', 'protocols'), { recursive: true, encoding: 'utf8' }).map(
    (path) => `src-main/protocols/${path}`
  ),
  'src-main/validation/CONFORMANCE.md',
  'src-main/validation/dns/CONFORMANCE.md'
].filter((path) => path.endsWith('CONFORMANCE.md'))
const tests = ['src-main', 'e2e']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path))
  )
  .filter((path) => /\.(?:test|spec)\.ts$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
  .replace(/\\'/g, "'")

/** A text as a pattern that matches it alone. */
const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Titles that a table fills in, as `%s is decided by %s`. */
const templates = [...tests.matchAll(/'([^'\n]*%[sijdop][^'\n]*)'/g)]
  .map(([, title = '']) => title.split(/%[sijdop]/))
  // A title that is nothing but what is filled in would stand for everything.
  .filter((parts) => parts.join('').length > 8)
  .map((parts) => new RegExp(`^${parts.map((part) => literally(part)).join('.+')}$`))

/** In the last column a test is named by its title, or a part of it, between quotation marks; `…` stands for anything. */
test.each(lists)('the tests that %s names in its last column exist', (list) => {
  const rows = readFileSync(join(root, list), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
  const named = rows.flatMap((row) =>
    [...(row.split('|').at(-2) ?? '').matchAll(/“([^”]+)”|"([^"]+)"/g)].map(([, curly, plain]) => curly ?? plain ?? '')
  )
  expect(named.length).toBeGreaterThan(10)
  const unknown = named.filter((name) => {
    const parts = name.split('…').map((part) => part.trim())
    const there = new RegExp(parts.map((part) => literally(part)).join("[^'\\n]*"))
    return !there.test(tests) && !templates.some((template) => template.test(name))
  })
  expect(unknown).toEqual([])
})

/** Names of the fields of a profile, two levels deep: that is how the page lists them. */
function fieldsOf(shape: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const inner = innerShape(schema)
    return inner === undefined ? [name] : Object.keys(inner).map((field) => `${name}.${field}`)
  })
}

function innerShape(schema: unknown): Readonly<Record<string, unknown>> | undefined {
  let current = schema
  while (typeof current === 'object' && current !== null) {
    if ('shape' in current && typeof current.shape === 'object' && current.shape !== null)
      return current.shape as Readonly<Record<string, unknown>>
    if (!('def' in current) || typeof current.def !== 'object' || current.def === null) return undefined
    current = 'innerType' in current.def ? current.def.innerType : undefined
  }
  return undefined
}

/** Targets of the links to files of this project. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link))
}

/** Headings as the usual viewers of Markdown name them. */
function anchorsOf(text: string): readonly string[] {
  return (text.match(/^#+ .+$/gm) ?? []).map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  )
}
