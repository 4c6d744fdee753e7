// `npm run package`: builds and packages the desktop app into dist/. Targets follow, e.g. `npm run package -- tar.gz deb`.
import { dirname, join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { electronPackageVersion, fetchOfficialElectron, testElectron } from './electron-runtime.mjs'
import { continueUnderPinnedNode, root, runForeground } from './node-runtime.mjs'

await continueUnderPinnedNode(import.meta.url)
buildIfStale()

const platform = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform]
const targets = process.argv.slice(2)
const args = [
  join(root, 'node_modules', 'electron-builder', 'cli.js'),
  platform,
  ...(targets.length > 0 ? targets : ['dir']),
  '--publish',
  'never'
]

if (process.env.CHANCERY_TEST_PACKAGE === '1') {
  // For the test of the packaging itself: what comes out must not be given to anybody.
  const runtime = testElectron()
  if (runtime.path === undefined) {
    console.error(runtime.reason)
    process.exit(1)
  }
  console.error(`chancery: packaging with the ${runtime.source} runtime for a test; do not ship the result.`)
  args.push(`-c.electronDist=${dirname(runtime.path)}`, '-c.directories.output=dist/test')
} else {
  const official = fetchOfficialElectron()
  if (official.path === undefined) {
    console.error(`chancery: packaging needs Electron ${electronPackageVersion()}, and ${official.reason}.`)
    process.exit(1)
  }
  args.push(`-c.electronDist=${join(root, 'node_modules', 'electron', 'dist')}`)
}
process.exit(await runForeground(process.execPath, args, { cwd: root }))
