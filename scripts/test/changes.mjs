// What has changed: what a quick check looks at.
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../node-runtime.mjs'

const git = (...args) => {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}
const lines = (text) => (text ?? '').split('\n').filter((line) => line !== '')

/**
 * The files that differ from where this branch left `main`, with those that git does not know yet. On `main` with
 * nothing under way: the files of the last commit.
 * @returns their paths below the root, those that are gone left out; undefined where git does not answer
 */
export function changedFiles() {
  if (git('rev-parse', '--verify', '--quiet', 'HEAD') === undefined) return undefined
  const isFile = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true
  const base = git('merge-base', 'HEAD', 'main')?.trim() ?? 'HEAD'
  const since = (commit) => lines(git('diff', '--name-only', '--diff-filter=d', commit)).filter(isFile)
  const changed = [...since(base), ...lines(git('ls-files', '--others', '--exclude-standard')).filter(isFile)]
  return [...new Set(changed.length > 0 ? changed : since('HEAD~1'))]
}
