import { z } from 'zod'
import { unixMs } from '../../../src-shared/model/scalars.ts'

/** What the value of a flag is made of. */
export type FlagKind = 'text' | 'number' | 'boolean' | 'time' | 'json' | 'file' | 'hashed-file' | 'secret' | 'pair'

/** One flag of a command, derived from one field of the operation's input. */
export interface Flag {
  /** Without the dashes: `csr-only`, `settings.crl.life`. */
  readonly name: string
  /** Where the value goes in the input. */
  readonly path: readonly string[]
  readonly kind: FlagKind
  readonly repeat: boolean
  readonly choices: readonly string[]
  /** The word `none` takes the value away: the field may be null, and the word is no value of it. */
  readonly clears: boolean
  readonly required: boolean
  /** The default, as text; empty for none. */
  readonly fallback: string
  readonly help: string
}

/** A layer of a schema: what it wraps is told apart by `def.type`, which is zod's own way to walk one. */
interface Seen {
  readonly schema: z.core.$ZodType
  readonly optional: boolean
  readonly nullable: boolean
  readonly fallback: unknown
  readonly meta: Readonly<Record<string, unknown>>
}

const deepest = 5
const clearable: ReadonlySet<FlagKind> = new Set(['text', 'number', 'time'])

/** @returns the flags of an operation's input, in the order of its fields */
export function flagsOf(schema: z.ZodType): readonly Flag[] {
  return fieldsOf(unwrap(schema).schema).flatMap(([name, field]) => flagsAt([name], unwrap(field), true))
}

/** @returns the fields of an answer that are secrets */
export function secretFieldsOf(schema: z.ZodType): readonly string[] {
  return fieldsOf(unwrap(schema).schema).flatMap(([name, field]) =>
    unwrap(field).meta['secret'] === true ? [name] : []
  )
}

function flagsAt(path: readonly string[], seen: Seen, required: boolean): readonly Flag[] {
  const here = flagAt(path, seen, required)
  const nested = fieldsOf(seen.schema)
  if (nested.length === 0 || path.length >= deepest || here.kind !== 'json') return [here]
  return [here, ...nested.flatMap(([name, field]) => flagsAt([...path, name], unwrap(field), false))]
}

function flagAt(path: readonly string[], seen: Seen, required: boolean): Flag {
  const element = elementOf(seen.schema)
  const value = element === undefined ? seen : unwrap(element)
  const name = path.map(kebab).join('.')
  const kind = kindOf(value, seen.meta)
  return {
    name: kind === 'secret' ? `${name}-file` : name,
    path,
    kind,
    repeat: element !== undefined,
    choices: choicesOf(value.schema),
    clears: element === undefined && seen.nullable && clearable.has(kind) && !z.safeParse(value.schema, 'none').success,
    required: required && !seen.optional,
    fallback: ['string', 'number', 'boolean'].includes(typeof seen.fallback) ? `${seen.fallback as string}` : '',
    help: typeof seen.meta['help'] === 'string' ? seen.meta['help'] : ''
  }
}

function kindOf(value: Seen, outer: Readonly<Record<string, unknown>>): FlagKind {
  const meta = { ...value.meta, ...outer }
  if (meta['cli'] === 'file' || meta['cli'] === 'hashed-file') return meta['cli']
  if (meta['secret'] === true) return 'secret'
  if (isTime(value.schema)) return 'time'
  switch (value.schema._zod.def.type) {
    case 'number':
    case 'int':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'string':
    case 'enum':
    case 'literal':
      return 'text'
    case 'union':
      return membersOf(value.schema).every((member) =>
        ['string', 'number', 'literal', 'enum', 'union'].includes(unwrap(member).schema._zod.def.type)
      )
        ? 'text'
        : 'json'
    case 'object':
      return isPair(value.schema) ? 'pair' : 'json'
    default:
      return 'json'
  }
}

/** Of a schema that got a help text of its own, zod keeps the one that it was made from as parent. */
function isTime(schema: z.core.$ZodType): boolean {
  for (let one: z.core.$ZodType | undefined = schema; one !== undefined; one = one._zod.parent)
    if (one === unixMs) return true
  return false
}

/** An object of exactly `type` and `value`, such as a name, is written `dns:www.example.test` or `CN=Example`. */
function isPair(schema: z.core.$ZodType): boolean {
  const names = fieldsOf(schema).map(([name]) => name)
  return names.length === 2 && names.includes('type') && names.includes('value')
}

function unwrap(outer: z.core.$ZodType): Seen {
  let schema = outer
  let optional = false
  let nullable = false
  let fallback: unknown
  let meta: Readonly<Record<string, unknown>> = {}
  for (;;) {
    meta = { ...z.globalRegistry.get(schema), ...meta }
    const def = schema._zod.def
    if ('defaultValue' in def) {
      optional = true
      fallback = def.defaultValue
    }
    if (def.type === 'optional') optional = true
    if (def.type === 'nullable') nullable = true
    const inner = 'innerType' in def ? def.innerType : def.type === 'pipe' && 'in' in def ? def.in : undefined
    if (!isSchema(inner)) return { schema, optional, nullable, fallback, meta }
    schema = inner
  }
}

function elementOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const { def } = schema._zod
  return def.type === 'array' && 'element' in def && isSchema(def.element) ? def.element : undefined
}

/** Fields of an object; of a union of objects, the fields of all of them, each with what any of them takes. */
function fieldsOf(schema: z.core.$ZodType): readonly (readonly [string, z.core.$ZodType])[] {
  const { def } = schema._zod
  if (def.type === 'object' && 'shape' in def && typeof def.shape === 'object' && def.shape !== null)
    return Object.entries(def.shape).filter((entry): entry is [string, z.core.$ZodType] => isSchema(entry[1]))
  if (def.type !== 'union') return []
  const all = new Map<string, z.core.$ZodType>()
  for (const [name, field] of membersOf(schema).flatMap((member) => fieldsOf(unwrap(member).schema))) {
    const earlier = all.get(name)
    const both = earlier !== undefined && choicesOf(earlier).length > 0 && choicesOf(field).length > 0
    all.set(name, both ? z.union([earlier, field]) : field)
  }
  return [...all]
}

function membersOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = schema._zod
  return 'options' in def && Array.isArray(def.options) ? def.options.filter(isSchema) : []
}

function choicesOf(schema: z.core.$ZodType): readonly string[] {
  const { def } = schema._zod
  if (def.type === 'enum' && 'entries' in def && typeof def.entries === 'object' && def.entries !== null)
    return Object.values(def.entries).map(String)
  if (def.type === 'union') {
    const each = membersOf(schema).map((member) => choicesOf(unwrap(member).schema))
    return each.every(({ length }) => length > 0) ? [...new Set(each.flat())] : []
  }
  return def.type === 'literal' && 'values' in def && Array.isArray(def.values) ? def.values.map(String) : []
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value
}

/** `keyAlgorithm` -> `key-algorithm` */
function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
