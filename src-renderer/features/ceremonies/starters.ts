const files = import.meta.glob<string>('../../../resources/ceremonies/*.yaml', { query: '?raw', import: 'default' })

/** In the order in which a new authority needs them; what is not named here comes last. */
const order = [
  'root-generation',
  'subordinate-signing',
  'root-crl-batch',
  'key-duplication',
  'recovery-drill',
  'key-destruction'
]

/** Scripts that come with the program, by their names. */
export const starterNames: readonly string[] = [
  ...order,
  ...Object.keys(files)
    .map(nameOf)
    .filter((name) => !order.includes(name))
    .sort()
]

/** @returns the text of a starter; undefined where there is none of this name */
export async function starterText(name: string): Promise<string | undefined> {
  const load = Object.entries(files).find(([path]) => nameOf(path) === name)?.[1]
  return load?.()
}

function nameOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.yaml$/, '')
}
