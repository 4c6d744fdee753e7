// Which unit tests a change may break: those that import what changed, the nearest first.
import { posix } from 'node:path'

const specifier =
  /(?:^|\n)\s*(import|export)\s+(type\s)?[^'"]*?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]/g
const isTest = (path) => /^(src-main|src-shared|src-renderer|scripts)\/.*\.test\.tsx?$/.test(path)

/** @type {(paths: Iterable<string>) => string[]} */
const inOrder = (paths) => [...paths].sort((a, b) => (a < b ? -1 : 1))

/** @returns the paths that a source file loads when it runs; what it imports as a type only is the compiler's affair */
export function loadedBy(path, text) {
  const found = []
  for (const [, , typeOnly, fixed, later, url] of text.matchAll(specifier)) {
    const target = fixed ?? later ?? url
    if (typeOnly === undefined && target !== undefined) found.push(posix.join(posix.dirname(path), target))
  }
  return found
}

/**
 * @param sources path to text of every source file
 * @param changed paths
 * @returns the tests that load a changed file by any way, by the length of the shortest way, then by path
 */
export function relatedTests(sources, changed) {
  const loaders = new Map()
  for (const [path, text] of sources) {
    for (const target of loadedBy(path, text)) {
      const known = loaders.get(target)
      if (known === undefined) loaders.set(target, [path])
      else known.push(path)
    }
  }
  const seen = new Set(changed)
  const tests = []
  for (let ring = inOrder(changed); ring.length > 0;) {
    tests.push(...ring.filter((path) => isTest(path) && sources.has(path)))
    const next = new Set(ring.flatMap((path) => loaders.get(path) ?? []).filter((path) => !seen.has(path)))
    for (const path of next) seen.add(path)
    ring = inOrder(next)
  }
  return tests
}
