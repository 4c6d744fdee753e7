import { noDetails, type CheckDetails, type CheckResponse } from '../../pki/mpic/check-response.ts'

/** What a look comes to, before it is dated. */
export type Look = Omit<CheckResponse, 'kind' | 'timestampNs'>

/** @returns an answer that could not be had */
export function incomplete(type: string, message: string, details: CheckDetails = noDetails): Look {
  return { completed: false, passed: false, errors: [{ type, message }], details }
}
