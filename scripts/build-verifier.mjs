// Builds the stand-alone verifier: one HTML file that refers to nothing outside of itself.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { root } from './node-runtime.mjs'

const folder = join(root, 'resources', 'verifier')
export const verifierFile = join(root, 'out', 'verifier', 'chancery-verifier.html')

const sourceOf = (text) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

/** @returns the page. The policy names the digests of its script and its style, and allows nothing else. */
export async function verifierPage() {
  const bundle = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2023',
      minify: true,
      lib: { entry: join(folder, 'page.ts'), formats: ['iife'], name: 'chanceryVerifier' }
    }
  })
  const chunks = [bundle].flat().flatMap(({ output }) => output)
  if (chunks.length !== 1 || chunks[0].type !== 'chunk') throw new Error('the verifier is not one script')
  // A script element ends at the first of these, wherever it stands.
  const script = chunks[0].code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  const style = readFileSync(join(folder, 'page.css'), 'utf8')
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
  return readFileSync(join(folder, 'page.html'), 'utf8')
    .replace('POLICY', () => policy)
    .replace(/<style>\s*STYLE\s*<\/style>/, () => `<style>${style}</style>`)
    .replace(/<script>\s*SCRIPT\s*<\/script>/, () => `<script>${script}</script>`)
}

/** Writes the page to out/verifier. */
export async function buildVerifier() {
  mkdirSync(dirname(verifierFile), { recursive: true })
  writeFileSync(verifierFile, await verifierPage())
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildVerifier()
  console.log(verifierFile)
}
