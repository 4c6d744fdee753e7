import { join, resolve } from 'node:path'

export interface DesktopFolders {
  readonly data: string
  readonly renderer: string
  readonly preload: string
  readonly resources: string
}

/**
 * Where the parts of the desktop app lie, and its data: `--data DIR`, else $CHANCERY_DATA, else the usual folder.
 * @param from.main folder of the running file, out/main
 * @param from.packagedResources `process.resourcesPath` of a packaged app, where icons lie outside the archive
 */
export function desktopFolders(from: {
  readonly argv: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly main: string
  readonly packagedResources: string | undefined
  readonly usualData: string
}): DesktopFolders {
  const out = join(from.main, '..')
  return {
    data: resolve(optionValue(from.argv, '--data') ?? from.environment['CHANCERY_DATA'] ?? from.usualData),
    renderer: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    resources: from.packagedResources ?? join(out, '..', 'resources')
  }
}

/** @returns the value of `--option VALUE` or `--option=VALUE` */
export function optionValue(argv: readonly string[], option: string): string | undefined {
  const joined = argv.find((argument) => argument.startsWith(`${option}=`))
  if (joined !== undefined) return joined.slice(option.length + 1)
  const at = argv.indexOf(option)
  return at === -1 ? undefined : argv[at + 1]
}
