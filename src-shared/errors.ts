/**
 * The one list of error codes. Every edge (HTTP, CLI exit code, window, protocol) maps the whole list
 * with a Record<ErrorCode, …>, so that a new code does not compile until each edge has answered for it.
 */
export const errorCodes = [
  'malformed', // bytes or JSON that do not parse
  'too-large', // input beyond its size or depth limit
  'invalid-input', // parsed, but a field breaks its rule
  'unknown-operation',
  'unauthenticated', // nobody is signed in
  'forbidden', // signed in, but the permission is missing
  'locked', // the vault is locked
  'wrong-passphrase',
  'slowed-down', // too many wrong guesses; details say until when
  'not-found',
  'conflict', // the object is in another state, or changed meanwhile
  'name-taken',
  'approval-needed', // under a quorum rule: nothing was done, reasons name the proposal
  'refused-by-policy', // names, validity, channel, approvals: details list every reason
  'weak-key',
  'bad-signature', // a self-signature, chain or sealed value does not verify
  'lint-failed',
  'not-ready', // e.g. authority awaits its certificate, no vault yet
  'key-unavailable', // token absent or key off line
  'cancelled',
  'busy', // another engine holds the data folder, or a limit is reached
  'newer-database',
  'damaged', // stored data fails its integrity check
  'unsafe-file', // a secret file that others can read
  'io', // disk or network failed
  'internal'
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** One reason, attached to the field, rule or identifier it is about. */
export interface Reason {
  /** Dotted path of the field or the identifier concerned, e.g. `subject.commonName` or `dns:www.example.test`. */
  readonly where: string
  /** Stable id of the rule that speaks, e.g. `san.pattern`. */
  readonly rule: string
  /** What is wrong, with the value, in a sentence for people. */
  readonly message: string
}

/** The shape in which an error crosses a process border. Safe to show: never holds secrets or stack traces. */
export interface Failure {
  readonly code: ErrorCode
  readonly message: string
  readonly reasons: readonly Reason[]
  /** Set for `internal`: finds the entry in the log. */
  readonly logId?: string
}

/** An error that the program expects: thrown inside the engine, mapped once at each edge. */
export class ChanceryError extends Error {
  readonly code: ErrorCode
  readonly reasons: readonly Reason[]

  constructor(code: ErrorCode, message: string, options: { reasons?: readonly Reason[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ChanceryError'
    this.code = code
    this.reasons = options.reasons ?? []
  }
}

/** @returns the error as a value that may cross a border; unexpected errors become `internal` under `logId`. */
export function toFailure(error: unknown, logId: string): Failure {
  if (error instanceof ChanceryError) return { code: error.code, message: error.message, reasons: error.reasons }
  return {
    code: 'internal',
    message: `Chancery met an unexpected problem and stopped this action. The log has it under ${logId}.`,
    reasons: [],
    logId
  }
}
