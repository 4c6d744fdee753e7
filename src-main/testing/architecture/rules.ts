import { basename } from 'node:path'
import { areaOf, table, type Area, type Row } from './table.ts'
import { readSource, type ImportOf, type SourceFacts } from './read-source.ts'

export const lineLimit = 500

/** Files of the project by their path from its root. */
export type Sources = ReadonlyMap<string, string>

/** @returns every breach as `file:line  what is wrong`, sorted; an empty list means the house stands */
export function checkArchitecture(sources: Sources): readonly string[] {
  const facts = [...sources].map(([path, text]) => readSource(path, text))
  return [...facts.flatMap((file) => [...importBreaches(file), ...fileBreaches(file)]), ...cycleBreaches(facts)].sort()
}

/**
 * Where Signer.sign is called: ca/sign.ts for every signature that leaves the engine, and the key that lint signs with
 * and throws away. The keys implement the signer and try out a fresh key; tests sign to have something to verify.
 */
const signingFiles: ReadonlySet<string> = new Set(['src-main/ca/sign.ts', 'src-main/ca/issue/throwaway-key.ts'])

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isUnlimited = (path: string): boolean => /\/(?:vectors|migrations)\//.test(path)

function importBreaches(file: SourceFacts): string[] {
  const breaches: string[] = []
  const where = areaOf(file.path)
  for (const entry of file.imports) {
    const say = (what: string): void => {
      breaches.push(`${file.path}:${entry.line}  ${what}`)
    }
    const electron = electronBreach(file.path, entry)
    if (electron !== undefined) say(electron)
    if (where === undefined) continue
    const row: Row = table[where.area]
    if (entry.relative) {
      const breach = folderBreach(file.path, where, row, entry)
      if (breach !== undefined) say(breach)
    } else if (!isTest(file.path) && where.area !== 'testing' && !packageAllowed(row, entry)) {
      say(`${where.area} may not import ${entry.target}`)
    }
  }
  return breaches
}

function electronBreach(path: string, entry: ImportOf): string | undefined {
  if (entry.target !== 'electron' && !entry.target.startsWith('electron/')) return undefined
  const allowed =
    path.startsWith('src-main/shell/') || ['src-main/entry/electron.ts', 'src-main/entry/preload.ts'].includes(path)
  if (!allowed) return 'electron belongs to shell/ and to the two entries of the desktop'
  if (isTest(path) && !entry.typeOnly) return 'a unit test runs without Electron'
  if (entry.names.includes('ipcMain') && path !== 'src-main/shell/bridge.ts')
    return 'ipcMain belongs to shell/bridge.ts'
  return undefined
}

function folderBreach(
  path: string,
  from: { readonly area: Area; readonly self: string },
  row: Row,
  entry: ImportOf
): string | undefined {
  const to = areaOf(entry.target)
  if (to === undefined)
    return isTest(path) || from.area === 'testing' ? undefined : `${from.area} may not import ${entry.target}`
  if (to.area === 'testing')
    return isTest(path) || from.area === 'testing' ? undefined : 'only tests may import testing/'
  if (row.never?.includes(entry.target) === true) return `${from.area} may not import ${entry.target}`
  if (to.area === 'shared' || (to.area === from.area && to.self === from.self)) return undefined
  if (covers(row.may, from.self, to.area, entry.target)) return undefined
  if (entry.typeOnly && covers(row.types ?? [], from.self, to.area, entry.target)) return undefined
  const name = from.self === '' ? from.area : `protocols/${from.self}`
  return covers(row.types ?? [], from.self, to.area, entry.target)
    ? `${name} may import types only from ${entry.target}`
    : `${name} may not import ${entry.target}`
}

function covers(allowed: readonly string[], self: string, area: Area, target: string): boolean {
  return allowed.some((item) => item === area || item.replace('{self}', self) === target)
}

function packageAllowed(row: Row, entry: ImportOf): boolean {
  if (entry.target === 'electron') return true
  // The shapes of src-shared are zod's, and naming their type needs zod's types.
  if (entry.target === 'zod' && entry.typeOnly) return true
  if (isNodeModule(entry.target)) return row.node === 'all' || (row.node !== 'none' && row.node.includes(entry.target))
  return (
    row.packages === 'all' ||
    row.packages.some((name) =>
      name.endsWith('/') ? entry.target.startsWith(name) : entry.target === name || entry.target.startsWith(`${name}/`)
    )
  )
}

function isNodeModule(target: string): boolean {
  return target.startsWith('node:')
}

function fileBreaches(file: SourceFacts): string[] {
  const breaches: string[] = []
  const name = basename(file.path).split('.')[0] ?? ''
  if (file.lines > lineLimit && !isUnlimited(file.path))
    breaches.push(`${file.path}:${file.lines}  a file ends before line ${lineLimit}`)
  if (/^(?:utils?|helpers?|common|misc)$/i.test(name))
    breaches.push(`${file.path}:1  the name does not say what is inside`)
  if (file.hasDefaultExport && !file.path.endsWith('.config.ts'))
    breaches.push(`${file.path}:1  default exports have no name to search for`)
  for (const mocked of file.mocked) breaches.push(`${file.path}:1  ${mocked} is our own and is not mocked`)
  const maySign = isTest(file.path) || signingFiles.has(file.path) || /^src-main\/(?:keys|testing)\//.test(file.path)
  if (!maySign)
    for (const line of file.signCalls) breaches.push(`${file.path}:${line}  only ca/sign.ts calls Signer.sign`)
  return breaches
}

/** Cycles of value imports; types vanish before anything runs. */
function cycleBreaches(facts: readonly SourceFacts[]): string[] {
  const known = new Map(
    facts.map((file) => [
      file.path,
      file.imports.filter((entry) => entry.relative && !entry.typeOnly).map((entry) => entry.target)
    ])
  )
  const done = new Set<string>()
  const cycles = new Set<string>()
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at !== -1) {
      const ring = trail.slice(at)
      const first = [...ring].sort()[0] ?? path
      const turn = ring.indexOf(first)
      cycles.add(`${[...ring.slice(turn), ...ring.slice(0, turn), first].join(' -> ')}  import each other`)
      return
    }
    if (done.has(path)) return
    for (const next of known.get(path) ?? []) if (known.has(next)) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of known.keys()) walk(path, [])
  return [...cycles]
}
