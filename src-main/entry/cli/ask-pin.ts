import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { askSecret } from './ask.ts'

const questions = { pin: 'PIN of the token', newPin: 'New PIN' } as const
type PinField = keyof typeof questions

/** @returns fields of the operation that hold a PIN, with whether one must be given */
function pinFields(name: OperationName): readonly { readonly field: PinField; readonly required: boolean }[] {
  const { shape } = operations[name].input
  return (['pin', 'newPin'] as const).flatMap((field) => {
    const schema: unknown = Reflect.get(shape, field)
    return typeof schema === 'object' && schema !== null ? [{ field, required: !acceptsNothing(schema) }] : []
  })
}

function acceptsNothing(schema: object): boolean {
  const parse: unknown = Reflect.get(schema, 'safeParse')
  if (typeof parse !== 'function') return true
  const result: unknown = Reflect.apply(parse, schema, [undefined])
  return typeof result === 'object' && result !== null && Reflect.get(result, 'success') === true
}

/** Asks for the PINs that an operation must have and that no file gave. Without a terminal they stay away, and the engine says so. */
export async function withPins(name: OperationName, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const asked = { ...input }
  for (const { field, required } of pinFields(name)) {
    if (!required || asked[field] !== undefined) continue
    const typed = await askSecret(questions[field])
    if (typed === undefined) continue
    if (field === 'newPin' && (await askSecret('Once more')) !== typed)
      throw new ChanceryError('invalid-input', 'The two PINs are not the same. Nothing was done.')
    asked[field] = typed
  }
  return asked
}

/**
 * Calls once, and once more with a PIN where the token waits for it and somebody is there to ask.
 * @throws what the second call throws, else what the first did
 */
export async function askingForPin(
  name: OperationName,
  input: Record<string, unknown>,
  call: (input: Record<string, unknown>) => Promise<unknown>
): Promise<unknown> {
  try {
    return await call(input)
  } catch (error) {
    const waits = error instanceof ChanceryError && error.code === 'key-unavailable'
    if (!waits || input['pin'] !== undefined || pinFields(name).every(({ field }) => field !== 'pin')) throw error
    const pin = await askSecret(`${error.message} ${questions.pin}`)
    if (pin === undefined || pin === '') throw error
    return call({ ...input, pin })
  }
}
