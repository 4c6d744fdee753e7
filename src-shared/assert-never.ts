/** Marks a branch that the type system proves unreachable; a value that gets here anyway is a defect. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`)
}
