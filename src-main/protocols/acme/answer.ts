/** What a handler answers; the route adds nonce and index link. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** JSON, or text where `type` says what it is. */
  readonly body?: Readonly<Record<string, unknown>> | string
  readonly type?: string
}

/** @returns a moment as ACME writes it (RFC 3339, whole seconds) */
export function timestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** @returns a Link header value (RFC 8288) */
export function link(address: string, relation: string): string {
  return `<${address}>;rel="${relation}"`
}
