import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkArchitecture, lineLimit } from './testing/architecture/rules.ts'

const root = join(import.meta.dirname, '..')

test('every import of the project is one that the table allows, without cycles, and every file keeps the house rules', () => {
  const paths = globSync(['src-main/**/*.{ts,tsx}', 'src-shared/**/*.ts', 'src-renderer/**/*.{ts,tsx}'], { cwd: root })
  const sources = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))
  expect(sources.size).toBeGreaterThan(50)
  expect(checkArchitecture(sources)).toEqual([])
})

/** One breach a case: the file, its text, and words of the complaint. */
const breaches: readonly (readonly [rule: string, path: string, text: string, complaint: RegExp])[] = [
  [
    'shared imports nothing of Node',
    'src-shared/a.ts',
    "import { join } from 'node:path'",
    /shared may not import node:path/
  ],
  ['shared imports no package but zod', 'src-shared/a.ts', "import koa from 'koa'", /shared may not import koa/],
  [
    'shared does not import src-main',
    'src-shared/a.ts',
    "import { x } from '../src-main/pki/x.ts'",
    /shared may not import src-main\/pki/
  ],
  [
    'world imports nothing of src-main',
    'src-main/world/a.ts',
    "import { x } from '../pki/x.ts'",
    /world may not import/
  ],
  [
    'pki reads no files',
    'src-main/pki/a.ts',
    "import { readFile } from 'node:fs/promises'",
    /pki may not import node:fs/
  ],
  [
    'pki does not know the store, not even as a type',
    'src-main/pki/a.ts',
    "import type { X } from '../store/x.ts'",
    /pki may not import src-main\/store/
  ],
  ['store does not know pki', 'src-main/store/a.ts', "import { x } from '../pki/x.ts'", /store may not import/],
  ['keys do not know the store', 'src-main/keys/a.ts', "import { x } from '../store/x.ts'", /keys may not import/],
  [
    'validation does not know keys',
    'src-main/validation/a.ts',
    "import { x } from '../keys/x.ts'",
    /validation may not import/
  ],
  [
    'ca knows of keys the types of the signer only',
    'src-main/ca/a.ts',
    "import { x } from '../keys/signer.ts'",
    /ca may import types only/
  ],
  [
    'ca does not know software keys',
    'src-main/ca/a.ts',
    "import type { X } from '../keys/software.ts'",
    /ca may not import/
  ],
  ['ca does not know koa', 'src-main/ca/a.ts', "import koa from 'koa'", /ca may not import koa/],
  [
    'a protocol does not know another',
    'src-main/protocols/acme/a.ts',
    "import { x } from '../est/x.ts'",
    /protocols\/acme may not import/
  ],
  [
    'a protocol has its own store file only',
    'src-main/protocols/acme/a.ts',
    "import { x } from '../../store/scep.ts'",
    /types only/
  ],
  [
    'a protocol does not reach ca/sign.ts',
    'src-main/protocols/acme/a.ts',
    "import { x } from '../../ca/sign.ts'",
    /may not import src-main\/ca\/sign/
  ],
  [
    'a protocol does not know keys',
    'src-main/protocols/acme/a.ts',
    "import { x } from '../../keys/x.ts'",
    /may not import/
  ],
  [
    'a connector does not know keys',
    'src-main/connectors/a.ts',
    "import { x } from '../keys/x.ts'",
    /connectors may not import/
  ],
  ['api does not know keys', 'src-main/api/a.ts', "import { x } from '../keys/x.ts'", /api may not import/],
  ['engine does not know shell', 'src-main/engine/a.ts', "import { x } from '../shell/x.ts'", /engine may not import/],
  [
    'shell knows world by its types only',
    'src-main/shell/a.ts',
    "import { x } from '../world/host.ts'",
    /shell may import types only/
  ],
  [
    'shell does not know the engine',
    'src-main/shell/a.ts',
    "import type { X } from '../engine/x.ts'",
    /shell may not import/
  ],
  ['entry does not know ca', 'src-main/entry/a.ts', "import { x } from '../ca/x.ts'", /entry may not import/],
  [
    'the renderer does not know src-main',
    'src-renderer/a.ts',
    "import type { X } from '../src-main/api/x.ts'",
    /renderer may not import/
  ],
  ['a re-export counts as an import', 'src-main/store/a.ts', "export { x } from '../pki/x.ts'", /store may not import/],
  [
    'a dynamic import counts',
    'src-main/store/a.ts',
    "export const x = () => import('../pki/x.ts')",
    /store may not import/
  ],
  ['an import type counts', 'src-main/store/a.ts', "export type X = import('../pki/x.ts').X", /store may not import/],
  [
    'electron stays in the shell',
    'src-main/engine/a.ts',
    "import type { App } from 'electron'",
    /electron belongs to shell/
  ],
  [
    'electron stays out of other entries',
    'src-main/entry/headless.ts',
    "import { app } from 'electron'",
    /electron belongs to shell/
  ],
  ['ipcMain stays in the bridge', 'src-main/shell/a.ts', "import { ipcMain } from 'electron'", /ipcMain belongs/],
  [
    'a unit test does not start Electron',
    'src-main/shell/a.test.ts',
    "import { app } from 'electron'",
    /runs without Electron/
  ],
  ['testing is for tests', 'src-main/ca/a.ts', "import { x } from '../testing/x.ts'", /only tests may import testing/],
  [
    'a test imports what its folder may',
    'src-main/pki/a.test.ts',
    "import { x } from '../ca/x.ts'",
    /pki may not import/
  ],
  [
    'only ca/sign.ts signs',
    'src-main/ca/crl.ts',
    'export const f = (signer: S) => signer.sign(data, algorithm)',
    /only ca\/sign\.ts calls/
  ],
  [
    'sign is not taken out of a signer either',
    'src-main/ca/crl.ts',
    'export const f = ({ sign }: S) => sign(data)',
    /only ca\/sign\.ts calls/
  ],
  ['a file ends', 'src-main/ca/a.ts', 'void 0\n'.repeat(lineLimit + 1), /ends before line 500/],
  ['a name says what is inside', 'src-main/ca/helpers.ts', 'void 0', /name does not say/],
  ['nothing is exported as default', 'src-main/ca/a.ts', 'export default function f() {}', /default exports/],
  ['not under another guise either', 'src-main/ca/a.ts', 'const a = 1\nexport { a as default }', /default exports/],
  ['our own modules are not mocked', 'src-main/ca/a.test.ts', "vi.mock('./b.ts')", /is not mocked/]
]

