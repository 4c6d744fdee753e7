import { ChanceryError, type ErrorCode, type Reason } from '../../../src-shared/errors.ts'

/** A refusal whose words for the client and for the operator differ: who guesses a password learns nothing from them. */
export class EstRefused extends ChanceryError {
  /** For the service log: what happened, and what the operator can do. */
  readonly told: string

  constructor(code: ErrorCode, message: string, told: string, reasons: readonly Reason[] = []) {
    super(code, message, { reasons })
    this.name = 'EstRefused'
    this.told = told
  }
}
