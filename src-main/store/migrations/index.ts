import { firstSchema } from './0001-first-schema.ts'
import { rsaModuli } from './0002-rsa-moduli.ts'
import { acme } from './0003-acme.ts'
import { ocsp } from './0004-ocsp.ts'
import type { Migration } from './migration.ts'

/** Every step in order. Append only. */
export const migrations: readonly Migration[] = [firstSchema, rsaModuli, acme, ocsp]