test.each(breaches)('%s', (_rule, path, text, complaint) => {
  expect(checkArchitecture(new Map([[path, text]])).join('\n')).toMatch(complaint)
})

test('two files that import each other are named, two that share types are not', () => {
  const ring = new Map([
    ['src-main/ca/a.ts', "import { b } from './b.ts'\nexport const a = () => b"],
    ['src-main/ca/b.ts', "import { c } from './c.ts'\nexport const b = () => c"],
    ['src-main/ca/c.ts', "import { a } from './a.ts'\nexport const c = () => a"]
  ])
  expect(checkArchitecture(ring)).toEqual([
    'src-main/ca/a.ts -> src-main/ca/b.ts -> src-main/ca/c.ts -> src-main/ca/a.ts  import each other'
  ])
  ring.set('src-main/ca/c.ts', "import type { a } from './a.ts'\nexport const c = (x: typeof a) => x")
  expect(checkArchitecture(ring)).toEqual([])
})

test.each([
  [
    'src-main/ca/sign.ts',
    "import type { Signer } from '../keys/signer.ts'\nexport const f = (s: Signer) => s.sign(d, a)"
  ],
  [
    'src-main/pki/a.ts',
    "import { sign } from 'node:crypto'\nimport { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js'\nexport const f = () => [sign(d), ml_dsa65.sign(d)]"
  ],
  [
    'src-main/ca/a.test.ts',
    "import { world } from '../testing/world.ts'\nimport { test } from 'vitest'\ntest('x', () => { world() })"
  ],
  [
    'src-main/protocols/acme/a.ts',
    "import { x } from '../../store/acme.ts'\nimport { y } from '../../store/jobs.ts'\nimport { z } from '../http/z.ts'\nexport const f = [x, y, z]"
  ],
  [
    'src-main/shell/a.ts',
    "import { app } from 'electron'\nimport type { Host } from '../world/host.ts'\nexport const f = (h: Host) => [app, h]"
  ],
  ['src-main/store/migrations/0001.ts', 'void 0\n'.repeat(lineLimit + 1)]
])('what the table allows in %s passes', (path, text) => {
  expect(checkArchitecture(new Map([[path, text]]))).toEqual([])
})
