import { z } from 'zod'
import { sha256 } from './world.ts'

/** Secrets of an input with the path at which each stood. */
export interface TakenSecret {
  readonly path: readonly (string | number)[]
  readonly value: unknown
}

/**
 * Takes the secrets out of a parsed input: what the schema marks so, at any depth. In their place stands the SHA-256 of a
 * random salt and the value, so that the digest of the input binds them and nobody can try values against it.
 * @param salt 32 random bytes that are sealed together with the secrets
 */
export function takeSecrets(
  schema: z.core.$ZodType,
  input: unknown,
  salt: Uint8Array
): { readonly shown: unknown; readonly secrets: readonly TakenSecret[] } {
  const secrets: TakenSecret[] = []
  const walk = (at: z.core.$ZodType, value: unknown, path: readonly (string | number)[]): unknown => {
    if (value === undefined || value === null) return value
    const layers = layersOf(at)
    if (layers.some((layer) => z.globalRegistry.get(layer)?.['secret'] === true)) {
      secrets.push({ path, value })
      return { secret: sha256(Buffer.concat([salt, Buffer.from(JSON.stringify([path, value]))])) }
    }
    const inner = layers.at(-1) ?? at
    const { def } = inner._zod
    if (def.type === 'union' && 'options' in def && Array.isArray(def.options)) {
      const fits = def.options.find(
        (option: unknown) => isSchema(option) && z.safeParse(option, value).success
      ) as unknown
      return isSchema(fits) ? walk(fits, value, path) : value
    }
    if (Array.isArray(value)) {
      const element = 'element' in def ? def.element : undefined
      return isSchema(element) ? value.map((item, index) => walk(element, item, [...path, index])) : value
    }
    if (typeof value !== 'object') return value
    const shape = 'shape' in def && typeof def.shape === 'object' && def.shape !== null ? def.shape : {}
    const other = 'valueType' in def ? def.valueType : undefined
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const own: unknown = Object.hasOwn(shape, name) ? Reflect.get(shape, name) : other
        return [name, isSchema(own) ? walk(own, member, [...path, name]) : member]
      })
    )
  }
  return { shown: walk(schema, input, []), secrets }
}

/** Puts secrets back where they were taken from. @param shown is changed */
export function putSecrets(shown: unknown, secrets: readonly TakenSecret[]): unknown {
  for (const { path, value } of secrets) {
    let target: unknown = shown
    for (const part of path.slice(0, -1))
      target = typeof target === 'object' && target !== null ? Reflect.get(target, part) : undefined
    const last = path.at(-1)
    if (typeof target === 'object' && target !== null && last !== undefined) Reflect.set(target, last, value)
  }
  return shown
}

/** The schema with every layer around it (optional, default, a pipe's input), from the outside. */
function layersOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const layers: z.core.$ZodType[] = []
  for (let at: unknown = schema; isSchema(at);) {
    layers.push(at)
    const def: z.core.$ZodTypeDef = at._zod.def
    at = 'innerType' in def ? def.innerType : def.type === 'pipe' && 'in' in def ? def.in : undefined
  }
  return layers
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value
}
