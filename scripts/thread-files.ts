import { globSync } from 'node:fs'
import { basename } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Worker threads and child processes are files of their own: `x.worker.ts` and `x.process.ts`, started with
 * `new URL('./x.worker.ts', import.meta.url)`. From source Node strips the types; in the bundle every entry and
 * every chunk lies flat in out/main, so the same address with `.js` finds the built file.
 */
export function threadFileAddresses(): Plugin {
  const address =
    /new URL\(\s*(['"])(?:\.{1,2}\/)+(?:[\w-]+\/)*([\w-]+\.(?:worker|process))\.ts\1\s*,\s*import\.meta\.url\s*\)/g
  return {
    name: 'chancery-thread-file-addresses',
    enforce: 'pre',
    transform(code) {
      if (!code.includes('import.meta.url')) return undefined
      const changed = code.replace(
        address,
        (_match, _quote, name: string) => `new URL('./${name}.js', import.meta.url)`
      )
      return changed === code ? undefined : { code: changed, map: null }
    }
  }
}

/**
 * @returns the thread files below a folder as inputs of the bundler: name of the built file -> source
 * @throws Error where two would be built under one name
 */
export function threadFileInputs(folder: string): Record<string, string> {
  const inputs: Record<string, string> = {}
  for (const file of globSync(`${folder}/**/*.{worker,process}.ts`)) {
    const name = basename(file, '.ts')
    if (inputs[name] !== undefined)
      throw new Error(`${file} and ${inputs[name]} would both be built as ${name}.js; rename one.`)
    inputs[name] = file
  }
  return inputs
}
