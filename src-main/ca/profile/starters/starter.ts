import { profileContent, type ProfileContent } from '../../../../src-shared/model/profile.ts'
import type { z } from 'zod'

/** A preset from which a profile is made. */
export interface Starter {
  readonly label: string
  readonly description: string
  readonly content: ProfileContent
}

/** @returns the starter with every field of its content filled in. */
export function starter(label: string, description: string, content: z.input<typeof profileContent>): Starter {
  return { label, description, content: profileContent.parse({ description, ...content }) }
}

/** Keys that sign only: what nearly every purpose can use. */
export const signingKeys = ['P-256', 'P-384', 'P-521', 'RSA-2048', 'RSA-3072', 'RSA-4096', 'Ed25519']
/** Keys that can also receive encrypted keys (keyEncipherment, RFC 3279 2.3.1). */
export const rsaKeys = ['RSA-2048', 'RSA-3072', 'RSA-4096']

/** RFC 5280 4.2.1.9: says openly that the certificate is none of an authority. */
export const endEntity = { critical: true, authority: false, pathLength: null } as const

/** The attributes by which organizations are named; all of them as asked. */
export const organization = [{ type: 'O' }, { type: 'OU' }, { type: 'L' }, { type: 'ST' }, { type: 'C' }]

/** Pointers without OCSP: switch it on where a responder answers. */
export const withoutOcsp = { ocsp: false } as const
