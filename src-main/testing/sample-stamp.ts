import { answerTimeStamp } from '../ca/time-stamps/answer.ts'
import { createTsa } from '../ca/time-stamps/service.ts'
import { showTsa } from '../ca/time-stamps/view.ts'
import { requireParsed } from '../ca/certificates/find.ts'
import { reader } from '../store/store.ts'
import { sampleStart } from './sample-ceremony.ts'
import { authority, startLife, type Life } from './life.ts'

/** A time-stamp authority of a house of its own. */
export interface SampleStamp {
  readonly ask: (request: Uint8Array) => Promise<Uint8Array>
  /** DER of the root above it. */
  readonly root: Uint8Array
  /** DER of the authority's own certificate. */
  readonly own: Uint8Array
  readonly life: Life
  readonly close: () => Promise<void>
}

export async function sampleStamp(): Promise<SampleStamp> {
  const life = await startLife({ now: sampleStart + 900_000 })
  const root = await authority(life, 'stamp-root')
  await createTsa(life.ca, { name: 'stamp', authority: 'stamp-root', settings: { perMinute: 0 } }, life.alice, [])
  const read = (id: number | undefined): Uint8Array => requireParsed(reader(life.ca.store), id ?? 0).der
  return {
    ask: async (request) => (await answerTimeStamp(life.ca, 'stamp', request, '192.0.2.1')).der,
    root: read(root.certificateId ?? 0),
    own: read(showTsa(life.ca, { service: 'stamp' }, []).service.certificate?.certificateId),
    life,
    close: life.close
  }
}
