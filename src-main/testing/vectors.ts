import { readdirSync, readFileSync } from 'node:fs'

/** A file of test data with its name. */
export interface Vector {
  readonly name: string
  readonly bytes: Uint8Array
}

/** @returns the files of a folder of vectors with this ending, by name. */
export function vectors(folder: string, ending: string): Vector[] {
  const url = new URL(`./vectors/${folder}/`, import.meta.url)
  return readdirSync(url)
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, url))) }))
}

/** @returns one file of test data. */
export function vector(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`./vectors/${path}`, import.meta.url)))
}
