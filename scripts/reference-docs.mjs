// Writes the pages of docs/ that come from the program itself: commands, lint rules, permissions.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { continueUnderPinnedNode, root } from './node-runtime.mjs'

await continueUnderPinnedNode(import.meta.url)
const { format, resolveConfig } = await import('prettier')
const { referencePages } = await import('./reference-docs/pages.ts')

for (const [name, text] of referencePages()) {
  const path = join(root, 'docs', name)
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
  console.log(`docs/${name}`)
}
