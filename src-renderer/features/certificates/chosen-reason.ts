import { z } from 'zod'
import { finalRevocationReason } from '../../../src-shared/model/revocation.ts'

/** A reason that somebody chose: no reason is preset, because a revocation for a wrong one cannot be taken back. */
export const chosenReason = z.string().min(1).pipe(finalRevocationReason)
