/** What a log line carries beside its message. Values under the names of secrets are replaced before writing. */
export type LogFields = Readonly<Record<string, unknown>>

/** The technical log (not the audit trail): JSON lines for the person who runs the machine. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  /**
   * Records an unexpected error with its stack.
   * @returns the id under which the line is found; the only thing about the error that may be shown to people.
   */
  error(message: string, error: unknown, fields?: LogFields): string
  /** @returns a log whose lines all carry these fields too, e.g. `{ area: 'jobs' }`. */
  with(fields: LogFields): Log
}
