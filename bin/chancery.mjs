#!/usr/bin/env node
// `npx chancery …`: runs the command line of a checkout under the pinned Node, built from the sources as they are now.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithNpm, engineNode, isEngineNode, root, runForeground } from '../scripts/node-runtime.mjs'

const cli = join(root, 'out', 'main', 'cli.js')
// A packaged copy carries no sources: there is nothing to compare or build.
if (existsSync(join(root, 'src-main'))) {
  if (engineNode() === undefined) {
    const { installIfNeeded } = await import('../scripts/packages.mjs')
    installIfNeeded()
  }
  const { buildIfStale } = await import('../scripts/build.mjs')
  buildIfStale()
}
if (!existsSync(cli)) {
  console.error(`chancery: ${cli} is missing.`)
  process.exit(1)
}

endWithNpm()
if (isEngineNode()) {
  process.argv[1] = cli
  await import(pathToFileURL(cli).href)
} else {
  process.exit(await runForeground(engineNode() ?? process.execPath, [cli, ...process.argv.slice(2)]))
}
