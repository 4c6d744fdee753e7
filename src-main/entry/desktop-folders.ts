import { join, resolve } from 'node:path'

export interface DesktopFolders {
  /** The data folder named by `--data DIR` or `--data=DIR`; undefined means the account's usual one. */
  readonly data: string | undefined
  readonly renderer: string
  readonly preload: string
  readonly resources: string
}

/**
 * Where the parts of the desktop app lie, seen from out/main.
 * @param packagedResources `process.resourcesPath` of a packaged app, where icons lie outside the archive
 */
export function desktopFolders(
  argv: readonly string[],
  main: string,
  packagedResources: string | undefined
): DesktopFolders {
  const out = join(main, '..')
  const data = optionValue(argv, '--data')
  return {
    data: data === undefined ? undefined : resolve(data),
    renderer: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    resources: packagedResources ?? join(out, '..', 'resources')
  }
}

function optionValue(argv: readonly string[], option: string): string | undefined {
  const joined = argv.find((argument) => argument.startsWith(`${option}=`))
  if (joined !== undefined) return joined.slice(option.length + 1)
  const at = argv.indexOf(option)
  return at === -1 ? undefined : argv[at + 1]
}
