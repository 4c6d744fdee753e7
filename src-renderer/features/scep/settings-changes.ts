import type { ScepSettings } from '../../../src-shared/model/scep.ts'

/** A consequence of a change: the key of its words under `change`, and the way in that it speaks of. */
export interface Consequence {
  readonly key: string
  readonly method?: ScepSettings['methods'][number]
}

/** @returns what a change of settings means for devices that use the service */
export function consequencesOf(before: ScepSettings, after: ScepSettings): readonly Consequence[] {
  const found: Consequence[] = []
  for (const method of before.methods) if (!after.methods.includes(method)) found.push({ key: 'methodOff', method })
  if (after.methods.includes('static') && !before.methods.includes('static')) found.push({ key: 'static' })
  if (before.renewal && !after.renewal) found.push({ key: 'renewalOff' })
  if (!before.sha1 && after.sha1) found.push({ key: 'sha1On' })
  if (before.sha1 && !after.sha1) found.push({ key: 'sha1Off' })
  if (!before.des && after.des) found.push({ key: 'desOn' })
  if (before.des && !after.des) found.push({ key: 'desOff' })
  if (before.tripleDes && !after.tripleDes) found.push({ key: 'tripleDesOff' })
  if (after.clients.length > 0 && after.clients.join() !== before.clients.join()) found.push({ key: 'clients' })
  if (after.clients.length === 0 && before.clients.length > 0) found.push({ key: 'everybody' })
  if (before.key !== after.key || before.certificateLife !== after.certificateLife) found.push({ key: 'nextKey' })
  return found
}
