import { z } from 'zod'

type Unfilled<Schema> = Schema extends z.ZodDefault<infer Inner> ? Inner : Schema
type Patched<Shape extends z.core.$ZodLooseShape> = { [Field in keyof Shape]: z.ZodOptional<Unfilled<Shape[Field]>> }

/**
 * The same fields with none required and none filled in, for a change in which what is left out stays as it is: a default
 * of the whole object would set it back.
 */
export function patchOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Patched<Shape>, z.core.$strict> {
  const fields = Object.entries(shape).map(([name, schema]) => {
    const about = z.globalRegistry.get(schema)
    const field = z.optional(schema instanceof z.ZodDefault ? schema.unwrap() : schema)
    // What was said of the default is said of the field in it.
    return [name, about === undefined ? field : field.meta(about)]
  })
  // The names and schemas are those of the shape, which Object.fromEntries does not say.
  return z.strictObject(Object.fromEntries(fields) as Patched<Shape>)
}

/** @returns `before` with the fields that the patch has; one that is undefined counts as left out */
export function patched<Value extends object>(
  before: Value,
  patch: { readonly [Field in keyof Value]?: Value[Field] | undefined }
): Value {
  return { ...before, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) }
}
