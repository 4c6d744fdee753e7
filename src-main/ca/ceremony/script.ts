import { createHash } from 'node:crypto'
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import { ceremonyScript, largestScript, type CeremonyScript } from '../../../src-shared/model/ceremony.ts'
import { ChanceryError, type Reason } from '../../../src-shared/errors.ts'
import { schemaSentence } from '../../../src-shared/model/schema-sentence.ts'
import { scriptProblems, type ScriptProblem } from './script-rules.ts'

/** A script that was read, with the digest of its bytes: two scripts are the same where this is. */
export interface ReadScript {
  readonly script: CeremonyScript
  readonly sha256: string
}

/** SHA-256 over the UTF-8 bytes of a script, lower-case hex. */
export function scriptDigest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/**
 * Reads a ceremony script.
 * @param text YAML 1.2, one document, without anchors and tags of its own
 * @throws ChanceryError `too-large`; `malformed` where it is no YAML; `invalid-input` with every fault, its line and its field
 */
export function readScript(text: string): ReadScript {
  if (Buffer.byteLength(text) > largestScript)
    throw new ChanceryError('too-large', `The script has more than ${largestScript / 1024} KiB.`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, version: '1.2' })
  const broken = [...document.errors, ...document.warnings][0]
  if (broken !== undefined) {
    const [at] = broken.pos
    throw new ChanceryError(
      'malformed',
      `Line ${lines.linePos(at).line} of the script is no YAML: ${firstLine(broken.message)}`
    )
  }
  // An alias can make a short text into an endless one, and reads badly: what is meant stands where it is meant.
  if (/(?:^|[\s[{,])[&*][\w-]+/m.test(withoutText(text)))
    throw new ChanceryError(
      'malformed',
      'A script has no anchors and aliases (& and *). Write each value where it belongs.'
    )
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(document, lines, path)
  const parsed = ceremonyScript.safeParse(document.toJS({ maxAliasCount: 0 }), { error: schemaSentence })
  if (!parsed.success)
    throw faults(
      parsed.error.issues.map(({ path, message }) => ({ path, rule: 'script.field', message })),
      lineOf
    )
  const problems = scriptProblems(parsed.data)
  if (problems.length > 0) throw faults(problems, lineOf)
  return { script: parsed.data, sha256: scriptDigest(text) }
}

function faults(problems: readonly ScriptProblem[], lineOf: (path: readonly PropertyKey[]) => number): ChanceryError {
  const reasons: Reason[] = problems.slice(0, 50).map(({ path, rule, message }) => {
    const field = fieldText(path)
    return { where: field, rule, message: `Line ${lineOf(path)}, ${field === '' ? 'the script' : field}: ${message}` }
  })
  const first = reasons[0]?.message ?? ''
  return new ChanceryError(
    'invalid-input',
    reasons.length === 1 ? `The script is not right. ${first}` : `The script has ${reasons.length} faults. ${first}`,
    { reasons }
  )
}

/** `steps.3.kind` as people count and name it: `steps[4].kind`. */
function fieldText(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part + 1}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('')
}

/** @returns the line of a field, or that of the nearest thing around it where it is missing. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of [null, ...path]) {
    if (part !== null) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && key.value === part)
        if (!isPair(pair)) break
        if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
        node = pair.value
        continue
      }
      if (!isSeq(node) || typeof part !== 'number') break
      node = node.items[part]
    }
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const start: unknown = node.range[0]
      if (typeof start === 'number') offset = start
    }
  }
  return lines.linePos(offset).line
}

/** Quoted and block text may hold the characters of anchors; what is left after taking it away is structure. */
function withoutText(text: string): string {
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '')
    .replaceAll(/^( *)([^#\n]*): *[|>][-+]?\n(?:\1 +.*\n|\s*\n)*/gm, '')
    .replaceAll(/#.*$/gm, '')
    .replaceAll(/: .*$/gm, (value) => (/^: [&*]/.test(value) ? value : ''))
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
