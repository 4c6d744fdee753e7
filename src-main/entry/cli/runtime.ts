import { ChanceryError } from '../../../src-shared/errors.ts'

/** Of Node, as package.json pins it: under an older one the database's native code ends the process without a word. */
const NODE_MAJOR = 24

/** @param version as in `process.versions.node`. @throws ChanceryError `not-ready` where the engine cannot run in it */
export function requireRuntime(version: string): void {
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return
  throw new ChanceryError(
    'not-ready',
    `Chancery needs Node ${NODE_MAJOR}, and this is Node ${version}. Start it as "npx chancery", which brings its own.`
  )
}
