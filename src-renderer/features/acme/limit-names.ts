import { acmeLimits } from '../../../src-shared/model/acme.ts'

/** Every limit of a service, in the order of its schema. */
export const limitNames = acmeLimits.keyof().options
