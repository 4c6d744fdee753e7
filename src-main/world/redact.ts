/**
 * Names under which a secret may travel. Matched anywhere in a field's name, without regard to case, `-` and `_`,
 * so that `newPassphrase` and `set-cookie` are caught as well.
 */
const secretNames =
  /passphrase|password|passwd|secret|token|cookie|authorization|privatekey|pkcs8|pkcs12|pfx|masterkey|recoverycode|unlock|apikey|hmackey|seed|otp|^pin$|^puk$|pincode/
const mark = '[redacted]'
const maxDepth = 6
const maxItems = 100
const maxText = 4096

/**
 * @returns a copy of `value` fit for a log line: secrets replaced by name, bytes by their length,
 * long texts and lists cut, nothing deeper than six levels.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return value.length > maxText ? `${value.slice(0, maxText)} … (${value.length} characters)` : value
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
  if (value === null || typeof value !== 'object') return value
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString()
  if (value instanceof Error) return describeError(value, depth)
  if (depth >= maxDepth) return '[deeper]'
  if (Array.isArray(value)) {
    const head = value.slice(0, maxItems).map((item) => redact(item, depth + 1))
    return value.length > maxItems ? [...head, `… (${value.length} items)`] : head
  }
  return redactFields(value, depth + 1)
}

/** @returns the fields of an object with the same treatment as `redact`. */
export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  const isSecret = (name: string): boolean => secretNames.test(name.toLowerCase().replaceAll(/[-_]/g, ''))
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isSecret(name) ? mark : redact(value, depth)])
  )
}

/** @returns name, code, message, stack and causes of an error. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  return {
    name: error.name,
    ...('code' in error ? { code: redact(error.code, depth + 1) } : {}),
    message: redact(error.message),
    stack: redact(error.stack),
    ...(error.cause === undefined || depth >= maxDepth ? {} : { cause: redact(error.cause, depth + 1) })
  }
}
