import type { WireProtocol } from '../../../src-shared/model/wire.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'

/** @returns the names of the services of a protocol, as exchanges are kept under them; none where a protocol has but one place */
export function useServiceNames(protocol: WireProtocol): readonly string[] {
  const may = useMay('service.read')
  const only = (wanted: WireProtocol): { readonly enabled: boolean } => ({ enabled: may && protocol === wanted })
  const lists = {
    scep: useRead('scep.list', {}, only('scep')),
    est: useRead('est.list', {}, only('est')),
    cmp: useRead('cmp.list', {}, only('cmp')),
    acme: useRead('acme.list', {}, only('acme')),
    tsa: useRead('tsa.list', {}, only('tsa'))
  }
  // All authorities answer at one address, and which one is meant is known only after the question was read.
  return protocol === 'ocsp' ? [] : (lists[protocol].data?.services ?? []).map(({ name }) => name)
}
