import { z } from 'zod'

/** Where a request comes from; profiles are offered channel by channel. `engine` is Chancery itself (service certificates). */
export const channels = ['desk', 'cli', 'acme', 'scep', 'est', 'cmp', 'cep', 'rest', 'public-form', 'engine'] as const
export const channel = z.enum(channels)
export type Channel = z.infer<typeof channel>

/** Who does something, as the audit log names it. */
export interface Actor {
  /** Row of the operator account; null for protocol clients and for the engine itself. */
  readonly operatorId: number | null
  /** Operator's or client's name. */
  readonly name: string
  readonly channel: Channel
}
