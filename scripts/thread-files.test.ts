import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { threadFileAddresses, threadFileInputs } from './thread-files.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-threads-'))
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'src', 'deep', 'double.worker.ts'),
    "import { parentPort } from 'node:worker_threads'\nimport { twice } from './twice.ts'\nparentPort?.postMessage(twice(21))\n"
  )
  writeFileSync(join(folder, 'src', 'deep', 'twice.ts'), 'export const twice = (n: number): number => n * 2\n')
  writeFileSync(
    join(folder, 'src', 'deep', 'start.ts'),
    "import { Worker } from 'node:worker_threads'\nexport const start = (): Worker => new Worker(new URL('./double.worker.ts', import.meta.url))\n"
  )
  writeFileSync(
    join(folder, 'src', 'main.ts'),
    "import { start } from './deep/start.ts'\nimport { twice } from './deep/twice.ts'\nstart().on('message', (n: number) => console.log(n === twice(21)))\n"
  )
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const run = (file: string): string => execFileSync(process.execPath, [join(folder, file)], { encoding: 'utf8' }).trim()

test('a worker named by its source starts from source and from the bundle alike', async () => {
  expect(run('src/main.ts')).toBe('true')
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [threadFileAddresses()],
    build: {
      ssr: true,
      outDir: 'out',
      rolldownOptions: {
        input: { main: join(folder, 'src', 'main.ts'), ...threadFileInputs(join(folder, 'src')) },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' }
      }
    }
  })
  expect(run('out/main.js')).toBe('true')
})

test('two thread files of one name are refused', () => {
  writeFileSync(join(folder, 'src', 'double.worker.ts'), '')
  expect(() => threadFileInputs(join(folder, 'src'))).toThrow(/rename one/)
})
