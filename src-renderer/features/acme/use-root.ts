import { useChainOf } from '../../ui/services/use-chain.ts'

/** Name of the file that every recipe trusts. */
export const rootFileName = 'root.pem'

/** @returns the root above the authority that a profile issues from, as PEM; null where it is not known or not to be seen */
export function useRootOf(profileId: number): string | null {
  return useChainOf(profileId)?.root ?? null
}
