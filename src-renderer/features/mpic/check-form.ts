import { z } from 'zod'
import type { Input } from '../../../src-shared/api/index.ts'
import { mpicOperations } from '../../../src-shared/api/mpic.ts'
import { emailOrDomain } from '../../../src-shared/model/validation-names.ts'

export const checkMethods = ['caa', 'txt', 'file', 'http-01', 'dns-01', 'tls-alpn-01'] as const
export type CheckMethod = (typeof checkMethods)[number]
export type CheckInput = Input<'mpic.check'>

/** Fields of the form: each is there all the time, and only those of the method are sent. */
export const checkForm = z
  .object({
    name: emailOrDomain,
    method: z.enum(checkMethods),
    /** Number of the authority as text; null for all. */
    authority: z.string().nullable(),
    identity: z.array(z.string()),
    value: z.string(),
    label: z.string(),
    path: z.string()
  })
  .transform((values): CheckInput => toInput(values))
  .pipe(mpicOperations['mpic.check'].input)

function toInput(values: {
  name: string
  method: CheckMethod
  authority: string | null
  identity: string[]
  value: string
  label: string
  path: string
}): CheckInput {
  const { name, method, authority, identity, value, label, path } = values
  if (method === 'caa')
    return { name, method, identity, ...(authority === null ? {} : { authority: Number(authority) }) }
  return {
    name,
    method,
    value: value.trim(),
    ...(method === 'txt' ? { label } : {}),
    ...(method === 'file' || method === 'http-01' ? { path } : {})
  }
}
