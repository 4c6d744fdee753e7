import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { OrganizationRow } from '../../store/organizations.ts'

/** Who adds a name or looks for a proof. */
export interface Prover {
  readonly actor: Actor
  /** Has the permission `organization.edit`. */
  readonly staff: boolean
}

/**
 * RA-045 to RA-048: whether this person may add or prove a name, and to whom it belongs.
 * @param owner of the row that there is; null for none
 * @returns the account that the name belongs to; null for the organization's
 * @throws ChanceryError `forbidden`, `refused-by-policy`, `conflict` where the organization is inactive
 */
export function ownerFor(
  who: Prover,
  organization: OrganizationRow,
  name: string,
  existing: { readonly ownerId: number | null } | undefined
): number | null {
  if (organization.state === 'inactive')
    throw new ChanceryError('conflict', `${organization.name} is inactive. Activate it first.`)
  if (who.staff) return existing?.ownerId ?? null
  if (organization.names === 'approved-only')
    throw new ChanceryError(
      'forbidden',
      `${organization.name} certifies approved domains only (names policy approved-only), and you may not add any. Ask somebody with the permission "organization.edit".`
    )
  const mine = who.actor.operatorId
  if (existing !== undefined && existing.ownerId !== null && existing.ownerId !== mine)
    throw new ChanceryError('refused-by-policy', `${name} belongs to another requester.`, {
      reasons: [{ where: `dns:${name}`, rule: 'proof.owner', message: `${name} belongs to another requester.` }]
    })
  if (existing !== undefined) return existing.ownerId
  return organization.names === 'new-per-requester' ? mine : null
}
